"""A care worker with a phone at her ear: each way a call can go, from Start now to what she may say."""

from __future__ import annotations

import re

import pytest

from decisions.wizard.models import Decision
from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.person import Person
from tests.journeys.short import DAUGHTER, SURGERY, begin

AMIRA = "amira@willow.example"
CHECK = "Check your answers before you record this decision"
REGISTER = "Our register says something else"
CARE_WORKER = "Health or care worker looking after them"
FAMILY = "Family member, friend or unpaid carer"
AT_MOST = 10


def asked_by(me: Person, who: str, about: str, *, checked: str = "Yes, I called back") -> None:
    """Begin, and answer what every call begins with."""
    me.start()
    me.answer("No", question="Is anyone in danger right now?")
    me.answer(who, question="Who is asking?")
    me.answer(checked, question="Have you checked it is really them?")
    me.name(about)


def care_worker_asks(me: Person, about: str) -> None:
    """Come, by answers that other journeys give by hand, to the question whether the person is happy with it."""
    me.open(begin(AMIRA, (*SURGERY[:3], {"answer": about}, SURGERY[4])))
    assert me.heading == "Does the person know, and are they happy with it?"


def family_asks(me: Person, about: str) -> None:
    """Come, by answers that other journeys give by hand, to the question whether the person agreed."""
    me.open(begin(AMIRA, (*DAUGHTER[:3], {"answer": about}, DAUGHTER[4])))
    assert me.heading == "Did the person agree that you tell them?"


def confirm(me: Person) -> None:
    """Check the answers and record the decision."""
    assert me.heading == CHECK
    me.press("Confirm and save")


def spoken(me: Person) -> None:
    """Say that nobody else can hear."""
    me.answer("Speaking, where nobody else can hear", question="How will you share it?")


@pytest.mark.parametrize(
    ("width", "scripts"),
    [(PHONE, True), (PHONE, False), (DESK, True)],
    ids=["phone", "phone-no-scripts", "desk"],
)
def test_the_surgery_calls(arrive: Arrive, width: int, scripts: bool) -> None:
    me = arrive("amira@willow.example", width=width, scripts=scripts)
    asked_by(me, CARE_WORKER, "Ada Bright")
    me.answer("To look after this person", question="What do they need it for?")
    me.answer(
        "They would expect it and have not objected", question="Does the person know, and are they happy"
    )
    me.tick({"Medicines": "To prescribe safely", "Allergies": "She reacts to penicillin"})
    spoken(me)

    rows = me.rows()
    assert rows["Who is asking?"] == CARE_WORKER
    assert rows["Whose information is it?"] == "Ada Bright (WH-101)"
    assert rows["What do they need to know?"].splitlines() == [
        "Medicines: To prescribe safely",
        "Allergies: She reacts to penicillin",
    ]
    confirm(me)

    assert me.heading == "You can share their medicines and allergies"
    assert me.panel() == "green"
    assert me.eye.pages - 1 <= AT_MOST, f"{me.eye.pages - 1} pages after home"
    for said in ("Say only what you ticked", "Rule 2", "Priya Nair may look at this record"):
        assert said in me.words
    reference = re.search(r"Reference ([A-Z0-9-]{7,}) – quote it", me.words)
    assert reference

    # The address is good for ever, and home leads there without a name.
    decided, address = me.words, me.path
    me.open(address)
    assert me.words == decided
    me.open("/")
    assert reference[1] in me.words
    assert "Ada" not in me.words
    assert "Not finished" not in me.words


def test_the_daughter_on_the_phone_and_no_consent(amira: Person) -> None:
    asked_by(amira, FAMILY, "Beryl Stone", checked="Yes, I know them in person")
    amira.answer("They asked to be told about this person", question="Why would you tell them?")
    assert "There is no agreement or wish on record" in amira.words
    amira.answer("I have not asked")
    confirm(amira)
    assert amira.heading == "Do not share yet: ask the person first"
    assert amira.panel() == "blue"
    # Words for the daughter, and words for her mother.
    assert "I cannot say who is here or how anyone is, unless they agree." in amira.words
    assert "know about how you are, if anything? It is for you to say." in amira.words
    assert amira.page.get_by_role("button", name="I have shared it").count() == 0


def test_the_daughter_whose_mother_recorded_a_wish(amira: Person) -> None:
    family_asks(amira, "Dora Finch")
    assert "Dora Finch said on" in amira.words
    assert "Helen Finch (her daughter)" in amira.words
    amira.answer("Yes, their wishes are on record")
    # One tick more than the wish allows: the register is heard first.
    amira.tick({"Medicines": "She collects them", "Diagnosis": "She is worried"})
    assert amira.heading == REGISTER
    assert "medicines" in amira.words
    amira.answer("The register is right. Use what it says")
    spoken(amira)
    assert amira.rows()["What do they need to know?"] == "Medicines: She collects them"
    confirm(amira)
    assert amira.heading == "You can share their medicines"
    assert amira.panel() == "green"
    assert "Share only what the wishes on record allow" in amira.words


def test_a_consent_that_ended_and_one_taken_back_share_nothing(amira: Person) -> None:
    family_asks(amira, "WH-103")
    assert re.search(r"What Cyril Marsh agreed to on .+ ended on", amira.words)
    family_asks(amira, "WH-110")
    assert "Joan Ellis took back" in amira.words
    amira.answer("Yes, they told me")
    assert amira.heading == REGISTER
    amira.answer("The register is right. Use what it says")
    amira.answer("All of it", question="What did they say no to?")
    amira.answer("No", question="Could someone be seriously harmed")
    confirm(amira)
    assert amira.heading == "Do not share: they said no"
    assert amira.panel() == "blue"


def test_somebody_who_objects_to_one_item_in_the_care_team(amira: Person) -> None:
    care_worker_asks(amira, "Florence Hart")
    assert "do not tell my GP about: diagnosis" in amira.words
    amira.answer("They would expect it and have not objected")
    assert amira.heading == REGISTER
    assert "They said no" in amira.words
    amira.answer("The register is right. Use what it says")
    amira.answer(
        "Some of it, and they are happy for you to share the rest", question="What did they say no to?"
    )
    amira.answer("Yes", question="Can they be cared for safely")
    amira.tick({"Medicines": "To prescribe safely", "Diagnosis": "To know why"})
    assert amira.heading == REGISTER
    amira.answer("The register is right. Use what it says")
    spoken(amira)
    confirm(amira)
    assert amira.heading == "You can share their medicines"
    assert "Leave out what Florence Hart said no to" in amira.words


def test_somebody_who_objects_to_telling_the_family_anything(amira: Person) -> None:
    family_asks(amira, "George Lowe")
    assert "do not tell my family anything about me" in amira.words
    amira.answer("They said no")
    amira.answer("All of it", question="What did they say no to?")
    amira.answer("No", question="Could someone be seriously harmed")
    confirm(amira)
    assert amira.heading == "Do not share: they said no"
    assert amira.panel() == "blue"
    assert "I cannot talk about that. You can ask them yourself." in amira.words


def test_somebody_who_cannot_decide_with_a_record(amira: Person) -> None:
    family_asks(amira, "Hilda Moss")
    amira.answer("They cannot decide this for themselves")
    assert "Hilda Moss cannot make this decision" in amira.words
    amira.answer("It was checked for this decision and written down", question="How do you know they cannot")
    assert "Let her son Peter hear often how she is." in amira.words
    amira.answer("Yes, and I asked people who know them well", question="Is sharing it best for the person?")
    amira.tick({"Recent changes": "He visits tomorrow"})
    spoken(amira)
    confirm(amira)
    assert amira.heading == "You can share their recent changes"
    assert amira.panel() == "green"


def test_somebody_who_cannot_decide_and_nobody_asked_what_is_best(amira: Person) -> None:
    family_asks(amira, "Ivor Nash")
    amira.answer("They cannot decide this for themselves")
    amira.answer("It was checked for this decision and written down")
    assert "Nobody has recorded yet what is in their best interests." in amira.words
    amira.answer("Yes, but I have not asked anyone yet")
    amira.answer("Others, whom I can ask before I tell", question="Who knows what the person would want?")
    confirm(amira)
    assert amira.heading == "Do not share yet: ask people who know them"
    assert amira.panel() == "blue"


def test_somebody_who_may_not_be_able_to_decide_and_nobody_checked(amira: Person) -> None:
    care_worker_asks(amira, "Ada Bright")
    amira.answer("They cannot decide this for themselves")
    assert "Nothing is recorded here" in amira.words
    amira.answer("It was checked for this decision and written down")
    assert amira.heading == REGISTER
    amira.back()
    amira.answer("Nobody has checked", question="How do you know they cannot decide this?")
    confirm(amira)
    assert amira.heading == "Do not share yet: check if they can decide"
    assert amira.panel() == "blue"


def test_departing_from_advice_with_a_reason(amira: Person) -> None:
    family_asks(amira, "Beryl Stone")
    amira.answer("I have not asked")
    amira.follow("Do you want to depart from this advice?")
    assert "Do not share yet: ask the person first" in amira.words
    amira.choose("Yes, I will share")
    amira.press("Continue")
    assert amira.errors() == ["Explain why you decided this, in a few words"]
    amira.write("Why do you decide this?", "She asked me this morning to tell her daughter")
    amira.press("Continue")
    assert amira.heading == CHECK
    assert "She asked me this morning to tell her daughter" in amira.words
    confirm(amira)
    assert amira.heading == "You decided to share, against the advice"
    assert amira.panel() == "blue"
    assert "Our advice was: Do not share yet: ask the person first" in amira.words
    assert "We have told Priya Nair." in amira.words
    assert Decision.objects.get().departed


def test_a_register_that_is_out_of_date_takes_a_reason(amira: Person) -> None:
    family_asks(amira, "Beryl Stone")
    amira.answer("Yes, their wishes are on record")
    assert amira.heading == REGISTER
    amira.choose("The register is out of date")
    amira.press("Continue")
    assert amira.errors() == ["Explain why the register is out of date, in a few words"]
    amira.write("Why is it out of date?", "Her wishes are in the paper folder since Monday")
    amira.press("Continue")
    amira.tick({"Recent changes": "She visits tonight"})
    spoken(amira)
    assert amira.rows()["Why it is out of date"] == "Her wishes are in the paper folder since Monday"
    confirm(amira)
    assert amira.heading == "You can share their recent changes"
    assert "Her wishes are in the paper folder since Monday" in amira.words
