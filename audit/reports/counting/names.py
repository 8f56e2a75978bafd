"""How the codes of a leaf read in a report, in the order in which they are shown."""

from __future__ import annotations

from audit.kinds import GROUPS

DECIDED = {
    "share": "Shared",
    "share_in_part": "Shared in part",
    "safeguard": "Shared to keep someone safe",
    "not_confidential": "Told, not confidential",
    "share_deidentified": "Shared under a code, without names",
    "share_anonymised": "Shared without names",
    "do_not_share": "Not shared",
    "ask_guardian": "Guardian asked first",
    "another_door": "Another set of questions",
}
GROUP = dict(GROUPS)
DOORS = {
    "care-team": "A health or care worker looking after them",
    "family": "A family member, friend or carer",
    "adult-at-risk": "An adult is at risk",
    "child-at-risk": "A child is at risk",
    "legal-power": "Police, a court or another authority",
    "community": "Research, planning or public health",
    "someone-else": "Someone else",
    "own-record": "The person, or someone acting for them",
    "died": "Someone who has died",
    "told-in-confidence": "Told something in confidence",
    "on-behalf": "Another organisation was contacted for them",
    "start": "Danger, or not clear yet who asked",
}
"""The sets of questions, as a report calls them: who asked, or what it was about."""
ASKED = "Who asked, or what it was about"
TOOK = {
    "under_2": "Less than 2 minutes",
    "2_to_5": "2 to 5 minutes",
    "5_to_15": "5 to 15 minutes",
    "15_to_60": "15 to 60 minutes",
    "longer": "An hour or longer",
}
MARKS = {
    "departed": "Against our advice",
    "register_contradicted": "Against what a register said",
    "without_consent": "Shared without the person’s agreement",
    "overruled": "The person said no, and it was shared",
    "public_interest": "Only the public interest could allow it",
    "danger": "Somebody was or may have been in danger",
    "late": "Danger: recorded after more than 24 hours",
    "refused_safety": "Not shared, though safety was at stake",
    "alert_ignored": "Shared in spite of a warning",
    "capacity": "The person could not decide this",
    "not_sure": "A question answered with “I’m not sure”",
    "not_told": "The person was not told",
    "promised": "Secrecy had been promised",
    "overruled_must": "A law stands above their no",
    "overruled_may": "A risk stands above their no",
    "must_report": "Must be reported by law",
    "agreement": "Needs a signed agreement",
    "regular": "Sent regularly",
    "whole_record": "The whole record",
    "part_of_record": "Copies of pages",
    "partial": "A part is left out",
    "review": "Marked for the Guardian",
    "own_surname": "Same surname as the worker",
    "no_tie": "The worker does not look after them",
}
CAREFUL = ("refused_safety", "danger", "late", "departed", "alert_ignored", "register_contradicted")
"""The marks that show whether refusals and late sharing are measured with as much care as sharing."""
VIEWS = {
    "yes": "Agreed",
    "yes_with_advice": "Agreed, with advice",
    "no": "Disagreed",
    "asked": "Waits for the worker’s answer",
    "not_yet": "Not looked at yet",
}
WAITS = {"0-7": "0 to 7 days", "8-14": "8 to 14 days", "15-30": "15 to 30 days", "31+": "Longer than 30 days"}
ANSWERED = {
    "hour": "Within an hour",
    "day": "Within a day",
    "days": "Within 3 days",
    "longer": "Later than 3 days",
    "waiting": "Not answered yet",
}
WHOM = {"guardian": "The Caldicott Guardian", "senior": "A senior at work"}
URGENT = {"urgent": "Urgent", "calm": "Not urgent"}
OBJECTIONS = {
    "respected": "Respected: nothing that names them was shared",
    "narrowed": "Respected in part: only the rest was shared",
    "overruled": "Overruled",
    "settled": "Shared in the end on other grounds",
}
HOW = {"must": "A law stood above their no", "may": "A risk stood above their no"}
CONCERNS = {
    "rules": "The rules were not followed",
    "misuse": "Somebody misused information",
    "breach": "Information went astray",
    "recipient": "Somebody we share with",
    "near_miss": "It nearly went wrong",
    "complaint": "A complaint",
    "other": "Something else",
}
STATES = {"open": "Open", "closed": "Closed"}
SEVERITIES = {
    "none": "No harm likely",
    "risk": "A risk to people",
    "high": "A high risk to people",
    "unjudged": "Not judged yet",
}
CLOCKS = {
    "regulator": "Regulator told within 72 hours",
    "acknowledge": "Complaint answered within 30 days",
}
KEPT = {
    "in_time": "In time",
    "late": "Late",
    "told": "Done, time not known",
    "not_needed": "Not needed",
    "not_yet": "Not yet",
}
RULES = {
    "1": "Rule 1: treat what is confidential with respect",
    "2": "Rule 2: share in the care team",
    "3": "Rule 3: share for the good of all without names",
    "4": "Rule 4: respect a no",
    "5": "Rule 5: keep this in order",
}
SAID = {
    "consent.given": "Consent given",
    "consent.refused": "Consent refused",
    "consent.withdrawn": "Consent withdrawn",
    "objection.raised": "Objection raised",
    "objection.ended": "Objection ended",
    "refusal.reviewed": "Refusal looked at by a senior",
}
YEAR = {
    "letter.given": "Letters given",
    "notice.given": "People told what we hold and why",
    "notice.published": "Notices published",
    "training.recorded": "Trainings recorded",
    "declaration.made": "Declarations made",
    "policy.adopted": "Versions of policies adopted",
    "policy.reviewed": "Policies looked at again",
    "policy.acknowledged": "Policies read and acknowledged",
    "agreement.recorded": "Agreements recorded",
    "agreement.ended": "Agreements ended",
    "assurance.recorded": "Assurances of recipients recorded",
    "appointment.made": "Appointments made",
    "register.entered": "Yearly duties entered",
    "register.reviewed": "Yearly duties looked at again",
    "evidence.filed": "Evidence filed",
    "access.reviewed": "Times somebody checked who can log in",
    "access.ended": "People who can no longer log in",
    "record.disposed": "Records disposed of",
}
CHANGED = {
    "ruleset.signed_off": "Signatures under new questions",
    "ruleset.taken_back": "Signatures taken back",
    "ruleset.compared": "Times new questions were tried on past decisions",
    "law.commenced": "Days entered on which a law began",
    "law.taken_back": "Such days taken back",
}
READS = {
    "decision.opened": "Decisions opened",
    "decision.printed": "Decisions printed",
    "history.opened": "Other decisions about a person looked at",
    "search.made": "Decisions about a person searched for",
    "individual.opened": "Records of people opened",
    "individual.consulted": "Registers looked at for a decision",
    "individual.sought": "People looked for in other homes",
    "concern.opened": "Concerns opened",
    "advice.opened": "Questions for advice opened",
    "letter.opened": "Letters opened",
    "recipient.opened": "Recipients’ pages opened",
    "evidence.opened": "Evidence opened",
    "file.exported": "Copies of a person’s file taken",
    "list.exported": "Lists taken out",
    "report.taken": "Reports downloaded",
    "pack.taken": "Evidence packs downloaded",
}
