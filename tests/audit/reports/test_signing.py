"""Who signs a report: a Guardian who works here and had no hand in it, or, where there is none, any Guardian."""

from __future__ import annotations

from uuid import uuid4

import pytest

from audit.reports.annual import signing
from portal.errors import NotAllowed
from portal.models import Home, Membership
from portal.roles import Role
from tests.audit.oversight.asking import person

HOME = uuid4()


def membership(role, home=None, **given):
    return Membership(role=role, home_id=home, **given)


@pytest.mark.parametrize(
    ("whose", "homes", "reached"),
    [
        (membership(Role.MANAGER, HOME), [HOME], True),
        (membership(Role.MANAGER, HOME), [uuid4()], False),
        (membership(Role.MANAGER, HOME), [HOME, uuid4()], False),
        (membership(Role.MANAGER, HOME), [], False),
        (membership(Role.MANAGER), [], True),
        (membership(Role.HQ_MANAGER, HOME), [], True),
        (membership(Role.GUARDIAN, HOME), [uuid4()], True),
        (membership(Role.WORKER, HOME), [HOME], False),
        (membership(Role.WORKER), [], False),
    ],
)
def test_a_manager_of_one_home_has_to_do_with_reports_about_that_home_alone(whose, homes, reached):
    assert signing.reaches(whose, homes) == reached


def test_whoever_works_here_twice_acts_as_the_first_that_may(willow):
    other = Home.objects.create(organisation=willow.organisation, name="Elm House")
    ruth = person(willow, "ruth", Role.MANAGER, home=willow.home)
    both = [Membership.objects.get(user=ruth)]
    both.append(Membership.objects.create(user=ruth, organisation=willow.organisation, role=Role.HQ_MANAGER))
    assert signing.must_reach(ruth, willow.organisation, [willow.home.pk]) == both[0]
    assert ruth.acting == both[0]
    assert signing.must_reach(ruth, willow.organisation, [other.pk]) == both[1]
    assert ruth.acting == both[1]


def test_what_somebody_may_do_elsewhere_or_another_may_do_here_does_not_count(willow, make):
    ruth = person(willow, "ruth", Role.MANAGER, home=willow.home)
    person(willow, "sam", Role.HQ_MANAGER)
    Membership.objects.create(user=ruth, organisation=make("alder").organisation, role=Role.HQ_MANAGER)
    with pytest.raises(NotAllowed, match=signing.YOUR_HOME):
        signing.must_reach(ruth, willow.organisation, [])


class TestSigners:
    def test_are_the_guardians_who_had_no_hand_in_it_and_all_where_each_had(self, willow):
        gwen = person(willow, "gwen", Role.GUARDIAN)
        person(willow, "dan", Role.DEPUTY)
        assert signing.signers(willow.organisation, []) == [willow.priya, gwen]
        assert signing.signers(willow.organisation, [willow.priya.pk]) == [gwen]
        assert signing.signers(willow.organisation, [gwen.pk, willow.amira.pk]) == [willow.priya]
        assert signing.signers(willow.organisation, [gwen.pk, willow.priya.pk]) == [willow.priya, gwen]

    def test_are_of_this_organisation_and_can_log_in(self, willow, make):
        alder, gwen = make("alder"), person(willow, "gwen", Role.GUARDIAN)
        assert alder.priya not in signing.signers(willow.organisation, [willow.priya.pk])
        gwen.is_active = False
        gwen.save()
        assert signing.signers(willow.organisation, []) == [willow.priya]


def test_whoever_cannot_log_in_here_any_more_is_given_nothing(willow, make):
    assert signing.works_at(willow.amira, willow.organisation)
    assert not signing.works_at(make("alder").amira, willow.organisation)
    willow.amira.is_active = False
    assert not signing.works_at(willow.amira, willow.organisation)
