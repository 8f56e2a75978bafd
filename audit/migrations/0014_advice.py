"""Who reads a question for advice leaves an entry; a decision has one conversation with each of those it can ask."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The word cannot be undone: one that stands in a leaf is never taken away."""

    dependencies: ClassVar = [("audit", "0013_looks")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text()),
        migrations.RemoveIndex("thread", "thread_of_decision"),
        migrations.AddConstraint(
            "thread",
            models.UniqueConstraint(fields=["decision", "whom"], name="one_thread_of_a_decision"),
        ),
        migrations.AddIndex(
            "thread",
            models.Index(
                fields=["organisation", "whom", "-answered_at", "-id"], name="thread_answered_by_whom"
            ),
        ),
    ]
