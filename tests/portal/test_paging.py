"""Turning pages shows each row once, in order, and offers only pages that exist."""

from __future__ import annotations

import pytest

from portal.paging import Slice, read_page


def _page(rows: list[int], size: int, *, after: int | None = None, before: int | None = None) -> Slice[int]:
    if before is not None:
        ahead = sorted((row for row in rows if row < before), reverse=True)
        return read_page(lambda most: ahead[:most], size, back=True)
    beyond = [row for row in rows if after is None or row > after]
    return read_page(lambda most: beyond[:most], size, first=after is None)


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize("count", range(1, 8))
def test_pages_forward_and_back_show_each_row_once_and_end_where_the_list_does(count, size):
    rows = list(range(10, 10 + count))
    forward = [_page(rows, size)]
    while (place := forward[-1].after) is not None:
        forward.append(_page(rows, size, after=place))
    assert [page.rows for page in forward] == [rows[start : start + size] for start in range(0, count, size)]
    assert [page.before for page in forward] == [None, *(page.rows[0] for page in forward[1:])]

    page, turned = forward[-1], list(forward[-1].rows)
    while page.before is not None:
        page = _page(rows, size, before=page.before)
        assert page.after == page.rows[-1]
        turned = page.rows + turned
    assert turned == rows


def test_a_list_without_rows_leads_nowhere():
    for given in ({}, {"after": 9}, {"before": 1}):
        assert _page([], 2, **given) == Slice([], None, None)


def test_a_page_asks_for_one_row_more_than_it_shows():
    asked: list[int] = []

    def read(most: int) -> list[int]:
        asked.append(most)
        return [1, 2, 3][:most]

    assert read_page(read, 2) == Slice([1, 2], 2, None)
    assert asked == [3]
