"""The admin site serves rescue only: people and organisations. Reports, versions and events are read-only."""

from typing import Any

from django.contrib import admin
from django.db import models

from reports.models import Cycle, Event, Membership, Organisation, Report, User, Version


class ReadOnlyAdmin(admin.ModelAdmin):
    """Look, don't touch: these rows change through the workflow or never."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: Any) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody changes rows here."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Nobody deletes rows here."""
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Unlock or close an account; passwords are reset by mail."""

    list_display = ["email", "name", "is_active", "is_secretariat", "is_staff"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "language", "time_zone", "is_active", "is_secretariat", "is_staff"]
    readonly_fields = ["email"]

    def has_add_permission(self, request: Any) -> bool:
        """Accounts are opened by sign-up or from the command line."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """An account is closed, never deleted: revisions name their writers."""
        return False


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    """Organisations, to look at."""

    list_display = ["name", "slug", "country", "sector"]
    search_fields = ["name", "slug"]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Members, to look at."""

    list_display = ["organisation", "user", "role", "joined_at"]
    list_select_related = ["organisation", "user"]


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """Where reports stand; their text is not shown here."""

    list_display = ["organisation", "cycle", "status", "submitted_at"]
    list_select_related = ["organisation", "cycle"]
    list_filter = ["status"]


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    """Published versions."""

    list_display = ["organisation_name", "number", "published_at", "sha256"]
    exclude = ["source"]


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The log."""

    list_display = ["recorded_at", "name", "organisation", "report", "position", "actor"]
    list_select_related = ["organisation", "report"]
    list_filter = ["name"]


@admin.register(Cycle)
class CycleAdmin(ReadOnlyAdmin):
    """Cycles are kept at the secretariat's desk."""

    list_display = ["slug", "label", "opens_on", "closes_on"]
