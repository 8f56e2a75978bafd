"""Finding the link somebody came by, from the token that is stored nowhere."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from decisions.recipients.models_links import AcknowledgementLink
from portal.models import Membership


def link_of(token: str) -> AcknowledgementLink | None:
    """Return the link with this token, spent or not, or None."""
    digest = sha256(token.encode(errors="replace")).digest()
    found = AcknowledgementLink.objects.filter(token_hash=digest)
    return found.select_related(
        "recipient__key", "recipient__organisation", "agreement", "made_by", "acknowledgement"
    ).first()


def is_open(link: AcknowledgementLink, at: datetime) -> bool:
    """Say whether a link can be used at a moment: not spent, not run out, and whoever made it still works here."""
    organisation = link.recipient.organisation
    works_here = Membership.objects.filter(
        user=link.made_by, organisation=organisation, user__is_active=True
    ).exists()
    return works_here and link.is_open(at)


def was_given(link: AcknowledgementLink, key: UUID) -> bool:
    """Say whether the form with this key is the one that spent the link: the same press of a button twice."""
    return hasattr(link, "acknowledgement") and link.acknowledgement.pk == key
