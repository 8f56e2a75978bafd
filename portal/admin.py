"""The set-up site: organisations, homes, people and their roles. No decision and no entry is reachable here."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse

from portal import written_days
from portal.design.fields import EmailField, NameField, TelephoneField
from portal.models import Home, Membership, Organisation, User
from portal.names import name_words
from portal.nothing import unless_nothing


def door(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """Send a stranger to the one log-in page, and tell anyone else that there is nothing here for them."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


# The admin's own log-in page would be a second door that later rules (second factors) do not guard.
admin.site.login = door  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Check before you share: set-up"
admin.site.unregister(Group)


class WrittenDayField(forms.DateField):
    """A day in one line, as people write it."""

    def to_python(self, value: Any) -> date | None:
        """Return the day, None for nothing; refuse what is none in a sentence that says how to write it."""
        if isinstance(value, date) or not unless_nothing(str(value or "")):
            return value or None
        try:
            return written_days.read(str(value))
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal


READERS: Final[dict[str, type[forms.Field]]] = {
    "email": EmailField,
    "full_name": NameField,
    "name": NameField,
    "guardian_phone": TelephoneField,
    "out_of_hours_name": NameField,
    "out_of_hours_phone": TelephoneField,
    "began_on": WrittenDayField,
    "away_from": WrittenDayField,
    "away_until": WrittenDayField,
}
"""By the name of a column: how what is typed for it is read, as on every other page."""


class Reads(admin.options.BaseModelAdmin):
    """Reads what is typed as every other page does."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the field of a form."""
        if reader := READERS.get(db_field.name):
            kwargs["form_class"] = reader
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class HomeInline(Reads, admin.TabularInline):
    """The homes of an organisation."""

    model = Home
    extra = 1


@admin.register(Organisation)
class OrganisationAdmin(Reads, admin.ModelAdmin):
    """Organisations and their homes."""

    list_display = ("name", "slug", "guardian_phone")
    inlines: ClassVar = [HomeInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> tuple[str, ...]:
        """Keep the short name as it is once the ledger may carry it."""
        return ("slug",) if obj else ()


class MembershipInline(Reads, admin.TabularInline):
    """What a person does, and where. A manager ends it, which leaves an entry and throws nothing away."""

    model = Membership
    extra = 1
    can_delete = False


SOMEONE_ELSE: Final = (
    "This is the name of someone else. Each person needs a log-in of their own: "
    "add them, and make this one inactive"
)


class UserForm(forms.ModelForm):
    """A person without a password field: they set their own by e-mail."""

    class Meta:
        model = User
        fields = ("email", "full_name", "is_active", "is_staff")

    def clean_full_name(self) -> str:
        """Refuse to hand a log-in on: what was done under it stays in the ledger under the name before."""
        name = str(self.cleaned_data["full_name"])
        before = User.objects.filter(pk=self.instance.pk).values_list("full_name", flat=True).first()
        if before and set(name_words(before)).isdisjoint(name_words(name)):
            raise ValidationError(SOMEONE_ELSE)
        return name


@admin.register(User)
class UserAdmin(Reads, admin.ModelAdmin):
    """People who may log in. A new person sets their password through "forgotten password"."""

    form = UserForm
    list_display = ("full_name", "email", "is_active")
    search_fields = ("full_name", "email")
    inlines: ClassVar = [MembershipInline]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Give a new person no usable password, so that only a reset link lets them in."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
