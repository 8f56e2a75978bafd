"""The roles of the list, and the kinds of information it is about. Codes of facts never change their meaning."""

from __future__ import annotations

from typing import Final

from decisions.vocabulary import ITEMS, SOMETHING_ELSE

ROLES: Final = {
    "doctor": "Doctor or nurse at the GP surgery",
    "pharmacist": "Pharmacist",
    "nurse": "Community nurse",
    "hospital": "Hospital or ambulance staff",
    "therapist": "Therapist or dietitian",
    "social_worker": "Social worker",
    "care_worker": "Care worker on shift",
    "kitchen": "Kitchen and household staff",
    "office": "Office staff",
}
TELLING: Final = {
    "doctor": "gp surgery practice doctor dr medical",
    "pharmacist": "pharmacy pharmacist chemist",
    "nurse": "nurse nursing nurses matron",
    "hospital": "hospital ward ambulance paramedic infirmary",
    "therapist": "therapist physio physiotherapist dietitian therapy",
    "social_worker": "social council",
    "care_worker": "carer carers shift",
    "kitchen": "kitchen cook chef cleaner",
    "office": "office reception receptionist",
}
"""Words in what was typed about somebody that tell which role they have."""
CATEGORIES: Final = {code: words for code, words in ITEMS.items() if code != SOMETHING_ELSE}
EVERYONE: Final = "everyone"
"""What everyone on shift must know to keep people safe: a row of the list like the roles."""
EVERYONE_WORDS: Final = "Everyone on shift"
ROWS: Final = {EVERYONE: EVERYONE_WORDS, **ROLES}
