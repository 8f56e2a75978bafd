"""How people get in: by an account their manager made, never by signing up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NoSignUp(DefaultAccountAdapter):
    """Closes the sign-up door: a stranger cannot make an account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no to everyone."""
        return False
