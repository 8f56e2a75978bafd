"""Which version of our questions an organisation uses on a day.

The newest version of the edition that an organisation began with is in force by installation. Each later one is in
force once a Guardian and a second person have signed off that very text (its digest), from the day they named, and
never before the second signature.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings

from decisions.engine.ruleset import Ruleset
from decisions.law.models import Capacity, SignOff
from decisions.rulesets import library
from portal.days import london_day
from portal.models import Membership, Organisation
from portal.roles import may


def in_force_from(organisation: Organisation) -> dict[str, date]:
    """Return the digests that two people have signed off, each with the first day on which it is in force."""
    days: dict[str, dict[str, date]] = defaultdict(dict)
    for signed in SignOff.objects.filter(organisation=organisation, end=None):
        days[signed.digest][signed.capacity] = max(signed.from_day, london_day(signed.made_at))
    return {digest: max(each.values()) for digest, each in days.items() if len(each) == len(Capacity)}


def installed_for(organisation: Organisation | None, name: str) -> Ruleset:
    """Return the version that came by installation: the newest of the organisation's edition, or of an earlier one.

    Without an organisation it is the newest there is. A ruleset that only a later edition knows is there in its first.
    Raises UnknownRuleset.
    """
    there = library.versions(name)
    if organisation is None:
        return there[-1]
    return next((each for each in reversed(there) if each.edition <= organisation.rules_edition), there[0])


def current_for(organisation: Organisation | None, name: str, on: date | None = None) -> Ruleset:
    """Return the version of a ruleset that an organisation uses on a day; without one, the newest.

    Raises UnknownRuleset. The database is asked only where there is a newer version than the one installed.
    """
    installed = installed_for(organisation, name)
    if organisation is None or not _newer(installed):
        return installed
    return _newest(installed, in_force_from(organisation), on or london_day())


def rules_for(organisation: Organisation | None, on: date | None = None) -> list[Ruleset]:
    """Return every ruleset in the version that an organisation uses on a day, by name."""
    installed = [installed_for(organisation, name) for name in library.names()]
    if organisation is None or not any(map(_newer, installed)):
        return installed
    since = in_force_from(organisation)
    return [_newest(each, since, on or london_day()) for each in installed]


def versions_for(organisation: Organisation, on: date | None = None) -> dict[str, int]:
    """Return the versions in force on a day by name, but for rulesets in their first: a draft keeps these.

    So a draft that was begun before a later edition was installed is finished as it was begun.
    """
    first = {name: library.versions(name)[0].version for name in library.names()}
    return {r.name: r.version for r in rules_for(organisation, on) if r.version != first[r.name]}


PERMISSION: Final = {Capacity.GUARDIAN: "sign_off", Capacity.SECOND: "sign_second"}
"""What somebody must be allowed to do to sign in each capacity."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that is not in force: sealed or still a draft, and who has signed that very text off."""

    ruleset: Ruleset
    used: Ruleset | None
    is_sealed: bool
    signed: tuple[SignOff, ...] = ()

    @property
    def from_day(self) -> date | None:
        """The day that the first signature named, or None while nobody has signed."""
        return self.signed[0].from_day if self.signed else None

    @property
    def is_signed(self) -> bool:
        """Whether both have signed, so that it only waits for its day, or to be sealed."""
        return len(self.signed) == len(Capacity) and not self.taken_back

    @property
    def taken_back(self) -> SignOff | None:
        """The signature that was taken back, which ends this version; None where all stand."""
        return next((each for each in self.signed if hasattr(each, "end")), None)


def waiting_for(organisation: Organisation, on: date | None = None) -> list[Waiting]:
    """Return the versions newer than those in force, by name and version: the sealed ones and the drafts."""
    used = {ruleset.name: ruleset for ruleset in rules_for(organisation, on)}
    sealed = [each for name in library.names() for each in library.versions(name)]
    known = {each.key for each in sealed}
    drafted = [each for each in library.drafts(settings.PORTAL_DRAFTS) if each.key not in known]
    newer = [
        each
        for each in [*sealed, *drafted]
        if each.name not in used or each.version > used[each.name].version
    ]
    signed = _signed(organisation) if newer else {}
    return [
        Waiting(each, used.get(each.name), each.key in known, tuple(signed.get(each.digest, ())))
        for each in sorted(newer, key=lambda one: (one.name, one.version))
    ]


def _signed(organisation: Organisation) -> dict[str, list[SignOff]]:
    """Return every signature by the digest of what was signed, in order; also those taken back."""
    found: dict[str, list[SignOff]] = defaultdict(list)
    there = SignOff.objects.filter(organisation=organisation).select_related("signer", "end")
    for each in there.order_by("made_at"):
        found[each.digest].append(each)
    return found


def may_sign(waiting: Waiting, membership: Membership) -> Capacity | None:
    """Return as what a person may sign, if they may: a Guardian first as that, then as another Guardian's deputy."""
    signed = {each.capacity for each in waiting.signed}
    if waiting.taken_back or signature_of(waiting, membership):
        return None
    for capacity, permission in PERMISSION.items():
        if capacity not in signed and may(membership, permission):
            return capacity
    return None


def signature_of(waiting: Waiting, membership: Membership) -> SignOff | None:
    """Return a person's own signature under a version, or None."""
    return next((each for each in waiting.signed if each.signer_id == membership.user_id), None)


def may_sign_any(membership: Membership) -> bool:
    """Say whether a person signs new versions at all; nobody else is made to wait for what there is to sign."""
    return any(may(membership, permission) for permission in PERMISSION.values())


def to_sign(membership: Membership, waiting: Sequence[Waiting] | None = None) -> list[Waiting]:
    """Return the versions that wait for this person's signature, of those that wait at all."""
    if not may_sign_any(membership):
        return []
    every = waiting_for(membership.organisation) if waiting is None else waiting
    return [each for each in every if may_sign(each, membership)]


def safer_wait(organisation: Organisation, waiting: Sequence[Waiting]) -> bool:
    """Say whether questions of a later edition than the organisation's own wait for a signature."""
    later = [each for each in waiting if each.is_sealed and each.ruleset.edition > organisation.rules_edition]
    return any(not each.is_signed and not each.taken_back for each in later)


def _newer(ruleset: Ruleset) -> list[Ruleset]:
    """Return the versions after this one, the newest first."""
    there = reversed(library.versions(ruleset.name))
    return [each for each in there if each.version > ruleset.version]


def _newest(installed: Ruleset, since: dict[str, date], on: date) -> Ruleset:
    """Return the newest version whose day has come, or the one installed."""
    signed = (each for each in _newer(installed) if each.digest in since and since[each.digest] <= on)
    return next(signed, installed)
