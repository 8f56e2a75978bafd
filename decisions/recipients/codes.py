"""Codes that stand in facts about recipients, with their words."""

from __future__ import annotations

from typing import Final

from decisions.vocabulary import RecipientKind

ROUTES: Final = {
    "phone": "Telephone",
    "secure_email": "NHSmail or another secure email",
    "post": "Post",
    "in_person": "In person",
}
CHECKS: Final = {
    "called_back": "We called back on a number we found ourselves",
    "known_in_person": "Somebody here knows them in person",
    "saw_proof": "They showed proof, such as a photo card",
    "letter": "They wrote from an address we know",
}
"""How it can be made sure that it is really them."""
RISKS: Final = {
    "tell_nothing": "Tell them nothing",
    "ask_each_time": "Ask the Caldicott Guardian each time",
    "with_care": "They can be told, if the risk is made smaller as said here",
}
"""What can be decided once the risk behind a warning was thought through."""
ASSURANCES: Final = {
    "toolkit": "They keep the data security standards",
    "equivalent": "A body outside care that keeps standards as good",
    "contract": "Trusted environment: the signed contract, with no matching back to people",
    "security": "Trusted environment: the security standard",
    "audit": "Trusted environment: an independent auditor's opinion",
}
TRUSTED_ENVIRONMENT: Final = ("contract", "security", "audit")
"""The three documents without which there is no trusted environment (Rule 3B)."""
AS_GOOD_AS_OURS: Final = ("toolkit", "equivalent")
"""Either of these shows that a body keeps standards as good as ours (Rule 5C)."""
OUTSIDE_CARE: Final = (RecipientKind.POLICE, RecipientKind.RESEARCH, RecipientKind.SOMEONE_ELSE)
"""Bodies outside care: of these, standards as good as ours are not to be taken for granted."""
AGREEMENTS: Final = {
    "confidentiality": "An agreement to keep things confidential",
    "sharing": "An agreement on sharing information",
}
ELEMENTS: Final = {
    "jurisdiction": "Which country's law applies",
    "context": "What it is about",
    "parties": "Who signs it",
    "definition": "What counts as confidential",
    "purpose": "What the information is for",
    "permitted_use": "What they may do with it",
    "recording": "What they may write down",
    "storing": "How they keep it safe",
    "destroying": "When and how they destroy it",
    "onward": "Who else they may tell",
    "liability": "What happens if they break it",
}
"""What an agreement has to say, in the order in which it is printed."""
