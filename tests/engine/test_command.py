"""`manage.py rulesets`: the door for anyone who wants to try cases without the web."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from decisions.engine.walk import walk
from decisions.rulesets import library, lines
from tests.engine.test_rulesets import CARE, FAMILY, USUAL

Typed = Callable[[str | bytes], None]
NO_JSON = ('{"danger": NaN}', '{"whose": "\\ud800"}', '{"danger": ' * 5_000, "{} {}", '"danger": "no"')


def run(*words: str | Path) -> str:
    out = io.StringIO()
    call_command("rulesets", *map(str, words), stdout=out)
    return out.getvalue()


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Put something on standard input."""

    def put(text: str | bytes) -> None:
        raw = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    return put


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the published rulesets, used in their place."""
    for file, text in library.texts_of(library.FOLDER).items():
        path = tmp_path / f"{file}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    library.write_seals(tmp_path, library.sealed(library.FOLDER))
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    return tmp_path


def test_check_says_that_each_ruleset_is_fit() -> None:
    told = run("check").splitlines()
    every = [one.key for name in library.names() for one in library.versions(name)]
    assert [line.split(":")[0] for line in told] == every
    assert all(line.endswith("complete walks. Fit to decide with.") for line in told)


def test_check_refuses_an_altered_file(copied: Path) -> None:
    path = copied / "stretches" / "items.1.toml"
    path.write_text(path.read_text().replace("precedence = 3", "precedence = 0"))
    with pytest.raises(CommandError, match=r"stretches/items.1.toml was altered"):
        run("check")


def test_check_names_what_nobody_has_read_again_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("decisions.management.commands.rulesets.london_day", lambda: date(2028, 1, 1))
    with pytest.raises(CommandError) as refused:
        run("check")
    told = str(refused.value)
    assert "child-at-risk.2: The rules rest on fgm, which was to be read again by 2027-11-30." in told
    assert "child-at-risk.1" not in told, "the first edition never promised it"


def test_check_names_every_fault(copied: Path) -> None:
    path = copied / "family.1.toml"
    path.write_text(path.read_text().replace('basis = "recorded_wish"\n', ""))
    library.write_seals(copied, {f: library.seal_of(t) for f, t in library.texts_of(copied).items()})
    with pytest.raises(CommandError, match=r"^family.1: Outcome share_with_family can be reached without a"):
        run("check")


def test_check_names_a_door_that_ends_otherwise_and_a_version_that_promises_less(copied: Path) -> None:
    path = copied / "family.2.toml"
    (copied / "family.3.toml").write_text(path.read_text().replace("version = 2\nedition = 2", "version = 3"))
    (copied / "alike.toml").write_text('"family: gone" = "Once."\n')
    library.write_seals(copied, {f: library.seal_of(t) for f, t in library.texts_of(copied).items()})
    with pytest.raises(CommandError) as refused:
        run("check")
    assert str(refused.value).splitlines() == [
        "family: gone is listed as ending otherwise, and does not.",
        "family.3: an older version belongs to edition 2, and promises more.",
    ]


def test_seal_seals_what_is_new_and_nothing_else(copied: Path) -> None:
    assert run("seal") == "Sealed: nothing new.\n"
    before = library.sealed(copied)
    text = (copied / "family.1.toml").read_text().replace("version = 1", "version = 9")
    (copied / "family.9.toml").write_text(text)
    assert run("seal") == "Sealed: family.9.\n"
    assert library.sealed(copied) == {**before, "family.9": library.seal_of(text)}
    assert library.current("family").version == 9


def test_seal_refuses_to_seal_an_altered_file_again(copied: Path) -> None:
    (copied / "family.1.toml").write_text("")
    with pytest.raises(CommandError, match="altered after it was sealed"):
        run("seal")


def test_draw_writes_each_flow_thrice_and_knows_when_they_are_old(tmp_path: Path) -> None:
    assert run("draw", "--folder", tmp_path) == f"{3 * len(library.names()) + 1} files drawn.\n"
    flows = tmp_path / "flows"
    assert sorted(path.name for path in flows.iterdir()) == sorted(
        f"{name}{kind}" for name in library.names() for kind in (".md", ".svg", "-truth.md")
    )
    assert all(path.stat().st_size < 60_000 for path in flows.glob("*-truth.md"))
    assert run("draw", "--check", "--folder", tmp_path) == ""
    (flows / "family.svg").write_text("old")
    (flows / "start.md").unlink()
    (tmp_path / "obligations.md").write_text("old")
    with pytest.raises(
        CommandError, match=r"Out of date: family.svg, start.md, obligations.md. Run: manage.py rulesets draw"
    ):
        run("draw", "--check", "--folder", tmp_path)


def test_the_published_drawings_are_up_to_date() -> None:
    assert run("draw", "--check") == ""


def test_show_lists_the_rulesets() -> None:
    assert "care-team.2: A health or care worker looking after them" in run("show").splitlines()
    assert [row["name"] for row in json.loads(run("show", "--json"))] == library.names()


def test_show_tells_a_ruleset_in_words() -> None:
    assert run("show", "family").startswith("# How we decide: A family member, friend or carer\n")


@pytest.mark.parametrize("name", library.names())
def test_show_lists_questions_options_and_outcomes(name: str) -> None:
    ruleset, told = library.current(name), json.loads(run("show", name, "--json"))
    assert {one["id"]: [o["id"] for o in one["options"]] for one in told["questions"]} == {
        one.id: [o.id for o in one.options] for one in ruleset.questions.values()
    }
    assert {one["id"]: one["kind"] for one in told["outcomes"]} == {
        one.id: one.kind for one in ruleset.outcomes.values()
    }
    assert all(rule["part"] and rule["date"] for one in told["outcomes"] for rule in one["rules"])
    assert told["digest"] == ruleset.digest


def test_walk_tells_where_the_answers_of_a_file_lead(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(CARE))
    told = json.loads(run("walk", "care-team", "--answers", path))
    assert told["title"] == "You can share their medicines and allergies"
    assert (told["outcome"], told["kind"], told["basis"]) == ("share", "share", "implied_consent")
    assert "2A" in [rule["rule"] for rule in told["rules"]]
    assert [step["question"] for step in told["passed"]] == list(CARE)
    assert (told["unanswered"], told["invalid"]) == ([], [])


def test_walk_tells_what_is_still_unanswered(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text('{"danger": "no", "who": "a stranger"}')
    told = json.loads(run("walk", "family", "--answers", path))
    assert told == {
        "ruleset": library.current("family").key,
        "outcome": None,
        "kind": None,
        "title": None,
        "basis": None,
        "rules": [],
        "passed": [{"question": "danger", "answer": "no"}],
        "duties": [],
        "unanswered": ["who"],
        "invalid": ["who"],
    }


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"danger"', "null", "[" * 100_000, "\ud800", '{"a": 1e', *NO_JSON]
)
def test_walk_refuses_what_is_no_set_of_answers(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(text.encode(errors="surrogatepass"))
    with pytest.raises(CommandError, match=r"^(This is not JSON|Answers must be a JSON object)") as refused:
        run("walk", "family", "--answers", path)
    assert "\n" not in str(refused.value)


def test_walk_reads_a_file_that_begins_with_a_byte_order_mark(tmp_path: Path, typed: Typed) -> None:
    text = b'\xef\xbb\xbf{"danger": "yes", "danger_to": "emergency"}\r\n'
    path = tmp_path / "answers.json"
    path.write_bytes(text)
    typed(text)
    for told in (run("walk", "start", "--answers", path), run("walk", "start")):
        assert json.loads(told)["outcome"] == "danger_share"


def test_walk_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be read: No such file or directory\.$"):
        run("walk", "family", "--answers", tmp_path / "none.json")


@pytest.mark.parametrize("words", [("walk", "nobody"), ("show", "nobody")])
def test_an_unknown_ruleset_is_refused_in_one_sentence(words: tuple[str, ...], typed: Typed) -> None:
    typed("")
    with pytest.raises(CommandError, match=r"^There is no ruleset called 'nobody'. There are: "):
        run(*words)


def test_walk_answers_each_line_with_a_line(typed: Typed) -> None:
    many = [CARE, {}, {**CARE, "agreement": "said_no"}, CARE] * 700
    typed("\n".join(map(json.dumps, many)))
    told = [json.loads(line) for line in run("walk", "care-team").splitlines()]
    care = library.current("care-team")
    expected = [json.loads(json.dumps(lines.told(care, walk(care, answers)))) for answers in many]
    assert told == expected


def test_a_bad_line_gets_an_error_and_the_others_their_answers(typed: Typed) -> None:
    typed(b'{"danger": "yes", "danger_to": "emergency"}\nnonsense\n\n[1]\n\xff\n{"danger": "no"}\n')
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"^3 of the lines could not be read\.$"):
        call_command("rulesets", "walk", "start", stdout=out)
    told: list[dict[str, Any]] = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [one.get("outcome", one.get("line")) for one in told] == ["danger_share", 2, 4, 5, None]
    assert all("\n" not in one["error"] for one in told if "error" in one)


def test_what_json_does_not_have_gets_an_error_with_the_number_of_its_line(typed: Typed) -> None:
    typed("\n".join(NO_JSON))
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("rulesets", "walk", "start", stdout=out)
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [one["line"] for one in told] == list(range(1, len(NO_JSON) + 1))
    assert all(one["error"].startswith("This is not JSON in UTF-8: ") for one in told)


def test_lines_are_the_same_whether_or_not_they_were_met_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "KEPT", 1)
    family = library.current("family")
    many = [json.dumps(answers).encode() for answers in (FAMILY, USUAL["care-team"], FAMILY)]
    first, second, third = lines.tell_lines(family, many)
    assert first == third
    assert json.loads(second)["outcome"] == "asked_care_team"


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    manage = Path(library.__file__).parents[2] / "manage.py"
    asked = subprocess.Popen(
        [sys.executable, str(manage), "rulesets", "walk", "start"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"},
    )
    assert asked.stdout
    asked.stdout.close()
    assert asked.communicate(b"{}\n" * 10_000)[1] == b""
    assert asked.returncode == 0
