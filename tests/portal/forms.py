"""Every field of every form of the portal."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.forms import Field

from portal.design.forms import Form

ROOT = Path(__file__).parents[2]


def every_field() -> list[tuple[str, Field]]:
    """Return each field with the names of its form and its own."""
    for floor in ("portal", "audit", "decisions"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "forms" in path.stem or path.parent.name == "forms" or path.stem in {"login", "sampler"}:
                import_module(
                    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
                )
    return [
        (f"{form.__name__}.{name}", field)
        for form in sorted(_below(Form), key=lambda each: (each.__module__, each.__name__))
        for name, field in form.base_fields.items()
    ]


def _below(form: type[Form]) -> Iterator[type[Form]]:
    for each in form.__subclasses__():
        yield each
        yield from _below(each)
