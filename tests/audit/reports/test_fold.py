"""The sums keep up with the log, and read again from its start come out the same."""

from __future__ import annotations

from audit.reports import fold, queries
from audit.reports.models import Sum
from portal.days import london_day
from tests.audit.door import made


def year(code="2026"):
    return queries.period_of(str(london_day().year), london_day())


def sums(place):
    return sorted(
        Sum.objects.filter(organisation=place.organisation).values_list("what", "month", "key", "count")
    )


def test_a_page_counts_what_was_recorded_just_before(willow):
    facets = {"home": willow.home.pk, "door": "family", "outcome": "o", "flags": ["decided.share"]}
    made(willow, facets=facets)
    found = queries.figures_of(willow.organisation, year(), homes=None, reader="board")
    assert "1" in found.in_short[0] or "once" in found.in_short[0]
    assert fold.behind(willow.organisation) == 0
    assert london_day() >= queries.earliest(willow.organisation)
    kept = sums(willow)
    fold.begin_again(willow.organisation)
    assert sums(willow) == []
    fold.catch_up_all()
    assert sums(willow) == kept
