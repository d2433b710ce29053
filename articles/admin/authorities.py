"""Authority records. A record that an editor has touched is the editor's: reference updates and ingest pass
it by."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Field, ForeignKey, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.admin.following import follow
from articles.admin.history import HistoryAdmin
from articles.admin.labelled import LabelledRows
from articles.admin.lists import BoundedList, NamedValues
from articles.admin.looking import MOST_OF_A_KIND, ByUnmarkedName
from articles.admin.merging import Merging
from articles.admin.new_records import directive_key, directive_slug, unit_key, unit_slug
from articles.admin.offering import LONGEST_TITLE, ToldApart
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
from articles.views.links import search_url
from articles.views.ordering import alphabetical


class _Helped(admin.options.BaseModelAdmin[Any]):
    """Says at each field what it is for."""

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        """Give the field its help, unless the form says something of its own."""
        if db_field.name in HELP:
            kwargs.setdefault("help_text", HELP[db_field.name])
        if isinstance(db_field, ForeignKey) and db_field.name in self.autocomplete_fields:
            kwargs.setdefault("form_class", ToldApart)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class _Merged(admin.SimpleListFilter):
    title = _("tình trạng nhập")
    parameter_name = "nhap"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer both kinds."""
        return [("chua", _("chưa: còn đứng riêng")), ("roi", _("đã nhập"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep one kind."""
        if self.value() not in ("chua", "roi"):
            return queryset
        return queryset.filter(merged_into__isnull=self.value() == "chua")


class _Origin(admin.ChoicesFieldListFilter):
    """A filter by who made a record, under a name that a sentence can hold."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("người lập")


class _Authority(_Helped, NoDeleting, HistoryAdmin, SideBySideAdmin, Merging, ByUnmarkedName, BoundedList):
    """A list of records that editors keep. ``facet`` is what the search for its articles calls a record, and
    the name of its page."""

    facet = ""

    class Media:
        css: ClassVar = {"all": ["css/areas/desk-authorities.css"]}

    def view_on_site(self, obj: Any) -> str:
        """Return the page that readers see of a record, or of the one that it was merged into."""
        return reverse(self.facet, args=[obj.slug])

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a record with the way to its articles."""
        record = self.get_object(request, unquote(object_id))
        search = search_url(**{self.facet: record.slug}) if record and not record.merged_into_id else ""
        context = {"articles_url": search, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for no reason where nothing can be changed."""
        sets: list[Any] = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        if obj is not None and not self.has_change_permission(request, obj):
            sets[0][1]["fields"] = [name for name in sets[0][1]["fields"] if name != "reason"]
        return sets

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A merged record is as its merger left it until that is taken back."""
        is_merged = obj is not None and obj.merged_into_id is not None
        return not is_merged and super().has_change_permission(request, obj)

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
    facet = "newspaper"
    ordering: ClassVar[Any] = alphabetical("name")
    readonly_fields = ["dateline_codes"]
    list_display = ["name", "kind", "province", "origin", "merged_into"]
    list_select_related = ["province", "merged_into"]
    list_filter = [("origin", _Origin), _Merged]
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
    facet = "unit"
    list_display = ["name", "kind", "place", "province", "parent", "merged_into"]
    list_select_related = ["kind", "place", "province", "parent", "merged_into"]
    list_filter = [_Merged, ("origin", _Origin), "kind"]
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
    facet = "directive"
    ordering = ["slug"]
    list_display = ["shown_code", "type", "shown_title", "issuer", "date_issued", "scope", "merged_into"]
    list_select_related = ["scope", "merged_into"]
    list_filter = [("type", NamedValues), ("origin", _Origin), ("term", NamedValues), _Merged]
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

    @admin.display(description=_("trích yếu"))
    def shown_title(self, directive: Directive) -> str:
        """Show how the title begins: number and symbol return every term."""
        return Truncator(directive.title).chars(LONGEST_TITLE)

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
