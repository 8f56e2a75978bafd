"""A way to narrow the list is kept under a name of the reader's own: a convenience, and no fact."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from audit.ledger.models import Entry
from audit.oversight.desk.models import SavedView
from portal.models import Home, Membership, User
from portal.roles import Role
from tests.audit.oversight.desk_pages import LIST, decided, links, page, words


@pytest.fixture
def priya(client, willow):
    client.force_login(willow.priya)
    return client


@pytest.fixture
def elsewhere(willow):
    return Home.objects.create(organisation=willow.organisation, name="Willow at Home")


def test_a_view_is_saved_under_a_name_replaced_and_deleted(priya, willow, elsewhere):
    decided(willow, "not_sure")
    decided(willow, "late", home=elsewhere)
    narrowed = page(priya, f"{LIST}?home={elsewhere.pk}")
    save = links(narrowed)["Save this view"]
    assert "It shows: Willow at Home." in words(page(priya, save))
    before = Entry.objects.count()
    assert priya.post(save, {"name": "At home"})["Location"] == f"{LIST}?home={elsewhere.pk}"
    assert links(page(priya))["At home"] == f"{LIST}?home={elsewhere.pk}"
    priya.post(f"{reverse('oversight:save_view')}?reason=late", {"name": "At home"})
    found = page(priya)
    assert links(found)["At home"] == f"{LIST}?reason=late"
    assert Entry.objects.count() == before
    form = next(form for form in found.select("main form") if "At home" in form.get_text())
    assert priya.post(form["action"]).status_code == 302
    assert "At home" not in words(page(priya))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "Enter a name for this view"), ("x" * 61, "60")],
)
def test_a_view_without_a_good_name_is_not_saved_and_what_was_typed_stays(priya, name, sentence):
    response = priya.post(reverse("oversight:save_view"), {"name": name})
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html5lib")
    assert sentence in found.select_one(".nhsuk-error-summary").get_text()
    assert found.select_one("input[name=name]").get("value", "") == name
    assert not SavedView.objects.exists()


def test_twenty_views_are_the_most(priya):
    for number in range(20):
        assert priya.post(reverse("oversight:save_view"), {"name": f"View {number}"}).status_code == 302
    response = priya.post(reverse("oversight:save_view"), {"name": "One more"})
    assert "You have saved 20 views" in response.content.decode()
    assert priya.post(reverse("oversight:save_view"), {"name": "View 3"}).status_code == 302
    assert SavedView.objects.count() == 20


def test_nobody_sees_or_deletes_the_views_of_another(priya, willow, client):
    priya.post(reverse("oversight:save_view"), {"name": "Mine"})
    other = User.objects.create_user("pat@willow.example", "x", full_name="Pat Lee")
    Membership.objects.create(user=other, organisation=willow.organisation, role=Role.GUARDIAN)
    client.force_login(other)
    assert "Mine" not in words(page(client))
    client.post(reverse("oversight:forget_view", args=[SavedView.objects.get().pk]))
    client.post(reverse("oversight:forget_view", args=[10**30]))
    assert SavedView.objects.count() == 1
