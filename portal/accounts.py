"""How people get in: by an account their manager made, never by signing up."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NoSignUp(DefaultAccountAdapter):
    """Closes the sign-up door: a stranger cannot make an account."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        # Which of the two was wrong is nobody's business.
        "email_password_mismatch": "Check your email address and password, then try again",
        "enter_current_password": "Check your current password, then try again",
        "too_many_login_attempts": "You have tried too many times. Wait 5 minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no to everyone."""
        return False
