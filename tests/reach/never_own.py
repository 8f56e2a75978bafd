"""Nobody judges their own: what each list, page and form does with it, or why there is nothing to judge.

A row is named by its address and method. `LISTS` says what a list leads to; `PAGES` how one's own is refused and what
another's offers; `FORMS` what is posted, and how one's own is refused. `NOTHING_TO_JUDGE` is all the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.oversight.review.actions.examples import TWO_PEOPLE
from audit.oversight.review.actions.judging import OWN
from audit.oversight.watching.actions import NOT_YOURS_UNSEEN, OWN_LOOK
from audit.oversight.watching.unseen import Standing
from audit.reports.annual.actions import NOT_YOURS
from decisions.weighing.drafts import OWN as NOT_WEIGHED

ROOMS = ("desk/", "assurance/", "reports/", "weigh/", "seniors/", "making/")
GUARDIANS = ("priya", "owen")
SIGNERS = ("priya", "gwen")


@dataclass(frozen=True)
class Listed:
    """A list that leads to a page of what its reader made under a name of `guardians.Own`."""

    own: str
    leads_to: str
    args: tuple[str, ...] = ()
    readers: tuple[str, ...] = GUARDIANS


@dataclass(frozen=True)
class Page:
    """A page of one thing: the sentence and status by which one's own is refused, and what another's offers."""

    own: str
    refuses: str
    offers: str
    status: int = 200
    readers: tuple[str, ...] = GUARDIANS


@dataclass(frozen=True)
class Posted:
    """A form about one thing: what is sent, and the sentence and status by which one's own is refused."""

    own: str
    data: Mapping[str, str]
    refuses: str
    status: int = 200
    readers: tuple[str, ...] = GUARDIANS


LISTS = {
    "oversight:list GET": (Listed("waiting", "oversight:decision"), Listed("put", "oversight:decision")),
    "oversight:between GET": (
        Listed("second", "oversight:decision", ("second",)),
        Listed("differing", "oversight:decision", ("differing",)),
        Listed("asked", "oversight:decision", ("asked",)),
    ),
    "oversight:looked_at GET": (Listed("done", "oversight:decision"),),
    "advice:waiting GET": (Listed("thread", "advice:thread"),),
    "advice:answered GET": (Listed("answered", "advice:thread"),),
    "watching:index GET": (Listed("look", "watching:look"),),
    "watching:lot GET": (Listed("drawn", "watching:unseen"),),
    "review:examples GET": (Listed("example", "review:check"),),
    "portal:home GET": (Listed("report", "annual:report", readers=SIGNERS),),
}

UNSEEN = NOT_YOURS_UNSEEN[Standing.OWN]
PAGES = {
    "oversight:decision GET": (Page("waiting", OWN, 'name="finding"'),),
    "watching:look GET": (Page("look", OWN_LOOK, 'name="finding"', 403),),
    "watching:unseen GET": (Page("drawn", UNSEEN, 'name="decided"'),),
    "review:check GET": (Page("example", "You wrote this one", 'name="joins"'),),
    "advice:thread GET": (Page("thread", "Ask or say something more", "Send your advice"),),
    "weighing:begin GET": (
        Page("put", NOT_WEIGHED, "<form method"),
        Page("on_the_way", NOT_WEIGHED, "<form method"),
    ),
    "annual:report GET": (Page("report", "It waits for ", "Sign and seal this report", readers=SIGNERS),),
    "concerns:page GET": (
        Page("raised", "You raised this yourself.", ""),
        Page("blamed", "This is about your own decision.", ""),
    ),
}
"""A Guardian may be alone, so the page of a concern of one's own warns and refuses nothing."""

FORMS = {
    "oversight:decision POST": (Posted("waiting", {"finding": "yes", "turn": "0"}, OWN),),
    "watching:look POST": (
        Posted("look", {"finding": "explained", "words": "I asked"}, OWN_LOOK, 403),
        Posted("look", {"finding": "concern", "words": "I asked"}, OWN_LOOK, 403),
    ),
    "watching:unseen POST": (Posted("drawn", {"decided": "share", "words": "She agreed"}, UNSEEN),),
    "review:check POST": (Posted("example", {"joins": "yes"}, TWO_PEOPLE, 403),),
    "weighing:begin POST": (
        Posted("put", {}, NOT_WEIGHED, 403),
        Posted("on_the_way", {}, NOT_WEIGHED, 403),
    ),
    "annual:report POST": (Posted("report", {"words": "Agreed", "seen": "2"}, NOT_YOURS, readers=SIGNERS),),
}

FOR_ONE_WORKER = {
    "review:said GET": "said",
    "review:to_do GET": "task",
    "review:said POST": "said",
    "review:to_do POST": "task",
}
"""What is for the worker alone is found by nobody else."""

ELSEWHERE = {
    "advice:thread POST": "test_to_answer_ones_own_question_is_to_ask_on",
    "access:end POST": "test_a_manager_ends_anothers_access_and_never_the_last_of_their_own",
    "access:review POST": "test_a_manager_ends_anothers_access_and_never_the_last_of_their_own",
}

NOTHING_TO_JUDGE = {
    "decisions are found again and nothing is said of them": (
        "searching:index, searching:name, searching:values, searching:found, searching:take, review:others"
    ),
    "figures": (
        "pictures:index, watching:unsure, watching:alike, watching:again, homes:list, homes:side_by_side, "
        "verifying:index, seniors:alike"
    ),
    "a list of what any worker was asked to do, with nothing to decide": "review:not_done",
    "an example is proposed of one's own decision too: the check is another's": "review:propose",
    "a reader's own names for filters, and links": (
        "oversight:save_view, oversight:forget_view, oversight:rules"
    ),
    "a concern may be the only Guardian's own: its page says so, and each step is recorded": (
        "concerns:list, concerns:closed, concerns:step, concerns:close, concerns:again"
    ),
    "each person says when they are away themselves": (
        "duty:index, duty:away, duty:back, duty:contacts, duty:emails"
    ),
    "a person's own draft, which nobody can begin of their own": (
        "weighing:resume, weighing:check, weighing:question"
    ),
    "a senior talks to the person who said no, also where the senior heard it first": (
        "seniors:noes, seniors:review, seniors:looks"
    ),
    "a report is written and taken back by those who have a hand in it, who do not sign it": (
        "annual:list, annual:new, annual:read, annual:files, annual:choices, annual:words, annual:send, annual:count, "
        "annual:back, annual:throw_away, packs:list, packs:evidence, packs:inspector"
    ),
    "what a person asked for": "making:list, making:job, making:file",
    "duties are kept by those who have them, one person for each": (
        "tasks:list, notices:index, notices:edit, registers:index, registers:register, registers:ended, "
        "registers:entry, registers:file, registers:new, registers:right, registers:changed, registers:add_file, "
        "registers:end, policies:list, policies:new, policies:compliance, policies:page, policies:read, "
        "policies:readers, policies:change, policies:again, policies:end, policies:version, policies:pdf, "
        "appointments:list, appointments:contact, appointments:appoint, appointments:confirm, appointments:end"
    ),
    "each person declares and writes down their own training": (
        "training:mine, training:declare, training:record, training:people, training:record_many, training:person, "
        "training:leave, training:needs, training:add_kind, training:end_kind, training:gate"
    ),
    "a form whose post is in the table": "access:list, access:review GET, access:end GET",
}
