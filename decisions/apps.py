"""The decisions app: the five rules as questions a worker answers."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The top floor; it stands on the ledger and the portal."""

    name = "decisions"
    verbose_name = "Decisions and registers"
    default_auto_field = "django.db.models.BigAutoField"
