"""What a list would do: bad rows of every sort are named with row, column and how to mend them."""

from __future__ import annotations

import pytest

from decisions.intake import people, recipients, rows
from decisions.intake.lists import KINDS, id_of
from decisions.intake.reading import OTHER_SIGN, Unreadable
from portal import nhs_number, references, written_days
from portal.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

HEAD = "Name,Reference,NHS number,Date of birth,Home"
STAFF = "Email address,Full name,Role,Home"
RECIPIENTS = "Who they are,Name,Telephone number,Private person"


def tried(world, *lines, kind="people", head=HEAD):
    return KINDS[kind].try_file("\r\n".join([head, *lines]).encode(), world.organisation)


def troubles(found):
    return [(each.row, each.column, each.why) for each in found.bad]


BAD = {
    "no name": (",R1,,,Willow House", "Name", "Enter the person's full name"),
    "no reference": ("Ada,,,,Willow House", "Reference", "Enter the reference you use at work"),
    "only an emoji for a reference": ("Ada,\U0001f600,,,Willow House", "Reference", references.NO_REFERENCE),
    "wrong check digit": ("Ada,R1,999 000 0019,,Willow House", "NHS number", "One of its digits"),
    "nine digits": ("Ada,R1,999000001,,Willow House", "NHS number", "must be 10 digits"),
    "a National Insurance number": ("Ada,R1,AB 12 34 56 C,,Willow House", "NHS number", "National Insurance"),
    "shortened": ("Ada,R1,9.99E+09,,Willow House", "NHS number", nhs_number.SHORTENED),
    "not a date": ("Ada,R1,,31/2/1940,Willow House", "Date of birth", written_days.NOT_A_DAY),
    "two digits": ("Ada,R1,,3/5/40,Willow House", "Date of birth", written_days.FOUR_DIGITS),
    "to come": ("Ada,R1,,3/5/2027,Willow House", "Date of birth", people.TO_COME),
    "too old": ("Ada,R1,,3/5/1840,Willow House", "Date of birth", people.TOO_OLD),
    "no such home": ("Ada,R1,,,Elm Court", "Home", "Enter the name of one of your homes"),
    "no home": ("Ada,R1,,,", "Home", "Willow House"),
    "NUL": ("A\x00da,R1,,,Willow House", "Name", "cannot be printed"),
    "reversed text": ("A\u202eda,R1,,,Willow House", "Name", "hidden characters"),
    "formula": ("=1+1,R1,,,Willow House", "Name", "This is a formula"),
    "formula behind a space": (" @SUM(1),R1,,,Willow House", "Name", "This is a formula"),
    "more than a formula": ("\"+cmd|' /C calc'!A0\",R1,,,Willow House", "Name", "This is a formula"),
    "two lines": ('"Ada\nBright",R1,,,Willow House', "Name", rows.ONE_LINE),
    "very long": ("A" * 100_000 + ",R1,,,Willow House", "Name", rows.TOO_LONG),
    "too long a name": ("A" * 201 + ",R1,,,Willow House", "Name", "Use 200 characters or fewer"),
    "a comma too many": ("Bright, Ada,R1,,,Willow House", "", rows.MORE_CELLS),
}


class TestPeople:
    @pytest.mark.parametrize("sort", BAD)
    def test_a_bad_row_is_named(self, willow, sort):
        line, column, why = BAD[sort]
        found = tried(willow, "Ada Good,R0,,,Willow House", line)
        row, of, said = next(each for each in troubles(found) if each[1] == column)
        assert (row, of) == (3, column)
        assert why in said
        assert [each.details.name for each in found.new] == ["Ada Good"]

    def test_all_that_is_wrong_in_a_row_is_told_at_once(self, willow):
        found = tried(willow, ",,123,x,y")
        assert [each.column for each in found.bad] == [
            "Home", "Name", "Reference", "NHS number", "Date of birth"
        ]  # fmt: skip
        assert found.bad_rows == 1

    def test_an_accent_an_emoji_and_a_quotation_mark_are_welcome(self, willow):
        found = tried(
            willow,
            '"Zo\u00eb ""Zo"" \U0001f600 O\'Brien",R1,,3 May 1940,willow house',
            "Bo,R2,,,Willow  House",
        )
        assert not found.bad
        assert found.new[0].details.name == 'Zo\u00eb "Zo" \U0001f600 O\'Brien'

    def test_the_same_twice_in_the_file_names_the_earlier_row(self, willow):
        found = tried(
            willow,
            "Ada,WH 1,999 000 0018,,Willow House",
            "Bo,wh1,,,Willow House",
            "Cy,R3,9990000018,,Willow House",
        )
        assert troubles(found) == [
            (3, "Reference", "Row 2 has the same. Take one of the two rows out"),
            (4, "NHS number", "Row 2 has the same. Take one of the two rows out"),
        ]

    @pytest.mark.parametrize(
        ("line", "column", "why"),
        [
            ("Bo Black,wh 101,,,Willow House", "Reference", people.SOMEBODY_ELSES),
            ("Ada Bright,WH-101,999 000 0026,,Willow House", "NHS number", people.OTHER_NUMBER),
            ("Ada Bright,WH-101,,,Willow at Home", "Home", people.OTHER_HOME),
            ("Ada Bright,WH-102,999 000 0018,,Willow House", "NHS number", people.OTHER_REFERENCE),
        ],
    )
    def test_what_our_register_says_otherwise_is_told(self, willow, line, column, why):
        willow.ada()
        assert troubles(tried(willow, line)) == [(2, column, why)]

    def test_whoever_we_know_is_counted_and_left_alone(self, willow, alder):
        willow.ada()
        alder.ada(reference="X-1")
        found = tried(willow, "Mrs Ada Bright,wh101,,,Willow House", "Xi,X-1,,,Willow House")
        assert (found.known, len(found.new), found.bad) == (1, 1, [])

    def test_another_organisations_home_is_none_of_ours(self, willow, alder):
        alder.house.name = "Alder House"
        alder.house.save()
        assert troubles(tried(willow, "Ada,R1,,,Alder House"))[0][:2] == (2, "Home")

    def test_the_only_home_needs_no_name(self, willow):
        willow.ben.memberships.all().delete()
        willow.at_home.delete()
        assert tried(willow, "Ada,R1", head="NAME;x,ref".replace(";x", "")).new[0].home == willow.house


class TestHeadings:
    def test_they_are_forgiving(self, willow):
        found = tried(
            willow, "Ada,3.5.1940,R1,Willow House,blue", head="full_name,D.O.B.,Our reference,Care home,Eyes"
        )
        assert found.new[0].details.reference == "R1"
        assert found.unused == ("Eyes",)

    @pytest.mark.parametrize(
        ("head", "sentence"),
        [
            ("Ada Bright,WH-101", "none for: Name, Reference"),
            ("Name,name,Reference", 'Two columns are headed "name"'),
            (
                "Name,Full name,Reference",
                '"Name" and "Full name" both look like the name. Take out the column "Full name"',
            ),
            ("Name;Reference;Home", OTHER_SIGN),
        ],
    )
    def test_what_is_missing_is_told(self, willow, head, sentence):
        with pytest.raises(Unreadable) as refusal:
            tried(willow, head=head)
        assert sentence in refusal.value.sentence


class TestStaff:
    def test_who_is_new_known_and_bad(self, willow):
        User.objects.filter(pk=willow.ben.pk).update(is_active=False)
        found = tried(
            willow,
            "CARA@example.org,Cara Jones,carer,Willow House",
            f"{willow.amira.email},Amira Khan,Care worker,Willow House",
            "dev@example.org,Dev Shah,manager,",
            "nonsense,Eve Moss,Care worker,Willow House",
            "fay@example.org,Fay Low,Caldicott Guardian,",
            "gus@example.org,Gus Orr,cook,Willow House",
            f"{willow.ben.email},Ben Carter,worker,Willow at Home",
            "CARA@example.org,Cara Jones,worker,Willow House",
            kind="staff", head=STAFF,
        )  # fmt: skip
        assert [(each.email, each.home) for each in found.new] == [
            ("cara@example.org", willow.house), ("dev@example.org", None)
        ]  # fmt: skip
        assert found.known == 1
        assert [(row, column) for row, column, _ in troubles(found)] == [
            (5, "Email address"), (6, "Role"), (8, "Email address"), (9, "Email address")
        ]  # fmt: skip
        assert [list(each.words) for each in found.questions.values()] == [["cook"]]


class TestRecipients:
    def test_who_is_new_known_and_bad(self, willow):
        willow.surgery()
        found = tried(
            willow,
            "GP,Elm Road Surgery,02079460101,no",
            "gp,Oak Surgery,+44 20 7946 0102,No",
            "family,Sarah Bright,,yes",
            "nobody,X,,no",
            "police,,,perhaps",
            "surgery,elm road surgery,020 7946 9999,n",
            "gp,Oak  surgery,,no",
            "police,Met,=1,no",
            kind="recipients", head=RECIPIENTS,
        )  # fmt: skip
        assert [(each.name, each.private) for each in found.new] == [
            ("Oak Surgery", False),
            ("Sarah Bright", True),
        ]
        assert found.known == 1
        assert [(row, column) for row, column, _ in troubles(found)] == [
            (6, "Name"), (6, "Private person"), (7, "Name"), (8, "Name"), (9, "Telephone number")
        ]  # fmt: skip
        assert [list(each.words) for each in found.questions.values()] == [["nobody"]]

    def test_another_number_for_one_we_know_is_told(self, willow):
        willow.surgery()
        found = tried(willow, "gp,Elm Road Surgery,020 7946 9999,no", kind="recipients", head=RECIPIENTS)
        assert troubles(found) == [(2, "Telephone number", recipients.OTHER_PHONE)]


def test_the_file_to_start_from_has_no_bad_row(willow):
    for kind in KINDS.values():
        found = kind.try_file(kind.example_file(willow.organisation).encode(), willow.organisation)
        assert found.bad == [], kind.slug
        assert len(found.new) == 1


def test_a_rows_id_is_always_the_same_and_nobody_elses(willow):
    intake = willow.ada().pk
    ids = {id_of(intake, at) for at in range(1000)}
    assert len(ids) == 1000
    assert id_of(intake, 7) in ids
    assert {each.version for each in ids} == {7}
