"""How fast a ruleset is walked, beside zen-engine deciding from the very same ruleset, with a trace.

The surgery call is walked: eight questions, the last item ticked and the channel chosen. The peer gets the graph as
the decision model that it reads, and both must come to the same outcome before anything is measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import zen

from bench.table import Row, in_turns
from decisions.engine.ruleset import Question, Ruleset
from decisions.engine.walk import walk
from decisions.rulesets import library

ANSWERS: dict[str, Any] = {
    "danger": "no",
    "who": "care_worker",
    "identity": "called_back",
    "whose": "Mrs A",
    "purpose": "look_after",
    "agreement": "would_expect",
    "items": {"medicines": "two of them are new", "allergies": "to be safe"},
    "channel": "private",
}
WALKS = 20_000
PEER_WALKS = 500
LINES = 200_000
ROUNDS = 9
LIMIT = 500_000
LINES_LIMIT = 50_000


def rows() -> list[Row]:
    """Walks in this process, and lines of JSON through `manage.py rulesets walk`, start-up included."""
    ruleset = library.current("care-team")
    decide = _peer(ruleset)
    outcome = walk(ruleset, ANSWERS).outcome
    if outcome is None or decide(ANSWERS) != outcome.id:
        raise RuntimeError("Ours and the peer do not come to the same outcome.")
    ours, peer, ifs = in_turns(
        [
            lambda: [walk(ruleset, ANSWERS) for _ in range(WALKS)],
            lambda: [decide(ANSWERS) for _ in range(PEER_WALKS)],
            lambda: [_ifs(ANSWERS) for _ in range(WALKS)],
        ],
        rounds=ROUNDS,
    )
    line = json.dumps(ANSWERS)
    lines, peer_lines = in_turns(
        [
            lambda: _through_the_command((line + "\n").encode() * LINES),
            lambda: [json.dumps({"outcome": decide(json.loads(line))}) for _ in range(PEER_WALKS)],
        ],
        rounds=3,
    )
    return [
        _row("walk of 8 questions, with trace : zen-engine", WALKS / ours, PEER_WALKS / peer, LIMIT),
        _row("walk of 8 questions, with trace : hand-written ifs, none", WALKS / ours, WALKS / ifs, None),
        _row("rulesets walk, JSON Lines : zen-engine", LINES / lines, PEER_WALKS / peer_lines, LINES_LIMIT),
    ]


def _row(work: str, ours: float, peer: float, limit: int | None) -> Row:
    return Row(
        work,
        f"{ours:,.0f}/s",
        f"{peer:,.0f}/s",
        f"≥ {limit:,}/s" if limit else "",
        f"{ours / peer:,.2f}" if ours < peer else f"{ours / peer:,.0f}",
        ours >= limit if limit else None,
    )


def _through_the_command(lines: bytes) -> None:
    manage = Path(__file__).parent.parent / "manage.py"
    command = [sys.executable, str(manage), "rulesets", "walk", "care-team"]
    told = subprocess.run(command, input=lines, capture_output=True, check=True).stdout
    if told.count(b'"outcome":"share"') != LINES:
        raise RuntimeError("The command did not answer every line.")


def _peer(ruleset: Ruleset) -> Callable[[dict[str, Any]], str]:
    """Return a way to decide by zen-engine, with its trace, from the same graph."""
    decision = zen.ZenEngine().create_decision(json.dumps(_model(ruleset)))

    def decide(answers: dict[str, Any]) -> str:
        return str(decision.evaluate(answers, {"trace": True, "max_depth": 50})["result"]["outcome"])

    return decide


def _model(ruleset: Ruleset) -> dict[str, Any]:
    """The ruleset as zen-engine's model: a switch for each question, an expression for each outcome."""
    nodes: list[dict[str, Any]] = [
        {"id": "in", "name": "in", "type": "inputNode", "content": {}},
        {"id": "out", "name": "out", "type": "outputNode", "content": {}},
    ]
    edges = [_edge("in", _steering(ruleset, ruleset.first))]
    for outcome in ruleset.outcomes:
        row = {"id": f"{outcome}-row", "key": "outcome", "value": f"'{outcome}'"}
        content = {"expressions": [row]}
        nodes.append({"id": outcome, "name": outcome, "type": "expressionNode", "content": content})
        edges.append(_edge(outcome, "out"))
    for question in ruleset.questions.values():
        if question.steers:
            options = sorted(question.options, key=lambda option: -option.precedence)
            statements = [
                {"id": f"{question.id}-{option.id}", "condition": _condition(question, option.id)}
                for option in options
            ]
            switch: dict[str, Any] = {"hitPolicy": "first", "statements": statements}
            nodes.append({"id": question.id, "name": question.id, "type": "switchNode", "content": switch})
            edges += [
                _edge(question.id, _steering(ruleset, option.goes_to), f"{question.id}-{option.id}")
                for option in options
            ]
    return {"nodes": nodes, "edges": edges}


def _condition(question: Question, option_id: str) -> str:
    if question.kind == "radios":
        return f"{question.id} == '{option_id}'"
    return f"{question.id}.{option_id} != null"


def _steering(ruleset: Ruleset, node: str) -> str:
    """The next node at which an answer leads the way."""
    question = ruleset.questions.get(node)
    return node if question is None or question.steers else _steering(ruleset, question.goes_to or "")


def _edge(source: str, target: str, handle: str = "") -> dict[str, str]:
    edge = {"id": f"{source}-{target}-{handle}", "type": "edge", "sourceId": source, "targetId": target}
    return {**edge, "sourceHandle": handle} if handle else edge


def _ifs(answers: Mapping[str, Any]) -> str:
    """The same way as bare conditions: no trace, no duties, no check of what was answered."""
    if answers["danger"] != "no" or answers["who"] != "care_worker":
        return "elsewhere"
    if answers["identity"] not in ("called_back", "known_in_person", "saw_proof") or not answers["whose"]:
        return "elsewhere"
    if answers["purpose"] != "look_after" or answers["agreement"] not in ("agreed", "would_expect"):
        return "elsewhere"
    items = answers["items"]
    if "restricted" in items or "not_sure" in items or "whole_record" in items or "nothing" in items:
        return "elsewhere"
    return "share" if answers["channel"] in ("private", "overheard", "secure_email", "paper") else "elsewhere"
