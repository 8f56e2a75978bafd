"""The set-up site: organisations, homes, people and their roles. No decision and no entry is reachable here."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from portal.models import Home, Membership, Organisation, User


def door(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """Send a stranger to the one log-in page, and tell anyone else that there is nothing here for them."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


# The admin's own log-in page would be a second door that later rules (second factors) do not guard.
admin.site.login = door  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Check before you share: set-up"
admin.site.unregister(Group)


class HomeInline(admin.TabularInline):
    """The homes of an organisation."""

    model = Home
    extra = 1


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    """Organisations and their homes."""

    list_display = ("name", "slug", "guardian_phone")
    inlines: ClassVar = [HomeInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> tuple[str, ...]:
        """Keep the short name as it is once the ledger may carry it."""
        return ("slug",) if obj else ()


class MembershipInline(admin.TabularInline):
    """What a person does, and where. A manager ends it, which leaves an entry and throws nothing away."""

    model = Membership
    extra = 1
    can_delete = False


class UserForm(forms.ModelForm):
    """A person without a password field: they set their own by e-mail."""

    class Meta:
        model = User
        fields = ("email", "full_name", "is_active", "is_staff")


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People who may log in. A new person sets their password through "forgotten password"."""

    form = UserForm
    list_display = ("full_name", "email", "is_active")
    search_fields = ("full_name", "email")
    inlines: ClassVar = [MembershipInline]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Give a new person no usable password, so that only a reset link lets them in."""
        if not change:
            obj.set_unusable_password()
            obj.email = obj.email.lower()
        super().save_model(request, obj, form, change)
