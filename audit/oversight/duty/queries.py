"""Who acts as Guardian, who of them is away, and who may say so."""

from __future__ import annotations

from portal.duty import acting
from portal.models import MailPreference, Membership, Organisation, User
from portal.roles import may


def may_say(asking: Membership, of: Membership) -> bool:
    """Say whether somebody may write down that another is away: for themselves, or for all who act as Guardian."""
    return asking.organisation_id == of.organisation_id and (
        asking.user_id == of.user_id or may(asking, "arrange")
    )


def acting_one(organisation: Organisation, membership_id: int) -> Membership | None:
    """Return one of those who act as Guardian in an organisation, or None."""
    return next((each for each in acting(organisation) if each.pk == membership_id), None)


def preference(user: User) -> MailPreference:
    """Return which e-mails a person wants; all, where they have not said."""
    return MailPreference.objects.filter(user=user).first() or MailPreference(user=user)
