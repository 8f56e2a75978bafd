"""What is left of a case once everything is taken out that says whom it was about, for training.

Answers that were chosen from a list are kept, because the list is the same for everybody. What was typed is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from audit.oversight.words import part, parts, text
from portal.names import bare_reference, name_words

LEFT_OUT: Final = "[left out]"
NAMED: Final = (
    ("individual", "name"),
    ("individual", "reference"),
    ("actor", "name"),
    ("recipient", "who"),
    ("guardian", "name"),
)
"""Where a decision's body names somebody, or whom it was about to be shared with."""
_GENERAL: Final = """
    the and of for at in on by to an gp nhs care carer centre clinic college council court daughter dentist doctor
    family friend health home hospital house lane manager medical mother father nurse office officer pharmacy police
    practice road safeguarding school service services social solicitor son sister brother street surgery team trust
    unit ward wife husband worker
"""
NO_NAMES: Final = frozenset(_GENERAL.split())
"""Words of names that say what kind of place or person it is, and not which."""
LONG_NUMBER: Final = re.compile(r"\d[\d\s-]{2,}\d")
"""Four figures or more, however they are grouped: a telephone or NHS number, a year of birth."""
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*")
_CODE: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


def names_of(body: Mapping[str, Any]) -> frozenset[str]:
    """Return every word that names somebody in a case, as it is looked up, and the person's reference."""
    named = [text(part(body, *place)) for place in NAMED]
    people = [text(each.get("name")) for each in _people(body)]
    words = {word for name in [*named, *people] for word in [*name_words(name), bare_reference(name)]}
    return frozenset(word for word in words if len(word) > 1) - NO_NAMES


def _people(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield whoever else a body names."""
    yield from parts(body, "people")


def still_named(typed: str, names: frozenset[str]) -> list[str]:
    """Return the words and numbers of a text that may still say whom it is about, each once, as they were typed."""
    found = [match.group() for match in _WORD.finditer(typed) if _names(match.group(), names)]
    found += [match.group().strip() for match in LONG_NUMBER.finditer(typed)]
    return list(dict.fromkeys(found))


def without_names(typed: str, names: frozenset[str]) -> str:
    """Return a text with every such word and number taken out."""
    shorter = _WORD.sub(lambda match: LEFT_OUT if _names(match.group(), names) else match.group(), typed)
    return LONG_NUMBER.sub(LEFT_OUT, shorter)


def _names(word: str, names: frozenset[str]) -> bool:
    """Say whether a word, a part of it, or what it belongs to names somebody."""
    own = word.replace("\u2019", "'").removesuffix("'s")
    return not names.isdisjoint([*name_words(own), bare_reference(own)])


def chosen(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that were chosen from a list, by question: codes, lists of codes, codes without reasons.

    What was typed reads on the screen as it was typed, and what was chosen reads in the words of its list.
    """
    given, shown = (
        part(body, "answers"),
        {text(e.get("question")): e.get("answer") for e in parts(body, "asked")},
    )
    answers = given if isinstance(given, Mapping) else {}
    kept = {question: _codes(answer, shown.get(question)) for question, answer in answers.items()}
    return {question: answer for question, answer in kept.items() if answer}


def _codes(answer: Any, shown: Any) -> Any:
    """Return the codes of one answer, None where it was typed."""
    if isinstance(answer, Mapping):
        return dict.fromkeys((each for each in answer if _CODE.fullmatch(str(each))), "")
    if isinstance(answer, list):
        return [each for each in answer if _is_code(each, shown)]
    return answer if _is_code(answer, shown) else None


def _is_code(answer: Any, shown: Any) -> bool:
    """Say whether an answer is a code: spelt like one, and read on the screen in other words."""
    spelt = isinstance(answer, str) and _CODE.fullmatch(answer) is not None
    return spelt and isinstance(shown, list) and bool(shown) and answer not in shown


def told(body: Mapping[str, Any]) -> str:
    """Return the questions and the answers chosen as lines, to write a story from."""
    names, kept = names_of(body), chosen(body)
    lines = [
        f"{text(each.get('title'))} {_without_reasons(each, kept[text(each.get('question'))])}"
        for each in parts(body, "asked")
        if text(each.get("question")) in kept
    ]
    return without_names("\n".join(lines), names)


def _without_reasons(asked: Mapping[str, Any], codes: Any) -> str:
    """Return an answer as it read on the screen, items without the reasons that were typed beside them."""
    lines = text(asked.get("answer")).split("\n")
    return ", ".join(line.partition(":")[0] if isinstance(codes, dict) else line for line in lines)
