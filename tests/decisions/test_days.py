"""What people said, and what others signed: from which day it counts and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from decisions import told
from decisions.individuals import actions, queries_asked
from decisions.individuals.models_asked import SUMMARY_RECORD
from decisions.individuals.queries import Said, standing
from decisions.need_to_know.models import Matrix
from decisions.recipients import expiring, owed, printed
from decisions.recipients import standing as papers
from decisions.recipients.models import Agreement, Assurance
from decisions.recipients.models_links import AcknowledgementLink
from decisions.seniors import queries as seniors
from decisions.vocabulary import RecipientKind
from decisions.wizard import findings
from portal.days import LONDON
from tests.days import DAY, SUMMER, around_day, around_moment

LAST = SUMMER + 10 * DAY
FAMILY = RecipientKind.FAMILY


def fact(**changes: Any) -> Any:
    """One thing said on a day of summer, up to a last day."""
    given = {
        "given_on": SUMMER,
        "recorded_on": SUMMER,
        "raised_on": SUMMER,
        "assessed_on": SUMMER,
        "asked_on": SUMMER,
        "ends_on": LAST,
        "review_on": LAST,
        "ended_on": None,
        "recipient_kind": FAMILY,
        "items": ["medicines"],
        "seq": 1,
    }
    return SimpleNamespace(**given | changes)


def many(day: date, what: str, *facts: Any, of: str = "") -> int:
    """How many facts of a kind stand on a day."""
    said = {"consents": (), "objections": (), "wishes": (), "capacity": ()} | {of or what: facts}
    return len(getattr(standing(Said(**said), day), what))


class TestWhatAPersonSaid:
    @pytest.mark.parametrize("what", ["consents", "objections", "wishes", "capacity"])
    def test_it_counts_from_its_day(self, what):
        around_day(lambda day: many(day, what, fact()), SUMMER, before=0, on=1, after=1)

    @pytest.mark.parametrize("what", ["consents", "wishes", "capacity"])
    def test_it_counts_to_the_end_of_its_last_day(self, what):
        around_day(lambda day: many(day, what, fact()), LAST, before=1, on=1, after=0)

    @pytest.mark.parametrize("what", ["consents", "objections", "wishes"])
    def test_it_counts_no_more_from_the_day_it_was_taken_back(self, what):
        back = fact(ended_on=LAST - DAY)
        around_day(lambda day: many(day, what, back), LAST - DAY, before=1, on=0, after=0)

    def test_a_consent_is_taken_back_from_that_day_and_before_its_own_it_is_nothing(self):
        back = fact(ended_on=LAST)
        around_day(lambda day: many(day, "taken_back", back, of="consents"), LAST, before=0, on=1, after=1)
        at_once = fact(ended_on=SUMMER)
        around_day(
            lambda day: many(day, "taken_back", at_once, of="consents"), SUMMER, before=0, on=1, after=1
        )

    def test_a_consent_has_run_out_after_its_last_day(self):
        around_day(lambda day: many(day, "expired", fact(), of="consents"), LAST, before=0, on=0, after=1)

    def test_a_newer_assessment_takes_the_place_of_the_last_from_its_day(self):
        older, newer = fact(has_capacity=True), fact(assessed_on=LAST - DAY, has_capacity=False)

        def can_decide(day):
            (found,) = standing(Said((), (), (), (older, newer)), day).capacity
            return found.has_capacity

        around_day(can_decide, LAST - DAY, before=True, on=False, after=False)


class TestANo:
    def refusals(self, day: date, *, consents: Any = (), wishes: Any = ()) -> int:
        said = Said(consents, (), wishes, (), (fact(seq=5),))
        return len(standing(said, day).refusals)

    def test_it_counts_from_the_day_they_were_asked(self):
        around_day(self.refusals, SUMMER, before=0, on=1, after=1)

    @pytest.mark.parametrize("what", ["consents", "wishes"])
    def test_a_yes_of_that_day_or_later_takes_its_place(self, what):
        def refused(given):
            yes = fact(given_on=given, recorded_on=given, seq=6)
            return self.refusals(SUMMER + 2 * DAY, **{what: (yes,)})

        around_day(refused, SUMMER, before=1, on=0, after=0)

    @pytest.mark.parametrize(("seq", "stands"), [(4, 1), (6, 0)], ids=["before", "after"])
    def test_of_a_yes_and_a_no_of_one_day_the_later_one_counts(self, seq, stands):
        assert self.refusals(SUMMER, consents=(fact(seq=seq),)) == stands

    def test_who_took_a_consent_back_may_agree_anew_that_day_or_later(self):
        withdrawn = fact(ended_on=SUMMER)

        def again(kind, day):
            yes = (fact(given_on=day, recorded_on=day),)
            held = SimpleNamespace(consents_for=lambda _kind: yes if kind == "consents" else (), wishes=yes)
            asked = SimpleNamespace(standing=held, kind=FAMILY if kind == "wishes" else "gp")
            return findings._given_again(asked, withdrawn)

        for kind in ("consents", "wishes"):
            around_day(lambda day, kind=kind: again(kind, day), SUMMER, before=False, on=True, after=True)


@pytest.mark.django_db
@pytest.mark.usefixtures("autumn")
class TestWhatCameOfAsking:
    def test_what_a_carer_said_counts_only_while_the_wishes_do(self, willow):
        ada = willow.ada()
        wish = willow.wishes(ada, recorded_on=SUMMER, ends_on=LAST)
        actions.ask_carer(wishes=wish, agrees=True, said_on=SUMMER, by=willow.amira)
        also = actions.ask_carer(
            wishes=willow.wishes(ada, name="Tom Bright"), agrees=True, said_on=SUMMER, by=willow.amira
        )
        actions.end_carer(carer=also, reason="They told us", ended_on=SUMMER, by=willow.amira)

        def said(day):
            return len(queries_asked.carers(ada, day))

        around_day(said, SUMMER, before=0, on=1, after=1)
        around_day(said, LAST, before=1, on=1, after=0)
        actions.end_wishes(wishes=wish, reason="", ended_on=LAST - DAY, by=willow.amira)
        around_day(said, LAST - DAY, before=1, on=0, after=0)

    def test_what_is_private_and_what_they_prefer_counts_from_its_day(self, willow):
        ada = willow.ada()
        mark = actions.mark_private(
            individual=ada, items=["diagnosis"], says="Not my family", marked_on=SUMMER, by=willow.amira
        )
        around_day(lambda day: len(queries_asked.private(ada, day)), SUMMER, before=0, on=1, after=1)
        actions.end_private(mark=mark, reason="They may know", ended_on=LAST, by=willow.amira)
        around_day(lambda day: len(queries_asked.private(ada, day)), LAST, before=1, on=0, after=0)
        actions.record_preference(
            individual=ada, choice=next(iter(SUMMARY_RECORD)), said_on=SUMMER, by=willow.amira
        )
        around_day(
            lambda day: queries_asked.preference(ada, day) is not None,
            SUMMER,
            before=False,
            on=True,
            after=True,
        )


class TestWhatAPageTells:
    def status(self, on: date, until: date | None = LAST, **changes: Any) -> tuple[str, bool]:
        found = told.told_of(
            "consent", SimpleNamespace(id=1, **changes), (SUMMER, until), "", on, words={}, labels={}
        )
        return found.status, found.ending is not None

    def test_it_starts_on_its_first_day_and_runs_out_after_its_last(self):
        stands = (told.IN_FORCE, True)
        around_day(self.status, SUMMER, before=("Starts on 14 July 2026", True), on=stands, after=stands)
        around_day(self.status, LAST, before=stands, on=stands, after=("Ran out on 24 July 2026", False))


class TestWhatOthersSigned:
    agreement = Agreement(kind="sharing", starts_on=SUMMER, ends_on=LAST)
    assurance = Assurance(seen_on=SUMMER, ends_on=LAST)

    def test_it_counts_from_its_first_day_to_the_end_of_its_last(self):
        for rule in (
            lambda day: papers.runs(self.agreement, day),
            lambda day: papers.counts(self.assurance, day),
            lambda day: printed._standing(self.agreement, day) == "in force",
        ):
            around_day(rule, SUMMER, before=False, on=True, after=True)
            around_day(rule, LAST, before=True, on=True, after=False)

    def test_evidence_that_was_ended_counts_no_more_from_that_day(self):
        ended = fact(seen_on=SUMMER, ended_on=LAST - DAY)
        around_day(lambda day: papers.counts(ended, day), LAST - DAY, before=True, on=False, after=False)

    def test_what_was_ended_on_its_last_day_or_before_was_ended_and_did_not_run_out(self):
        def is_ended(day):
            return papers._gone(fact(ended_on=day)).startswith("Ended on")

        around_day(is_ended, LAST, before=True, on=True, after=False)

    def test_an_agreement_that_was_ended_on_its_first_day_is_told_from_that_day(self, monkeypatch):
        ended = fact(starts_on=SUMMER, ended_on=SUMMER)
        monkeypatch.setattr(papers, "_agreements", lambda _recipient: [ended])
        monkeypatch.setattr(papers.words, "agreement_sentence", lambda _agreement: "An agreement")
        recipient = SimpleNamespace(private=True)

        def said(day):
            return list(papers._signed(recipient, day))

        told_so = ["Ended on 14 July 2026: An agreement"]
        around_day(said, SUMMER, before=[], on=told_so, after=told_so)

    def test_what_ends_within_sixty_days_runs_out_soon(self, monkeypatch):
        monkeypatch.setattr(expiring, "_agreements", lambda _organisation, _on: [self.agreement])
        monkeypatch.setattr(expiring, "_assurances", lambda _organisation, _on: [])
        monkeypatch.setattr(expiring, "alerts_in_force", lambda _organisation, _recipient, _on: [])
        monkeypatch.setattr(expiring, "runs", lambda _paper, on: on <= LAST)
        monkeypatch.setattr(Agreement, "recipient", SimpleNamespace())

        def within(day):
            return [each.within for each in expiring.running_out(None, day)]

        for days, wider in ((7, [14]), (14, [30]), (30, [60]), (60, [])):
            around_day(within, LAST - timedelta(days=days), before=wider, on=[days], after=[days])
        around_day(within, LAST, before=[7], on=[7], after=[])

    def test_the_task_says_what_will_run_out_within_sixty_days_and_what_has(self):
        def note(day):
            return owed._task("x.y", "x", "Renew", [LAST], day).note

        soon, over, fine = "1 of 1 will run out within 60 days", "1 of 1 ran out", "All are in date"
        around_day(note, LAST - timedelta(days=60), before=fine, on=soon, after=soon)
        around_day(note, LAST, before=soon, on=soon, after=over)

    def test_a_link_is_open_until_its_time_is_over(self):
        noon = datetime(2026, 7, 14, 12, tzinfo=UTC)
        around_moment(AcknowledgementLink(expires_at=noon).is_open, noon, before=True, at=False, after=False)


class TestWhoNeedsToKnow:
    def test_the_list_is_to_be_looked_at_again_after_its_day(self):
        around_day(Matrix(review_on=SUMMER).is_due, SUMMER, before=False, on=False, after=True)


class TestLikeObjections:
    @pytest.mark.django_db
    @pytest.mark.usefixtures("autumn")
    def test_one_stands_from_the_day_it_was_raised(self, willow):
        willow.objection(willow.ada(), raised_on=SUMMER)

        def standing_on(day):
            (found,) = seniors.alike(willow.organisation, day)
            return found.standing

        around_day(standing_on, SUMMER, before=0, on=1, after=1)
        actions.end_objection(
            objection=willow.objection(willow.ada(reference="2", nhs_number=""), raised_on=SUMMER),
            reason="They may know",
            ended_on=LAST,
            by=willow.amira,
        )
        around_day(standing_on, LAST, before=2, on=1, after=1)

    def test_what_was_decided_while_one_stood_is_counted_by_days_of_london(self):
        objection = fact(scope="care_team", ended_on=LAST)

        def counted(made_at):
            group = SimpleNamespace(heard=[], shared=[])
            decision = SimpleNamespace(
                made_at=made_at, door="care-team", outcome_kind="share", departed=False, reference="K7M-2QX9"
            )
            seniors._count(group, objection, [decision])
            return len(group.shared)

        begin, end = (datetime.combine(day, time(), LONDON) for day in (SUMMER, LAST))
        around_moment(counted, begin, before=0, at=1, after=1)
        around_moment(counted, end, before=1, at=0, after=0)
