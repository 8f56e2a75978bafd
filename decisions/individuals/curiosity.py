"""What a Guardian watches for among the looks at people: one of their own name, and one without a tie to the looker.

Neither is a fault by itself. Both stand on the look's entry as marks, and name nobody; whoever watches over curiosity
asks about them. We keep nobody's address, so nothing is said of neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from decisions.individuals.ties import everywhere, has_a_tie
from portal.days import london_day
from portal.names import surnames
from portal.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decisions.individuals.models import Individual
    from portal.models import Membership, User

OWN_SURNAME: Final = "own_surname"
"""The one looked at has the looker's surname; a like first name is none."""
NO_TIE: Final = "no_tie"
"""Nothing ties the looker to the one looked at today: no home in common, no dated help, no decision about them."""


def marks(individual: Individual, looker: Membership, by: User) -> list[str]:
    """Return the marks of a look at one person whom the looker reaches.

    The database is asked once, and only about a looker who reaches every home.
    """
    own = [OWN_SURNAME] if _of_the_name(individual.details.name, by) else []
    # Whoever reaches one home alone reaches those whom it, or they themselves, look after today.
    tied = not everywhere(looker) or is_tied([individual], looker)
    return own if tied else [*own, NO_TIE]


def marks_elsewhere(found: Sequence[Individual], typed: str, looker: Membership, by: User) -> list[str]:
    """Return the marks of a look in other homes: by what was typed, and by whoever it found."""
    names = [typed, *(person.details.name for person in found)]
    own = [OWN_SURNAME] if any(_of_the_name(name, by) for name in names) else []
    tied = not found or is_tied(found, looker)
    return own if tied else [*own, NO_TIE]


def is_tied(people: Sequence[Individual], looker: Membership) -> bool:
    """Say whether the looker has to do with any of some people today, besides this look.

    The Guardian, and whoever manages all the homes, is tied to everyone. A worker without a home is not: to reach
    every home is not to look after everyone in it.
    """
    if looker.role != Role.WORKER and looker.home_id is None:
        return True
    return has_a_tie(people, looker, london_day())


def _of_the_name(name: str, looker: User) -> bool:
    """Say whether a name ends in the surname of whoever looks."""
    return not surnames(name).isdisjoint(surnames(looker.full_name))
