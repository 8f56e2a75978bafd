"""The steps that can be taken about a concern: a table, read from the top.

Each step says in one sentence what was done, when it is offered and what it asks. A change of mind is a second step.
"""

from __future__ import annotations

from collections.abc import Callable

from audit.oversight.concerns.models import Severity
from audit.oversight.concerns.shape import Ask, Input, StepKind, always, is_breach, is_complaint
from audit.oversight.concerns.standing import Standing

CLOSED = "closed"
LAWFUL = {
    "risk": "Telling them would put somebody in danger",
    "crime": "Telling them would get in the way of finding out about a crime",
    "court": "A court or a law says that they must not be told",
    "unknown": "We do not know who they are, or cannot reach them",
    "died": "They have died, and there is nobody whom we may tell",
    "other": "There is another reason in law",
}
"""Why somebody may go without an explanation or an apology; which it is, is always said in words too."""


def _why(missing: str, label: str = "Why?") -> Ask:
    return Ask("why", label, missing=missing)


def _told(of: str, said: str) -> tuple[Ask, ...]:
    """Return what is asked wherever somebody was told something: the day, the way and the words."""
    return (
        Ask("on", f"When did they get the {of}?", Input.DAY, f"Enter the day they got the {of}"),
        Ask("giver", "Who gave it?", Input.NAME, "Enter who gave it"),
        Ask(
            "how",
            "How?",
            Input.LINE,
            f"Enter how they got the {of}",
            "For example, by letter or face to face",
        ),
        Ask("words", said, missing=f"Enter the words of the {of}"),
    )


def _withheld(of: str) -> tuple[Ask, ...]:
    reason = f"Select why they do not get the {of}"
    return (
        Ask("reason", "What is the reason?", Input.ONE_OF, reason, options=LAWFUL),
        _why("Explain how that reason applies here", "How does it apply here?"),
    )


def _breach_until(*codes: str) -> Callable[[Standing], bool]:
    """Offer a step of a breach until one of these was taken."""
    return lambda now: is_breach(now) and now.lacks(*codes)


def _complaint_until(code: str) -> Callable[[Standing], bool]:
    return lambda now: is_complaint(now) and now.lacks(code)


STEPS = (
    StepKind(
        "breach",
        "It is a breach",
        "It is a breach",
        (
            Ask(
                "severity",
                "How bad is it for the people it is about?",
                Input.ONE_OF,
                "Select how bad it is",
                options=dict(Severity.choices),
            ),
            Ask(
                "aware",
                "When did anyone here first know?",
                Input.MOMENT,
                "Enter when anyone here first knew",
                "The 72 hours count from then, not from when you read this",
            ),
            _why("Explain why it is a breach, and how you judged how bad it is"),
        ),
        always,
        "A breach is when information was lost, changed, or seen by somebody who should not have seen it.",
        "Judge the breach again",
    ),
    StepKind(
        "no_breach",
        "It is not a breach",
        "It is not a breach",
        (_why("Explain why it is not a breach"),),
        lambda now: is_breach(now) or now.lacks("breach", "no_breach"),
        "We keep your reason. An inspector may ask for it.",
        "It was not a breach after all",
    ),
    StepKind(
        "contained",
        "What was done to stop it",
        "Say what was done to stop it",
        (Ask("words", "What was done, and is the information back or safe?", missing="Enter what was done"),),
        is_breach,
    ),
    StepKind(
        "regulator",
        "The regulator was told",
        "The regulator was told",
        (
            Ask("told", "When was the regulator told?", Input.MOMENT, "Enter when the regulator was told"),
            Ask(
                "reference",
                "What reference did they give?",
                Input.LINE,
                "Enter their reference, or that they gave none",
            ),
            Ask("delay", "If it was more than 72 hours: why?"),
        ),
        _breach_until("regulator"),
        "This is the Information Commissioner's Office (ICO). The toolkit's own tool can tell them for you.",
    ),
    StepKind(
        "not_reportable",
        "The regulator need not be told",
        "The regulator need not be told",
        (_why("Explain why no harm to anyone is likely"),),
        lambda now: _breach_until("regulator", "not_reportable")(now) and now.harmless,
        "Only where no harm to anyone is likely. We keep your reason, since the regulator may ask for it.",
    ),
    StepKind(
        "toolkit",
        "The toolkit's tool was told",
        "The toolkit's tool was told",
        (
            Ask("on", "When?", Input.DAY, "Enter the day it was told"),
            Ask("reference", "What reference did it give?", Input.LINE, "Enter its reference"),
        ),
        _breach_until("toolkit", "toolkit_not_needed"),
        "This is the incident tool of the Data Security and Protection Toolkit (DSPT). Check what you write there "
        "first: after you have sent it, it cannot be changed there.",
    ),
    StepKind(
        "toolkit_not_needed",
        "The toolkit's tool need not be told",
        "The toolkit's tool need not be told",
        (_why("Explain why it need not be told"),),
        _breach_until("toolkit", "toolkit_not_needed"),
    ),
    StepKind(
        "explained",
        "They got an explanation",
        "The people concerned got an explanation",
        _told("explanation", "What were they told?"),
        _breach_until("explained"),
        "Tell the people the information is about what happened, in plain words. Where the risk to them is high, "
        "tell them without delay.",
    ),
    StepKind(
        "explanation_withheld",
        "They do not get an explanation",
        "A reason in law not to explain",
        _withheld("explanation"),
        _breach_until("explained", "explanation_withheld"),
    ),
    StepKind(
        "apologised",
        "They got an apology",
        "The people concerned got an apology",
        (*_told("apology", "What was said?"), Ask("response", "What did they say to it?")),
        _breach_until("apologised"),
        "An apology comes from the person or the organisation that did it. It says sorry for what was done.",
    ),
    StepKind(
        "apology_withheld",
        "They do not get an apology",
        "A reason in law not to apologise",
        _withheld("apology"),
        _breach_until("apologised", "apology_withheld"),
    ),
    StepKind(
        "lesson",
        "What we learned",
        "Say what we learned",
        (
            Ask("words", "What will change?", missing="Enter what will change, or why nothing needs to"),
            Ask("who", "Who will do it?", Input.NAME, "Enter who will do it"),
            Ask("by", "By when?", Input.COMING, "Enter the day by which it will be done"),
        ),
        always,
    ),
    StepKind(
        "complaint",
        "It is a complaint",
        "It is a complaint",
        (
            Ask(
                "received",
                "When did it come?",
                Input.DAY,
                "Enter the day the complaint came",
                "The 30 days count from the day after",
            ),
        ),
        lambda now: now.lacks("acknowledged"),
        "Somebody is not happy with how we used their information. We must answer that it has come within 30 days.",
        "The complaint came on another day",
    ),
    StepKind(
        "no_complaint",
        "It is not a complaint",
        "It is not a complaint",
        (_why("Explain why it is not a complaint"),),
        _complaint_until("acknowledged"),
    ),
    StepKind(
        "acknowledged",
        "They know that their complaint has come",
        "They were told that their complaint has come",
        (
            Ask("on", "When were they told?", Input.DAY, "Enter the day they were told"),
            Ask(
                "how",
                "How?",
                Input.LINE,
                "Enter how they were told",
                "For example, by letter or by telephone",
            ),
        ),
        _complaint_until("acknowledged"),
    ),
    StepKind(
        "outcome",
        "They know what came of their complaint",
        "They were told what came of their complaint",
        _told("outcome", "What were they told?"),
        _complaint_until("outcome"),
    ),
    StepKind(
        "warned",
        "Everyone was warned about a recipient",
        "Everyone was warned about a recipient",
        (
            Ask("who", "About whom?", Input.NAME, "Enter whom the warning is about"),
            Ask("words", "What does the warning say?", missing="Enter what the warning says"),
        ),
        always,
        "Raise the warning on the recipient's own page first. Then write down here that you did.",
    ),
    StepKind(
        "answered",
        "Answer whoever raised it",
        "Answer whoever raised it",
        (Ask("words", "What do you want them to know?", missing="Enter what you want them to know"),),
        lambda now: now.concern.raised_by_id is not None,
        "They read this under their own concerns. They read nothing else that you write here.",
    ),
    StepKind(
        "noted",
        "A note",
        "Write a note",
        (Ask("words", "What was done or found out?", missing="Enter what was done or found out"),),
        always,
    ),
)
BY_CODE = {each.code: each for each in STEPS}


def offered(now: Standing) -> list[StepKind]:
    """Return the steps that can be taken now, in the order of the table; none where the concern is closed."""
    return [] if now.concern.closed_at else [each for each in STEPS if each.offered(now)]
