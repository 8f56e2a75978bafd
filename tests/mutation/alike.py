"""Mutants of the portal's own code that do nothing otherwise, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TAKEN_APART: Final = (
    "The counts are the same however often they are taken apart; the limit is only for memory."
)
FIRST_OF_MONTH: Final = "What is made of the day is its month, or only its year is read."
NOT_READ: Final = "It is kept, and nothing reads it."
ORDER: Final = "The order in which they are gone through is nobody's business: each stands for itself."
MORE_READ: Final = "More is read than is asked about; what is asked about is looked up in it."
LAST_YEAR: Final = "A year that ended before the record begins is left out on the next line."
ONLY_ONE: Final = "There is one, so the first is the last."
LOOKED_UP: Final = (
    "What is read is looked up by ids or digests that nobody else has, so that more is never found."
)
FOR_AN_INDEX: Final = (
    "Either condition follows from the other; both are there so that an index leads to the place."
)
WAITS_FIRST: Final = "Who asked waits until there is an answer."
EMPTY_LAST: Final = "Days that are empty come last, so the first has one if any has."
TOGETHER: Final = "The two are set and lifted together."
NEVER_OVER: Final = "The toolkit that runs on a day is never over on that day."
NEVER_ALIKE: Final = "No two entries have the same place in a log."
CUT_AFTER: Final = "More is read than the page holds, which is cut after what it holds."
FIRST_OPENS: Final = "The first entry of a log opens it, and is no decision."
HAS_PLACE: Final = "What is on the list has a place in it."
SET_IN_LOOP: Final = "It is set in the loop, which is gone through at least once."
FIRST_TAKEN: Final = "Only the first is taken."
LOOKED_AGAIN: Final = "Columns that agree are compared once more, and agree."
NO_SUCH: Final = "No quarter has that number, so none is read."

ALIKE: Final[Mapping[str, Mapping[str, str]]] = {
    "audit.reports.counting.count": {
        "Count.read: len(self._alike) > MOST_ALIKE → not len(self._alike) > MOST_ALIKE": TAKEN_APART,
        "Count.read: len(self._alike) > MOST_ALIKE → len(self._alike) >= MOST_ALIKE": TAKEN_APART,
        "Count.made: leaf.door or NOT_KNOWN → leaf.door and NOT_KNOWN": NOT_READ,
    },
    "audit.reports.counting.period": {
        "_bounds: 1 → 2 (4)": FIRST_OF_MONTH,
        "_years: 1 → 2": FIRST_OF_MONTH,
        "_years: 2 → 3": LAST_YEAR,
        "whole_quarters: 1 → 2 (2)": FIRST_OF_MONTH,
    },
    "audit.reports.counting.told_decisions": {"_most: 0 → -1": ONLY_ONE},
    "audit.reports.counting.told_year": {"ledger: 0 → -1": ONLY_ONE},
    "audit.reports.rounded": {
        "sums: Sum.objects.filter(organisation=organisation, month__gte=fir … __lt=end, what__in=WHATS) → "
        "Sum.objects.filter(organisation=organisation, month__gte=first, month__lt=end)": MORE_READ,
    },
    "audit.oversight.pictures.period": {
        "end_of: 1 → 2 (2)": FIRST_OF_MONTH,
        "quarters: 1 → 0": NO_SUCH,
        "quarters: 5 → 6": NO_SUCH,
    },
    "audit.assurance.appointments.queries": {"story: :LONGEST_STORY → :LONGEST_STORY + 1 (2)": MORE_READ},
    "audit.assurance.policies.queries": {
        "policies: PolicyEnd.objects.filter(organisation=organisation) → PolicyEnd.objects.all()": LOOKED_UP,
        "policy: 0 → -1": ONLY_ONE,
        "policy: PolicyEnd.objects.filter(policy_id=policy_id) → PolicyEnd.objects.all()": LOOKED_UP,
        "_whole: PolicyReview.objects.filter(version__in=rows) → PolicyReview.objects.all()": LOOKED_UP,
        "in_force: PolicyEnd.objects.filter(organisation=organisation) → PolicyEnd.objects.all()": LOOKED_UP,
        "unread: PolicyRead.objects.filter(version__in=stand, person=user) → "
        "PolicyRead.objects.filter(person=user)": LOOKED_UP,
        "history: Entry.objects.filter(organisation=found.latest.organisation, pk__in=done) → "
        "Entry.objects.filter(pk__in=done)": LOOKED_UP,
    },
    "audit.assurance.registers.queries": {"page: 1 → 2 (2)": MORE_READ},
    "audit.assurance.training.queries": {
        "own_duties: Membership.objects.filter(organisation=organisation, user=user).order_by('pk') → "
        "Membership.objects.filter(organisation=organisation, user=user).order_by('-pk')": ORDER,
        "gate: organisation.gate_days is None or organisation.gate_from is None → "
        "organisation.gate_days is None and organisation.gate_from is None": TOGETHER,
    },
    "audit.oversight.advice.queries": {
        "answerable: 0 → -1": ONLY_ONE,
        "waiting: 1 → 2 (2)": MORE_READ,
        "waiting: chosen.filter(Q(waiting_since__gt=after.at) | same, waiting_since__gte=after.at) → "
        "chosen.filter(Q(waiting_since__gt=after.at) | same)": FOR_AN_INDEX,
        "waiting: Q(waiting_since=after.at, id__gt=after.id) → Q(id__gt=after.id)": FOR_AN_INDEX,
        "answered: False → True": NOT_READ,
        "answered: 1 → 2 (2)": MORE_READ,
        "answered: chosen.filter(Q(answered_at__lt=after.at) | same, answered_at__lte=after.at) → "
        "chosen.filter(Q(answered_at__lt=after.at) | same)": FOR_AN_INDEX,
        "answered: Q(answered_at=after.at, id__lt=after.id) → Q(id__lt=after.id)": FOR_AN_INDEX,
        "answered: answerable(organisation, viewer).filter(answered_at__isnull=False, waiting_since=None) → "
        "answerable(organisation, viewer).filter(waiting_since=None)": WAITS_FIRST,
    },
    "audit.oversight.concerns.queries": {
        "_page: 1 → 2 (2)": MORE_READ,
        "summary: chosen.exclude(due_at=None) → chosen.all()": EMPTY_LAST,
        "summary: 1 → 2": MORE_READ,
        "_answers: Step.objects.filter(concern__in=[each.pk for each in concerns], what=ANSWERED) → "
        "Step.objects.filter(what=ANSWERED)": LOOKED_UP,
        "is_about_decision_of: Matter.objects.filter(organisation=concern.organisation_id, pk=concern.decision) → "
        "Matter.objects.filter(pk=concern.decision)": LOOKED_UP,
    },
    "audit.oversight.review.queries": {"to_do: 0 → -1": ONLY_ONE},
    "audit.oversight.verifying.checking": {
        "check_all: Organisation.objects.filter(log__isnull=False).order_by('pk') → "
        "Organisation.objects.filter(log__isnull=False).order_by('-pk')": ORDER,
    },
    "decisions.individuals.queries": {
        "_wanted: IndividualIndex.objects.filter(organisation_id=organisation_ … d=kind, digest__in=found) → "
        "IndividualIndex.objects.filter(kind=kind, digest__in=found)": LOOKED_UP,
        "_wanted: IndividualIndex.objects.filter(organisation_id=organisation_ … d=kind, digest__in=found) → "
        "IndividualIndex.objects.filter(organisation_id=organisation_id, digest__in=found)": LOOKED_UP,
        "_still_no: each.seq > refusal.seq → each.seq >= refusal.seq": NEVER_ALIKE,
    },
    "decisions.individuals.queries_asked": {
        "to_review: SeniorReview.objects.filter(about__in=[no.pk for no, _, _ in found]) → "
        "SeniorReview.objects.all()": LOOKED_UP,
    },
    "decisions.law.queries": {
        "begun: Commencement.objects.filter(organisation=organisation, began_on__lte=on) → "
        "Commencement.objects.filter(organisation=organisation)": MORE_READ,
    },
    "decisions.recipients.queries": {
        "_private: RecipientIndex.objects.filter(organisation=organisation, dig … s(organisation.pk, word)) → "
        "RecipientIndex.objects.filter(digest__in=digests(organisation.pk, word))": LOOKED_UP,
        **dict.fromkeys(
            (
                "_private: Recipient.objects.filter(organisation=organisation, private=True) → "
                f"Recipient.objects.{less}"
                for less in ("all()", "filter(private=True)", "filter(organisation=organisation)")
            ),
            LOOKED_UP,
        ),
    },
    "decisions.seniors.queries": {
        "alike: Objection.objects.filter(individual__organisation=organisati … ted('end').order_by('id') → "
        "Objection.objects.filter(individual__organisation=organisati … ed('end').order_by('-id')": ORDER,
        "_decisions: Decision.objects.filter(individual__in=list(individuals)) → Decision.objects.all()": LOOKED_UP,
    },
    "decisions.statements.queries": {
        "_given: Disclosure.objects.filter(decision__in=decisions) → Disclosure.objects.all()": LOOKED_UP,
    },
    "audit.ledger.queries": {
        "page: :most → :most + 1": CUT_AFTER,
        "body_of: 0 → -1": ONLY_ONE,
        "_sealed: Log.objects.filter(pk__in={entry.organisation_id for entry in entries}) → "
        "Log.objects.all()": MORE_READ,
    },
    "audit.assurance.tasks.reminders": {
        "write_all: Organisation.objects.order_by('pk') → Organisation.objects.order_by('-pk')": ORDER,
        "_of_the_toolkit: 0 → -1": NEVER_OVER,
        "_write: Message.objects.filter(once__in=letters) → Message.objects.all()": MORE_READ,
        "_managers: User.objects.filter(pk__in=here.values('user'), is_active=True).order_by('pk') → "
        "User.objects.filter(pk__in=here.values('user'), is_active=True).order_by('-pk')": ORDER,
    },
    "audit.oversight.desk.queries": {
        "_page: :most → :most + 1": CUT_AFTER,
        "counts: 0 → 1": HAS_PLACE,
        "counts: 0 → -1": HAS_PLACE,
        "counts: 1 → 2": CUT_AFTER,
    },
    "audit.oversight.watching.queries": {
        "page: :most → :most + 1": CUT_AFTER,
        "summary: 1 → 2": FIRST_TAKEN,
        "around: 1 → 2": CUT_AFTER,
    },
    "audit.oversight.searching.queries": {
        "_merged: :most → :most + 1": CUT_AFTER,
        "_merged: :most → :most + 1 (2)": CUT_AFTER,
        "_between: 0 → 1": FIRST_OPENS,
        "_between: 0 → -1": FIRST_OPENS,
        "searched: 0 → -1": ONLY_ONE,
        "_names: User.objects.filter(pk__in=codes, memberships__organisation=organisation) → User.objects.filter(memberships__organisation=organisation)": MORE_READ,
    },
    "audit.ledger.verify": {
        "verify: True → False": LOOKED_AGAIN,
    },
    "decisions.wizard.queries": {
        "page: :most → :most + 1": CUT_AFTER,
    },
    "audit.reports.fold": {
        "catch_up_all: Organisation.objects.order_by('pk') → Organisation.objects.order_by('-pk')": ORDER,
        "catch_up_all: False → True": SET_IN_LOOP,
        "Kept.__init__: Remembered.objects.filter(organisation=organisation, about_id__in=ids) → Remembered.objects.filter(organisation=organisation)": MORE_READ,
    },
}
"""By module, the names of its mutants, and why nobody could tell."""
