"""Table of contents: the models of this floor, room by room."""

from audit.assurance.access.models import AccessReview
from audit.assurance.appointments.models import Appointment, AppointmentEnd
from audit.assurance.notices.models import NoticeVersion
from audit.assurance.policies.models import (
    ComplianceReview,
    PolicyEnd,
    PolicyRead,
    PolicyReview,
    PolicyVersion,
)
from audit.assurance.registers.models import Evidence, EvidenceFile, RegisterEntry, RegisterStep
from audit.assurance.training.models import Excuse, Learned, NeedsReview, Requirement, RequirementEnd
from audit.ledger.models import Body, Entry, Key, Log
from audit.oversight.advice.models import Said, Thread
from audit.oversight.concerns.models import Concern, Step
from audit.oversight.desk.models import Bookmark, Mark, Matter, SavedView, Tally
from audit.oversight.review.models import Example, ExampleCheck, FollowUp, Review, ReviewAnswer
from audit.oversight.verifying.models import Verification
from audit.oversight.watching.models import Judged, Look, LookJudged, Lot
from audit.oversight.weighing.models import Weighing
from audit.reports.annual.models import AnnualReport, ReportDraft
from audit.reports.models import CountedTo, Remembered, Sum

__all__ = [
    "AccessReview",
    "AnnualReport",
    "Appointment",
    "AppointmentEnd",
    "Body",
    "Bookmark",
    "ComplianceReview",
    "Concern",
    "CountedTo",
    "Entry",
    "Evidence",
    "EvidenceFile",
    "Example",
    "ExampleCheck",
    "Excuse",
    "FollowUp",
    "Judged",
    "Key",
    "Learned",
    "Log",
    "Look",
    "LookJudged",
    "Lot",
    "Mark",
    "Matter",
    "NeedsReview",
    "NoticeVersion",
    "PolicyEnd",
    "PolicyRead",
    "PolicyReview",
    "PolicyVersion",
    "RegisterEntry",
    "RegisterStep",
    "Remembered",
    "ReportDraft",
    "Requirement",
    "RequirementEnd",
    "Review",
    "ReviewAnswer",
    "Said",
    "SavedView",
    "Step",
    "Sum",
    "Tally",
    "Thread",
    "Verification",
    "Weighing",
]
