"""What real files broke: each of these lists was refused, misread or misled before."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.individuals import queries
from decisions.intake import keeping, staff
from decisions.intake.lists import KINDS
from decisions.intake.models import Intake, IntakeFile
from decisions.intake.reading import Unreadable
from decisions.recipients import queries as recipient_queries
from portal import nhs_number, written_days
from portal.models import User
from portal.roles import Role
from tests.decisions.wizard.call import errors, logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

PEOPLE = "Name,Reference,NHS number,Date of birth,Home\r\n"
SHARED = "Email,Name,Job title,Home\r\nhouse@example.org,Ann Field,Care worker,Willow House\r\nhouse@example.org,Bo Hill,Manager,\r\n"
TITLES = (
    "Email,Name,Job title,Home\r\nann@example.org,Ann Field,Care assistant,Willow House\r\n"
    "bo@example.org,Bo Hill,Senior carer,Willow House\r\ncy@example.org,Cy Dale,Registered Manager,Willow House\r\n"
)


def tried(world, text, kind="people"):
    return KINDS[kind].try_file(text.encode(), world.organisation)


def why(world, text, kind="people"):
    with pytest.raises(Unreadable) as refusal:
        tried(world, text, kind)
    return refusal.value.sentence


def send(browser, text, kind):
    file = SimpleUploadedFile("list.csv", text.encode())
    return browser.post(reverse("intake:upload", args=[kind]), {"file": file})


def brought(world, text, kind, **answers):
    """Bring a list in through the pages, answering what is asked; return what the last page says and what was asked."""
    browser = logged_in(world.ruth)
    response = send(browser, text, kind)
    assert response.status_code == 302, words(response)
    page = response.url
    asked = words(browser.get(page))
    if answers:
        assert browser.post(page, {"answered": "yes"} | answers).url == page
    understood = words(browser.get(page))
    browser.post(page, {"do": "confirm"})
    return words(browser.get(page)), asked, understood


def test_people_are_found_under_the_name_a_colleague_types(willow):
    done, *_ = brought(
        willow,
        "\ufeff" + PEOPLE + "Łukasz Małecki,WH-931,,,Willow House\nMary O´Connor,WH-932,,,Willow House\n"
        "Jo\u200dan Field,WH-933,,,Willow House\n",
        "people",
    )
    assert "New: 3." in done
    for typed, reference in {
        "Lukasz Malecki": "WH-931", "lukasz": "WH-931", "MALECKI": "WH-931", "O'Connor": "WH-932",
        "OConnor": "WH-932", "Mary O\u2019Connor": "WH-932", "o connor": "WH-932", "Joan Field": "WH-933",
    }.items():  # fmt: skip
        found = queries.find(membership=willow.at(willow.amira), text=typed)
        assert [each.details.reference for each in found] == [reference], typed
    assert found[0].details.name == "Joan Field"


def test_one_mailbox_for_two_people_is_said_and_nobody_is_brought_in(willow):
    found = tried(willow, SHARED, "staff")
    assert [(each.row, each.column, each.why) for each in found.bad] == [
        (2, "Email", staff.SHARED.format(row=3)), (3, "Email", staff.SHARED.format(row=2))
    ]  # fmt: skip
    assert "2 rows need mending" in words(send(logged_in(willow.ruth), SHARED, "staff"))
    assert not Intake.objects.exists()
    assert not User.objects.filter(email="house@example.org").exists()
    assert not Entry.objects.filter(event=Event.STAFF_ADDED).exists()


def test_an_address_that_logs_another_in_is_said(willow):
    text = f"Email,Name,Role,Home\n{willow.amira.email},Bo Hill,Care worker,Willow House\n"
    assert [each.why for each in tried(willow, text, "staff").bad] == [staff.OTHER_NAME]
    same = f"Email,Name,Role,Home\n{willow.amira.email.upper()},Mrs Amira  Khan,Care worker,Willow House\n"
    assert tried(willow, same, "staff").known == 1


def test_a_telephone_number_is_taken_as_typed_and_a_dash_is_nothing(willow):
    text = "Who they are,Name,Telephone number,Private person\nGP,Oak Surgery,+44 (0)1632 960123 ext 4,No\n"
    assert tried(willow, text, "recipients").new[0].phone == "+44 (0)1632 960123 ext 4"
    ann = tried(willow, PEOPLE + "Ann Field,WH-938,-,-,Willow House\n").new[0].details
    assert (ann.nhs_number, ann.date_of_birth) == ("", None)


def test_dates_as_other_systems_write_them(willow):
    found = tried(
        willow,
        PEOPLE
        + "Ann Field,WH-935,,03-May-1940,Willow House\nBea Field,WH-936,,1940-05-03 00:00:00,Willow House\n"
        "Cy Field,WH-937,,14734,Willow House\n",
    )
    assert {each.details.date_of_birth.isoformat() for each in found.new} == {"1940-05-03"}
    assert [(each.row, each.why) for each in found.bad] == [(4, written_days.SERIAL)]


def test_two_headings_that_look_alike_are_named_as_written_and_one_is_to_go(willow):
    for text, kind, sentence in (
        ("Name,ID,Reference,Home\nAnn Field,7,WH-940,Willow House\n", "people",
         '"ID" and "Reference" both look like the reference. '
         'Take out the column "ID", or "Reference" if that is the one you do not want.'),
        ("Type,Organisation,Contact,Telephone,Private person\nGP,Oak Surgery,Dr Dale,01632 960123,No\n", "recipients",
         '"Organisation" and "Contact" both look like the name. '
         'Take out the column "Contact", or "Organisation" if that is the one you do not want.'),
        ("Type,Name,Telephone,Mobile\nGP,Oak,1,2\n", "recipients",
         '"Telephone" and "Mobile" both look like the telephone number. '
         'Take out the column "Mobile", or "Telephone" if that is the one you do not want.'),
        ("First name,Forename,Surname,Ref\nA,B,C,1\n", "people",
         '"First name" and "Forename" both look like the name. '
         'Take out the column "Forename", or "First name" if that is the one you do not want.'),
        ("First name,Reference\nAnn,1\n", "people", 'There is a column "First name" for the first name, and none for the surname.'),
        ("Surname,Reference\nField,1\n", "people", 'There is a column "Surname" for the surname, and none for the first name.'),
    ):  # fmt: skip
        assert why(willow, text, kind) == sentence


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Title,First name,Surname,DOB,NHS No,Reference,Home\nMrs,Ann,Field,3/5/1940,,WH-939,Willow House\n",
            "Ann Field",
        ),
        ("Surname,Forename,Middle name,Ref,Home\nField,Ann,Mary,WH-939,Willow House\n", "Ann Mary Field"),
        ("Name,Surname,Ref,Home\nAnn,Field,WH-939,Willow House\n", "Ann Field"),
        ("Name,First name,Surname,Ref,Home\nAnn M Field,Ann,Field,WH-939,Willow House\n", "Ann M Field"),
        ("Surname,First name,Ref,Home\nField,,WH-939,Willow House\n", "Field"),
    ],
)
def test_a_first_name_and_a_surname_are_one_name(willow, text, name):
    assert tried(willow, text).new[0].details.name == name


def test_a_line_that_tells_excel_what_parts_the_cells_is_no_row(willow):
    for sign in (",", ";", "\t"):
        text = (
            f"sep={sign}\r\n"
            + "Name,Reference,Date of birth,Home\r\nAnn,WH-1,junk,Willow House\r\n".replace(",", sign)
        )
        assert [(each.row, each.column) for each in tried(willow, text).bad] == [(2, "Date of birth")]


def test_a_number_that_was_shortened_is_named_so_at_every_door(willow):
    browser = logged_in(willow.ruth)
    page = reverse("clean_lists:new")
    given = {"mailbox": "X26OT001", "numbers": "9.99E+09\n"}
    assert nhs_number.SHORTENED in words(browser.post(page, given))
    given = {"mailbox": "X26OT001", "file": SimpleUploadedFile("opt-out.txt", b"9.99E+09\n")}
    assert nhs_number.SHORTENED in words(browser.post(page, given))
    ada = willow.ada()
    typed = {"name": "Ada Bright", "reference": "WH-101", "nhs_number": "9.99E+09", "reason": "It was wrong"}
    response = logged_in(willow.amira).post(reverse("individuals:record", args=[ada.pk, "details"]), typed)
    assert ("#nhs_number", nhs_number.SHORTENED) in errors(response)


def test_an_invisible_character_in_a_number_is_no_digit_too_few(willow):
    found = tried(willow, "\ufeff" + PEOPLE + "Ann Field,WH-934,999\u200b0000026,,Willow House\n")
    assert found.new[0].details.nhs_number == "9990000026"


def test_job_titles_as_a_rota_has_them(willow):
    found = tried(willow, TITLES, "staff")
    assert [each.role for each in found.new] == [Role.WORKER, Role.WORKER, Role.MANAGER]
    assert found.understood[("Job title", "Care assistant")] == ("Care worker", 1)


def test_an_unknown_title_is_asked_once_and_a_cook_once_with_all_who_give_no_care(willow):
    rows = ["Moonbeam,Willow House"] * 3 + [
        "Cook,Willow House",
        "Domestic,",
        "Carer,Willow House",
        "Moonbeam (nights),Willow House",
    ]
    text = "Email,Name,Job title,Home\n" + "".join(
        f"p{n}@example.org,Person {'ABCDEFG'[n]},{row}\n" for n, row in enumerate(rows)
    )
    browser = logged_in(willow.ruth)
    page = send(browser, text, "staff").url
    said = words(browser.get(page))
    assert 'How do we bring in "Moonbeam" and "Moonbeam (nights)"?' in said
    assert 'They do not give care: "Cook" and "Domestic". Do they log in?' in said
    assert errors(browser.post(page, {"answered": "yes"})) == [
        ("#role-moonbeam", 'Select how to bring in "Moonbeam" and "Moonbeam (nights)"'),
        ("#not-care", "Select if those who do not give care log in"),
    ]
    browser.post(page, {"do": "confirm"})
    assert Intake.objects.get().state == "tried"
    browser.post(page, {"answered": "yes", "role-moonbeam": "worker", "not-care": "leave"})
    assert b"moonbeam" not in bytes(IntakeFile.objects.get().answers)
    said = words(browser.get(page))
    assert "New 5" in said
    assert "Rows left out, as you said: 2." in said
    assert "Moonbeam Here Care worker" in said
    browser.post(page, {"do": "confirm"})
    assert "New: 5." in words(browser.get(page))


def test_an_answer_that_makes_a_row_bad_says_so_and_keeps_nothing(willow):
    text = "Email,Name,Job title,Home\np@example.org,Person A,Moonbeam,\n"
    browser = logged_in(willow.ruth)
    page = send(browser, text, "staff").url
    browser.post(page, {"answered": "yes", "role-moonbeam": "worker"})
    assert "1 row needs mending" in words(browser.get(page))
    assert not IntakeFile.objects.exists()


def test_a_column_full_of_words_we_do_not_know_is_the_wrong_column(willow):
    text = "Email,Name,Job title\n" + "".join(f"p{n}@example.org,P,Word{chr(97 + n)}\n" for n in range(13))
    assert why(willow, text, "staff") == (
        'The column "Job title" holds 13 words we do not know, such as "Worda", "Wordb", "Wordc". '
        "Check that it is the right column."
    )


def test_how_a_list_was_understood_is_shown_before_it_is_brought_in(willow):
    text = (
        "Relationship,Contact name,Mobile,Notes\nDaughter,Sarah Bright,07700 900123,hi\nGP,Oak Surgery,-,\n"
    )
    done, said, _ = brought(willow, text, "recipients")
    assert "Contact name Name" in said
    assert "Relationship Who they are" in said
    assert "We do not use: Notes." in said
    assert "Daughter Here Family, friends and carers" in said
    assert "does not say who is a private person" in said
    assert "New: 2." in done
    assert [each.private for each in recipient_queries.find(willow.organisation, "sarah bright")] == [True]
    assert [each.private for each in recipient_queries.find(willow.organisation, "Oak")] == [False]


def test_a_list_whose_words_nobody_explained_is_never_brought_in(willow):
    text = "Email,Name,Job title,Home\np@example.org,Person A,Moonbeam,Willow House\n"
    page = send(logged_in(willow.ruth), text, "staff").url
    intake = Intake.objects.get()
    keeping.confirm(intake, by=willow.ruth)
    assert not keeping.bring_in(intake.pk)
    assert "Your list was not brought in" in words(logged_in(willow.ruth).get(page))
    assert keeping.answer(intake, {"role-moonbeam": "worker"}) is None
    assert not User.objects.filter(email="p@example.org").exists()
