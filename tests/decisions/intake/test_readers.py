"""Every column of every list goes through the table of writings that every form goes through."""

from __future__ import annotations

import csv
import io

import pytest

from decisions.intake import rows
from decisions.intake.lists import KINDS
from portal import references
from tests.portal.writings import NO_VALUE, NOTHING, REFUSED, TAKEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

COLUMNS = [
    pytest.param(kind, column, id=f"{kind.slug}-{column.code}")
    for kind in KINDS.values()
    for column in kind.columns
    if column.kind in TAKEN
]


def tried(world, kind, code, cell):
    """Return what a list of one row does, all of whose cells but one are good."""
    titles = [column.title for column in kind.columns]
    row = dict(
        zip([column.code for column in kind.columns], [*kind.example, "Willow House"], strict=False)
    ) | {code: cell}
    out = io.StringIO()
    csv.writer(out).writerows([titles, [row[column.code] for column in kind.columns]])
    return kind.try_file(out.getvalue().encode(), world.organisation)


def kept(found, code):
    new = found.new[0]
    return getattr(getattr(new, "details", new), code)


@pytest.mark.parametrize(("kind", "column"), COLUMNS)
def test_every_column_takes_and_refuses_the_writings_of_its_kind(willow, kind, column):
    for written, meant in TAKEN[column.kind].items():
        found = tried(willow, kind, column.code, written)
        assert (found.bad, found.questions) == ([], {}), written
        assert kept(found, column.code) == meant, written
    for written, sentence in REFUSED[column.kind].items():
        assert [each.why for each in tried(willow, kind, column.code, written).bad] == [sentence], written
    more = () if column.kind in {"name", "reference"} else NO_VALUE
    for written in (*NOTHING, *more):
        found = tried(willow, kind, column.code, written)
        if column.needed:
            assert [each.why.partition(" ")[0] for each in found.bad] == ["Enter"], written
        else:
            assert not kept(found, column.code), written


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("#REF!", rows.SHEET_ERROR.format(error="#REF!")), ("#N/A", rows.SHEET_ERROR.format(error="#N/A")),
        ("########", rows.TOO_NARROW), ("=VLOOKUP(A1,B:C,2)", rows.FORMULA), ("@SUM(1)", rows.FORMULA),
        ("+cmd|' /C calc'!A0", rows.FORMULA),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_did_has_one_sentence_in_every_column(willow, kind, cell, sentence):
    for column in kind.columns:
        found = tried(willow, kind, column.code, cell)
        assert [(each.column, each.why) for each in found.bad] == [(column.title, sentence)]


def test_no_sentence_tells_anyone_to_take_a_sign_out(willow):
    """What begins with a sign is a telephone number, a firm's name or a formula; none is mended by spoiling it."""
    for kind in KINDS.values():
        for column in kind.columns:
            for cell in ("+44 20 7946 0101", "-", "@Home", "=1+1", "+x", "-5"):
                for each in tried(willow, kind, column.code, cell).bad:
                    assert "sign" not in each.why
                    assert "Take that" not in each.why


@pytest.mark.parametrize(("code", "cell"), [("reference", "1.2E+05"), ("email", "1.2E+05")])
def test_a_number_that_was_shortened_is_named_so_in_other_columns_too(willow, code, cell):
    kind = KINDS["people" if code == "reference" else "staff"]
    assert [each.why for each in tried(willow, kind, code, cell).bad] == [references.SHORTENED]
