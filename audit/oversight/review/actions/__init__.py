"""What is done about one decision at the desk: it is opened and judged, somebody answers, something is asked to be
done, an example is written from it.

Each action stores its fact and appends its entry, sealed under the decision's own key. Words stand in the entries
alone. An `event_id` given twice gives the same fact back.
"""

from audit.oversight.review.actions.examples import check_example, propose_example
from audit.oversight.review.actions.follow_ups import ask_follow_up, complete_follow_up
from audit.oversight.review.actions.judging import After, AnotherLooked, Task, answer, review
from audit.oversight.review.actions.looking import open_decision, open_history

__all__ = [
    "After",
    "AnotherLooked",
    "Task",
    "answer",
    "ask_follow_up",
    "check_example",
    "complete_follow_up",
    "open_decision",
    "open_history",
    "propose_example",
    "review",
]
