"""What one organisation has written down is never read at another, and the latest word is the one in force."""

from __future__ import annotations

from datetime import date

import pytest

from audit.assurance.notices import queries as notices
from audit.assurance.policies import queries as policies
from audit.assurance.registers import queries as registers
from audit.assurance.registers.kinds import by_code
from audit.assurance.registers.owed import tasks as register_tasks
from portal.days import london_day
from tests.audit.assurance.adopting import TEXT, adopt, again, go_through, read, retire
from tests.audit.assurance.learning import DAY, on
from tests.audit.assurance.registering import end, enter, file_it
from tests.audit.assurance.test_notices import publish

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 8)


class TestPolicies:
    @pytest.fixture
    def two(self, willow, ruth, alder):
        """Two policies here, one of which has two versions, and one of another organisation."""
        first = adopt(willow, ruth, name="phones")
        adopt(alder, alder.priya, name="Their own")
        return adopt(willow, ruth, name="Access"), adopt(
            willow, ruth, TEXT + "\n- More", policy=first, name="Phones"
        )

    def test_are_listed_by_name_with_their_versions_in_turn(self, willow, two):
        found = policies.policies(willow.organisation)
        assert [each.name for each in found] == ["Access", "Phones"]
        assert [each.number for each in found[1].versions] == [1, 2]
        assert [found[1].name_of(1), found[1].text_of(2)] == ["phones", TEXT + "\n- More"]

    def test_in_force_is_the_last_version_of_each_that_is_in_use(self, willow, ruth, two):
        access, phones = two
        assert set(policies.in_force(willow.organisation)) == {access, phones}
        retire(willow, ruth, access)
        assert policies.in_force(willow.organisation) == [phones]
        assert [each.latest for each in policies.policies(willow.organisation)] == [phones]
        assert [each.latest for each in policies.policies(willow.organisation, ended=True)] == [access]
        assert policies.policy(willow.organisation, access.policy_id).ended_on == london_day()
        assert policies.policy(willow.organisation, phones.policy_id).ended_on is None

    def test_of_another_organisation_are_not_found(self, alder, two):
        assert policies.policy(alder.organisation, two[0].policy_id) is None

    def test_are_read_by_each_person_for_themselves(self, willow, ruth, two):
        access, phones = two
        read(willow, ruth, access)
        assert set(policies.unread(willow.organisation, willow.amira)) == {access, phones}
        assert policies.unread(willow.organisation, ruth) == [phones]
        have, others = policies.readers(access)
        assert [each.user for each in have] == [ruth]
        assert {each.user for each in others} == {willow.amira, willow.priya}
        assert policies.readers(phones)[0] == []
        at_home = [each.user for each in policies.readers(access, willow.home.pk)[1]]
        assert at_home == [willow.amira]

    def test_are_to_be_looked_at_again_by_the_day_that_was_said_last(self, willow, ruth, two):
        access, phones = two
        with on(MAY):
            again(willow, ruth, access, review_by=MAY + 300 * DAY)
        with on(JUNE):
            again(willow, ruth, access, review_by=JUNE + 100 * DAY)
        found = {each.name: each for each in policies.policies(willow.organisation)}
        assert found["Access"].review_by == JUNE + 100 * DAY
        assert found["Phones"].review_by == phones.review_by
        says = [each["says"] for each in policies.history(found["Access"])]
        assert len(says) == 3
        assert "adopted" in says[-1]

    def test_keep_a_history_of_their_own_and_the_last_look_at_their_last_version(self, willow, ruth, two):
        access, phones = two
        with on(MAY):
            again(willow, ruth, access)
            last_look = again(willow, ruth, phones, review_by=MAY + 200 * DAY)
        retire(willow, ruth, access)
        found = policies.policy(willow.organisation, phones.policy_id)
        assert (found.review, found.review_by) == (last_look, MAY + 200 * DAY)
        own = [each["says"] for each in policies.history(found)]
        assert len(own) == 3
        assert not any("Access" in says for says in own)
        assert len(policies.history(policies.policy(willow.organisation, access.policy_id))) == 3

    def test_were_gone_through_when_that_was_done_here_last(self, willow, ruth, alder, two):
        with on(MAY):
            go_through(willow, ruth)
        with on(JUNE):
            last = go_through(willow, ruth)
        assert policies.last_compliance(willow.organisation) == last
        assert policies.last_compliance(alder.organisation) is None


class TestRegisters:
    @pytest.fixture
    def held(self, willow, ruth, alder):
        """Three entries of one register, the last of which is due first, and one of another organisation."""
        enter(alder, alder.priya, due_on=london_day())
        days = (300, 200, 100)
        return [enter(willow, ruth, due_on=london_day() + each * DAY) for each in days]

    def test_are_read_page_by_page_what_is_due_first_comes_first(self, willow, ruth, held):
        kind, last_first = by_code()["data_flows"], held[::-1]
        enter(willow, ruth, "contracts")
        page = registers.page(willow.organisation, kind, size=2)
        assert (list(page.entries), page.after) == (last_first[:2], last_first[1].pk)
        page = registers.page(willow.organisation, kind, after=page.after, size=2)
        assert (list(page.entries), page.after) == (last_first[2:], None)
        assert registers.page(willow.organisation, kind, size=3).after is None

    def test_what_is_due_on_one_day_is_read_once_each(self, willow, ruth):
        same = [enter(willow, ruth, due_on=london_day() + DAY) for _ in range(3)]
        kind, seen, after = by_code()["data_flows"], [], None
        for _ in same:
            page = registers.page(willow.organisation, kind, after=after, size=1)
            seen += page.entries
            after = page.after
        assert (seen, after) == (sorted(same, key=lambda each: each.pk), None)

    def test_what_was_ended_is_on_its_own_page(self, willow, ruth, held):
        end(held[0], ruth)
        kind = by_code()["data_flows"]
        assert list(registers.page(willow.organisation, kind).entries) == held[:0:-1]
        assert list(registers.page(willow.organisation, kind, ended=True).entries) == held[:1]
        assert set(registers.standing_ones(willow.organisation)) == set(held[1:])

    def test_are_due_with_the_first_of_their_kind(self, willow, ruth, held):
        enter(willow, ruth, "contracts", due_on=london_day() + DAY)
        assert registers.due(willow.organisation, "data_flows") == london_day() + 100 * DAY
        assert registers.due(willow.organisation, "assets") is None
        assert registers.duties(willow.organisation) == {}, "entries of other registers give nobody a duty"

    def test_an_entry_or_a_file_of_another_organisation_is_not_found(self, willow, ruth, alder, held):
        first, second = file_it(held[0], ruth), file_it(held[0], ruth)
        file_it(held[1], ruth)
        assert registers.files_of(held[0]) == [first, second]
        assert registers.entry_of(willow.organisation, held[0].pk) == held[0]
        assert registers.entry_of(alder.organisation, held[0].pk) is None
        for each in (first, second):
            assert registers.evidence_of(willow.organisation, each.pk) == each
        assert registers.evidence_of(alder.organisation, first.pk) is None

    def test_the_pack_holds_what_stands_in_the_order_of_its_days(self, willow, ruth, held):
        end(held[0], ruth)
        found = list(registers.evidence(willow.organisation))
        assert [each.reference for each in found] == [held[2].reference, held[1].reference]
        assert {each.duty for each in found} == {""}

    def test_are_kept_by_managers_and_guardians_who_can_log_in_here(self, willow, ruth, alder):
        assert registers.keepers(willow.organisation) == [willow.priya, ruth]
        assert registers.colleague(willow.organisation, "AMIRA@willow.example") == willow.amira
        assert registers.colleague(willow.organisation, alder.amira.email) is None
        willow.amira.is_active = False
        willow.amira.save()
        assert registers.colleague(willow.organisation, "amira@willow.example") is None

    def test_each_who_looks_after_some_is_told_of_the_first_and_the_register_is_due_with_the_first_of_all(
        self, willow, ruth
    ):
        today = london_day()
        for owner, days in ((willow.amira, 20), (ruth, 10), (willow.amira, 30), (ruth, 40)):
            enter(willow, ruth, owner=owner, due_on=today + days * DAY)
        (task,) = (each for each in register_tasks(willow.organisation, today) if each.topic == "data_flows")
        assert task.due == today + 10 * DAY
        assert [(each.owner, each.day) for each in task.parts] == [
            (ruth.pk, today + 10 * DAY),
            (willow.amira.pk, today + 20 * DAY),
        ]


def test_the_notice_in_force_is_the_last_of_this_organisation(willow, ruth, alder):
    first, second = publish(willow, ruth), publish(willow, ruth, places="On our website")
    assert notices.organisation_named("willow") == willow.organisation
    assert notices.organisation_named("nobody") is None
    assert notices.versions(willow.organisation) == [second, first]
    assert notices.in_force(willow.organisation).version == second
    assert notices.in_force(alder.organisation) is None
    assert notices.of_number(willow.organisation, 1).version == first
    assert notices.of_number(willow.organisation, 3) is notices.of_number(alder.organisation, 1) is None
