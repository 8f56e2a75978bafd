"""The tea ruleset in its second edition: who would be told, if the person may know, and how it is kept."""

from __future__ import annotations

from decisions.engine.load import load
from decisions.engine.ruleset import Ruleset
from tests.engine import rulebook

HEAD = rulebook.HEAD.replace("version = 1", "version = 2\nedition = 2").replace(
    'first = "asked"', 'first = "whom"'
)
LISTS = """
their_word = ["asked"]
when_sent = ["kept"]

[guardian_first]
weigh = "A guest is not kept waiting."

[join]"""
PAGE = """
title = "{title}"
hint = "Think of it"
why = "It is theirs to say."
missing = "Answer"
cites = ["guide"]
"""
MORE = """
[question.whom]
kind = "radios"
"""
MORE += PAGE.format(title="Whom will you tell?")
MORE += """
[[question.whom.option]]
id = "caller"
label = "The one who called"
goes_to = "caller_is"
stranger = true
[[question.whom.option]]
id = "guest"
label = "A guest"
goes_to = "asked"
[[question.whom.option]]
id = "nobody"
label = "Nobody yet"
goes_to = "weigh"
[[question.whom.option]]
id = "not_sure"
label = "I'm not sure"
goes_to = "stop"

[question.caller_is]
kind = "radios"
"""
MORE += PAGE.format(title="Who is it?")
MORE += """
[[question.caller_is.option]]
id = "a_friend"
label = "A friend whom I know"
goes_to = "asked"
known = true
[[question.caller_is.option]]
id = "no"
label = "I do not know"
goes_to = "stop"
denies = true
[[question.caller_is.option]]
id = "not_sure"
label = "I'm not sure"
goes_to = "stop"

[question.told]
kind = "radios"
"""
MORE += PAGE.format(title="Do they know?")
MORE += """
[[question.told.option]]
id = "yes"
label = "Yes"
goes_to = "kept"
duties = ["tell_them"]
[[question.told.option]]
id = "not_safe"
label = "No, and it is not safe"
goes_to = "kept"
duties = ["tell_them", "why_not_told"]
untold = "Say nothing to {person}. {guardian} decides when they are told, by {review_day}."
[[question.told.option]]
id = "not_sure"
label = "I'm not sure"
goes_to = "stop"

[question.kept]
kind = "radios"
"""
MORE += PAGE.format(title="How is it kept?")
MORE += """
[[question.kept.option]]
id = "well"
label = "Well"
goes_to = "tell"
[[question.kept.option]]
id = "badly"
label = "Badly"
goes_to = "stop"
denies = true
[[question.kept.option]]
id = "not_sure"
label = "I'm not sure"
goes_to = "stop"

[duty.tell_them]
text = "Tell {person} what you said."
tells_person = true

[duty.why_not_told]
text = "Write down why {person} is not told."
flag = "not_told"

[outcome.weigh]
kind = "ask_guardian"
title = "Ask {guardian}"
do = ["Call {guardian}."]
say_asker = "I will ask."
say_person = "I asked for advice."
next = "{guardian} calls you back."
why = "It is theirs."
cites = ["guide"]
"""


def tea_2() -> Ruleset:
    """It is fit to decide with."""
    text = HEAD.replace("\n[join]", LISTS) + rulebook.TEA[len(rulebook.HEAD) :] + MORE
    return load(
        "tea.1", rulebook.texts(text.replace('goes_to = "tell"\noptional', 'goes_to = "told"\noptional'))
    )


ANSWERS = {
    "whom": "guest",
    "asked": "yes",
    "what": ["milk"],
    "note": "x",
    "remark": "",
    "told": "not_safe",
    "kept": "well",
}
"""A walk on which it is not safe to tell the person."""
