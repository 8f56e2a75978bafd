"""The two charts of the guide as data: their boxes, and what each arrow is in our rulesets.

A chart leads from box to box by its arrows. An arrow stands for answers of ours ("question.option"); the last box of
a path stands for outcomes of ours. What the charts leave out is listed by the number of the obligation in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to the next: what is answered there, and by which answers of ours."""

    box: str
    answer: str
    to: str
    ours: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chart:
    """Boxes and arrows. `ends` says for each last box which outcomes of ours it is."""

    first: str
    arrows: tuple[Arrow, ...]
    ends: dict[str, frozenset[str]]

    def after(self, box: str) -> list[Arrow]:
        """The arrows that leave a box."""
        return [arrow for arrow in self.arrows if arrow.box == box]

    def paths(self) -> Iterator[tuple[Arrow, ...]]:
        """Every drawn way through."""
        waiting: list[tuple[str, tuple[Arrow, ...]]] = [(self.first, ())]
        while waiting:
            box, way = waiting.pop()
            if box in self.ends:
                yield way
            waiting.extend((arrow.to, (*way, arrow)) for arrow in self.after(box))


def _chart(first: str, arrows: str, ends: dict[str, str]) -> Chart:
    rows = [line.split() for line in arrows.strip().splitlines()]
    return Chart(
        first,
        tuple(Arrow(box, answer, to, frozenset(ours)) for box, answer, to, *ours in rows),
        {box: frozenset(outcomes.split()) for box, outcomes in ends.items()},
    )


CARE_TEAM: Final = _chart(
    "D1",
    """
    D1 yes S1 agreement.would_expect likely_to_object.no
    D1 no  D3 agreement.said_no
    D3 yes S2 harm.yes
    D3 no  X1 harm.no
    """,
    {"S1": "share", "S2": "safeguard", "X1": "respect_refusal"},
)
"""Chart A where a care worker asks: the box about family (D2) is asked in the door of the family alone."""

FAMILY: Final = _chart(
    "D1",
    """
    D1 no  D2 who.family tell.family
    D2 yes S1 family_agreement.agreed family_agreement.recorded
    D2 no  D3 family_agreement.said_no
    D3 yes S2 harm.yes
    D3 no  X1 harm.no
    """,
    {"S1": "share_with_family", "S2": "safeguard", "X1": "respect_refusal"},
)
"""Chart A where family asks: they are not the care team, so nothing is implied for them (D1)."""

COMMUNITY: Final = _chart(
    "C1",
    """
    C1 yes T1 figures_enough.yes
    C1 no  C2 figures_enough.no
    C2 yes T2 coded_enough.yes
    C2 no  C3 coded_enough.no
    T2 low  T2A identifiers.none
    T2 high T2B identifiers.date_of_birth identifiers.postcode identifiers.hospital_number identifiers.national_insurance identifiers.telephone identifiers.other identifiers.not_sure
    C3 yes K1 law_says.yes law_says.outbreak law_says.nhs_england
    C3 no  C4 law_says.no
    C4 yes K1 people_agreed.yes people_agreed.some rest_agreed.yes
    C4 no  C5 people_agreed.cannot_ask
    C5 yes K1 support.covers
    C5 no  X2 law_allows.no
    K1 and K2 informed.told informed.published informed.not_safe
    K2 and K3 least.yes
    K3 and S3 legal_limits.no
    """,
    {
        "T1": "share_figures publish_figures",
        "T2A": "share_list",
        "T2B": "share_coded_list",
        "S3": "share_with_names",
        "X2": "no_ground",
    },
)
"""Chart B. The public interest, the other half of box C5, ends with the Guardian here and with no worker."""

LEFT_OUT_OF_A: Final = {
    19: ["care-team identity", "family identity"],
    75: ["care-team relationship"],
    76: ["care-team objection", "family objection"],
    77: ["care-team harm", "family harm"],
    78: ["care-team agreement", "care-team left_out", "family family_agreement"],
    83: ["family carer_consents"],
    84: ["care-team capacity", "care-team best_interests", "family capacity", "family best_interests"],
    85: ["care-team items", "family items"],
    87: ["care-team whole_record", "family whole_record"],
    88: ["care-team note_not_split"],
    90: ["care-team harm", "family harm", "family danger"],
    91: ["care-team at_risk", "family at_risk"],
    114: ["care-team items", "family items"],
    128: ["care-team recipient_confidence", "family recipient_confidence"],
}
"""What the text asks and chart A does not, and the question or duty that asks it."""

LEFT_OUT_OF_B: Final = {
    one: [f"community {node}" for node in nodes.split()]
    for one, nodes in {
        19: "identity reach",
        46: "agreement_first low_agreement",
        47: "impact_first",
        56: "flow_register",
        67: "accurate",
        76: "objection",
        94: "intruder may_publish",
        95: "could_show_who can_change",
        98: "identifiers",
        99: "trusted_contract trusted_standard trusted_auditor",
        100: "stay_inside",
        101: "tell_public",
        105: "no_to_collection",
        106: "what_they_agreed",
        107: "how_serious",
        108: "good_of_telling harm_of_telling",
        109: "support note_support",
        111: "why_they_are_not_told",
        112: "all_publish",
        115: "no_to_us opt_outs",
        116: "tell_what_no_means objection",
        118: "opt_outs",
        121: "say_why_we_must",
        122: "explain_the_weighing",
        123: "hold_back_why",
    }.items()
}
"""What the text asks and chart B does not, and the question or duty that asks it."""
