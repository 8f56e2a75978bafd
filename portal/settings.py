"""Settings. All that differs between places comes from the environment; nothing here is a secret.

| variable | meaning | default |
|---|---|---|
| PORTAL_DATABASE_URL | PostgreSQL, as the role the portal runs under | none |
| PORTAL_DATA | folder for keys, files and the embedded database | .data in the checkout |
| PORTAL_KEYRING | file of the encryption keys | keyring.json in PORTAL_DATA |
| PORTAL_SECRET_KEY | Django's secret key | file secret-key in PORTAL_DATA |
| PORTAL_HOSTS | host names answered, separated by commas | localhost,127.0.0.1,[::1] |
| PORTAL_URL | the address people open | http://localhost:8000 |
| PORTAL_ORIGIN | first part of each ledger's name; never change it | localhost |
| PORTAL_BROKER_URL | where jobs wait | folders in PORTAL_DATA |
| PORTAL_EMAIL_URL | smtp://user:password@host:port | files in PORTAL_DATA/mail |
| PORTAL_ONLY_WORKER | 1 where no other job worker runs, so that one takes up what a killed one held | 0 |
| PORTAL_STORIES | folder of the stories to practise with | tests/scenarios in the checkout |
| PORTAL_DRAFTS | folder of rulesets drafted and not sealed yet, to be compared and signed off | drafts in PORTAL_DATA |
| PORTAL_DEVELOPMENT | 1 shows /design/ | 0 |
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from portal import RELEASE

BASE_DIR = Path(__file__).resolve().parent.parent
PORTAL_DATA = Path(os.environ.get("PORTAL_DATA") or BASE_DIR / ".data").resolve()
PORTAL_KEYRING = Path(os.environ.get("PORTAL_KEYRING") or PORTAL_DATA / "keyring.json")
PORTAL_STORIES = Path(os.environ.get("PORTAL_STORIES") or BASE_DIR / "tests" / "scenarios").resolve()
PORTAL_ONLY_WORKER = os.environ.get("PORTAL_ONLY_WORKER") == "1"
PORTAL_DRAFTS = Path(os.environ.get("PORTAL_DRAFTS") or PORTAL_DATA / "drafts")
PORTAL_ORIGIN = os.environ.get("PORTAL_ORIGIN", "localhost")
PORTAL_URL = os.environ.get("PORTAL_URL", "http://localhost:8000")
# Every entry says which release wrote it.
PORTAL_RELEASE = RELEASE
PORTAL_DEVELOPMENT = os.environ.get("PORTAL_DEVELOPMENT") == "1"
HTTPS = PORTAL_URL.startswith("https://")


def _secret_key() -> str:
    """Return the key from the environment or the data folder; without either, commands that sign will fail."""
    given = os.environ.get("PORTAL_SECRET_KEY")
    file = PORTAL_DATA / "secret-key"
    return given or (file.read_text().strip() if file.exists() else "")


def _database(url: str) -> dict[str, object]:
    """Turn postgresql://user:password@host:port/name (or ?host=/socket/folder) into Django's form."""
    parts = urlsplit(url)
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "portal",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", "") or parts.hostname or ""),
        "PORT": unquote(options.pop("port", "")) or (str(parts.port) if parts.port else ""),
        # Without persistent connections every page is about five times slower.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: unquote(value) for key, value in options.items()},
    }


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PORTAL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [PORTAL_URL] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "rules",
    # After Django's own, so that the set-up site can take Group away.
    "portal",
    "audit",
    "decisions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A page of answers weighs a third of what it would. Django pads it, so that its length tells nothing.
    "django.middleware.gzip.GZipMiddleware",
    "portal.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.idle.IdleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.middleware.MembershipMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.design.context.page",
            ],
        },
    },
]

DATABASES = {"default": _database(os.environ.get("PORTAL_DATABASE_URL", "postgresql:///portal"))}

# Shared by all web processes: wrong passwords are counted here, under hashed keys. No page is ever kept in it.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"},
}

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "portal.accounts.NoSignUp"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "portal.login.LoginForm",
    "reset_password": "portal.login.ResetPasswordForm",
    "reset_password_from_key": "portal.login.ResetPasswordKeyForm",
    "change_password": "portal.login.ChangePasswordForm",
}
# Five wrong passwords for one address in five minutes close the door for a while.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,50/5m/ip"}

# A minute more than a log-in may lie idle (portal/idle.py), so that nobody is logged out early.
SESSION_COOKIE_AGE = 16 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = ["nhsuk"]
CRISPY_TEMPLATE_PACK = "nhsuk"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = PORTAL_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A million characters typed by mistake must reach the field that says they are too many.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# A list of people never touches the disk in clear: what is larger than this is not taken at all.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

DEFAULT_FROM_EMAIL = os.environ.get("PORTAL_EMAIL_FROM", "Check before you share <noreply@localhost>")
_email = urlsplit(os.environ.get("PORTAL_EMAIL_URL", ""))
if _email.hostname:
    EMAIL_HOST, EMAIL_PORT = _email.hostname, _email.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_email.username or ""), unquote(_email.password or "")
    EMAIL_USE_TLS = EMAIL_PORT == 587
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = PORTAL_DATA / "mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.security": {"level": "ERROR"}},
}

# How many stories of practice each person got right, which the floor that keeps training cannot ask for itself.
PRACTISED = "decisions.practice.queries.right_answers"

# What falls due each year: callables of (organisation, day), named here because some live on the floor above the list.
ASSURANCE_TASKS: list[str] = [
    "audit.assurance.appointments.owed.tasks",
    "audit.assurance.registers.owed.tasks",
    "audit.assurance.training.owed.tasks",
    "audit.assurance.access.owed.tasks",
    "decisions.recipients.owed.tasks",
    "decisions.clean_lists.owed.tasks",
    "audit.reports.annual.queries.tasks",
    "audit.assurance.policies.owed.tasks",
    "audit.assurance.notices.owed.tasks",
]

# What can be made that takes longer than a page may: callables of (job, tell). And what is called, with job, file_name
# and by, before somebody gets a file of such a job; where it raises, they get none.
MAKING_KINDS: dict[str, str] = {
    "report": "audit.reports.annual.making.make",
    "pack": "audit.reports.packs.making.make",
    "inspector": "audit.reports.packs.making.make_inspectors",
}
MAKING_TAKEN: dict[str, str] = {
    "report": "audit.reports.annual.actions.take_report",
    "pack": "audit.reports.packs.actions.take_pack",
    "inspector": "audit.reports.packs.actions.take_pack",
}
# For so many seconds a worker holds a job without a sign of life.
MAKING_LEASE = 45.0

# What makes the form of one decision for an inspector, with organisation, decision and by.
PACK_DECISION_FORM = "decisions.letters.sampled.form"
