"""The door a web server comes in by. It stays shut where the keys are not those of the database."""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()


def _refuse_other_keys() -> None:
    """End with a sentence where these are not the keys of the database; processes made from this one connect anew."""
    from portal.keys_of_database import misfit

    try:
        with connection.cursor() as cursor:
            fault = misfit(cursor, settings.PORTAL_KEYRING)
    finally:
        connection.close()
    if fault:
        sys.exit(fault)


_refuse_other_keys()
