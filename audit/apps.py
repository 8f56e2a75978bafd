"""The audit app: what was decided, kept so that it can be proved."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The middle floor; it reads entries and never imports the decisions above it."""

    name = "audit"
    verbose_name = "Ledger and desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check that the ledger's guards stand."""
        from audit.ledger import checks  # noqa: F401
