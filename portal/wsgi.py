"""The door a web server comes in by.

It stays shut where the keys are not those of the database, a guard of the ledger is down, or the portal's own role
could lift it.
"""

import os
import sys

from django.core.checks import WARNING, Tags, run_checks
from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()


def _refuse_unsafe_database() -> None:
    """End with what is wrong with the database; processes made from this one connect anew."""
    try:
        found = run_checks(tags=[Tags.database], databases=[connection.alias])
    finally:
        connection.close()
    faults = [fault for fault in found if fault.is_serious(WARNING)]
    if faults:
        sys.exit("\n".join(": ".join(filter(None, (fault.msg, fault.hint))) for fault in faults))


_refuse_unsafe_database()
