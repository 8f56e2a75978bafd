"""Indexes for the desk's other lists: by age, what is between two views, and what is settled."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q

_OPEN, _DONE = Q(open=True), Q(state="done")


def _index(
    name: str, fields: list[str], condition: Q, include: list[str] | None = None
) -> migrations.AddIndex:
    return migrations.AddIndex(
        "matter", models.Index(fields=fields, name=name, condition=condition, include=include)
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0015_concern_clocks")]
    operations: ClassVar = [
        _index(
            "matter_open_age",
            ["organisation", "seq"],
            _OPEN,
            ["recorded_at", "worker_id", "first_by", "state"],
        ),
        _index(
            "matter_between",
            ["organisation", "state", "place"],
            Q(state__in=("second", "differing", "asked")),
        ),
        *(
            migrations.RemoveIndex("matter", name)
            for name in ("matter_judged", "matter_judged_home", "matter_precedent")
        ),
        _index("matter_judged", ["organisation", "judged_seq"], _DONE),
        _index("matter_judged_home", ["organisation", "home_id", "judged_seq"], _DONE),
        _index("matter_precedent", ["organisation", "door", "outcome", "judged_seq"], _DONE),
    ]
