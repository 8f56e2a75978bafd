"""Would these steps tell the person anything? Whatever is not plainly said to someone else is taken for a yes.

The rule, sentence by sentence:

* The one to whom something is said, asked, offered or explained is named, and is one of `OTHERS`: those who
  protect, our own people, officials, the one who asked. "Tell the council" is plain. "Ask the family", "Tell them",
  "Offer help again" and "Explain why" are not: a pronoun names nobody.
* "Say" and "ask" without anyone after them go to whom the steps before named or called; at first "say" goes to the one
  who asked.
* Nobody hears, warns, thanks, shows, meets or lets the person or "them"; nobody gives or sends the person something.
* "{person} is told" and "make sure {person} knows" tell the person, no matter who does it.
* What is only spoken of is not told: "what you told them", "whether to tell {person}", "before you tell {person}". Nor
  is what is forbidden, "do not ask"; nor what waits for safety, "if that is safe", "unless it puts someone at risk".
  Nor what is said to the portal, "start again and say that ...".

Where the rule is too strict, a text names whom it means, or the end has a `do_untold`.
"""

from __future__ import annotations

import re
from typing import Final

PERSON: Final = (
    r"(?:\{person\}(?!['’]s)|\b(?:person|child|adult|patient|resident|mother|father|partner|husband|wife|son|daughter|"
    r"family|parents?|relatives?|carers?)\b(?!['’]s)|\b(?:people|families)\b(?! who (?:know|need|protect))|"
    r"\b(?:those|the one) who said no)"
)
"""The person, and those who may be the danger or would pass it on."""
PRONOUN: Final = r"\b(?:them|themself|him|her|both|everyone|everybody)\b"
OTHERS: Final = (
    r"(?:\{guardian\}|\{asker\}|\b(?:guardian|lead|managers?|seniors?|colleagues?|staff|shift|team|council|services|"
    r"police|999|101|coroner|court|judge|gp|doctors?|nurses?|clinician|crew|midwife|surgery|hospital|ward|regulator|"
    r"officer|authority|inspector|registrar|examiner|executor|bank|insurer|dvla|solicitor|employer|school|landlord|"
    r"caller|sender|researcher|worker|organisation|office|practice|charity|board|you|us|nobody|no one)\b|"
    r"\b(?:those|the one|people|others|someone) who (?:asked|asks|wrote|called|told you|knows?|needs?|license|treat|"
    r"protects?)\b(?: (?:\{person\}|the person|them)(?!['’]s))?|\bthose you tell\b|"
    r"\bthose who can keep (?:them|\{person\}|people) safe\b|\bwhoever (?:is told|asks)\b)"
)
"""Whom a step may tell where telling the person is not safe."""

_STOP: Final = (
    r"what|who(?! (?:ask|wrote|call|told|know|need|license|treat|protect|can|said))|whom|why|how|that|if|whether|when|"
    r"where|which|about|for|on|by|of|until|before|after|to|not|as|in|at|it|nothing|only|and|or"
)
_CORE: Final = "tell|ask|explain|talk|speak|say|offer|agree|discuss|write"
"""Words that tell or ask, and so have to say whom."""
_CALLS: Final = ("call", "phone", "go back")
"""Words that say who is spoken to next, and nothing yet."""
_MEETS: Final = (
    "hear|warn|thank|show|remind|inform|invite|promise|let|contact|consult|reassure|persuade|encourage|meet|visit|"
    "apologise|reply"
)
_HANDS: Final = "give|send|hand|share|read|check|confirm|mention|answer"
_WORD: Final = re.compile(
    rf"\b(?P<verb>{_CORE}|{'|'.join(_CALLS)}|{_MEETS}|{_HANDS})(?P<form>s|ing)?\b(?P<rest>[^.!?;:]*)"
)
_WHOM: Final = re.compile(
    rf"^(?: (?:first|only|also|again|today|now|back|then|out|kindly|gently|it|this|that)\b)*,?(?P<to> to| with)?"
    rf"(?P<whom>(?: (?!(?:{_STOP})\b)[^\s,]+){{0,6}}"
    r"(?:,? (?:and|or)(?= (?:the|a|an|our|your|their|each|you)\b| \{)(?: [^\s,]+){1,3})*)"
)
_SUBJECT: Final = (
    r"you|we|they|he|she|it|someone|anyone|others|\{\w+\}|(?:the|a) (?:person|child|family|one|law)"
)
_HELPING: Final = (
    r"still|then|also|only|never|will|would|may|might|can|cannot|could|should|must|have|has|had|want|wants|wish|wishes|"
    r"like|going|to|do|does|not|is|are|right|safe|best"
)
_ABOUT: Final = re.compile(
    r"\b(?:what|whom|who|how|whether|why|where|which|if|before|until|(?:when|once|after|while)(?! you\b)|"
    r"those(?= you))"
    rf"(?: (?:else|and|when|law|part))*(?: (?:{_SUBJECT}))?(?: (?:{_HELPING}))* $"
)
_FORBIDDEN: Final = re.compile(r"\b(?:not|never|cannot|nor|without|nobody|no one)(?: (?:to|may|must|yet))* $")
_PORTAL: Final = re.compile(r"\b(?:start again|go back(?: to the start)?),?(?: today)?(?: and)?(?: then)? $")
_UNTIL_SAFE: Final = re.compile(
    r"\b(?:if|when|once|until)\b[^,]*(?<!not )(?<!not be )\bsafe(?:ly)?\b|\bunless\b.*\b(?:safe|risk|danger|harm)\b|"
    r"\bonly (?:if|when)\b.*\b(?:cannot|not|nobody)\b.*\brisk\b"
)
_COMES_TO_KNOW: Final = re.compile(
    rf"{PERSON}(?: (?:is|are|must|should|will|has to|have to)(?: be)?)? (?:told|asked|informed|know|knows)\b"
)
_OR_NOT: Final = re.compile(
    r"\b(?:if|when|whether|why|before|until|once|after|what|how|who|whom|where|which)\b(?: \S+){0,3} $"
)
_OBJECTS: Final = {
    **dict.fromkeys(_MEETS.split("|"), f"{PERSON}|{PRONOUN}"),
    **dict.fromkeys(_HANDS.split("|"), PERSON),
}
"""What may not come after these words, which need not name anyone."""
_ELSEWHERE: Final = {
    "write": r"(?! to\b)",
    "speak": r" (?:up|for|where)\b",
    "agree": r"(?! (?:with|on|how|when|what)\b)",
    "say": r" (?:no|yes|so)\b",
}
"""What comes after a word that is then no contact at all."""
_LEADING: Final = re.compile(r"\b(?:by|start|keep|go on) $")
"""What comes before "telling" where it is to be done."""


def tells(*lines: str) -> tuple[str, ...]:
    """The lines, in the order in which they are done, that tell the person something, or may."""
    found: list[str] = []
    other: bool | None = None
    for line in lines:
        for sentence in re.split(r"(?<=[.!?:;])\s+", line.lower()):
            other, plain = _read(sentence, other)
            if not plain and line not in found:
                found.append(line)
    return tuple(found)


def _read(sentence: str, other: bool | None) -> tuple[bool | None, bool]:
    """Whether one of `OTHERS` is spoken to after a sentence (None where nobody is yet), and whether it is plain that it
    tells the person nothing."""
    plain = not any(not _OR_NOT.search(sentence[: one.start()]) for one in _COMES_TO_KNOW.finditer(sentence))
    at = 0
    while found := _WORD.search(sentence, at):
        at = found.start("rest")
        if _is_contact(sentence[: found.start()], found):
            other, plain_here = _spoken(found, other)
            plain = plain and plain_here
    return other, plain or bool(_UNTIL_SAFE.search(sentence))


def _is_contact(before: str, found: re.Match[str]) -> bool:
    """Whether a word has the worker, or another, tell someone something: it is not only spoken of, nor forbidden."""
    verb, form = found["verb"], found["form"]
    if _ABOUT.search(before) or _FORBIDDEN.search(before) or (verb == "say" and _PORTAL.search(before)):
        return False
    if verb in _ELSEWHERE and re.match(_ELSEWHERE[verb], found["rest"]):
        return False
    if form == "ing":
        return bool(_LEADING.search(before))
    bare = verb == "ask" and not _whom(found["rest"])[1]
    return not (form and (bare or verb in {"say", "agree"}))


def _spoken(found: re.Match[str], other: bool | None) -> tuple[bool | None, bool]:
    """Who is spoken to after a word of contact, as in `_read`, and whether it is plain that it is not the person."""
    verb = found["verb"]
    to, named, left = _whom(found["rest"])
    if verb in _OBJECTS:
        return other, not re.search(_OBJECTS[verb], " ".join(named.split()[:3]))
    if left.startswith((" nothing", " nobody", " no one")):
        return other, True
    if not named and verb in _CALLS:
        return other is not False, True
    if not named or (verb == "say" and not to) or (verb == "ask" and to):
        return other, bool(other) or (verb == "say" and other is None)
    known = _is_another(named)
    return known, known or verb in _CALLS


def _whom(rest: str) -> tuple[bool, str, str]:
    """Whether "to" or "with" comes after a word of contact, then who is named, or "", and what is left."""
    found = next(_WHOM.finditer(rest))
    return bool(found["to"]), found["whom"], rest[found.end() :]


def _is_another(named: str) -> bool:
    """Whether these words name one of `OTHERS` and nobody else."""
    left = re.sub(OTHERS, "", named)
    return left != named and not re.search(f"{PERSON}|{PRONOUN}", left)
