"""Who was appointed to what. Names, numbers and reasons are in the entries alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.assurance.appointments.posts import Post
from audit.ledger.facts import Told
from portal.models import Organisation


class Appointment(Told):
    """That somebody was appointed, or confirmed, in a post until it is looked at again on `review_on`.

    `person` is empty for somebody who does not log in here. `renews` is the appointment that a confirmation takes
    the place of; `since` stays the day on which they were first appointed.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = models.TextField(choices=Post.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    review_on = models.DateField()
    renews = models.OneToOneField("self", models.PROTECT, null=True, related_name="renewal")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "post", "-made_at"], name="appointment_of_post")
        ]

    def __str__(self) -> str:
        return f"{self.post} since {self.since}"


class AppointmentEnd(Told):
    """That an appointment ended; why is in the entry."""

    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="end")
    ended_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"End of {self.appointment_id}"
