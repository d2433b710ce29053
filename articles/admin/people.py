"""Users and their roles, as an administrator meets them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Case, ManyToManyField, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.permissions import ROLES

ADMINS_ALONE = ("is_superuser", "user_permissions")
"""What only somebody without bounds may give."""


_BY_ROLE = Case(*(When(name=name, then=place) for place, name in enumerate(ROLES)), default=len(ROLES))
"""The roles in their order, other groups after them."""


def role(group: Group) -> str:
    """Return what the interface calls a group."""
    return str(ROLES.get(group.name, group.name))


class RolesField(forms.ModelMultipleChoiceField[Group]):
    """Roles by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the role's name."""
        return role(obj)


class PeopleAdmin(UserAdmin[User]):
    """Users. Nobody gives, or takes from, others what he has not himself."""

    list_display = ("username", "full_name", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Fetch the roles along."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out what this administrator may not give."""
        sets = super().get_fieldsets(request, obj)
        if getattr(request.user, "is_superuser", False):
            return sets
        return [
            (name, {**options, "fields": [f for f in options["fields"] if f not in ADMINS_ALONE]})
            for name, options in sets
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only somebody without bounds changes one without bounds."""
        is_bounded = obj is None or not obj.is_superuser or getattr(request.user, "is_superuser", False)
        return is_bounded and super().has_change_permission(request, obj)

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Show the roles as boxes, by their names, those of the desk first."""
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        return RolesField(
            Group.objects.order_by(_BY_ROLE, "name"),
            label=_("Vai trò"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Mỗi vai trò làm được mọi việc của vai trò trước nó."),
        )

    @admin.display(description=_("họ tên"))
    def full_name(self, user: User) -> str:
        """Show the name."""
        return user.get_full_name() or "–"

    @admin.display(description=_("vai trò"))
    def roles(self, user: User) -> str:
        """Show the roles."""
        return ", ".join(role(group) for group in user.groups.all()) or "–"


class RoleAdmin(GroupAdmin):
    """Roles, and what each may do."""

    list_display = ("shown", "name")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Say what the name is for."""
        kwargs.setdefault("help_texts", {"name": _("Tên mã của vai trò, bàn biên tập dựa vào đó; đừng đổi.")})
        return super().get_form(request, obj, change, **kwargs)

    @admin.display(description=_("vai trò"))
    def shown(self, group: Group) -> str:
        """Show what the interface calls it."""
        return role(group)


for _model, _admin in ((User, PeopleAdmin), (Group, RoleAdmin)):
    admin.site.unregister(_model)
    admin.site.register(_model, _admin)
