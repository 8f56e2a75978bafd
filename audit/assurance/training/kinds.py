"""What there is to learn: the kinds that everybody has, as data, and how an organisation's own join them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from audit.assurance.appointments.posts import Post
from portal.roles import ROLE_NAMES, Role

INDUCTION, YEARLY, DECLARATION = "induction", "yearly", "declaration"
OF_EVERYONE = (INDUCTION, YEARLY, DECLARATION)
"""What a gate looks at: asked of everyone here, and by every organisation."""
ONCE, YEAR = "once", "year"
HOW_OFTEN = {YEAR: "Every year", ONCE: "Once"}


@dataclass(frozen=True, slots=True)
class Kind:
    """Something to learn, by those in some roles or appointed to some posts; where there are none, by everyone.

    `since` is the day on which an organisation's own was asked for.
    """

    code: str
    title: str
    says: str
    every: str
    roles: frozenset[str]
    declared: bool = False
    since: date | None = None
    posts: frozenset[str] = frozenset()

    @property
    def own(self) -> bool:
        """Whether the organisation added it itself."""
        return self.since is not None

    @property
    def whose(self) -> str:
        """Who learns it, in words."""
        roles = [ROLE_NAMES[role] for role in Role if role in self.roles]
        posts = [post.label for post in Post if post in self.posts]
        return ", ".join([*roles, *posts]) or "Everyone"

    @property
    def is_special(self) -> bool:
        """Whether only some learn it."""
        return bool(self.roles or self.posts)

    @property
    def how_often(self) -> str:
        """How often, in words."""
        return HOW_OFTEN[self.every]


@cache
def built_in() -> tuple[Kind, ...]:
    """Return what is learned everywhere, read once."""
    rows = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))["kind"]
    return tuple(
        Kind(
            row["code"],
            row["title"],
            row["says"],
            row["every"],
            frozenset(Role(role).value for role in row["of"]),
            row.get("how") == "declared",
            posts=frozenset(Post(post).value for post in row.get("posts", ())),
        )
        for row in rows
    )


def of_code(kinds: Iterable[Kind], code: str) -> Kind | None:
    """Return the kind of a code, or None."""
    return next((kind for kind in kinds if kind.code == code), None)
