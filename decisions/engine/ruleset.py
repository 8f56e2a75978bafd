"""The words of a ruleset: questions, their options, outcomes, the grounds for sharing and the sources.

A ruleset is a graph without loops. Each option of a question leads to one other question or to one outcome.
An answer may also add duties, and may name the ground (basis) on which something is shared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

STEERING: Final = frozenset({"radios", "checkboxes", "items"})
"""Kinds of question whose answer leads the way."""
NOTED: Final = frozenset({"individual", "text"})
"""Kinds of question whose answer is kept, and leads nowhere else."""
SHARING: Final = frozenset({"share", "share_in_part", "share_deidentified"})
"""Kinds of outcome in which someone is told something about a person."""
NEEDS_BASIS: Final = SHARING | {"safeguard"}
"""Kinds of outcome in which confidential information leaves: each needs a named ground."""
TELLS: Final = NEEDS_BASIS | {"share_anonymised"}
"""Kinds of outcome in which someone is told something, with or without a name."""
OUTCOME_KINDS: Final = TELLS | {"do_not_share", "ask_guardian", "not_confidential", "another_door"}
STATUSES: Final = frozenset({"in_force", "not_yet", "superseded", "bill"})
"""What a source can be. What is not yet in force waits for its day; a bill is no law, and no rule may rest on it."""
TRUST: Final = frozenset({"booklet", "seen", "second_hand", "unsure"})
"""How a source is known: the guide this is built on, its own words read, an account of it read, or from memory."""
READ: Final = frozenset({"seen", "second_hand"})
"""What someone read at a place and on a day that can be named, and must read again."""
BODIES: Final = frozenset({"public", "contracted", "private"})
"""The kinds of organisation that a law can bind. Every other code in `bound` is about the one who answers."""
UNSURE: Final = "not_sure"
"""The id of every "I'm not sure" option."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands. `rule` is "2A" for the booklet's rule 2 part A.

    `status` is one of STATUSES, `trust` one of TRUST; `replaced_by` is the id of what superseded it. Days are written
    "2026-11-30": `begins_on` is the first day on which it is in force ("" while regulations have yet to name it),
    `superseded_on` the first on which it is not. `read_by` read it on `read_on` at `read_where`, and someone must
    again by `look_again` (a year later where it is ""). `binds` says in words whom it binds, and whom not; `bound` in
    codes, any of which is enough: kinds of organisation (BODIES), or what an answer's `bound` says of the worker.
    """

    id: str
    title: str
    part: str
    date: str
    status: str
    trust: str
    note: str = ""
    rule: str = ""
    replaced_by: str = ""
    read_by: str = ""
    read_on: str = ""
    read_where: str = ""
    look_again: str = ""
    begins_on: str = ""
    superseded_on: str = ""
    binds: str = ""
    bound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LawfulBasis:
    """The basis in data-protection law, which stands beside the ground in the law of confidence.

    `public`, `contracted` and `private` say the basis under Article 6 by the kind of organisation; `article_9`
    the condition for health data. `otherwise` is the id of the basis that is named in its place on a day when a
    source it cites is not in force.
    """

    id: str
    title: str
    public: str
    contracted: str
    private: str
    article_9: str
    cites: tuple[str, ...]
    note: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A named ground for sharing.

    `why` is a sentence for the worker. `kind` narrows the outcome's kind (to share_in_part). `protects` marks
    the grounds that protect someone from serious harm: the only ones that a doubt or a failed check does not
    stop. `must` marks a law that has to be obeyed: it stands above the person's no, and above nothing else.
    `lawful` is the id of the basis in data-protection law that goes with it.
    """

    id: str
    title: str
    why: str
    cites: tuple[str, ...]
    kind: str | None = None
    protects: bool = False
    must: bool = False
    lawful: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer, and the question or outcome it leads to.

    `precedence` decides which of several ticked boxes leads on: the highest, then the first listed.
    `objects` marks the person's own no; `denies` a legal bar, a failed check or a doubt that stops; `narrows` the
    agreement to share the rest that may follow a no. `untold` marks an answer after which it is not safe to tell the
    person: it is what the worker reads in place of words to them. `stranger` marks that the one who would be told is
    not known, and `known` that they are after all. `slot` is the beginning of the sentence that a ticked item is
    given in, such as "They take". `bound` says which laws bind the one who answers so, by the codes in
    `Source.bound`. What these promise is proved in `checks`.
    """

    id: str
    label: str
    goes_to: str
    hint: str = ""
    duties: tuple[str, ...] = ()
    exclusive: bool = False
    phrase: str = ""
    divider_before: str = ""
    precedence: int = 0
    objects: bool = False
    denies: bool = False
    narrows: bool = False
    basis: str | None = None
    untold: str = ""
    stranger: bool = False
    known: bool = False
    slot: str = ""
    bound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One page. Kinds without options (individual, text) go to `goes_to` whatever was typed.

    `label` is the question where the title is a statement followed by `text`. `also` labels one more,
    optional, line of text on the same page, which the engine never reads. `missing` is what to say where nothing
    was answered. `rows` are the obligations it serves.
    """

    id: str
    kind: str
    title: str
    why: str
    cites: tuple[str, ...]
    options: tuple[Option, ...] = ()
    goes_to: str | None = None
    caption: str = ""
    hint: str = ""
    label: str = ""
    text: tuple[str, ...] = ()
    register: str | None = None
    optional: bool = False
    also: str = ""
    missing: str = ""
    rows: tuple[int, ...] = ()

    @property
    def steers(self) -> bool:
        """Whether the answer leads the way."""
        return self.kind in STEERING

    def option(self, option_id: object) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    def leads_to(self) -> tuple[str, ...]:
        """Every node that may come next, without repeats, in page order."""
        if not self.steers:
            return () if self.goes_to is None else (self.goes_to,)
        return tuple(dict.fromkeys(option.goes_to for option in self.options))


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do because of an answer. `flag` is its mark in the ledger's facets, or "".

    `law` is the source that makes it a duty: it is one only while that source is in force, and only for those whom it
    binds. `when_shared` marks what is to be done only where something is shared: a walk that tells nobody leaves it
    out. `tells_person` marks what would tell the person: a walk on which that is not safe leaves it out.
    """

    id: str
    text: str
    flag: str = ""
    law: str | None = None
    when_shared: bool = False
    tells_person: bool = False
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a walk ends: one sentence, what to do, what to say, why, and what happens next.

    From a `binding` outcome nobody may depart by a reason of their own: only the Guardian can say otherwise.
    `public_interest` marks the end of every walk on which only the public interest could allow sharing.
    `do_untold` is what to do where telling the person is not safe; on such a walk `say_person` is empty, and `untold`
    says why nothing is said to them, who decides when they are told, and by which day.
    """

    id: str
    kind: str
    title: str
    why: str
    cites: tuple[str, ...]
    do: tuple[str, ...] = ()
    say_asker: str = ""
    say_person: str = ""
    next: str = ""
    basis: str | None = None
    duties: tuple[str, ...] = ()
    door: str | None = None
    binding: bool = False
    public_interest: bool = False
    do_untold: tuple[str, ...] = ()
    untold: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ruleset:
    """A whole set of rules. `digest` is the SHA-256 (hex) of every text it was made from.

    `before_sharing` names the questions without which nothing may be shared, protection from harm aside ("identity
    or reach" where either will do);
    `both_sides` those that must be answered before the public interest is put to the Guardian; `their_word` those
    that ask for the person's own yes or no, one of which comes before the Guardian is asked; `when_sent` those that
    are asked only once that yes is known. `guardian_first` lists the ends that may come sooner, each with its reason.
    `edition` is the round of the rules this version belongs to: what is promised grows from one to the next.
    """

    name: str
    version: int
    title: str
    first: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    duties: Mapping[str, Duty]
    bases: Mapping[str, Basis]
    sources: Mapping[str, Source]
    digest: str
    before_sharing: tuple[str, ...] = ()
    both_sides: tuple[str, ...] = ()
    their_word: tuple[str, ...] = ()
    when_sent: tuple[str, ...] = ()
    guardian_first: Mapping[str, str] = field(default_factory=dict)
    edition: int = 1
    lawful_bases: Mapping[str, LawfulBasis] = field(default_factory=dict)
    paths: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `walk` remembers of this ruleset's paths; it starts empty in every copy."""

    def __post_init__(self) -> None:
        for name in ("questions", "outcomes", "duties", "bases", "sources", "lawful_bases", "guardian_first"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def key(self) -> str:
        """Name and version, such as "family.1"."""
        return f"{self.name}.{self.version}"
