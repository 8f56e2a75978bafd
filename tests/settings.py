"""The portal's own settings, on the tests' database, with passwords that are quick to check."""

import os

from tests import database

database.prepare()
os.environ.setdefault("PORTAL_DEVELOPMENT", "1")

from portal.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Files come from where they lie, so that no test waits for them to be gathered.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A job asked for in a test runs at once, in the test's own transaction.
CELERY_TASK_ALWAYS_EAGER = CELERY_TASK_EAGER_PROPAGATES = True
