"""An agreement as a paper: what it says, element by element, and what is not in it."""

from __future__ import annotations

from datetime import date

from decisions.recipients.codes import AGREEMENTS, ELEMENTS
from decisions.recipients.models import Agreement
from decisions.recipients.standing import runs
from decisions.vocabulary import day_in_words
from portal.paper.blocks import Block, Bullets, Facts, Heading, Paper, Paragraph, Signature

NOT_IN_IT = "Not in the agreement"
COMPLETE = f"This agreement is complete. It says all {len(ELEMENTS)} things that it should."
INCOMPLETE = "This agreement is not complete. It does not say:"


def paper(agreement: Agreement, on: date) -> Paper:
    """Return the agreement as it was written down, with lines to sign on."""
    recipient = agreement.recipient
    ours = recipient.organisation.name
    blocks: list[Block] = [
        Facts(
            (
                ("Between", f"{ours}\n{recipient.name}"),
                ("First day", day_in_words(agreement.starts_on)),
                ("Last day", day_in_words(agreement.ends_on)),
                ("On the day this was printed", f"{day_in_words(on)}: {_standing(agreement, on)}"),
                ("Where the signed paper is kept", agreement.words["kept"]),
            )
        ),
        Heading("Is it complete?"),
        *_complete(agreement),
        Heading("What it says"),
    ]
    for code, label in ELEMENTS.items():
        blocks += [Heading(label, 3), Paragraph(agreement.words[code] or NOT_IN_IT)]
    blocks += [Heading("Signed"), Signature(f"For {ours}"), Signature(f"For {recipient.name}")]
    return Paper(AGREEMENTS[agreement.kind], blocks, foot=ours)


def _complete(agreement: Agreement) -> list[Block]:
    """Return whether anything is missing, and what."""
    if not agreement.missing:
        return [Paragraph(COMPLETE)]
    return [Paragraph(INCOMPLETE), Bullets(tuple(ELEMENTS[code] for code in agreement.missing))]


def _standing(agreement: Agreement, on: date) -> str:
    """Say whether an agreement is in force on a day."""
    return "in force" if runs(agreement, on) else "not in force"
