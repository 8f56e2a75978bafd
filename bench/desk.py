"""The Guardian's desk with a million decisions: every list it offers, in SQL alone, and how fast it reads the log.

Each query is the very one that Django sends. The database itself says how long it planned and executed it, and the
median is taken: on a machine that is busy the way to and fro says more about the machine. The peer is the same page
reached by OFFSET.
"""

from __future__ import annotations

import os
import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.long_desk import HOMES, MATTERS, home_id, load
from bench.reading import rows as reading_rows
from bench.table import Row

if TYPE_CHECKING:
    from audit.oversight.desk.queries import Filters
    from portal.models import Organisation, User

LIMIT: Final = 0.001
TIMES: Final = 9
SOME: Final = 100
"""How many combinations of filters are measured; all single ones are."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one list: what it is, and how the portal asks for it."""

    name: str
    ask: Callable[[], object]


def rows() -> list[Row]:
    """Measure the lists, the counts and the reading of the log."""
    full, viewer = _organisation("desk-full")
    empty, nobody = _organisation("desk-empty")
    _fill(full)
    lines = [
        _lists("a page of the list, any filters", list(_waiting(full, viewer))),
        _lists("a page of what is between views, or settled", list(_others(full, viewer))),
        _lists("a page of what is searched for", list(_searched(full, viewer))),
        _lists("the counts of all filters", list(_counts(full, viewer))),
        _as_many(full, viewer, empty, nobody),
    ]
    return [*lines, _by_offset(full), *reading_rows(full, viewer)]


def _organisation(slug: str) -> tuple[Organisation, User]:
    """Return an organisation with an open log, and its Guardian."""
    from audit.ledger.actions import open_log
    from portal.models import Home, Membership, Organisation, User
    from portal.roles import Role

    found = Organisation.objects.filter(slug=slug).first()
    if found is not None:
        return found, User.objects.get(email=f"guardian@{slug}.example")
    made = Organisation.objects.create(name=slug, slug=slug)
    viewer = User.objects.create_user(f"guardian@{slug}.example", full_name="Joan Ellis")
    Membership.objects.create(user=viewer, organisation=made, role=Role.GUARDIAN)
    if slug == "desk-full":
        Home.objects.bulk_create(
            Home(id=home_id(n), organisation=made, name=f"Home {n}") for n in range(HOMES)
        )
    open_log(organisation=made, by=viewer)
    return made, viewer


def _fill(organisation: Organisation) -> None:
    from audit.oversight.desk.models import Matter

    if not Matter.objects.filter(organisation=organisation).exists():
        load(os.environ["PORTAL_BENCH_OWNER"], organisation.pk)


def _waiting(organisation: Organisation, viewer: User) -> Iterator[Page]:
    """Yield the first page, one from the middle and the last, under each filter and many combinations."""
    from audit.oversight.desk import queries

    for chosen in _narrowings(organisation):
        found = queries.waiting(organisation, viewer=viewer, filters=chosen)
        name = (
            " ".join(
                str(each) for each in (chosen.home, chosen.month, chosen.reason and chosen.reason.id) if each
            )
            or "all"
        )
        for where, place in _places(found, "place"):
            ask = partial(queries.page, organisation, viewer=viewer, filters=chosen)
            yield Page(f"{name}, {where}", partial(ask, after=place))
            if place is not None:
                yield Page(f"{name}, {where} and back", partial(ask, before=place))


def _narrowings(organisation: Organisation) -> list[Filters]:
    """Return every single filter, and some of all their combinations, the same in each run."""
    from audit.oversight.desk.models import Matter
    from audit.oversight.desk.order import reasons
    from audit.oversight.desk.queries import Filters

    of = Matter.objects.filter(organisation=organisation)
    homes = [None, *organisation.homes.order_by("name")]
    months: list[date | None] = [None, *of.order_by("month").values_list("month", flat=True).distinct()]
    every = [Filters(*each) for each in product(homes, months, [None, *reasons()])]
    single = [each for each in every if (each.home, each.month, each.reason).count(None) >= 2]
    return [*single, *random.Random(1).sample(every, SOME)]  # nosec - not a secret


def _places(found: Any, field: str) -> list[tuple[str, int | None]]:
    """Return where pages are asked for: the start, the middle and near the end."""
    many = found.count()
    deep = [("deep", many // 2), ("last", max(many - 10, 0))] if many > 1 else []
    return [("first", None), *((name, found.values_list(field, flat=True)[place]) for name, place in deep)]


def _others(organisation: Organisation, viewer: User) -> Iterator[Page]:
    """Yield pages of the desk's other lists."""
    from audit.oversight.desk import queries
    from audit.oversight.desk.models import BETWEEN, Matter

    of = Matter.objects.filter(organisation=organisation)
    for state in BETWEEN:
        for where, place in _places(of.filter(state=state).order_by("place"), "place"):
            yield Page(
                f"{state}, {where}",
                partial(queries.between, organisation, viewer=viewer, state=state, after=place),
            )
    for home in (None, *organisation.homes.all()):
        settled = of.filter(state="done", **({"home_id": home.pk} if home else {})).order_by("-judged_seq")
        for where, place in _places(settled, "judged_seq"):
            yield Page(
                f"settled {home or ''}, {where}",
                partial(queries.looked_at, organisation, viewer=viewer, home=home, after=place),
            )


def _searched(organisation: Organisation, viewer: User) -> Iterator[Page]:
    """Yield pages of the search: all decisions, and those of one code of each kind."""
    from audit.oversight.desk.models import Mark, Matter
    from audit.oversight.searching import queries
    from audit.oversight.searching.kinds import ALL, KINDS
    from audit.oversight.searching.queries import Sought

    of = Matter.objects.filter(organisation=organisation)
    middle = of.order_by("seq").values_list("seq", flat=True)[MATTERS // 2]
    row = of.get(seq=middle)
    values = {kind: str(getattr(row, each.column, "")) for kind, each in KINDS.items() if kind != "flag"}
    flag = Mark.objects.filter(organisation=organisation).values_list("flag", flat=True)[0]
    for sought in (Sought(ALL), Sought("flag", flag), *(Sought(*each) for each in values.items())):
        for where, place in (("first", None), ("deep", middle)):
            yield Page(
                f"{sought.by}, {where}",
                partial(queries.page, organisation, sought, viewer=viewer, before=place),
            )


def _counts(organisation: Organisation, viewer: User) -> Iterator[Page]:
    from audit.oversight.desk import queries

    yield Page("counts", lambda: queries.counts(organisation, viewer=viewer))
    yield Page("summary", lambda: queries.summary(organisation, viewer))


def _lists(work: str, pages: Sequence[Page]) -> Row:
    """Return the slowest of some pages, each the sum of the medians of its queries."""
    with psycopg.connect(os.environ["PORTAL_DATABASE_URL"], autocommit=True) as plain:
        taken = sorted((_settled(plain, page.ask), page.name) for page in pages)
    slowest, name = taken[-1]
    middle = taken[len(taken) // 2][0]
    over = sum(seconds > LIMIT for seconds, _ in taken)
    if over:
        print(f"  {work}: {over} of {len(taken)} over the limit, such as {taken[-5:]}")
    return Row(
        f"{work}, {MATTERS:,} decisions",
        f"{slowest * 1000:.2f} ms the slowest of {len(taken):,} ({name})",
        f"{middle * 1000:.2f} ms the one in the middle",
        "at most 1 ms each",
        f"{slowest / LIMIT:.2f}",
        not over,
    )


def _settled(plain: psycopg.Connection[Any], ask: Callable[[], object]) -> float:
    """Return the seconds of a page; what is over the limit is measured again, since noise is not there twice."""
    first = _in_sql(plain, ask)
    return first if first <= LIMIT else min(first, *(_in_sql(plain, ask) for _ in range(2)))


def _in_sql(plain: psycopg.Connection[Any], ask: Callable[[], object], times: int = TIMES) -> float:
    """Return the seconds in which the database answers all that something asks it."""
    return sum(
        statistics.median(_explained(plain, statement) for _ in range(times)) for statement in _asked(ask)
    )


def _explained(plain: psycopg.Connection[Any], statement: bytes) -> float:
    """Return how long the database says that it planned and executed a statement, in seconds."""
    told = plain.execute(b"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + statement).fetchone()[0][0]  # type: ignore[index]
    return float(told["Planning Time"] + told["Execution Time"]) / 1000


def _asked(ask: Callable[[], object]) -> list[bytes]:
    """Return the statements that something sends."""
    with CaptureQueriesContext(connection) as sent:
        ask()
    return [each["sql"].encode() for each in sent.captured_queries]


def _as_many(full: Organisation, viewer: User, empty: Organisation, nobody: User) -> Row:
    """Compare how many queries the desk's home asks with a million decisions and with none."""
    counted = [len(_asked(partial(_home, user))) for user in (viewer, nobody)]
    return Row(
        "queries of the desk's home",
        str(counted[0]),
        f"with no decision {counted[1]}",
        "no more",
        f"{counted[0] / counted[1]:.2f}",
        counted[0] <= counted[1],
    )


def _home(user: User) -> None:
    """Show the desk's home to somebody; no styles were gathered for it."""
    from django.conf import settings
    from django.test import Client, override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}):
        response = client.get("/desk/")
    if response.status_code != 200:
        raise AssertionError(response.status_code)


def _by_offset(organisation: Organisation) -> Row:
    """Say what the same page from the middle of the list costs by OFFSET."""
    from audit.oversight.desk.models import Matter

    of = Matter.objects.filter(organisation=organisation, open=True).order_by("place")
    middle = of.count() // 2
    place = of.values_list("place", flat=True)[middle]
    with psycopg.connect(os.environ["PORTAL_DATABASE_URL"], autocommit=True) as plain:
        ours = _in_sql(plain, lambda: list(of.filter(place__gt=place)[:26]))
        theirs = _in_sql(plain, lambda: list(of[middle : middle + 26]), times=3)
    return Row(
        "a page from the middle of the list",
        f"{ours * 1000:.2f} ms",
        f"OFFSET {theirs * 1000:.0f} ms",
        "at most 1 ms",
        f"{theirs / ours:,.0f} x",
        ours <= LIMIT,
    )
