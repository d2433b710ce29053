"""Authority records. A record that an editor has touched is the editor's: reference updates pass it by."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from articles.admin.readonly import NoAdding, NoDeleting
from articles.ingest import announcing
from articles.models import Directive, Newspaper, Place, Unit, UnitAlias, UnitMention
from articles.models.authorities import Origin


class _Authority(NoDeleting, admin.ModelAdmin[Any]):
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """Save, and note that an editor stands behind the record."""
        obj.origin = Origin.EDITOR
        super().save_model(request, obj, form, change)


@admin.register(Newspaper)
class NewspaperAdmin(_Authority):
    """Newspapers."""

    list_display = ["name", "kind", "province", "origin"]
    list_select_related = ["province"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["province"]
    readonly_fields = ["origin"]
    prepopulated_fields = {"slug": ["name"]}


class _Aliases(admin.TabularInline[UnitAlias, Unit]):
    model = UnitAlias
    extra = 0


@admin.register(Unit)
class UnitAdmin(_Authority):
    """Party organisations."""

    list_display = ["name", "kind", "place", "province", "parent", "merged_into"]
    list_select_related = ["kind", "place", "province", "parent", "merged_into"]
    list_filter = ["kind"]
    search_fields = ["name", "slug", "aliases__surface"]
    autocomplete_fields = ["place", "province", "parent", "merged_into"]
    readonly_fields = ["key", "slug", "origin"]
    inlines = [_Aliases]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """Save; where a merger changed, the articles that speak of the unit are found under the other one."""
        super().save_model(request, obj, form, change)
        if "merged_into" in form.changed_data:
            mentions = UnitMention.objects.filter(unit__in=_merged_here(obj))
            announcing.stored(list(mentions.values_list("article", flat=True).distinct()))


def _merged_here(unit: Unit) -> set[int]:
    """Return the unit and all that were merged into it, by whatever detour."""
    found, new = {unit.pk}, {unit.pk}
    while new:
        merged = Unit.objects.filter(merged_into__in=new).values_list("pk", flat=True)
        new = set(merged) - found
        found |= new
    return found


@admin.register(Directive)
class DirectiveAdmin(_Authority):
    """Party documents."""

    list_display = ["code", "type", "issuer", "date_issued", "term", "scope", "origin"]
    list_select_related = ["scope"]
    list_filter = ["type", "origin", "term"]
    search_fields = ["key", "number", "title"]
    autocomplete_fields = ["scope"]
    readonly_fields = ["origin", "source_count"]


@admin.register(Place)
class PlaceAdmin(NoAdding, NoDeleting, admin.ModelAdmin[Place]):
    """Places with their dates; changed only by the reference data."""

    list_display = ["full_name", "level", "era", "parent", "valid_from", "valid_to"]
    list_select_related = ["parent"]
    list_filter = ["level", "era"]
    search_fields = ["name", "folded_name", "code"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False
