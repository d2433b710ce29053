"""What an article speaks of on its own form: a table for each kind, with a verdict to give."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.mentions import MentionForm, PageOfMentions, page_number
from articles.admin.readonly import NoAdding, NoDeleting
from articles.evidence import sentence_around
from articles.models import DirectiveMention, FigureMention, PlaceMention, UnitMention
from articles.templatetags.presentation import percent
from articles.views.figures import indicator_label
from articles.views.rules import in_words


class _Mentions(NoAdding, NoDeleting, admin.TabularInline):  # type: ignore[type-arg]
    form = MentionForm
    extra = 0
    can_delete = False
    target: tuple[str, ...] = ()
    template = "admin/articles/article/mentions.html"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Show one page of the mentions at a time."""
        page = type("Page", (PageOfMentions,), {"number": page_number(request)})
        kwargs.setdefault("help_texts", {"verdict": _("Đúng: giữ mãi. Sai: không bao giờ hiện lại.")})
        return super().get_formset(request, obj, formset=page, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show the words in their sentence, what they stand for, the rule, and ask for a verdict."""
        return ["evidence", *self.target, "shown_rule", "certainty", "verdict"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Only the verdict is the editor's to give here."""
        return ["evidence", *self.target, "shown_rule", "certainty"]

    @admin.display(description=_("quy tắc"))
    def shown_rule(self, mention: Any) -> str:
        """Say in words by which rule the machine found it."""
        return in_words(mention.rule)

    @admin.display(description=_("độ chắc"))
    def certainty(self, mention: Any) -> str:
        """Show how sure the machine is, in percent."""
        if mention.confidence is None:
            return "–"  # taken away by a re-parse while the form was open
        return f"{percent(mention.confidence)}\u00a0%"

    @admin.display(description=_("trong câu"))
    def evidence(self, mention: Any) -> SafeString:
        """Show the sentence with the words marked."""
        if mention.pk is None:
            return format_html("{}", "–")  # taken away by a re-parse while the form was open
        before, words, after = sentence_around(mention.article.text, mention.span)
        return format_html("{}<mark>{}</mark>{}", before, words, after)


class PlacesNamed(_Mentions):
    """Places."""

    model = PlaceMention
    target = ("place",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch what is shown in one query."""
        return super().get_queryset(request).select_related("place")


class UnitsNamed(_Mentions):
    """Organisations."""

    model = UnitMention
    target = ("unit", "counted")

    @admin.display(description=_("tính vào thống kê"))
    def counted(self, mention: UnitMention) -> str:
        """Say whether the mention counts; that it does not is no fault."""
        return str(_("có") if mention.is_listed else _("không"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch what is shown in one query."""
        return super().get_queryset(request).select_related("unit")


class DirectivesCited(_Mentions):
    """Documents."""

    model = DirectiveMention
    target = ("directive", "status")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch what is shown in one query."""
        return super().get_queryset(request).select_related("directive")


class FiguresGiven(_Mentions):
    """Figures."""

    model = FigureMention
    target = ("shown_indicator", "shown_value", "unit_text", "organisation", "period", "rating")

    @admin.display(description=_("chỉ tiêu"))
    def shown_indicator(self, mention: FigureMention) -> str:
        """Name the indicator as readers see it."""
        return indicator_label(mention.indicator)

    @admin.display(description=_("số"))
    def shown_value(self, mention: FigureMention) -> str:
        """Show 7 as 7, not as 7,000."""
        return formats.number_format(mention.value.normalize(), use_l10n=True, force_grouping=True)
