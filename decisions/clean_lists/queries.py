"""Which lists were checked, and when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from decisions.clean_lists.models import CleanList, CleanListBack
from decisions.vocabulary import day_in_words
from portal.models import Organisation

MOST = 50


def latest(organisation: Organisation) -> list[CleanList]:
    """Return the lists made last, the latest first, each with what came back."""
    lists = CleanList.objects.filter(organisation=organisation).select_related("back", "key")
    return list(lists.order_by("-made_on", "-number")[:MOST])


def get(organisation: Organisation, list_id: UUID) -> CleanList | None:
    """Return one list of an organisation, or None."""
    return (
        CleanList.objects.filter(organisation=organisation, pk=list_id).select_related("back", "key").first()
    )


def checked_on(organisation: Organisation) -> date | None:
    """Return the day on which a list last came back from the check and was read; None where none ever did."""
    came_back = CleanListBack.objects.filter(clean_list__organisation=organisation).order_by("-read_on")
    return came_back.values_list("read_on", flat=True).first()


def checked_sentence(organisation: Organisation, on: date) -> str:
    """Say when a list was last checked. It says nothing about the list that a worker has in hand."""
    last = checked_on(organisation)
    if last is None:
        return "No list was checked here against the national data opt-out yet."
    when = "today" if last == on else f"on {day_in_words(last)}"
    return f"A list was last checked here against the national data opt-out {when}. Make sure that it was this list."
