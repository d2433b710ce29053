"""What editors decided on an article, on its own form: a table to read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.history.lines import Names, in_words, person
from articles.admin.readonly import LookOnly
from articles.models import Article, Decision, Newspaper, Place

RECORDS = {"newspaper": Newspaper, "province": Place}


class DecisionsMade(LookOnly):
    """Decisions on fields, in words."""

    model = Decision
    fields = ("shown_field", "shown_value", "reason", "shown_by", "at", "is_current")
    readonly_fields = fields
    verbose_name_plural = _("Quyết định đã ghi")
    classes = ["desk-decided"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names: Names | None = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch who decided along with the decision."""
        return super().get_queryset(request).select_related("by")

    @admin.display(description=_("trường"))
    def shown_field(self, decision: Decision) -> str:
        """Name the field as the form does."""
        if not decision.field:
            return "–"  # a row that no form of ours asked for
        return str(Article._meta.get_field(decision.field).verbose_name)  # type: ignore[union-attr]

    @admin.display(description=_("giá trị"))
    def shown_value(self, decision: Decision) -> str:
        """Show the value as the form does."""
        if not decision.field:
            return "–"
        field = Article._meta.get_field(decision.field)
        return in_words(field, decision.value, self._names_of(decision.article_id)) or "–"  # type: ignore[arg-type]

    @admin.display(description=_("biên tập viên"))
    def shown_by(self, decision: Decision) -> str:
        """Name who decided."""
        return person(decision.by)

    def _names_of(self, article: int) -> Names:
        """Return the names of all records decided on, fetched once for the table."""
        if self._names is None:
            self._names = Names()
            said = Decision.objects.filter(article=article, field__in=RECORDS).values_list("field", "value")
            for field, value in said:
                self._names.want(RECORDS[field], value)
        return self._names
