"""Pieces shared by the desk's pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class NoAdding:
    """Rows that only ingest makes."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds by hand."""
        return False


class NoDeleting:
    """Rows that are never thrown away."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes."""
        return False


class LookOnly(NoAdding, NoDeleting, admin.TabularInline):  # type: ignore[type-arg]
    """A table to read."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False
