"""Research and planning: nobody in particular is named on the way, and the record is kept all the same."""

import pytest

from decisions.wizard.models import Decision, Disclosure
from tests.decisions.wizard.call import Call, items, words

RESEARCH = ["no", "research", "called_back", "research", "facts"]
NAMES = ["no", "no", "more", "no", "yes", "this_use", "told"]


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        (["yes", ["none"], "no", "only_them"], "You can share it: it shows no one"),
        (
            ["no", "yes", "once", "secure_email", ["none"], "in_date"],
            "You can share the list with no names",
        ),
        (
            ["no", "yes", "once", "secure_email", ["postcode", "telephone"], "in_date", "expired"],
            "Do not share yet: three papers must be in date",
        ),
    ],
)
def test_figures_and_lists_are_decided_about_nobody_in_particular(willow, ada, answers, title):
    call = Call(willow.amira).say(*RESEARCH, *answers)
    said = words(call.browser.get(call.confirm()))
    assert title in said
    assert Decision.objects.get().individual is None
    assert "None" not in said.replace("None of these", "")


def test_names_are_shared_once_all_is_answered(willow, ada):
    call = Call(willow.amira).say(*RESEARCH, *NAMES)
    call.post(**items("medicines"))
    call.say("yes", "no", ["many", "regular"], "yes", "secure_email")
    said = words(call.browser.get(call.confirm()))
    assert "You can share their medicines for this use" in said
    assert "data protection impact assessment" in said
    assert Disclosure.objects.count() == 0


def test_a_no_on_record_is_heard_where_it_is_about_one_person(willow, ada):
    willow.objection(ada, scope="beyond_care", items=[], to_whom="")
    call = Call(willow.amira).say(*RESEARCH, "no", "no", "one", "WH-101", "no")
    assert "What our register says about Ada Bright (WH-101)" in words(call.see())
    call.say("yes")
    assert call.page == "people_agreed/register"
    call.say({"stands": "register"})
    assert call.page == "objection"
    call.say("everything", "no")
    assert "Do not share: they said no" in words(call.browser.get(call.confirm()))
    assert Decision.objects.get().individual == ada
