"""Every kind of thing that can be written in the ledger.

The list is closed: a leaf is read for ever, so a word in it never changes its meaning and is never taken
away. A new word is added here and, by a migration, to the database function `ledger_events`; a test holds
the two together.
"""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """What happened, as the leaf spells it: a thing, a full stop, what was done to it."""

    LOG_OPENED = "log.opened"

    DECISION_MADE = "decision.made"
    DECISION_OPENED = "decision.opened"
    DECISION_PRINTED = "decision.printed"
    DECISION_ADDED_TO = "decision.added_to"
    DISCLOSURE_MADE = "disclosure.made"
    DANGER_ADVISED = "danger.advised"
    DANGER_ENDED = "danger.ended"

    INDIVIDUAL_ADDED = "individual.added"
    INDIVIDUAL_CORRECTED = "individual.corrected"
    INDIVIDUAL_CONSULTED = "individual.consulted"
    INDIVIDUAL_OPENED = "individual.opened"
    INDIVIDUAL_SOUGHT = "individual.sought"
    HOME_BEGAN = "home.began"
    HOME_ENDED = "home.ended"
    RELATIONSHIP_BEGAN = "relationship.began"
    RELATIONSHIP_ENDED = "relationship.ended"
    CONSENT_GIVEN = "consent.given"
    CONSENT_REFUSED = "consent.refused"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    OBJECTION_RAISED = "objection.raised"
    OBJECTION_ENDED = "objection.ended"
    WISHES_RECORDED = "wishes.recorded"
    WISHES_ENDED = "wishes.ended"
    CAPACITY_RECORDED = "capacity.recorded"
    CAPACITY_ENDED = "capacity.ended"
    REFUSAL_REVIEWED = "refusal.reviewed"
    CARER_ASKED = "carer.asked"
    CARER_ENDED = "carer.ended"
    PREFERENCE_RECORDED = "preference.recorded"
    NOTICE_GIVEN = "notice.given"
    PRIVACY_MARKED = "privacy.marked"
    PRIVACY_ENDED = "privacy.ended"
    MATRIX_AGREED = "matrix.agreed"

    RECIPIENT_ADDED = "recipient.added"
    RECIPIENT_OPENED = "recipient.opened"
    ROUTE_RECORDED = "route.recorded"
    ROUTE_ENDED = "route.ended"
    ASSURANCE_RECORDED = "assurance.recorded"
    ASSURANCE_ENDED = "assurance.ended"
    ALERT_RAISED = "alert.raised"
    ALERT_ACKNOWLEDGED = "alert.acknowledged"
    ALERT_ENDED = "alert.ended"
    AGREEMENT_RECORDED = "agreement.recorded"
    AGREEMENT_ENDED = "agreement.ended"
    RECIPIENT_CORRECTED = "recipient.corrected"
    RECIPIENT_CHECKED = "recipient.checked"
    ALERT_ASSESSED = "alert.assessed"
    ACKNOWLEDGEMENT_ASKED = "acknowledgement.asked"
    ACKNOWLEDGEMENT_GIVEN = "acknowledgement.given"

    LETTER_WORDED = "letter.worded"
    LETTER_MADE = "letter.made"
    LETTER_OPENED = "letter.opened"
    LETTER_GIVEN = "letter.given"
    STAFF_ADDED = "staff.added"
    FILE_EXPORTED = "file.exported"
    CLEAN_LIST_MADE = "clean_list.made"
    CLEAN_LIST_READ = "clean_list.read"

    LAW_COMMENCED = "law.commenced"
    LAW_TAKEN_BACK = "law.taken_back"
    ORGANISATION_DESCRIBED = "organisation.described"
    RULESET_COMPARED = "ruleset.compared"
    RULESET_SIGNED_OFF = "ruleset.signed_off"
    RULESET_TAKEN_BACK = "ruleset.taken_back"

    DECISION_REVIEWED = "decision.reviewed"
    REVIEW_ANSWERED = "review.answered"
    DECISION_WEIGHED = "decision.weighed"
    HISTORY_OPENED = "history.opened"
    FOLLOW_UP_ASKED = "follow_up.asked"
    FOLLOW_UP_DONE = "follow_up.done"
    EXAMPLE_PROPOSED = "example.proposed"
    EXAMPLE_CHECKED = "example.checked"
    SAMPLE_DRAWN = "sample.drawn"
    SAMPLE_JUDGED = "sample.judged"
    LOOK_OPENED = "look.opened"
    LOOK_JUDGED = "look.judged"
    SEARCH_MADE = "search.made"
    ADVICE_ASKED = "advice.asked"
    ADVICE_OPENED = "advice.opened"
    ADVICE_GIVEN = "advice.given"
    CONCERN_RAISED = "concern.raised"
    CONCERN_OPENED = "concern.opened"
    CONCERN_ACTED_ON = "concern.acted_on"
    CONCERN_CLOSED = "concern.closed"
    ABSENCE_RECORDED = "absence.recorded"
    ABSENCE_ENDED = "absence.ended"
    CONTACTS_CHANGED = "contacts.changed"

    APPOINTMENT_MADE = "appointment.made"
    APPOINTMENT_ENDED = "appointment.ended"
    REGISTER_ENTERED = "register.entered"
    REGISTER_REVIEWED = "register.reviewed"
    REGISTER_ENDED = "register.ended"
    EVIDENCE_FILED = "evidence.filed"
    EVIDENCE_OPENED = "evidence.opened"
    POLICY_ADOPTED = "policy.adopted"
    POLICY_REVIEWED = "policy.reviewed"
    POLICY_ACKNOWLEDGED = "policy.acknowledged"
    POLICY_ENDED = "policy.ended"
    NOTICE_PUBLISHED = "notice.published"
    TRAINING_REQUIRED = "training.required"
    TRAINING_RECORDED = "training.recorded"
    TRAINING_EXCUSED = "training.excused"
    DECLARATION_MADE = "declaration.made"
    GATE_SET = "gate.set"
    ACCESS_REVIEWED = "access.reviewed"
    ACCESS_ENDED = "access.ended"
    REPORT_SEALED = "report.sealed"
    REPORT_TAKEN = "report.taken"
    PACK_MADE = "pack.made"
    PACK_TAKEN = "pack.taken"

    LIST_EXPORTED = "list.exported"
    RECORD_DISPOSED = "record.disposed"


WORDS: dict[Event, str] = {
    Event.LOG_OPENED: "Ledger opened",
    Event.DECISION_MADE: "Decision made",
    Event.DECISION_OPENED: "Decision opened",
    Event.DECISION_PRINTED: "Decision printed",
    Event.DECISION_ADDED_TO: "Decision added to",
    Event.DISCLOSURE_MADE: "Information shared",
    Event.DANGER_ADVISED: "Danger: advice shown",
    Event.DANGER_ENDED: "Danger: it turned out nobody was in danger",
    Event.INDIVIDUAL_ADDED: "Individual added",
    Event.INDIVIDUAL_CORRECTED: "Individual's details corrected",
    Event.INDIVIDUAL_CONSULTED: "Register looked at for a decision",
    Event.INDIVIDUAL_OPENED: "Individual's record opened",
    Event.INDIVIDUAL_SOUGHT: "Individual looked for in other homes",
    Event.HOME_BEGAN: "Individual looked after by a home",
    Event.HOME_ENDED: "Individual no longer looked after by a home",
    Event.RELATIONSHIP_BEGAN: "Individual looked after by a worker of another home",
    Event.RELATIONSHIP_ENDED: "Individual no longer looked after by a worker of another home",
    Event.CONSENT_GIVEN: "Consent given",
    Event.CONSENT_REFUSED: "Consent refused",
    Event.CONSENT_WITHDRAWN: "Consent withdrawn",
    Event.OBJECTION_RAISED: "Objection raised",
    Event.OBJECTION_ENDED: "Objection ended",
    Event.WISHES_RECORDED: "Wishes about family recorded",
    Event.WISHES_ENDED: "Wishes about family ended",
    Event.CAPACITY_RECORDED: "Capacity recorded",
    Event.CAPACITY_ENDED: "Capacity record ended",
    Event.REFUSAL_REVIEWED: "Refusal looked at by a senior",
    Event.CARER_ASKED: "Carer asked for their own agreement",
    Event.CARER_ENDED: "Carer's own agreement ended",
    Event.PREFERENCE_RECORDED: "Summary Care Record preference recorded",
    Event.NOTICE_GIVEN: "Individual told what we hold and why",
    Event.PRIVACY_MARKED: "Something marked as private",
    Event.PRIVACY_ENDED: "Mark of something private ended",
    Event.MATRIX_AGREED: "Who needs to know what agreed",
    Event.RECIPIENT_ADDED: "Recipient added",
    Event.RECIPIENT_OPENED: "Recipient's page opened",
    Event.ROUTE_RECORDED: "Way to reach a recipient recorded",
    Event.ROUTE_ENDED: "Way to reach a recipient ended",
    Event.ASSURANCE_RECORDED: "Assurance recorded",
    Event.ASSURANCE_ENDED: "Assurance ended",
    Event.ALERT_RAISED: "Alert raised",
    Event.ALERT_ACKNOWLEDGED: "Alert read",
    Event.ALERT_ENDED: "Alert ended",
    Event.AGREEMENT_RECORDED: "Agreement recorded",
    Event.AGREEMENT_ENDED: "Agreement ended",
    Event.RECIPIENT_CORRECTED: "Recipient's name or number corrected",
    Event.RECIPIENT_CHECKED: "How a recipient was checked",
    Event.ALERT_ASSESSED: "Risk behind an alert assessed",
    Event.ACKNOWLEDGEMENT_ASKED: "Recipient asked to acknowledge obligations",
    Event.ACKNOWLEDGEMENT_GIVEN: "Obligations acknowledged",
    Event.LETTER_WORDED: "Words of a letter changed",
    Event.LETTER_MADE: "Letter made",
    Event.LETTER_OPENED: "Letter opened",
    Event.LETTER_GIVEN: "Letter given",
    Event.STAFF_ADDED: "Member of staff added",
    Event.FILE_EXPORTED: "Copy of an individual's file taken",
    Event.CLEAN_LIST_MADE: "List made for the national data opt-out check",
    Event.CLEAN_LIST_READ: "List read that came back from the national data opt-out check",
    Event.LAW_COMMENCED: "Day entered on which a law began",
    Event.LAW_TAKEN_BACK: "Day on which a law began taken back",
    Event.ORGANISATION_DESCRIBED: "Kind of organisation recorded",
    Event.RULESET_COMPARED: "New questions tried on past decisions",
    Event.RULESET_SIGNED_OFF: "New questions signed off",
    Event.RULESET_TAKEN_BACK: "Signature under new questions taken back",
    Event.DECISION_REVIEWED: "Decision looked at by the Guardian",
    Event.REVIEW_ANSWERED: "Guardian's question answered",
    Event.DECISION_WEIGHED: "Question for the Guardian weighed",
    Event.HISTORY_OPENED: "Other decisions about an individual looked at",
    Event.FOLLOW_UP_ASKED: "Something asked to be done after a decision",
    Event.FOLLOW_UP_DONE: "What was asked after a decision done",
    Event.EXAMPLE_PROPOSED: "Training example written from a decision",
    Event.EXAMPLE_CHECKED: "Training example checked for names",
    Event.SAMPLE_DRAWN: "Decisions of a month drawn by lot",
    Event.SAMPLE_JUDGED: "Decision drawn by lot decided again, unseen",
    Event.LOOK_OPENED: "Unusual reading opened",
    Event.LOOK_JUDGED: "Unusual reading looked into",
    Event.SEARCH_MADE: "Decisions about an individual searched for",
    Event.ADVICE_ASKED: "Advice asked for",
    Event.ADVICE_OPENED: "Question for advice opened",
    Event.ADVICE_GIVEN: "Advice given",
    Event.CONCERN_RAISED: "Concern raised",
    Event.CONCERN_OPENED: "Concern opened",
    Event.CONCERN_ACTED_ON: "Concern acted on",
    Event.CONCERN_CLOSED: "Concern closed",
    Event.ABSENCE_RECORDED: "Guardian or deputy away",
    Event.ABSENCE_ENDED: "Guardian or deputy back",
    Event.CONTACTS_CHANGED: "Whom to call changed",
    Event.APPOINTMENT_MADE: "Somebody appointed",
    Event.APPOINTMENT_ENDED: "Appointment ended",
    Event.REGISTER_ENTERED: "Yearly duty entered in a register",
    Event.REGISTER_REVIEWED: "Entry of a register looked at again",
    Event.REGISTER_ENDED: "Entry of a register ended",
    Event.EVIDENCE_FILED: "Evidence filed",
    Event.EVIDENCE_OPENED: "Evidence opened",
    Event.POLICY_ADOPTED: "Version of a policy adopted",
    Event.POLICY_REVIEWED: "Policy looked at again for the year",
    Event.POLICY_ACKNOWLEDGED: "Policy read and acknowledged",
    Event.POLICY_ENDED: "Policy no longer in use",
    Event.NOTICE_PUBLISHED: "Notice to the public published",
    Event.TRAINING_REQUIRED: "Training asked of a role",
    Event.TRAINING_RECORDED: "Training recorded",
    Event.TRAINING_EXCUSED: "Somebody on long leave excused from training",
    Event.DECLARATION_MADE: "Declaration made",
    Event.GATE_SET: "Whether training opens the wizard",
    Event.ACCESS_REVIEWED: "Who can log in looked at",
    Event.ACCESS_ENDED: "Somebody can no longer log in here",
    Event.REPORT_SEALED: "Report signed and sealed",
    Event.REPORT_TAKEN: "Report downloaded",
    Event.PACK_MADE: "Evidence pack made",
    Event.PACK_TAKEN: "Evidence pack downloaded",
    Event.LIST_EXPORTED: "List exported",
    Event.RECORD_DISPOSED: "Record disposed of",
}
