"""A second count, written for itself: it reads exported leaves twice and keeps nothing between questions.

It shares no line with `audit.reports.counting`. What is counted is said here once more, in other words.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta

GROUPS = {
    "shared": {"share", "share_in_part", "safeguard", "not_confidential"},
    "unnamed": {"share_deidentified", "share_anonymised"},
    "kept": {"do_not_share"},
    "asked": {"ask_guardian"},
}
PRINCIPLES = {"2A": {4, 7}, "2B": {1, 2, 3}, "3C": {1, 2, 6}, "4D": {6, 8}}
DOTTED = ("decided.", "took.", "objection.", "unsure.")


def clock_in_london(text):
    """Return the moment by the clock in London, by the law: an hour on from the last Sunday of March to October's."""
    moment = datetime.fromisoformat(text).astimezone(UTC)

    def change(month):
        last = datetime(moment.year, month, 31, 1, tzinfo=UTC)
        return last - timedelta(days=(last.weekday() + 1) % 7)

    summer = change(3) <= moment < change(10)
    return moment + timedelta(hours=1 if summer else 0)


class Leaf:
    def __init__(self, line):
        said = json.loads(line)
        self.__dict__ |= {"home": "", "about": "", "door": "-", "outcome": "-", "basis": "-"} | said["facets"]
        self.event, self.id, self.time = said["event"], said["id"], said["time"]
        self.day = clock_in_london(self.time).date()
        self.flags, self.rules = set(said["facets"].get("flags", [])), set(said["facets"].get("rules", []))

    def after_dot(self, word):
        return next((flag.partition(".")[2] for flag in self.flags if flag.startswith(word + ".")), "")

    @property
    def decided(self):
        return self.after_dot("decided") or "-"

    @property
    def group(self):
        return next((name for name, kinds in GROUPS.items() if self.decided in kinds), "else")


def count(text, first, end, homes=None):
    """Return every (kind of thing, key) of the months from `first` up to `end`, with how many there were."""
    leaves = [Leaf(line) for line in text.splitlines()]
    found = Counter()

    def add(leaf, what, key, *, day=None, home=None):
        at = leaf.home if home is None else home
        if first <= (day or leaf.day) < end and (homes is None or at in homes):
            found[what, key] += 1

    for leaf in leaves:
        add(leaf, "event", leaf.event)
    for one in [leaf for leaf in leaves if leaf.event == "decision.made"]:
        decision(one, [leaf for leaf in leaves if leaf.about == one.id], add)
    for one in [leaf for leaf in leaves if leaf.event == "concern.raised"]:
        concern(
            one, [leaf for leaf in leaves if leaf.about == one.id and leaf.event.startswith("concern.")], add
        )
    advice([leaf for leaf in leaves if leaf.event in {"advice.asked", "advice.given"}], add)
    return {each: number for each, number in found.items() if number}


def decision(one, later, add):
    add(one, "decision", f"{one.door} {one.outcome} {one.decided}")
    add(one, "basis", f"{one.basis} {one.group}")
    add(one, "took", f"{one.after_dot('took') or '-'} {one.group}")
    if one.after_dot("objection"):
        add(one, "objection", one.after_dot("objection"))
    rules(one, add)
    flags(one, add)
    views(one, [leaf for leaf in later if leaf.event == "decision.reviewed"], add)
    for leaf in later:
        if leaf.event == "sample.judged":
            add(one, "lot", f"{one.decided} {leaf.outcome}")


def rules(one, add):
    for rule in one.rules:
        add(one, "rule", f"{rule} {one.group}")
    for number in set().union(*(PRINCIPLES.get(rule, set()) for rule in one.rules)):
        add(one, "principle", f"2020 {number}")
        if number < 8:
            add(one, "principle", f"2013 {number}")


def flags(one, add):
    if "overruled" in one.flags:
        add(one, "overruled_about", one.door)
    for flag in one.flags:
        if flag.startswith("unsure."):
            add(one, "unsure", flag[7:])
        elif not flag.startswith(DOTTED):
            add(one, "mark", f"{flag} {one.group}")


def views(one, given, add):
    judged = [leaf for leaf in given if leaf.outcome != "ask"]
    stands = judged[-1].outcome if judged else "asked" if given else "not_yet"
    for leaf in given:
        finding = "asked" if leaf.outcome == "ask" else leaf.outcome
        add(leaf, "view", f"{finding} {one.group}", home=one.home)
    if judged:
        days = (judged[0].day - one.day).days
        waited = "0-7" if days <= 7 else "8-14" if days <= 14 else "15-30" if days <= 30 else "31+"
        add(judged[0], "wait", waited, home=one.home)
    add(one, "looked_at", stands)
    for mark in ("without_consent", "public_interest"):
        if mark in one.flags:
            add(one, mark, stands)
    if "overruled" in one.flags:
        above = "must" if "overruled_must" in one.flags else "may" if "overruled_may" in one.flags else "-"
        add(one, "overruled", f"{above} {stands}")


def concern(one, later, add):
    steps = [leaf for leaf in later if leaf.event != "concern.raised"]
    judged = [leaf.outcome for leaf in steps if leaf.outcome in {"breach", "no_breach"}]
    severity = steps[-1].after_dot("severity") if steps else ""
    complaint = "complaint" in steps[-1].flags if steps else one.outcome == "complaint"
    closed = any(leaf.outcome == "closed" for leaf in steps)
    add(one, "concern", f"{one.outcome} {'closed' if closed else 'open'}")
    if judged[-1:] == ["breach"] or (not judged and one.outcome == "breach"):
        add(one, "breach", severity or "unjudged")
        add(
            one,
            "clock",
            f"regulator {kept(steps, ('regulator', 'not_reportable'), harmless=severity == 'none')}",
        )
    if complaint:
        add(one, "clock", f"acknowledge {kept(steps, ('acknowledged',))}")
    was = False
    for leaf in steps:
        if leaf.outcome == "breach" and not was:
            add(leaf, "judged_breach", leaf.after_dot("severity") or "-", home=one.home)
        was = leaf.outcome == "breach" if leaf.outcome in {"breach", "no_breach"} else was


def kept(steps, outcomes, *, harmless=True):
    taken = [leaf for leaf in steps if leaf.outcome in outcomes]
    if not taken:
        return "not_yet"
    last = taken[-1]
    if last.outcome == "not_reportable":
        return "not_needed" if harmless else "not_yet"
    return "in_time" if "in_time" in last.flags else "late" if "late" in last.flags else "told"


def advice(leaves, add):
    """Pair each question that begins to wait with the first answer after it."""
    for thread in {(leaf.about, leaf.after_dot("whom")) for leaf in leaves}:
        waiting = []
        for leaf in [each for each in leaves if (each.about, each.after_dot("whom")) == thread]:
            if leaf.event == "advice.asked":
                waiting.append(leaf)
            elif waiting:
                question(waiting, leaf, add)
                waiting = []
        if waiting:
            question(waiting, None, add)


def question(asked, answer, add):
    soon = "waiting"
    if answer is not None:
        took = datetime.fromisoformat(answer.time) - datetime.fromisoformat(asked[0].time)
        limits = {"hour": timedelta(hours=1), "day": timedelta(days=1), "days": timedelta(days=3)}
        soon = next((name for name, most in limits.items() if took <= most), "longer")
    urgent = "urgent" if any("urgent" in leaf.flags for leaf in asked) else "calm"
    add(asked[0], "advice", f"{asked[0].after_dot('whom') or '-'} {urgent} {soon}")


def year(start):
    return date(start, 1, 1), date(start + 1, 1, 1)
