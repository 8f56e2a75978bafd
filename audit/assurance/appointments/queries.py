"""Who holds which post today, what was said of each post before, and where posts and log-ins do not match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from audit.assurance.appointments.conflicts import Conflict, conflicts
from audit.assurance.appointments.models import Appointment, AppointmentEnd
from audit.assurance.appointments.posts import LOGS_IN_AS, Post
from audit.assurance.registers import queries as registers
from audit.assurance.registers.kinds import NO_OFFICER
from audit.ledger import queries as ledger
from audit.ledger.queries import Opened
from portal.models import Membership, Organisation, User
from portal.roles import ROLE_NAMES, Role, may

UNREADABLE = "Somebody whose name can no longer be read"
LONGEST_STORY = 100


@dataclass(frozen=True, slots=True)
class Held:
    """An appointment that stands. `evidence` says who decided it, `reason` why in spite of a conflict, "" without."""

    appointment: Appointment
    name: str
    phone: str
    evidence: str
    reason: str

    @property
    def post(self) -> Post:
        """What they are appointed as."""
        return Post(self.appointment.post)

    def is_late(self, day: date) -> bool:
        """Say whether the day on which it is to be looked at again is over."""
        return self.appointment.review_on < day


def held(organisation: Organisation) -> list[Held]:
    """Return every appointment that stands, post by post, the earliest of each first."""
    standing = Appointment.objects.filter(organisation=organisation, end=None, renewal=None)
    found = list(standing.select_related("person"))
    found.sort(key=lambda each: (Post.values.index(each.post), each.since, each.pk))
    said = ledger.opened(ledger.in_order(organisation, [each.pk for each in found]))
    return [_held(each, opened.body) for each, opened in zip(found, said, strict=True)]


def held_one(organisation: Organisation, appointment_id: UUID) -> Held | None:
    """Return one of the appointments that stand, or None."""
    return next((each for each in held(organisation) if each.appointment.pk == appointment_id), None)


def _held(appointment: Appointment, body: dict[str, object]) -> Held:
    """Return an appointment with its words; somebody who logs in is called as they are called today."""
    person = appointment.person
    name = person.full_name if person else str(body.get("name", UNREADABLE))
    words = (str(body.get(each, "")) for each in ("phone", "evidence", "reason"))
    return Held(appointment, name, *words)


def waived(organisation: Organisation) -> dict[Post, date]:
    """Return the posts of which it is written down why nobody need hold them, each with the day until which it stands.

    Only a data protection officer can be done without: UK GDPR, Article 37(1).
    """
    until = registers.due(organisation, NO_OFFICER)
    return {Post.DPO: until} if until else {}


def story(organisation: Organisation) -> list[Opened]:
    """Return what was said of all posts, the latest first, as far back as a page holds."""
    appointments = Appointment.objects.filter(organisation=organisation).order_by("-made_at")
    ends = AppointmentEnd.objects.filter(appointment__organisation=organisation).order_by("-made_at")
    ids = [
        each for rows in (appointments, ends) for each in rows.values_list("pk", flat=True)[:LONGEST_STORY]
    ]
    entries = sorted(ledger.in_order(organisation, ids), key=lambda entry: -entry.seq)
    return ledger.opened(entries[:LONGEST_STORY])


def candidates(organisation: Organisation) -> list[User]:
    """Return who logs in here as more than a care worker, by name: those who come into question first."""
    roles = [role.value for role in Role if role is not Role.WORKER]
    here = Membership.objects.filter(organisation=organisation, role__in=roles)
    found = User.objects.filter(pk__in=here.values("user"), is_active=True)
    return list(found.order_by("full_name", "pk"))


def meeting(organisation: Organisation, post: str, person: User | None, name: str) -> list[Conflict]:
    """Return the conflicts that a post would bring about in one person, who may be somebody from outside."""
    posts = {each.post.value for each in held(organisation) if is_same(each, person, name)} | {post}
    managing = person is not None and any(may(each, "manage") for each in _roles(organisation, person))
    return [each for each in conflicts(posts, managing=managing) if post in each.posts]


def is_same(one: Held, person: User | None, name: str) -> bool:
    """Say whether an appointment is of this person: the same log-in or, where either has none, the same name."""
    if person is not None and one.appointment.person_id is not None:
        return bool(one.appointment.person_id == person.pk)
    return _folded(one.name) == _folded(person.full_name if person else name)


def standing_conflicts(organisation: Organisation, here: Sequence[Held]) -> list[tuple[str, Conflict]]:
    """Return the conflicts that stand now, each with whose it is, each once."""
    found: dict[tuple[str, str], tuple[str, Conflict]] = {}
    for each in here:
        for conflict in meeting(organisation, each.post, each.appointment.person, each.name):
            found.setdefault((_folded(each.name), conflict.code), (each.name, conflict))
    return list(found.values())


def differences(organisation: Organisation, here: Sequence[Held]) -> list[str]:
    """Return in sentences where who is appointed and who logs in as Guardian or deputy are not the same."""
    roles = {role.value: post for post, role in LOGS_IN_AS.items()}
    rows = Membership.objects.filter(organisation=organisation, role__in=roles, user__is_active=True)
    log_ins = {(roles[each.role], each.user_id): each.user.full_name for each in rows.select_related("user")}
    named = {(each.post, each.appointment.person_id or each.appointment.pk): each.name for each in here}
    return [
        *(
            f"{name} is appointed as {post.label} but does not log in as one."
            for (post, whose), name in named.items()
            if post in LOGS_IN_AS and (post, whose) not in log_ins
        ),
        *(
            f"{name} logs in as {ROLE_NAMES[LOGS_IN_AS[post]]}, but no appointment is written down."
            for (post, whose), name in log_ins.items()
            if (post, whose) not in named
        ),
    ]


def _roles(organisation: Organisation, person: User) -> Iterable[Membership]:
    return Membership.objects.filter(organisation=organisation, user=person, user__is_active=True)


def _folded(name: str) -> str:
    """Return a name so that two spellings of the same one are equal."""
    return " ".join(name.split()).casefold()
