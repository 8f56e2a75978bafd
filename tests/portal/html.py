"""HTML compared by what it means: elements, attributes and words, not white space."""

from __future__ import annotations

from typing import Any

import html5lib


def meaning(html: str) -> Any:
    """Return a fragment as nested tuples; two fragments are the same where these are equal."""
    return _element(html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False))


def _element(element: Any) -> tuple[Any, ...]:
    parts: list[Any] = _words(element.text)
    for child in element:
        parts += [_element(child), *_words(child.tail)]
    tag = element.tag if isinstance(element.tag, str) else "comment"
    attributes = sorted((name, " ".join(value.split())) for name, value in element.attrib.items())
    return tag, tuple(attributes), tuple(parts)


def _words(text: str | None) -> list[str]:
    return [" ".join(text.split())] if text and text.strip() else []
