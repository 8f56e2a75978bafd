"""Who looks after an individual, in plain sentences."""

from __future__ import annotations

from datetime import date

from decisions.individuals.models_ties import Correction, HomeOfIndividual, Relationship
from decisions.vocabulary import day_in_words


def home_sentence(stay: HomeOfIndividual) -> str:
    """Say where somebody moved, or which home looks after them as well."""
    name, since = stay.individual.details.name, day_in_words(stay.began_on)
    if stay.instead:
        return f"{name} moved to {stay.home.name} on {since}."
    return f"{stay.home.name} has also looked after {name} since {since}."


def ended_home_sentence(stay: HomeOfIndividual, on: date) -> str:
    """Say that a home no longer looks after somebody as well."""
    name = stay.individual.details.name
    return f"{stay.home.name} has no longer looked after {name} since {day_in_words(on)}."


def relationship_sentence(relationship: Relationship) -> str:
    """Say who helps to look after somebody, and until when."""
    name = relationship.individual.details.name
    since, until = day_in_words(relationship.began_on), day_in_words(relationship.ends_on)
    return (
        f"{relationship.worker.full_name} helps to look after {name} from {since} until the end of {until}."
    )


def ended_relationship_sentence(relationship: Relationship, on: date) -> str:
    """Say that somebody no longer helps to look after a person."""
    name = relationship.individual.details.name
    return f"{relationship.worker.full_name} has not helped to look after {name} since {day_in_words(on)}."


def correction_sentence(correction: Correction) -> str:
    """Say that details were put right."""
    words = correction.words
    return f"The details were put right: {words['name']} ({words['reference']})."
