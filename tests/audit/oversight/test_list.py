"""What waits for the Guardian: the worst first, and the same however often the log is read."""

from __future__ import annotations

from django.core.management import call_command

from audit.oversight.desk import queries
from audit.oversight.desk.models import Bookmark, Matter, Tally
from audit.oversight.desk.queries import Filters
from audit.oversight.reading import begin_again, catch_up
from tests.audit.door import made


def decided(place, *flags):
    return made(
        place, facets={"home": place.home.pk, "door": "family", "outcome": "share", "flags": list(flags)}
    )


def listed(place, viewer=None):
    page = queries.page(place.organisation, viewer=viewer or place.priya, filters=Filters())
    return [(each.id, each.reason) for each in page.matters]


def test_the_worst_comes_first_and_among_the_same_the_oldest(willow):
    sure = decided(willow, "decided.share")
    unsure, unsure_too = decided(willow, "not_sure"), decided(willow, "not_sure", "late")
    against = decided(willow, "overruled", "without_consent")
    unsure_again = decided(willow, "not_sure")
    assert catch_up(willow.organisation)
    assert listed(willow) == [
        (against.id, "overruled"),
        (unsure_too.id, "late"),
        (unsure.id, "not_sure"),
        (unsure_again.id, "not_sure"),
    ]
    assert Matter.objects.get(pk=sure.id).reason == ""


def test_nobody_finds_their_own_decision_on_their_list(willow):
    decided(willow, "overruled")
    catch_up(willow.organisation)
    assert listed(willow, viewer=willow.amira) == []


def test_reading_the_log_again_changes_nothing_and_from_its_start_gives_the_same(willow):
    for flags in (["overruled"], ["not_sure", "capacity"], []):
        decided(willow, *flags)
    catch_up(willow.organisation)
    before = [list(model.objects.values_list()) for model in (Matter, Bookmark)]
    counted = sorted(Tally.objects.values_list("what", "month", "home_id", "key", "count"))
    catch_up(willow.organisation)
    assert [list(model.objects.values_list()) for model in (Matter, Bookmark)] == before
    begin_again(willow.organisation)
    assert not Matter.objects.exists()
    while not catch_up(willow.organisation, most=1):
        pass
    assert [list(model.objects.values_list()) for model in (Matter, Bookmark)] == before
    assert sorted(Tally.objects.values_list("what", "month", "home_id", "key", "count")) == counted


def test_an_operator_may_have_every_log_read_again(willow, make, capsys):
    alder = make("alder")
    places = [willow, alder]
    for place in places:
        decided(place, "overruled")
        catch_up(place.organisation)
    before = sorted(Matter.objects.values_list(), key=str)
    Matter.objects.update(place=1, reason="of an order that is gone")
    call_command("read_again")
    assert sorted(Matter.objects.values_list(), key=str) == before
    assert "willow: read again" in capsys.readouterr().out
