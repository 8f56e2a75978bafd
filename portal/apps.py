"""The portal app: organisations, homes, people and what they may do."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The ground floor; it knows nothing of the two floors above."""

    name = "portal"
    verbose_name = "People and places"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks."""
        from portal import checks  # noqa: F401 - the models must be there first
