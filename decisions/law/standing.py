"""What the law is to one organisation on one day, and what follows for the advice. No database is asked here.

A law that was made but has not begun makes no duty. Once a Guardian has entered the day it began, its duties are
duties. The ground in the law of confidence and the basis in data-protection law are two things, and both are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from decisions.engine.ruleset import Basis, Duty, LawfulBasis, Outcome, Question, Ruleset, Source
from decisions.engine.walk import Walk
from portal.models import OrganisationKind

IN_FORCE: Final = "in_force"
NOT_YET: Final = "not_yet"
BY_KIND: Final = {
    OrganisationKind.PUBLIC: "for a public body",
    OrganisationKind.CONTRACTED: "for a provider with a public contract",
    OrganisationKind.PRIVATE: "for a private provider",
}


@dataclass(frozen=True, slots=True)
class Law:
    """What kind of organisation it is ("" while nobody has said), and what began since the rules were written."""

    kind: str = ""
    begun: Mapping[str, date] = field(default_factory=dict)

    def status(self, source: Source) -> str:
        """Return whether a source is in force, as its file or a Guardian says."""
        return IN_FORCE if source.status == NOT_YET and source.id in self.begun else source.status


NOTHING_BEGAN: Final = Law()


def waits(ruleset: Ruleset, walked: Walk) -> frozenset[str]:
    """Return the sources not yet in force on which this walk's duties or grounds rest: those to be asked about."""
    named = {ruleset.duties[each].law for each in walked.duties}
    if walked.outcome is not None:
        named |= set(walked.outcome.cites)
        lawful = lawful_basis(ruleset, walked.outcome)
        named |= set(lawful.cites) if lawful else set()
    return frozenset(each for each in named if each and ruleset.sources[each].status == NOT_YET)


def is_live(ruleset: Ruleset, duty: Duty, law: Law) -> bool:
    """Say whether a duty is one today: it rests on no law, or on one in force."""
    return duty.law is None or law.status(ruleset.sources[duty.law]) == IN_FORCE


def live_duties(ruleset: Ruleset, ids: Iterable[str], law: Law) -> list[Duty]:
    """Return the duties that are duties today, in their order."""
    return [duty for each in ids if is_live(ruleset, duty := ruleset.duties[each], law)]


def dormant_duties(ruleset: Ruleset, ids: Iterable[str], law: Law) -> list[Duty]:
    """Return the duties that wait for their law."""
    return [duty for each in ids if not is_live(ruleset, duty := ruleset.duties[each], law)]


def lawful_basis(ruleset: Ruleset, outcome: Outcome) -> LawfulBasis | None:
    """Return the basis in data-protection law that goes with an outcome's ground, if it has one."""
    basis = ruleset.bases.get(outcome.basis or "")
    return ruleset.lawful_bases.get(basis.lawful or "") if basis else None


def article_6(lawful: LawfulBasis, kind: str) -> str:
    """Return the part of Article 6 for a kind of organisation; while that is not known, all, each with its kind."""
    texts = {each: str(getattr(lawful, each.value)) for each in OrganisationKind}
    if kind:
        return texts[OrganisationKind(kind)]
    if len(set(texts.values())) == 1:
        return lawful.public
    return "; ".join(f"{BY_KIND[each]}: {text}" for each, text in texts.items())


def in_data_protection_law(ruleset: Ruleset, outcome: Outcome, law: Law) -> dict[str, Any] | None:
    """Return the basis in data-protection law in plain words, None where nothing is shared on a ground."""
    lawful = lawful_basis(ruleset, outcome)
    if lawful is None:
        return None
    return {
        "id": lawful.id,
        "title": lawful.title,
        "article_6": article_6(lawful, law.kind),
        "article_9": lawful.article_9,
        "note": lawful.note,
        "kind": law.kind,
        "cites": list(lawful.cites),
    }


def cited_by(ruleset: Ruleset) -> frozenset[str]:
    """Return every source that a ruleset rests on anywhere."""
    citing: list[Question | Outcome | Basis | LawfulBasis] = [
        *ruleset.questions.values(),
        *ruleset.outcomes.values(),
        *ruleset.bases.values(),
        *(ruleset.lawful_bases[each.lawful] for each in ruleset.bases.values() if each.lawful),
    ]
    named = {source for each in citing for source in each.cites}
    return frozenset(named | {duty.law for duty in ruleset.duties.values() if duty.law})
