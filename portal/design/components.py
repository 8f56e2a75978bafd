"""The bridge to the official macros: one function from a component's name and parameters to its HTML.

The macros of nhsuk-frontend-jinja take the parameters written in the NHS design system's manual (camelCase,
`text` is escaped, `html` is trusted). The npm package's own fixtures are the test of this bridge.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader
from jinja2.runtime import Macro
from markupsafe import Markup

Params = Mapping[str, Any]

# Two macros are not named after their folder.
_NAMED_OTHERWISE = {"tables": "table", "do-dont-list": "list", "images": "image"}

_environment = Environment(
    undefined=ChainableUndefined,
    loader=PackageLoader("nhsuk_frontend_jinja"),
    autoescape=True,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


@cache
def _macro(name: str) -> Macro:
    """Return a component's macro: "date-input" has dateInput in date-input/macro.jinja."""
    first, *rest = _NAMED_OTHERWISE.get(name, name).split("-")
    template = _environment.get_template(f"nhsuk/components/{name}/macro.jinja")
    macro: Macro = getattr(template.module, first + "".join(part.title() for part in rest))
    return macro


def component(name: str, params: Params, inside: SafeString | None = None) -> SafeString:
    """Return the HTML of one official component; an unknown name raises jinja2.TemplateNotFound.

    `inside` is HTML for the components that can wrap some. The same arguments always give the same HTML, so
    the result may be kept.
    """
    # Already safe.
    wraps = {} if inside is None else {"caller": lambda: Markup(inside)}  # noqa: S704  # nosec
    html = _macro(name)(params, **wraps)
    # The macro has escaped what is text.
    return mark_safe(str(html).strip())  # noqa: S308  # nosec
