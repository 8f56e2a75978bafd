"""The name under which a person keeps a way to narrow the list."""

from __future__ import annotations

from portal.design.fields import TextField
from portal.design.forms import Form


class SaveForm(Form):
    """A name for a view."""

    name = TextField(
        label="Name for this view",
        hint="Only you see it. Do not use anybody's name",
        max_length=60,
        required_message="Enter a name for this view",
    )
