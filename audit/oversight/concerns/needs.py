"""What must stand before a concern can be closed: a table, read from the top."""

from __future__ import annotations

from audit.oversight.concerns.shape import Need, always, is_breach, is_complaint
from audit.oversight.concerns.standing import Standing

NEEDS = (
    Need("Say whether it is a breach", ("breach", "no_breach"), always),
    Need("Say what was done to stop it", ("contained",), is_breach),
    Need("Tell the regulator, or say why it need not be told", ("regulator", "not_reportable"), is_breach),
    Need("Tell the toolkit's tool, or say why not", ("toolkit", "toolkit_not_needed"), is_breach),
    Need(
        "Explain it to the people concerned, or give the reason in law why not",
        ("explained", "explanation_withheld"),
        is_breach,
    ),
    Need(
        "Say sorry to the people concerned, or give the reason in law why not",
        ("apologised", "apology_withheld"),
        is_breach,
    ),
    Need("Say what we learned", ("lesson",), is_breach),
    Need("Tell them that their complaint has come", ("acknowledged",), is_complaint),
    Need("Tell them what came of their complaint", ("outcome",), is_complaint),
)


def missing(now: Standing) -> list[Need]:
    """Return what must still be done before the concern can be closed."""
    return [need for need in NEEDS if need.applies(now) and now.lacks(*need.steps)]
