"""Sums put in place of what was counted, for the tests of what is read from them."""

from __future__ import annotations

from datetime import UTC, datetime

from audit.reports.models import Sum

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def keep(place, things):
    Sum.objects.filter(organisation=place.organisation).delete()
    Sum.objects.bulk_create(
        Sum(organisation=place.organisation, what=what, month=month, home_id=home, key=key, count=count)
        for (what, month, home, key), count in things.items()
    )
