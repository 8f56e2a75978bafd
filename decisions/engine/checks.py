"""Is a ruleset fit to decide with?

Everything here is proved on the graph, for every walk at once. For what depends on the way one came, the graph is
walked together with a small state: the basis last named, and whether the person's no (or a bar, or a failed check)
stands. So the proof is exact, and stays quick however many walks there are.

What is promised, and proved here:

* Each edge lands, nothing goes in a circle, everything can be reached. So each walk ends in exactly one outcome.
* Each outcome cites a rule of the guide with its part, and every source has a title, a part and a date.
* Nothing is shared without a named basis, nor without the questions the ruleset names in `before_sharing`.
* Deny wins. After an answer that `denies` nothing can be shared. After the person's no (`objects`) nothing can be
  shared but what a law says must be told, or, past an answer that `narrows`, a part; another no closes that again.
  A box that denies beats every box that does not, however many are ticked. So to add an objection, a legal bar or
  a failed check never makes sharing easier.
* The public interest goes to the Guardian, with what `both_sides` asks for in writing.
* Doubt does not share. The next thing after "I'm not sure" is a question, or an outcome that says to wait, to ask
  or to safeguard.
* Every question that doubt did not lead to has an answer for whoever is not sure.
* A warning, a paper out of date, a failed check and what the law protects closely always deny. From an end that binds
  only the Guardian can depart, and no answer leads there that does not deny.
* Where a ruleset asks who is told, nothing is shared with somebody whom nobody checked.
* Every end says what to tell whoever asked, what to tell the person, and what comes next.
* Nothing stands on law that was superseded, and no end on law that is not in force yet.
* Of boxes that lead apart it is said which goes first; the order on the page never decides.
* A question is asked only where its answer can change where it leads, a duty or the basis.
* Only grounds that protect someone from serious harm stand above denial and doubt, and only an outcome can name them.
* Each ground names its basis in data-protection law, and each source what it is and how it is known.

And of a version that belongs to the second edition or a later one (an older one was sealed without it):

* No words to the person, no step and no duty tells them where an answer says that telling them is not safe.
* The Guardian is not asked before the person was; how it is kept is asked only where something would be sent.
* One whom nobody has checked is given nothing, whatever the danger.
* The same facts give the same kind of end through every door that can hear them (`alike`, over all doors).
* No end rests only on sources that nobody read, and nothing rests on a bill; each source says who read it, and whom it
  binds. A duty that a law makes is put only to someone whom an answer, or the kind of organisation, says it binds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from decisions.engine import law, order, saying, sharing, telling, whole
from decisions.engine.ruleset import Ruleset

FIRST: Final[tuple[tuple[Callable[[Ruleset], Iterator[str]], ...], ...]] = (
    (whole.broken_edges, whole.broken_law, whole.dead_ends),
    (whole.circles,),
)
"""Without these nothing else can be asked."""
CHECKS: Final[tuple[Callable[[Ruleset], Iterator[str]], ...]] = (
    whole.unreachable,
    whole.sources,
    whole.citations,
    whole.stale,
    whole.lawful,
    whole.pointless,
    whole.by_chance,
    sharing.groundless,
    sharing.denials,
    sharing.weak_boxes,
    sharing.protection,
    sharing.doubts,
    sharing.skipped,
    sharing.public_interest,
    sharing.unchecked,
    sharing.bars,
    sharing.closely_protected,
    sharing.bound,
    sharing.unsure,
    saying.questions,
    saying.outcomes,
    saying.ends,
)
SINCE_EDITION_2: Final[tuple[Callable[[Ruleset], Iterator[str]], ...]] = (
    telling.unsafe_words,
    telling.unsafe_answers,
    telling.unmarked_duties,
    order.guardian_first,
    order.unasked,
    order.when_sent,
    order.strangers,
    order.trusted_callers,
    *law.CHECKS,
)
"""What a version of the first edition never promised: it stays as it was sealed."""


def faults(ruleset: Ruleset) -> list[str]:
    """Everything that is wrong, a sentence each; none when the ruleset is fit to decide with."""
    for needed in FIRST:
        found = [fault for check in needed for fault in check(ruleset)]
        if found:
            return found
    promised = CHECKS if ruleset.edition == 1 else CHECKS + SINCE_EDITION_2
    return [fault for check in promised for fault in check(ruleset)]
