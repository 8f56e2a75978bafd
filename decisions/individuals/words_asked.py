"""What came of asking, in plain sentences: the same words on the page, beside a question and in the ledger."""

from __future__ import annotations

from decisions.individuals.models_asked import (
    NOTICE_FACTS,
    SUMMARY_RECORD,
    CarerConsent,
    Notice,
    RecordPreference,
    Refusal,
    SeniorReview,
    Sensitivity,
)
from decisions.vocabulary import KIND_WORDS, RecipientKind, day_in_words, items_in_words, listed


def refusal_sentence(refusal: Refusal) -> str:
    """Say what they were asked, and that they said no."""
    name = refusal.individual.details.name
    told = refusal.words["recipient"] or KIND_WORDS[RecipientKind(refusal.recipient_kind)]
    return (
        f"On {day_in_words(refusal.asked_on)} we asked {name} if we may tell {told} about: "
        f"{items_in_words(refusal.items, refusal.words['other'])}. They said no."
    )


def review_sentence(review: SeniorReview) -> str:
    """Say that a senior looked at a no that may make care impossible."""
    name, on = review.individual.details.name, day_in_words(review.reviewed_on)
    return f"On {on} a senior looked at a no by {name} that may make care impossible."


def carer_sentence(carer: CarerConsent) -> str:
    """Say if somebody close to the person agrees, for themself, to be told."""
    said = "they agree to be told" if carer.agrees else "they do not want to be told"
    relation = carer.wishes.words["relation"]
    person = carer.individual.details.name
    on = day_in_words(carer.said_on)
    return f"{carer.words['name']} ({relation}) said on {on} that {said} about {person}."


def preference_sentence(preference: RecordPreference) -> str:
    """Say what they want of the Summary Care Record."""
    name, on = preference.individual.details.name, day_in_words(preference.said_on)
    return f"{name} said on {on} that they want {SUMMARY_RECORD[preference.choice]}."


def notice_sentence(notice: Notice) -> str:
    """Say what they were told of what we hold about them, and what was left out."""
    name, on = notice.individual.details.name, day_in_words(notice.given_on)
    told = _facts(notice.facts)
    left = f" They were not told: {_facts(notice.missing)}." if notice.missing else ""
    return f"On {on} we told {name}: {told}.{left}"


def _facts(codes: list[str] | tuple[str, ...]) -> str:
    """Return some of the four facts as a list."""
    return listed([NOTICE_FACTS[code][:1].lower() + NOTICE_FACTS[code][1:] for code in codes])


def sensitivity_sentence(mark: Sensitivity) -> str:
    """Say what they want treated as private."""
    name, on = mark.individual.details.name, day_in_words(mark.marked_on)
    about = items_in_words(mark.items, mark.words["other"])
    return f"{name} asked on {on} that we treat this as private: {about}. Tell only those who must know."
