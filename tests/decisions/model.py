"""A plain-Python model of what was said: dictionaries, sets and day numbers, and nothing of the portal."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

ITEMS = ("medicines", "allergies", "diagnosis")

# Plain Python: what is said is a dictionary, and a day a number.
day = st.integers(0, 5)
some = st.sets(st.sampled_from(ITEMS), min_size=1)
kinds = st.sampled_from(["care_worker", "family", "research"])
scopes = st.sampled_from(["care_team", "family", "beyond_care", "leaving_practice", "onward_nhs"])
maybe = st.none() | st.integers(0, 3)
SPEAKS_ABOUT = {
    "care_worker": {"care_team"},
    "family": {"family"},
    "research": {"beyond_care", "leaving_practice", "onward_nhs"},
}
said = st.fixed_dictionaries(
    {
        "consents": st.lists(
            st.fixed_dictionaries({"kind": kinds, "items": some, "since": day, "for": st.integers(0, 4), "back": maybe}),
            max_size=3,
        ),
        "objections": st.lists(
            st.fixed_dictionaries({"scope": scopes, "items": st.sets(st.sampled_from(ITEMS)), "since": day, "back": maybe}),
            max_size=2,
        ),
        "wishes": st.lists(
            st.fixed_dictionaries({"items": some, "since": day, "for": maybe, "back": maybe}), max_size=2
        ),
        "refusals": st.lists(st.fixed_dictionaries({"kind": kinds, "items": some, "since": day}), max_size=2),
    }
)  # fmt: skip


def stands(each: dict[str, Any], on: int) -> bool:
    """The model of time: from its first day to the end of its last, and not from the day it was taken back."""
    last = each["since"] + each["for"] if each.get("for") is not None else 99
    back = each["since"] + each["back"] if each.get("back") is not None else 99
    return each["since"] <= on <= last and on < back


def in_order(facts: dict[str, list[dict[str, Any]]]) -> None:
    """Give each fact its place in the ledger."""
    every = [each for name in ("consents", "refusals", "wishes", "objections") for each in facts[name]]
    for place, each in enumerate(sorted(every, key=lambda one: one["since"])):
        each["seq"] = place


class Model:
    """What stands on a day, by plain sets."""

    def __init__(self, facts: dict[str, list[dict[str, Any]]], on: int) -> None:
        self.facts, self.on = facts, on
        self.consents = [c for c in facts["consents"] if stands(c, on)]
        self.wishes = [w for w in facts["wishes"] if stands(w, on)]

    def noes(self, kind: str) -> list[dict[str, Any]]:
        return [
            o for o in self.facts["objections"] if stands(o, self.on) and o["scope"] in SPEAKS_ABOUT[kind]
        ]

    def refused(self, kind: str) -> set[str]:
        return set().union(*(o["items"] or set(ITEMS) for o in self.noes(kind)))

    def agreed(self, kind: str) -> set[str]:
        yes = set().union(*(c["items"] for c in self.consents if c["kind"] == kind))
        return yes - self.refused(kind)

    def wished(self) -> set[str]:
        return set().union(*(w["items"] for w in self.wishes)) - self.refused("family")

    def _yes(self, kind: str) -> list[dict[str, Any]]:
        return [c for c in self.consents if c["kind"] == kind] + (self.wishes if kind == "family" else [])

    def taken_back(self, kind: str) -> bool:
        """Whether an agreement was taken back, with no later yes of which anything is left."""
        gone = [
            c["since"] + c["back"]
            for c in self.facts["consents"]
            if c["kind"] == kind and c["back"] is not None and c["since"] + c["back"] <= self.on and c["since"] <= self.on
        ]  # fmt: skip
        heard = [c for c in self.consents if c["kind"] == kind and not c["items"] <= self.refused(kind)]
        later = heard + (self.wishes if kind == "family" else [])
        return any(not any(yes["since"] >= back for yes in later) for back in gone)

    def said_no(self, kind: str) -> bool:
        """Whether they were asked and said no to something they have not agreed to since."""
        for no in self.facts["refusals"]:
            if no["kind"] == kind and no["since"] <= self.on:
                after = [
                    y["items"] for y in self._yes(kind) if y["since"] >= no["since"] and y["seq"] > no["seq"]
                ]
                if not no["items"] <= set().union(*after):
                    return True
        return False
