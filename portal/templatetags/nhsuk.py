"""Template tags for the official components: `{% load nhsuk %}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal import nhs_number as nhs
from portal import telephone
from portal.design.components import component
from portal.design.controls import error_summary as summary_of
from portal.design.forms import form_errors, in_order, render_bound

register = template.Library()

NOT_PROVIDED = "Not provided"

# Words of the pages themselves, never of a person, so they may be kept in memory.
_kept = lru_cache(maxsize=500)


@register.simple_tag
def error_summary(errors: forms.BaseForm | Sequence[tuple[str, str]]) -> SafeString:
    """Draw what is wrong with a form, or with a list of (link, sentence)."""
    return summary_of(form_errors(errors) if isinstance(errors, forms.BaseForm) else errors or ())


@register.simple_tag
def render_field(bound: BoundField) -> SafeString:
    """Draw one field of a form, with the fields it reveals."""
    return render_bound(bound)


@register.simple_tag
def render_fields(form: forms.BaseForm) -> SafeString:
    """Draw all fields of a form."""
    hidden = [str(bound) for bound in form.hidden_fields()]
    drawn = hidden + [render_bound(bound) for bound in in_order(form)]
    # Each part is safe already.
    return mark_safe("\n".join(drawn))  # noqa: S308  # nosec


@register.simple_tag
@_kept
def button(text: str, variant: str = "", href: str = "", name: str = "", value: str = "") -> SafeString:
    """Draw a button that takes no second click; with `href` a link that looks like one."""
    given = {"variant": variant, "href": href, "name": name, "value": value}
    params = {key: setting for key, setting in given.items() if setting}
    guard = {} if href else {"preventDoubleClick": True}
    return component("button", {"text": text} | params | guard)


@register.simple_tag
@_kept
def back_link(url: str, text: str = "Back") -> SafeString:
    """Draw the link back; it belongs in the block before_main."""
    return component("back-link", {"href": url, "text": text})


@register.simple_tag
@_kept
def tag(text: str, colour: str = "") -> SafeString:
    """Draw a status as a word in a coloured box."""
    return component("tag", {"text": text, "colour": colour} if colour else {"text": text})


@register.simple_tag
def panel(title: str, body: str = "", kind: str = "green") -> SafeString:
    """Draw the outcome's panel, whose title is the page's h1: green for what may be done, blue for what may not."""
    params: dict[str, Any] = {"heading": {"text": title, "size": "l"}}
    if body:
        params["html" if isinstance(body, SafeString) else "text"] = body
    return component("panel", params | {"classes": "app-panel--blue"} if kind == "blue" else params)


@register.simple_block_tag
def notification(content: str, kind: str = "") -> SafeString:
    """Draw a banner above the page's h1: what waits, or, of kind "success", what has just been done."""
    return component("notification-banner", {"html": content} | ({"variant": kind} if kind else {}))


@register.simple_block_tag
def interruption(content: str, title: str) -> SafeString:
    """Draw a full panel that stops a person before something unusual; its title is the page's h1."""
    params = {"heading": {"text": title, "size": "l"}, "html": content, "variant": "interruption"}
    return component("panel", params)


@register.simple_tag
def summary_list(rows: Sequence[Mapping[str, Any]], title: str = "") -> SafeString:
    """Draw questions and answers; a row has key, value, change_url, change_hidden and change_text."""
    params: dict[str, Any] = {"rows": [_row(row) for row in rows]}
    if title:
        params["card"] = {"heading": {"text": title, "level": 2, "size": "m"}}
    return component("summary-list", params)


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return one row's parameters."""
    value = row.get("value") or NOT_PROVIDED
    shown: dict[str, Any] = {"key": {"text": row["key"]}, "value": {"html": linebreaksbr(value)}}
    if row.get("change_url"):
        hidden = row.get("change_hidden") or str(row["key"])[:1].lower() + str(row["key"])[1:]
        text = row.get("change_text") or "Change"
        link = {"href": row["change_url"], "text": text, "visuallyHiddenText": hidden}
        shown["actions"] = {"items": [link]}
    return shown


@register.simple_tag
def nhs_table(
    caption: str,
    head: Sequence[str | Mapping[str, Any]],
    rows: Sequence[Sequence[str | Mapping[str, Any]]],
    first_is_header: bool = True,
    size: str = "m",
) -> SafeString:
    """Draw a table that becomes a list of cards on a phone; no cell is left empty. `size` is that of its caption."""
    params = {
        "caption": {"text": caption, "size": size},
        "head": list(head),
        "rows": [[_cell(cell) for cell in row] for row in rows],
        "responsive": True,
        "firstCellIsHeader": first_is_header,
    }
    return component("tables", params)


@register.simple_tag
def paper_table(block: Mapping[str, Any]) -> SafeString:
    """Draw a table of a paper; a bar under a row's name is for the eye alone, since its number stands in the row."""
    if not block["numeric"]:
        return nhs_table(block["caption"], block["head"], block["rows"], size="s")
    names = [row[0] for row in block["rows"]]
    if block["bars"]:
        names = [format_html("{}{}", *each) for each in zip(names, map(_bar, block["bars"]), strict=True)]
    first, *rest = block["head"]
    rows = [
        [name, *({"text": cell, "format": "numeric"} for cell in row[1:])]
        for name, row in zip(names, block["rows"], strict=True)
    ]
    head = [first, *({"text": each, "format": "numeric"} for each in rest)]
    return number_table(block["caption"], head, rows, totals=False)


def _bar(part: int) -> SafeString:
    """Draw a bar over a part of its row's width, in hundredths; it says nothing to a screen reader."""
    shape = '<rect width="{}" height="6" fill="#005eb8"/>' if part else ""
    return format_html(
        '<svg class="app-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        + shape
        + "</svg>",
        part,
    )


@register.simple_tag
def number_table(
    caption: str,
    head: Sequence[str | Mapping[str, Any]],
    rows: Sequence[Sequence[str | Mapping[str, Any]]],
    totals: bool = True,
) -> SafeString:
    """Draw a table of numbers that are compared down and across: on a phone it is moved sideways, not taken apart.

    With `totals` the last row is their sum and stands out.
    """
    params = {
        "caption": {"text": caption, "size": "s"},
        "head": list(head),
        "rows": [[_cell(cell) for cell in row] for row in rows],
        "compact": True,
        "firstCellIsHeader": True,
    }
    drawn = component("tables", params)
    return format_html(
        '<div class="app-sideways{}" role="region" aria-label="{}" tabindex="0">{}</div>',
        " app-sideways--totals" if totals else "",
        caption,
        drawn,
    )


def _cell(cell: str | Mapping[str, Any]) -> Mapping[str, Any]:
    """Return one cell's parameters."""
    if isinstance(cell, Mapping):
        filled = cell.get("html") or cell.get("text") not in {None, ""}
        return cell if filled else {**cell, "text": NOT_PROVIDED}
    if isinstance(cell, SafeString):
        return {"html": cell}
    return {"text": NOT_PROVIDED if cell in {None, ""} else str(cell)}


@register.simple_tag
def pagination(
    previous_url: str = "", next_url: str = "", previous_label: str = "", next_label: str = ""
) -> SafeString:
    """Draw the links to the pages before and after; nothing where there is neither."""
    given = {"previous": (previous_url, previous_label), "next": (next_url, next_label)}
    links = {key: {"href": url, "labelText": label} for key, (url, label) in given.items() if url}
    return component("pagination", links) if links else SafeString("")


@register.filter
def nhs_number(value: str) -> SafeString | str:
    """Draw ten digits in groups that stay on one line."""
    if len(value) != 10:
        return value
    return format_html('<span class="app-nowrap">{}</span>', nhs.grouped(value))


@register.filter
def call_link(value: str) -> SafeString:
    """Draw a telephone number as typed, to be tapped where it can be dialled."""
    return telephone.link(value)


@register.filter
def paragraphs(value: str | Sequence[str]) -> SafeString:
    """Draw text as paragraphs, one for each empty line or each item of a list."""
    texts = value.split("\n\n") if isinstance(value, str) else value
    drawn = [format_html("<p>{}</p>", linebreaksbr(text, autoescape=True)) for text in texts if text.strip()]
    # Each part is safe already.
    return mark_safe("".join(drawn))  # noqa: S308  # nosec


@register.filter
def thousands(value: int) -> str:
    """Draw a whole number with a comma between thousands: 5,000."""
    return f"{value:,}"
