"""Home by report by reader: who sees what of which home, on every page that counts, lists or gives a file.

`sees` says of each reader of which homes: "A" and "B" are the two homes, "-" is what belongs to none or to all.
Nobody else finds the page. `thing` is what the page is about, `marks` what a list says of each home.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PREFIXES: Final = (
    "reports/", "assurance/", "desk/", "making/", "seniors/", "clean-lists/", "need-to-know/", "told/", "letters/",
    "bring-in/", "whole-file/", "people/",
)  # fmt: skip
AT_THE_ROOT: Final = ("wizard:", "law:", "recipients:", "practice:")
"""Rooms whose addresses begin with nothing of their own."""
EVERYTHING: Final = "AB-"
ONE_HOME: Final = {"manager of A": "A", "manager of B": "B"}
OF_ALL_HOMES: Final = {"manager of all": EVERYTHING, "head office": EVERYTHING}
GUARDIAN: Final = {"Guardian": EVERYTHING}
DESK: Final = GUARDIAN | {"deputy": EVERYTHING}

FIGURES: Final = ONE_HOME | OF_ALL_HOMES | DESK
"""Figures of a home are for its manager, and for those who answer for all homes."""
FIGURES_OF_ALL: Final = OF_ALL_HOMES | DESK
PEOPLE: Final = ONE_HOME | OF_ALL_HOMES | GUARDIAN
"""The training and the access of a home's people are for its manager; the deputy keeps neither."""
ENDS: Final = ONE_HOME | OF_ALL_HOMES
MANAGERS: Final = dict.fromkeys(ENDS, EVERYTHING)
DUTIES: Final = MANAGERS | GUARDIAN
"""The yearly duties are the organisation's, and each manager keeps them."""
LEADS: Final = MANAGERS | DESK
STAFF: Final = LEADS | {"worker": EVERYTHING}
CARE: Final = LEADS | {"worker": "A"}
"""A worker reaches the people of their home; others reach everyone, and each look is recorded."""
OWN: Final = {"worker": "A"}
OWN_OR_DESK: Final = DESK | OWN
LOGGED_IN: Final = dict.fromkeys([*STAFF, "left"], EVERYTHING)


@dataclass(frozen=True)
class Row:
    """One page: its address is a name, what it is about, more arguments, and a query in which {A} is a home's id."""

    name: str
    sees: Mapping[str, str]
    thing: str = ""
    args: tuple[str, ...] = ()
    query: str = ""
    marks: str = ""
    method: str = "GET"

    @property
    def id(self) -> str:
        """What the row is called."""
        return " ".join(filter(None, [self.name, self.thing, self.query, self.method]))


def rows(sees: Mapping[str, str], names: str, thing: str = "", method: str = "GET") -> list[Row]:
    """Return a row for each of several pages without arguments, or about one thing."""
    return [Row(each, sees, thing, method=method) for each in names.split()]


ABOUT: Final = [
    *rows(FIGURES, "annual:report", "draft"),
    *rows(FIGURES, "annual:report", "sent"),
    *rows(FIGURES, "annual:report annual:read", "sealed"),
    *rows(FIGURES, "annual:choices annual:throw_away", "draft"),
    *rows(FIGURES, "annual:choices annual:throw_away annual:send", "draft", "POST"),
    Row("annual:words", FIGURES, "draft", ("well",)),
    Row("annual:words", FIGURES, "draft", ("well",), method="POST"),
    *rows(FIGURES, "annual:back", "sent"),
    *rows(FIGURES, "annual:back annual:count annual:report", "sent", "POST"),
    *rows(FIGURES, "annual:files", "sealed", "POST"),
    *rows(FIGURES_OF_ALL, "making:job", "job"),
    Row("making:file", FIGURES_OF_ALL, "job", ("report.html",)),
    *rows(FIGURES_OF_ALL, "making:job", "pack"),
    Row("making:file", FIGURES_OF_ALL, "pack", ("report.html",)),
    Row("pictures:index", FIGURES, "home", query="home={home}"),
    *rows(PEOPLE, "training:person training:leave", "member"),
    *rows(PEOPLE, "training:leave", "member", "POST"),
    *rows(ENDS, "access:end", "member"),
    *rows(ENDS, "access:end", "member", "POST"),
    *rows(DUTIES, "policies:readers policies:change policies:again policies:end", "policy"),
    *rows(STAFF, "policies:page policies:read", "policy"),
    Row("policies:version", STAFF, "policy", ("1",)),
    Row("policies:pdf", STAFF, "policy", ("1",)),
    *rows(DUTIES, "registers:entry registers:right registers:changed registers:add_file registers:end", "entry"),
    *rows(DUTIES, "registers:file", "evidence"),
    *rows(DESK, "oversight:decision review:others", "entry_of_home"),
    *rows(DESK, "concerns:page", "concern"),
    *rows(CARE, "individuals:page statements:told letters:of_person", "individual"),
    *rows(LEADS, "whole_file:take", "individual"),
    *rows(OWN, "wizard:decision wizard:print wizard:flow_of wizard:add wizard:shared", "decision"),
    *rows(DESK, "wizard:way_of", "decision"),
    *rows(OWN_OR_DESK, "letters:of_decision letters:form letters:form_pdf", "decision"),
]  # fmt: skip
"""What is about one thing of a home: a report, a file, a person, a decision."""

LISTS: Final = [
    Row("homes:list", FIGURES, marks="name"),
    Row("homes:side_by_side", dict.fromkeys(FIGURES_OF_ALL, "AB"), query="homes={A}&homes={B}", marks="name"),
    Row("pictures:index", {**FIGURES, **dict.fromkeys(OF_ALL_HOMES, "AB")}, marks="name"),
    Row("annual:list", FIGURES, marks="draft"),
    Row("annual:list", FIGURES, marks="sealed"),
    Row("making:list", {"manager of all": EVERYTHING, **{each: "" for each in STAFF if each != "manager of all"}},
        marks="job"),
    Row("training:people", PEOPLE, marks="staff"),
    Row("training:record_many", PEOPLE, marks="staff"),
    Row("access:list", PEOPLE, marks="staff"),
    Row("access:review", ENDS, marks="staff"),
    Row("policies:readers", PEOPLE, "policy", marks="staff"),
    Row("wizard:decisions", {"worker": "A", **dict.fromkeys([*LEADS, "left"], "")}, marks="decision"),
    Row("oversight:list", DESK, marks="entry_of_home"),
    Row("searching:found", DESK, marks="entry_of_home"),
    Row("concerns:list", DESK, marks="concern"),
]  # fmt: skip
"""What lists many, with the mark by which a line of each home is known."""

WITHOUT_HOME: Final = [
    *rows(FIGURES, "annual:new"),
    *rows(FIGURES_OF_ALL, "packs:list packs:evidence packs:inspector"),
    *rows(FIGURES_OF_ALL, "packs:evidence packs:inspector", method="POST"),
    *rows(DUTIES, "tasks:list registers:index policies:new policies:compliance notices:index notices:edit "
                  "training:needs training:add_kind appointments:list"),
    *rows(MANAGERS, "training:gate"),
    *rows(STAFF, "policies:list training:mine training:declare training:record appointments:contact"),
    Row("registers:register", DUTIES, args=("data_flows",)),
    Row("registers:ended", DUTIES, args=("data_flows",)),
    Row("registers:new", DUTIES, args=("data_flows",)),
    Row("appointments:appoint", DUTIES, args=("guardian",)),
    *rows(DESK, "oversight:looked_at oversight:rules oversight:save_view review:not_done concerns:closed "
                "searching:index searching:name searching:take verifying:index watching:index watching:unsure "
                "watching:alike watching:lot seniors:looks seniors:alike need_to_know:agree"),
    Row("oversight:between", DESK, args=("second",)),
    Row("searching:values", DESK, args=("home",)),
    *rows(LEADS, "advice:waiting advice:answered review:examples seniors:noes clean_lists:list clean_lists:new "
                 "letters:wordings duty:index duty:emails"),
    *rows(DUTIES, "duty:contacts"),
    *rows(MANAGERS, "intake:index portal:messages"),
    Row("intake:upload", MANAGERS, args=("staff",)),
    Row("intake:example", MANAGERS, args=("staff",)),
    *rows(STAFF, "need_to_know:page individuals:find individuals:elsewhere recipients:list recipients:new law:rules practice:index"),
    *rows(LOGGED_IN, "law:law portal:home wizard:how_we_decide raising:mine portal:places"),
]  # fmt: skip
"""What is about no home in particular: this says only who may open it, and that no other organisation is named."""

EXCEPTED: Final = {
    "a worker's own draft, found by nobody else": (
        "wizard:resume, wizard:question, wizard:check, wizard:depart, wizard:restarted, wizard:safe, wizard:nobody, "
        "wizard:register, wizard:choose, wizard:new, wizard:ask, practice:resume, practice:question, practice:end"
    ),
    "how we decide, and stories to practise with, are for everyone": (
        "wizard:flow, wizard:truth_table, practice:story, practice:yours"
    ),
    "those we share with, and warnings about them, are the organisation's": (
        "recipients:page, recipients:record, recipients:end, recipients:link, recipients:agreement, "
        "recipients:agreement_pdf, recipients:warning, recipients:readers, recipients:risk, recipients:acknowledged, "
        "recipients:acknowledge"
    ),
    "law and rules are the organisation's, and decisions stand there by their reference": (
        "law:changed, law:decisions, law:version, law:sign_back, law:commence, law:take_back, law:describe"
    ),
    "a desk page of one thing, in the table of what is never one's own": (
        "advice:thread, watching:look, watching:unseen, review:check, review:said, review:to_do"
    ),
    "a form that leads on from a page of this table": (
        "annual:new POST, concerns:step, concerns:close, concerns:again, review:propose, watching:again, duty:away, "
        "duty:back, seniors:review, appointments:confirm, appointments:end, training:end_kind, clean_lists:page, "
        "intake:list, individuals:record, individuals:end, letters:wording, letters:example, letters:to_person, "
        "letters:after_decision, letters:letter, letters:pdf, letters:given"
    ),
}
