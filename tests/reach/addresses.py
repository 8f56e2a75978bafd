"""Every address of some rooms with the methods it takes, so that a table can be held against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = frozenset({"GET", "POST"})


def under(*prefixes: str) -> set[str]:
    """Return what the addresses that begin so take, such as "watching:look POST"."""
    return {
        f"{name} {method}"
        for resolver in get_resolver().url_patterns
        if isinstance(resolver, URLResolver) and str(resolver.pattern) in prefixes
        for name, view in _patterns(resolver, "")
        for method in _methods(view)
    }


def excepted(reasons: Mapping[str, str]) -> list[str]:
    """Return the addresses that a table leaves out for reasons; a name without a method covers both."""
    return [each for names in reasons.values() for each in names.split(", ")]


def uncovered(there: set[str], rows: set[str], reasons: Mapping[str, str]) -> set[str]:
    """Return the addresses that neither a row nor a reason names."""
    left_out = set(excepted(reasons))
    return {each for each in there - rows if left_out.isdisjoint({each, each.partition(" ")[0]})}


def gone(there: set[str], rows: set[str], reasons: Mapping[str, str]) -> set[str]:
    """Return what a table names and no address is."""
    known = there | {each.partition(" ")[0] for each in there}
    return {each for each in {*rows, *excepted(reasons)} if each not in known}


def _patterns(of: URLResolver, space: str) -> Iterator[tuple[str, object]]:
    space = f"{of.namespace}:" if of.namespace else space
    for each in of.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", each.callback
        else:
            yield from _patterns(each, space)


def _methods(view: object) -> frozenset[str]:
    """Return the methods that a view is limited to; one that says nothing takes both."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            if isinstance(cell.cell_contents, list) and METHODS.issuperset(cell.cell_contents):
                return frozenset(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return METHODS
