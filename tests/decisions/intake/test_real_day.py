"""A real day's mix comes in with at most three questions asked, and everyone is found however their name is typed."""

from __future__ import annotations

import csv
import io
import re
from itertools import cycle

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from decisions.individuals import queries
from decisions.individuals.models import Individual
from decisions.recipients import queries as recipients
from decisions.recipients.models import Recipient
from portal.letters import folded
from portal.models import Membership, User
from portal.nhs_number import check_digit
from tests.decisions.wizard.call import logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

FIRST = (
    "Łukasz", "Mary", "Jo\u200dan", "Zoë", "Ann-Marie", "Siân", "Søren", "Þóra", "Đặng", "Mary Ann", "José", "Ifeoma",
    "Władysława", "Seán", "Aoife", "Nuala", "Björn", "Ayşe", "Ħanna", "George",
)  # fmt: skip
LAST = (
    "Małecki", "O´Connor", "O'Brien-Hall", "D\u2019Souza", "Müller", "van der Berg", "McDonald", "Óðinsson", "N\u02bcDiaye",
    "Strauß",
)  # fmt: skip
BORN = (
    "03/05/1940", "3 May 1940", "03-May-1940", "1940-05-03 00:00:00", "03.05.1940", "1940-05-03", "", "N/A", "not known",
    "3rd May 1940",
)  # fmt: skip
TITLES = (
    "Care Assistant", "Senior Carer", "Night Care Assistant", "Registered Manager", "Deputy Manager", "HCA", "Team Leader",
    "Staff Nurse", "Activities Co-ordinator", "Bank Carer", "Support Worker (nights)", "Cook", "Domestic", "Handyman",
    "Administrator",
)  # fmt: skip
KINDS = (
    ("GP Surgery", "{} Medical Centre", "01632 960{:03}"), ("Daughter", "Grace {}", "07700 900{:03}"),
    ("Son (NOK)", "Tom {}", "+44 (0)7700 900{:03}"), ("Pharmacy", "{} Chemist", "01632 960{:03} ext 4"),
    ("District Nurses", "{} Community Team", "-"), ("Solicitor", "{} & Co", "020 7946 0{:03}"),
    ("Social Worker", "Dr {}", "01632 960{:03} option 2"), ("Neighbour", "Pat {}", "N/A"),
)  # fmt: skip


def sheet(*rows, sign=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


def number(at):
    nine = next(n for n in (f"99{at * 7 + step:07}" for step in range(7)) if check_digit(n) < 10)
    return f"{nine}{check_digit(nine)}"


def people():
    born = cycle(BORN)
    rows = [
        [
            "Title",
            "First name",
            "Surname",
            "Known as",
            "D.O.B.",
            "NHS No.",
            "Resident ID",
            "Room",
            "Care Home",
        ]
    ]
    for at in range(200):
        nhs = number(at)
        written = (nhs, f"{nhs[:3]} {nhs[3:6]} {nhs[6:]}", f"{nhs[:3]}\u200b{nhs[3:]}", "", "-", f'="{nhs}"')[
            at % 6
        ]
        home = "Willow House" if at % 2 else "willow at home "
        first, last = FIRST[at % 20], LAST[at // 20]
        rows.append(["Mrs", first, last, "", next(born), written, f"WH-{at:03}", str(at), home])
    return rows


def staff():
    titles = cycle(TITLES)
    rows = [["Employee name", "Work email", "Job Title", "Location", "Start date"]]
    for at in range(30):
        title = "Moon Guide" if at == 29 else next(titles)
        rows.append(
            [f"{FIRST[at % 20]} {LAST[at % 10]}", f"Staff{at}@Example.org", title, "Willow House", "1/2/2020"]
        )
    return rows


def contacts():
    rows = [["Relationship", "Contact", "Tel No.", "Notes"]]
    for at in range(40):
        kind, name, phone = KINDS[at % 8]
        rows.append([kind, name.format(f"{LAST[at % 10]} {chr(65 + at)}"), phone.format(at), ""])
    return rows


def bring(browser, kind, data):
    """Bring a list in through the pages; return how many questions were asked on the way."""
    file = SimpleUploadedFile("export.csv", data)
    response = browser.post(reverse("intake:upload", args=[kind]), {"file": file})
    assert response.status_code == 302, words(response)
    page = response.url
    html = browser.get(page).content.decode()
    asked = dict.fromkeys(re.findall(r'type="radio"[^>]*name="([^"]+)"|name="([^"]+)" type="radio"', html))
    keys = {one or other for one, other in asked}
    if keys:
        # What each question is about is in its legend, just before its first choice.
        deputy = {
            key for key in keys if "Deputy" in html.partition(f'name="{key}"')[0].rpartition("<legend")[2]
        }
        browser.post(
            page, {"answered": "yes"} | {key: "manager" if key in deputy else "leave" for key in keys}
        )
    browser.post(page, {"do": "confirm"})
    assert "Your list is in" in words(browser.get(page))
    return len(keys)


def ways(name):
    """Return five ways and more in which a colleague may type a name."""
    plain = folded(name)
    first, _, last = name.rpartition(" ")
    return {
        name, name.upper(), plain, plain.replace("'", ""), plain.replace("-", " "), plain.replace("'", "\u2019"),
        plain.replace("'", " "), plain.replace("'", "").replace("-", ""), f"{last}, {first}", f"Mrs {plain}",
    }  # fmt: skip


def test_a_real_days_mix_comes_in_and_everyone_is_found(willow):
    browser = logged_in(willow.ruth)
    asked = bring(browser, "people", sheet(*people()))
    asked += bring(browser, "staff", b"\xef\xbb\xbfsep=;\r\n" + sheet(*staff(), sign=";")[3:])
    asked += bring(browser, "recipients", sheet(*contacts()))
    assert asked <= 3
    given = {
        "mailbox": "X26OT001",
        "file": SimpleUploadedFile(
            "opt-out.csv", sheet(["NHS Number"], *([number(at)] for at in range(200)))
        ),
    }
    checked = words(browser.post(reverse("clean_lists:new"), given))
    assert "200" in checked
    assert "What is wrong" not in checked

    assert Individual.objects.count() == 200
    assert Recipient.objects.count() == 40
    assert User.objects.filter(email__endswith="@example.org").count() == 22
    assert Membership.objects.filter(user__email__endswith="@example.org", role="manager").count() == 4
    ruth = willow.at(willow.ruth)
    tried: set[str] = set()
    for person in Individual.objects.all():
        assert "\u200d" not in person.details.name
        typed = ways(person.details.name)
        assert len(typed) >= 5
        # Each first name and each surname is tried in every way; a pair of two that were, in one more.
        parts = set(person.details.name.split())
        for way in typed if parts - tried else [max(typed)]:
            found = queries.find(membership=ruth, text=way)
            assert person in found, (person.details.name, way)
            assert len(found) < 4, way
        tried |= parts
    for each in Recipient.objects.all():
        for way in ways(each.name):
            assert each in recipients.find(willow.organisation, way), (each.name, way)
