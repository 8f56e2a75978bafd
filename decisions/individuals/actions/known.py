"""To be told that a reference or an NHS number is in use already is to learn of a person, in whichever home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import uuid5

from decisions.individuals.actions.ties import seek_elsewhere
from decisions.individuals.index import InUse

Given = ParamSpec("Given")
Made = TypeVar("Made")


def refusal_is_a_look(action: Callable[Given, Made]) -> Callable[Given, Made]:
    """Record a refusal that tells of somebody as a look, for the reason its worker gave, and only then let it out.

    What the action did is undone by then. Where the look cannot be recorded, the worker is told of nobody.
    """

    @wraps(action)
    def recorded(*args: Given.args, **given: Given.kwargs) -> Made:
        try:
            return action(*args, **given)
        except InUse:
            _record(given)
            raise

    return recorded


def _record(given: Mapping[str, Any]) -> None:
    """Append the look that an action's refusal is; the same form posted twice is one look."""
    typed = [each for each in (given["reference"], given.get("nhs_number")) if each]
    looked_for = ", ".join(typed)
    event_id = given.get("event_id")
    seek_elsewhere(
        organisation=given["individual"].organisation if "individual" in given else given["organisation"],
        looked_for=looked_for,
        any_of=typed,
        reason=given["reason"],
        event_id=event_id and uuid5(event_id, f"{looked_for} {given['reason']}"),
        by=given["by"],
    )
