"""Something is wrong: a worker says so without her name, a daughter without a log-in, and the Guardian puts it right."""

from __future__ import annotations

from audit.oversight.concerns.actions import take_step
from audit.oversight.concerns.models import Concern
from portal.days import LONDON, london_day
from portal.models import User
from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.person import Person
from tests.journeys.short import DAUGHTER, decide


def reference_on(me: Person) -> str:
    return me.page.locator(".nhsuk-panel__body").inner_text().removeprefix("Your reference:").strip()


def test_a_worker_says_without_her_name_what_is_wrong(arrive: Arrive) -> None:
    me = arrive("amira@willow.example", width=PHONE)
    me.open("/help/")
    me.follow("Raise a concern")
    me.press("Send it")
    assert me.errors() == [
        "Select what it is about",
        "Enter what is wrong",
        "Select whether you want to give your name",
    ]
    me.choose("Somebody misused information", "I do not want to give my name")
    me.write("What is wrong?", "A visitor photographed the board in the hall.")
    me.press("Send it")
    assert me.heading == "We have your concern"
    reference = reference_on(me)
    assert "photographed" not in me.words
    me.follow("Whom else you can tell")
    assert "Care Quality Commission" in me.words
    me.open("/concerns/")
    assert reference not in me.words
    concern = Concern.objects.get()
    assert (concern.reference, concern.raised_by, concern.home_id) == (reference, None, None)


def test_a_daughter_says_without_a_log_in_what_is_wrong(arrive: Arrive) -> None:
    me = arrive(width=PHONE, scripts=False)
    me.open("/concern/willow-care/")
    me.choose("A complaint about how we use somebody's information")
    me.write("What is wrong?", "My mother's letter was opened before she got it.")
    me.write("How can we reach you?", "Eve Bright, 020 7946 0999")
    me.press("Send it")
    assert me.heading == "We have your concern"
    reference = reference_on(me)
    here = me.path
    guardian = arrive("priya@willow.example", pictures="-priya", width=PHONE, scripts=False)
    guardian.open("/desk/concerns/")
    assert "29 days left" in guardian.words or "30 days left" in guardian.words
    guardian.follow(reference)
    assert "Eve Bright, 020 7946 0999" in guardian.words
    guardian.follow("They were told that their complaint has come")
    guardian.write_day("on", london_day())
    guardian.write("How?", "By telephone")
    guardian.press("Save")
    assert "By telephone" in guardian.words
    me.open(here)
    assert "Somebody is looking into it." in me.words


def test_the_guardian_works_a_breach_to_its_end(arrive: Arrive) -> None:
    decided = decide("amira@willow.example", DAUGHTER)
    me = arrive("priya@willow.example", width=DESK)
    me.open("/concerns/new/")
    me.choose("Information went to the wrong place, was lost or was seen", "Yes, they may see who I am")
    me.write("What is wrong?", "The letter went to the neighbour.")
    me.write("Reference of the decision", decided.reference)
    me.press("Send it")
    concern = Concern.objects.get()
    me.open("/desk/concerns/")
    me.follow(concern.reference)
    assert "You raised this yourself." in me.words
    me.follow("It is a breach")
    me.press("Save")
    assert "Enter when anyone here first knew" in me.errors()
    me.choose("A risk to people")
    write_moment(me, "aware", concern)
    me.write("Why?", "The neighbour read about her medicines.")
    me.press("Save")
    assert "Tell the regulator, until" in me.words

    me.open(f"/desk/concerns/{concern.pk}/close/")
    assert me.heading == "You cannot close this yet"
    put_right(me, concern)
    assert "All is done that must be" in me.words
    me.press("Close this concern")
    me.write("What came of it?", "The letter is back, and she has our apology.")
    me.press("Save")
    assert "Closed" in me.words
    me.open("/desk/concerns/closed/")
    me.follow(concern.reference)
    me.follow("Raise this again")
    me.write("What is new, or was not put right?", "Another letter went there.")
    me.press("Save")
    me.follow(f"concern {concern.reference}")
    assert "It was raised again" in me.words


def put_right(me: Person, concern: Concern) -> None:
    """Do all that the law asks of us after a breach; what looks like the rest is written down the short way."""
    priya = User.objects.get(email="priya@willow.example")
    said = {
        "on": london_day(),
        "giver": "Priya Nair",
        "how": "Face to face",
        "words": "It went to the wrong door.",
    }
    for code, given in {
        "contained": said,
        "toolkit_not_needed": {"why": "We told the regulator ourselves."},
        "explained": said,
        "lesson": {"words": "Two people read each address.", "who": "Ruth Bell", "by": london_day()},
    }.items():
        take_step(concern=concern, what=code, said=given, by=priya)
    me.follow("The regulator was told")
    write_moment(me, "told", concern)
    me.write("What reference did they give?", "IC-123456")
    me.press("Save")
    me.follow("The people concerned got an apology")
    me.write_day("on", london_day(concern.raised_at))
    me.write("Who gave it?", "Priya Nair")
    me.write("How?", "Face to face")
    me.write("What was said?", "We are sorry that your letter went to the wrong door.")
    me.press("Save")


def write_moment(me: Person, name: str, concern: Concern) -> None:
    """Type the minute in which the concern was raised."""
    me.write_day(f"{name}_on", london_day(concern.raised_at))
    me.write("At what time?", f"{concern.raised_at.astimezone(LONDON):%H:%M}")
