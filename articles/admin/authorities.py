"""Authority records. A record that an editor has touched is the editor's: reference updates and ingest pass
it by."""

from typing import Any

from django.contrib import admin
from django.db.models import Field, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.following import follow
from articles.admin.history import HistoryAdmin
from articles.admin.labelled import LabelledRows
from articles.admin.lists import BoundedList, NamedValues
from articles.admin.looking import MOST_OF_A_KIND, ByUnmarkedName
from articles.admin.merging import Merging
from articles.admin.new_records import directive_key, directive_slug, unit_key, unit_slug
from articles.admin.readonly import NoAdding, NoDeleting
from articles.admin.record_forms import HELP, DirectiveForm, NewspaperForm, RelationForm, UnitForm
from articles.admin.side_by_side import SideBySideAdmin
from articles.admin.splitting import Splitting
from articles.admin.unresolved import Unresolved
from articles.ingest import merging
from articles.ingest.authority import free_slug
from articles.models import Directive, DirectiveRelation, Newspaper, Place, Unit, UnitAlias
from articles.models.authorities import Origin
from articles.vietnamese.letters import slugify


class _Helped(admin.options.BaseModelAdmin[Any]):
    """Says at each field what it is for."""

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        """Give the field its help, unless the form says something of its own."""
        if db_field.name in HELP:
            kwargs.setdefault("help_text", HELP[db_field.name])
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class _Merged(admin.SimpleListFilter):
    title = _("nhập vào bản ghi khác")
    parameter_name = "nhap"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer both kinds."""
        return [("chua", _("chưa: còn đứng riêng")), ("roi", _("đã nhập"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep one kind."""
        if self.value() not in ("chua", "roi"):
            return queryset
        return queryset.filter(merged_into__isnull=self.value() == "chua")


class _Authority(_Helped, NoDeleting, HistoryAdmin, SideBySideAdmin, Merging, ByUnmarkedName, BoundedList):
    """A list of records that editors keep."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave alone what stands in addresses, and what is changed by acts."""
        return [*super().get_readonly_fields(request, obj), "slug", "merged_into", "origin"]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """Save, and note that an editor stands behind the record."""
        obj.origin = Origin.EDITOR
        super().save_model(request, obj, form, change)


@admin.register(Newspaper)
class NewspaperAdmin(_Authority):
    """Newspapers."""

    form = NewspaperForm
    list_display = ["name", "kind", "province", "origin", "merged_into"]
    list_select_related = ["province", "merged_into"]
    list_filter = ["origin", _Merged]
    search_fields = ["name"]
    autocomplete_fields = ["province"]
    fieldsets = [
        (None, {"fields": ["name", "aliases", "kind", "level", "province", "reason"]}),
        (_("Nhận ra báo"), {"fields": ["domains", "dateline_codes"]}),
        (_("Thời gian"), {"fields": ["valid_from", "valid_to", "name_after_merger"]}),
        (_("Bản ghi"), {"fields": ["slug", "merged_into", "origin"]}),
    ]

    def also_named(self, typed: str) -> Q:
        """Return the papers that are also called so."""
        return Q(aliases__contains=[typed])

    def save_model(self, request: HttpRequest, obj: Newspaper, form: ModelForm[Any], change: bool) -> None:
        """Save; a new paper gets its address, the reports of a renamed one are found by the new name."""
        if not change:
            obj.slug = free_slug(Newspaper, slugify(obj.name)[:150] or "bao")
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            reason = form.cleaned_data.get("reason", "")
            follow(merging.renamed(obj, form.initial["name"], by=request.user, reason=reason))

    def restored(self, request: HttpRequest, before: Newspaper, after: Newspaper, reason: str) -> None:
        """Have the reports found by the paper's restored name."""
        if after.name != before.name:
            follow(merging.renamed(after, before.name, by=request.user, reason=reason))


class _Aliases(_Helped, admin.TabularInline[UnitAlias, Unit]):
    model = UnitAlias
    formset = LabelledRows
    extra = 0


@admin.register(Unit)
class UnitAdmin(Splitting, _Authority):
    """Party organisations."""

    form = UnitForm
    list_display = ["name", "kind", "place", "province", "parent", "merged_into"]
    list_select_related = ["kind", "place", "province", "parent", "merged_into"]
    list_filter = [_Merged, "origin", "kind"]
    search_fields = ["name"]
    sortable_by = ["name"]
    ordering = ["slug"]
    autocomplete_fields = ["place", "province", "parent"]
    readonly_fields = ["key"]
    inlines = [_Aliases]
    fieldsets = [
        (None, {"fields": ["name", "kind", "place", "province", "parent", "reason"]}),
        (_("Thời gian"), {"fields": ["valid_from", "valid_to"]}),
        (_("Bản ghi"), {"fields": ["key", "slug", "merged_into", "origin"]}),
    ]

    def also_named(self, typed: str) -> Q:
        """Return the units that are printed so; few, for the index of their words to be asked alone."""
        named = UnitAlias.objects.filter(surface__icontains=typed).values_list("unit", flat=True)
        return Q(pk__in=list(named[:MOST_OF_A_KIND]))

    def save_model(self, request: HttpRequest, obj: Unit, form: ModelForm[Any], change: bool) -> None:
        """Save; a new unit gets the key by which ingest finds it, and its address."""
        if not change:
            obj.key, obj.slug = unit_key(obj), unit_slug(obj)
        super().save_model(request, obj, form, change)


class _Relations(_Helped, admin.TabularInline[DirectiveRelation, Directive]):
    model = DirectiveRelation
    form = RelationForm
    formset = LabelledRows
    fk_name = "source"
    extra = 0
    autocomplete_fields = ["target"]


@admin.register(Directive)
class DirectiveAdmin(Unresolved, Splitting, _Authority):
    """Party documents."""

    form = DirectiveForm
    ordering = ["slug"]
    list_display = ["shown_code", "type", "issuer", "date_issued", "term", "scope", "origin", "merged_into"]
    list_select_related = ["scope", "merged_into"]
    list_filter = [("type", NamedValues), "origin", ("term", NamedValues), _Merged]
    search_fields = ["key"]
    autocomplete_fields = ["scope"]
    readonly_fields = ["key", "source_count"]
    inlines = [_Relations]
    change_list_template = "admin/articles/authorities/change_list.html"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("type", "number", "symbol"),
                    "issuer",
                    "scope",
                    ("date_issued", "year", "term"),
                    "title",
                    "title_is",
                    "short_forms",
                    "valid_to",
                    "note",
                    "reason",
                ]
            },
        ),
        (_("Bản ghi"), {"fields": ["key", "slug", "source_count", "merged_into", "origin"]}),
    ]

    @admin.display(description=_("số ký hiệu"))
    def shown_code(self, directive: Directive) -> str:
        """Show number and symbol as printed."""
        return directive.code

    def also_named(self, typed: str) -> Q:
        """Return the documents of which these words are the key or stand in the title."""
        return Q(key__icontains=typed) | Q(title__icontains=typed)

    def save_model(self, request: HttpRequest, obj: Directive, form: ModelForm[Any], change: bool) -> None:
        """Save; a new document gets its key and its address."""
        if not change:
            obj.key, obj.slug = directive_key(obj), directive_slug(obj)
        super().save_model(request, obj, form, change)


@admin.register(Place)
class PlaceAdmin(Unresolved, NoAdding, NoDeleting, ByUnmarkedName, BoundedList):
    """Places with their dates; changed only by the reference data, for recognition reads the same."""

    change_list_template = "admin/articles/authorities/change_list.html"

    ordering = ["slug", "pk"]
    list_display = ["full_name", "level", "era", "parent", "valid_from", "valid_to"]
    list_select_related = ["parent"]
    list_filter = ["level", "era"]
    search_fields = ["name"]
    unmarked_fields = ("slug", "folded_name")

    def also_named(self, typed: str) -> Q:
        """Return the place of this code, or of this whole name with its kind."""
        return Q(code=typed) | Q(full_name__iexact=typed)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False
