"""Logging in, logging in again after time ran out, and setting a new password."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from allauth.account import forms as allauth
from allauth.account.views import LoginView as AllauthLoginView
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal import carry
from portal.design.fields import EmailField, PasswordField

View = Callable[..., HttpResponse]


def _email() -> EmailField:
    """Return the field for the address that a person logs in with."""
    return EmailField(autocomplete="username", required_message="Enter your email address")


class LoginForm(allauth.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _email()
        self.fields["password"] = PasswordField(required_message="Enter your password")


class ResetPasswordForm(allauth.ResetPasswordForm):
    """The address to which a link for a new password goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = _email()


class NewPasswordField(PasswordField):
    """A new password, typed once since it can be shown: 8 characters or more, and none that many people use."""

    sentences: ClassVar[dict[str, str]] = {
        "password_too_short": "Password must be 8 characters or more",
        "password_too_common": "Choose a password that is harder to guess",
    }

    def __init__(self, user: Any) -> None:
        super().__init__(
            label="New password",
            hint="Use 8 characters or more. A few words that you can remember are best",
            autocomplete="new-password",
            required_message="Enter a new password",
        )
        self.user = user

    def clean(self, value: Any) -> str:
        """Return the password, or say what is weak about it."""
        password = super().clean(value)
        try:
            validate_password(password, self.user)
        except ValidationError as refusal:
            first = refusal.error_list[0]
            raise ValidationError(self.sentences.get(str(first.code), first.messages[0])) from refusal
        return password


class ResetPasswordKeyForm(allauth.ResetPasswordKeyForm):
    """A new password, by the link that was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"password1": NewPasswordField(self.user)}


class ChangePasswordForm(allauth.ChangePasswordForm):
    """A new password, for somebody who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "oldpassword": PasswordField(
                label="Current password", required_message="Enter your current password"
            ),
            "password1": NewPasswordField(self.user),
        }


class LoginView(AllauthLoginView):
    """The one way in. What was typed before the log-in was lost comes along."""

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Log the person in and lead them to the page that what they typed belongs to."""
        response = super().form_valid(form)
        carry.keep(self.request, self.request.POST.get("carry", ""))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Keep what is carried while a password is typed a second time."""
        carried = self.request.POST.get("carry", "")
        return super().get_context_data(**kwargs) | {"carry": carried, "lost": bool(carried)}


def log_in_again(request: HttpRequest, path: str = "", carried: str | None = None) -> HttpResponse:
    """Return the log-in page for a person who pressed Continue after their log-in had ended.

    What they posted (or `carried`, if it was sealed before) is shown again on the page `path`; without it, on
    the address posted to.
    """
    if carried is None:
        carried = carry.carry(request, path)
    context = {
        "form": LoginForm(request=request),
        "redirect_field_value": path or request.path,
        "carry": carried,
        "lost": True,
        "kept": bool(carried),
    }
    return render(request, "account/login.html", context)


def behind_log_in(view: View) -> View:
    """Show a view to people who are logged in; others log in first, and lose nothing they typed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return log_in_again(request)
        return redirect_to_login(request.get_full_path())

    return guarded
