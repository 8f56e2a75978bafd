"""The portal's own settings with the peers' pages beside it, so that both meet the same middleware and server."""

from portal.settings import *  # noqa: F403
from portal.settings import BASE_DIR, INSTALLED_APPS, MAKING_KINDS, TEMPLATES

ROOT_URLCONF = "bench.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "formtools"]
TEMPLATES = [TEMPLATES[0] | {"DIRS": [BASE_DIR / "templates", BASE_DIR / "bench" / "templates"]}]
MAKING_KINDS = MAKING_KINDS | {"kills": "bench.kills.make"}
