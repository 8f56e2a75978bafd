"""Table of contents: the models of this floor, room by room."""

from audit.ledger.models import Body, Entry, Key, Log
from audit.oversight.advice.models import Said, Thread
from audit.oversight.concerns.models import Concern, Step
from audit.oversight.desk.models import Bookmark, Mark, Matter, SavedView, Tally
from audit.oversight.review.models import Example, ExampleCheck, FollowUp, Review, ReviewAnswer
from audit.oversight.watching.models import Judged, Look, LookJudged, Lot
from audit.reports.annual.models import AnnualReport, ReportDraft
from audit.reports.models import CountedTo, Remembered, Sum

__all__ = [
    "AnnualReport",
    "Body",
    "Bookmark",
    "Concern",
    "CountedTo",
    "Entry",
    "Example",
    "ExampleCheck",
    "FollowUp",
    "Judged",
    "Key",
    "Log",
    "Look",
    "LookJudged",
    "Lot",
    "Mark",
    "Matter",
    "Remembered",
    "ReportDraft",
    "Review",
    "ReviewAnswer",
    "Said",
    "SavedView",
    "Step",
    "Sum",
    "Tally",
    "Thread",
]
