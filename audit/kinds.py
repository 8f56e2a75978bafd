"""What can be decided, in words and in few groups; and how a code reads. Standard library only.

Read by the desk and by whoever counts leaves without the portal.
"""

from __future__ import annotations

KINDS: dict[str, str] = {
    "share": "Share",
    "share_in_part": "Share a part",
    "share_deidentified": "Share without names, under a code",
    "share_anonymised": "Share without names",
    "do_not_share": "Do not share",
    "ask_guardian": "Ask the Guardian first",
    "safeguard": "Share to keep someone safe",
    "not_confidential": "Not confidential",
    "another_door": "Another set of questions",
}
ELSE = "else"
GROUPS: dict[str, str] = {
    "shared": "Shared",
    "unnamed": "Shared without names",
    "kept": "Not shared",
    "asked": "Guardian asked first",
    ELSE: "Something else",
}
"""What was decided, in few enough groups to be told apart in a picture."""
GROUP_OF: dict[str, str] = {
    "share": "shared",
    "share_in_part": "shared",
    "safeguard": "shared",
    "not_confidential": "shared",
    "share_deidentified": "unnamed",
    "share_anonymised": "unnamed",
    "do_not_share": "kept",
    "ask_guardian": "asked",
}


def group(kind: str) -> str:
    """Return the group of what was decided; a group is its own."""
    return kind if kind in GROUPS else GROUP_OF.get(kind, ELSE)


def in_words(code: str | None) -> str:
    """Return a code as words: "share_direct_care" reads "Share direct care"."""
    words = (code or "").replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
