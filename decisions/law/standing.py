"""What the law is to one organisation on one day, and what follows for the advice. No database is asked here.

A law that was made but has not begun makes no duty. One whose file names its first day begins on it by itself; one
that begins "by regulations" waits until a Guardian has entered the day. A duty is put only to those whom its law binds.
The ground in the law of confidence and the basis in data-protection law are two things, and both are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from decisions.engine.law import IN_FORCE, NOT_YET, rested_on, status_on
from decisions.engine.ruleset import BODIES, Duty, LawfulBasis, Outcome, Ruleset, Source
from decisions.engine.walk import Walk
from portal.models import OrganisationKind

BY_KIND: Final = {
    OrganisationKind.PUBLIC: "for a public body",
    OrganisationKind.CONTRACTED: "for a provider with a public contract",
    OrganisationKind.PRIVATE: "for a private provider",
}
NO_KIND: Final = "no_kind"
"""The id of what is asked in place of a duty, while nobody has recorded what kind of organisation it is."""


@dataclass(frozen=True, slots=True)
class Law:
    """What kind of organisation it is ("" while nobody has said), what began since the rules were written, and the day.

    Without a day each source is what its file says.
    """

    kind: str = ""
    begun: Mapping[str, date] = field(default_factory=dict)
    on: date | None = None

    def status(self, source: Source) -> str:
        """Return whether a source is in force on the day, as its file or a Guardian says."""
        held = status_on(source, self.on.isoformat()) if self.on else source.status
        return IN_FORCE if held == NOT_YET and source.id in self.begun else held

    def binds(self, source: Source) -> bool:
        """Say whether a law binds this kind of organisation; one that names no kinds leaves that to the answers."""
        kinds = BODIES.intersection(source.bound)
        return not kinds or self.kind in kinds

    def lacks_kind(self, source: Source) -> bool:
        """Say whether a law is in force and may bind us, if only we knew what kind of organisation we are."""
        return not self.kind and self.status(source) == IN_FORCE and not self.binds(source)


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
    """Say whether a duty is one today: it rests on no law, or on one that is in force and binds us."""
    if duty.law is None:
        return True
    source = ruleset.sources[duty.law]
    return law.status(source) == IN_FORCE and law.binds(source)


def live_duties(ruleset: Ruleset, ids: Iterable[str], law: Law) -> list[Duty]:
    """Return the duties that are duties today, in their order.

    While nobody has recorded what kind of organisation we are, a law that depends on it makes no duty; in its place the
    worker is asked to have that recorded.
    """
    met = [ruleset.duties[each] for each in ids]
    lacking = [each for each in met if each.law and law.lacks_kind(ruleset.sources[each.law])]
    return [each for each in met if is_live(ruleset, each, law)] + [_ask_for_kind(ruleset, lacking)] * bool(
        lacking
    )


def _ask_for_kind(ruleset: Ruleset, lacking: list[Duty]) -> Duty:
    """Return what is asked while it is not recorded what kind of organisation we are."""
    titles = dict.fromkeys(ruleset.sources[each.law].title for each in lacking if each.law)
    of_what = f"This may ask more of you, if it binds us: {' and '.join(titles)}."
    return Duty(NO_KIND, f"Ask your manager to record what kind of organisation we are. {of_what}")


def dormant_duties(ruleset: Ruleset, ids: Iterable[str], law: Law) -> list[Duty]:
    """Return the duties that wait for their law, or whose law does not bind us as far as is recorded."""
    return [duty for each in ids if not is_live(ruleset, duty := ruleset.duties[each], law)]


def lawful_basis(ruleset: Ruleset, outcome: Outcome, law: Law | None = None) -> LawfulBasis | None:
    """Return the basis in data-protection law that goes with an outcome's ground, if it has one.

    On a day when a source it cites was not in force, it is the basis that holds in its place.
    """
    basis = ruleset.bases.get(outcome.basis or "")
    lawful = ruleset.lawful_bases.get(basis.lawful or "") if basis else None
    if lawful and law and lawful.otherwise and not _holds(ruleset, lawful, law):
        return ruleset.lawful_bases[lawful.otherwise]
    return lawful


def _holds(ruleset: Ruleset, lawful: LawfulBasis, law: Law) -> bool:
    return all(law.status(ruleset.sources[each]) == IN_FORCE for each in lawful.cites)


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
    lawful = lawful_basis(ruleset, outcome, law)
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
    return rested_on(ruleset)
