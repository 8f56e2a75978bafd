"""Which kinds of information somebody ticked, checked once more before it is kept for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.typed import text
from decisions.vocabulary import ITEMS, SOMETHING_ELSE
from portal.errors import NotAllowed

SELECT_ONE = "Select at least one kind of information"

Items = Mapping[str, str] | Iterable[str]


def chosen(items: Items, *, none: str = SELECT_ONE) -> tuple[list[str], str]:
    """Return item codes in the order of the list, each once, and what "something else" is.

    `none` is the refusal where none was chosen. Whoever chose something else says what it is.
    """
    codes = set(items)
    if codes - ITEMS.keys():
        raise NotAllowed("Select kinds of information from the list")
    if none and not codes:
        raise NotAllowed(none)
    said = items.get(SOMETHING_ELSE, "") if isinstance(items, Mapping) else ""
    other = text(said, "Say what the something else is" if SOMETHING_ELSE in codes else "", most=200)
    return [item for item in ITEMS if item in codes], other
