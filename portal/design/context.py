"""What every page shows around its content: who is logged in and where, whom to call, the parts that never change."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import idle
from portal.contacts import NOBODY, Contact, guardian_of
from portal.models import Membership

BRAND = "#0b5460"


@cache
def head() -> SafeString:
    """Return the part of <head> that is the same on every page; raises ValueError where the styles are not built."""
    return format_html(
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="format-detection" content="telephone=no">\n'
        '<meta name="theme-color" content="{}">\n'
        '<link rel="icon" href="{}" type="image/svg+xml">\n'
        '<link rel="stylesheet" href="{}">\n'
        '<script type="module" src="{}"></script>',
        BRAND,
        static("mark.svg"),
        static("portal.css"),
        static("portal.js"),
    )


@cache
def part(name: str) -> SafeString:
    """Return a part of the frame that is the same for everyone, drawn once from templates/frame/."""
    return SafeString(render_to_string(f"frame/{name}.html"))


@cache
def address(name: str) -> str:
    """Return an address that takes no arguments, found once."""
    return reverse(name)


class Page:
    """What base.html asks about the request; each part is found only when it is asked for."""

    minutes = idle.MINUTES
    warning = idle.WARNING

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def head(self) -> SafeString:
        """The unchanging part of <head>."""
        return head()

    @property
    def name(self) -> SafeString:
        """The service's mark and name."""
        return part("name")

    @property
    def beta(self) -> SafeString:
        """The line that asks for feedback."""
        return part("beta")

    @property
    def foot(self) -> SafeString:
        """The footer."""
        return part("foot")

    @property
    def log_out_url(self) -> str:
        """Where the log-out button posts."""
        return address("account_logout")

    @property
    def stay_url(self) -> str:
        """Where the page says that the person is still here."""
        return address("portal:stay")

    @cached_property
    def logged_in(self) -> bool:
        """Whether a person is logged in."""
        user = getattr(self._request, "user", None)
        return user is not None and user.is_authenticated

    @cached_property
    def _membership(self) -> Membership | None:
        membership: Membership | None = getattr(self._request, "membership", None) if self.logged_in else None
        return membership or None

    @cached_property
    def person(self) -> str:
        """The person's full name."""
        return str(self._request.user) if self.logged_in else ""

    @cached_property
    def place(self) -> str:
        """Where they work now, or "" where they have no membership."""
        return self._membership.place if self._membership else ""

    @property
    def places_url(self) -> str:
        """Where somebody with several places chooses another, "" for anyone else."""
        many = self._membership is not None and self._membership.is_one_of_many
        return address("portal:places") if many else ""

    @cached_property
    def guardian(self) -> Contact:
        """The Caldicott Guardian of the person's organisation."""
        return guardian_of(self._membership.organisation) if self._membership else NOBODY

    @cached_property
    def logged_out_url(self) -> str:
        """Where the time-out leads, with the way back to this page."""
        return f"{address('portal:logged_out')}?{urlencode({'next': self._request.get_full_path()})}"

    @property
    def seconds(self) -> int:
        """How long a page may lie untouched."""
        return idle.MINUTES * 60


def page(request: HttpRequest) -> dict[str, Page]:
    """Give templates the `page`."""
    return {"page": Page(request)}
