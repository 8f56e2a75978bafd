"""Mutants of the portal's own code that do nothing otherwise, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ALIKE: Final[Mapping[str, Mapping[str, str]]] = {}
"""By module, the names of its mutants, and why nobody could tell."""
