"""Codes that stand in facts about recipients, with their words."""

from __future__ import annotations

from typing import Final

ROUTES: Final = {
    "phone": "Telephone",
    "secure_email": "NHSmail or another secure email",
    "post": "Post",
    "in_person": "In person",
}
ASSURANCES: Final = {
    "toolkit": "They keep the data security standards",
    "equivalent": "A body outside care that keeps standards as good",
    "contract": "Trusted environment: the signed contract, with no matching back to people",
    "security": "Trusted environment: the security standard",
    "audit": "Trusted environment: an independent auditor's opinion",
}
TRUSTED_ENVIRONMENT: Final = ("contract", "security", "audit")
"""The three documents without which there is no trusted environment (Rule 3B)."""
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
