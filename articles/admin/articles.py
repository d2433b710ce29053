"""Articles at the desk: what the machine proposes beside what an editor decides."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, BaseModelFormSet, ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.mentions import PageOfMentions, page_number
from articles.admin.readonly import LookOnly, NoAdding, NoDeleting
from articles.evidence import sentence_around
from articles.ingest import service, store
from articles.models import (
    Article,
    Decision,
    DirectiveMention,
    FigureMention,
    Newspaper,
    Place,
    PlaceMention,
    UnitMention,
)
from articles.records import Part, SourceError, Span
from articles.views.dating import estimate
from articles.views.figures import indicator_label
from articles.views.rules import in_words

FIELD_NAMES = {
    "title": _("tít"),
    "byline": _("tác giả"),
    "published_on": _("ngày đăng"),
    "page_viewed_on": _("ngày xem trang"),
    "newspaper": _("báo"),
    "province": _("tỉnh"),
    "encoding": _("bảng mã"),
    "not_before": _("đăng không trước"),
    "not_after": _("đăng không sau"),
    "estimated_year": _("năm ước chừng"),
}
PART_NAMES = {
    Part.KICKER: _("dòng trên tít"),
    Part.HEADLINE: _("tít"),
    Part.DATELINE: _("dòng ngày"),
    Part.AGENCY_MARK: _("ký hiệu báo"),
    Part.LEDE: _("sa-pô"),
    Part.BODY: _("thân bài"),
    Part.HEADING: _("tít phụ"),
    Part.CAPTION: _("chú thích ảnh"),
    Part.BYLINE: _("tác giả"),
    Part.FURNITURE: _("ngoài bài"),
}

DECIDABLE = ("title", "byline", "published_on", "newspaper", "province", "state")


class ArticleForm(ModelForm[Article]):
    """The fields on which an editor decides; what is changed here is a decision, not an overwriting."""

    reason = forms.CharField(
        label=_("Lý do"), required=False, max_length=300, help_text=_("Ghi cùng mỗi thay đổi.")
    )
    withdraw_decisions = forms.MultipleChoiceField(
        label=_("Trả về đề xuất của máy"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bỏ quyết định của biên tập viên ở những trường này."),
    )

    class Meta:
        model = Article
        fields = DECIDABLE
        widgets: ClassVar = {"title": forms.TextInput(attrs={"size": 90})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "byline", "published_on", "newspaper", "province"):
            if name in self.fields:
                self.fields[name].required = False
        for name in DECIDABLE:
            if name in self.fields:
                # What the editor saw goes along, so that a colleague's change since then is not taken back.
                self.fields[name].show_hidden_initial = True
        decided = (
            self.instance.decisions.current().values_list("field", flat=True) if self.instance.pk else []
        )
        withdraw = self.fields.get("withdraw_decisions")
        if isinstance(withdraw, forms.MultipleChoiceField):
            withdraw.choices = [
                (field, str(Article._meta.get_field(field).verbose_name))  # type: ignore[union-attr]
                for field in decided
            ]

    def decisions(self) -> dict[str, Any]:
        """Return what the editor changed, as the columns have it."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name in DECIDABLE}
        return {
            name: value.pk if isinstance(value, Newspaper | Place) else (value or None)
            for name, value in changed.items()
        }


class _Mentions(NoAdding, NoDeleting, admin.TabularInline):  # type: ignore[type-arg]
    extra = 0
    can_delete = False
    target: tuple[str, ...] = ()
    template = "admin/articles/article/mentions.html"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Show one page of the mentions at a time."""
        page = type("Page", (PageOfMentions,), {"number": page_number(request)})
        return super().get_formset(request, obj, formset=page, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show the words in their sentence, what they stand for, the rule, and ask for a verdict."""
        return ["evidence", *self.target, "rule", "confidence", "verdict"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Only the verdict is the editor's to give here."""
        return ["evidence", *self.target, "rule", "confidence"]

    @admin.display(description=_("trong câu"))
    def evidence(self, mention: Any) -> SafeString:
        """Show the sentence with the words marked."""
        if mention.pk is None:
            return format_html("–")  # taken away by a re-parse while the form was open
        before, words, after = sentence_around(mention.article.text, mention.span)
        return format_html("{}<mark>{}</mark>{}", before, words, after)


class _Places(_Mentions):
    model = PlaceMention
    target = ("place",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch what is shown in one query."""
        return super().get_queryset(request).select_related("place")


class _Units(_Mentions):
    model = UnitMention
    target = ("unit", "is_listed")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch what is shown in one query."""
        return super().get_queryset(request).select_related("unit")


class _Directives(_Mentions):
    model = DirectiveMention
    target = ("directive", "status")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch what is shown in one query."""
        return super().get_queryset(request).select_related("directive")


class _Figures(_Mentions):
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


class _Decisions(LookOnly):
    model = Decision
    fields = ["field", "value", "reason", "by", "at", "is_current"]
    readonly_fields = ["field", "value", "reason", "by", "at", "is_current"]
    verbose_name_plural = _("Quyết định đã ghi")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch who decided along with the decision."""
        return super().get_queryset(request).select_related("by")


class _Missing(admin.SimpleListFilter):
    title = _("cần xem vì")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the reasons for review."""
        return list(store.REASONS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """Keep the articles that lack the chosen thing."""
        return queryset.filter(review_reasons__contains=[self.value()]) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(NoAdding, NoDeleting, admin.ModelAdmin[Article]):
    """Articles."""

    form = ArticleForm
    list_display = ["__str__", "newspaper", "published_on", "province", "doubts", "state"]
    list_select_related = ["newspaper", "province"]
    list_filter = ["state", _Missing]
    search_fields = ["title", "url"]
    autocomplete_fields = ["newspaper", "province"]
    readonly_fields = ["estimated", "proposals", "source", "body"]
    fieldsets = [
        (None, {"fields": [*DECIDABLE, "estimated", "reason", "withdraw_decisions"]}),
        (_("Máy đề xuất"), {"fields": ["proposals"]}),
        (_("Nguồn"), {"fields": ["source", "body"]}),
    ]
    inlines = [_Directives, _Units, _Places, _Figures, _Decisions]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    save_on_top = True
    list_per_page = 50
    actions = ["reparse"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Leave the text out of lists."""
        match = request.resolver_match
        is_list = match is not None and match.url_name == "articles_article_changelist"
        return Article.objects.for_listing() if is_list else Article.objects.all()

    @admin.display(description=_("cần xem"))
    def doubts(self, article: Article) -> str:
        """Say what is missing."""
        return store.review_reason(article)

    @admin.display(description=_("ngày đăng, ước chừng"))
    def estimated(self, article: Article) -> str:
        """Show what is known of the day of an undated report; a decision on the date makes it void."""
        known = estimate(article)
        return known.words if known else "–"

    @admin.display(description=_("đề xuất và bằng chứng"))
    def proposals(self, article: Article) -> SafeString:
        """Show each proposal with its sentence, rule and confidence."""
        rows = []
        for field, proposal in article.proposed.items():
            if proposal is None:
                continue
            span = Span(*proposal["span"]) if proposal["span"] else None
            before, words, after = sentence_around(article.text, span) if span else ("", "", "")
            rows.append(
                (
                    FIELD_NAMES.get(field, field),
                    _shown(field, proposal["value"]),
                    before,
                    words,
                    after,
                    in_words(proposal["rule"]),
                    round(proposal["confidence"] * 100),
                )
            )
        return format_html(
            "<table>{}</table>",
            format_html_join(
                "",
                "<tr><th>{}</th><td>{}</td><td>{}<mark>{}</mark>{}</td><td>{}</td><td>{}&nbsp;%</td></tr>",
                rows,
            ),
        )

    @admin.display(description=_("bản gốc và trang đọc"))
    def source(self, article: Article) -> SafeString:
        """Lead to the reader's page and the original bytes."""
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a> · SHA-256 <code>{}</code>',
            article.get_absolute_url(),
            _("trang đọc"),
            reverse("article-original", args=[article.pk]),
            _("bản gốc"),
            article.original.sha256,
        )

    @admin.display(description=_("văn bản"))
    def body(self, article: Article) -> SafeString:
        """Show the text, each block with what it was taken for."""
        blocks = (
            (PART_NAMES.get(part, part), article.text[start:end])
            for part, start, end, _rule in article.blocks
        )
        return format_html(
            "<table>{}</table>", format_html_join("", "<tr><th>{}</th><td>{}</td></tr>", blocks)
        )

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Record decisions instead of overwriting columns."""
        withdrawn = set(form.cleaned_data.get("withdraw_decisions", []))
        changes = {name: value for name, value in form.decisions().items() if name not in withdrawn}
        reason = form.cleaned_data.get("reason", "")
        if withdrawn:
            store.withdraw_decisions(obj, withdrawn)
        if changes:
            store.decide(obj, changes, by=request.user, reason=reason)

    def save_formset(
        self,
        request: HttpRequest,
        form: Any,
        formset: BaseModelFormSet[Any, Any] | BaseInlineFormSet[Any, Any, Any],
        change: bool,
    ) -> None:
        """Record verdicts on mentions."""
        for mention in formset.save(commit=False):
            try:
                store.judge(mention, mention.verdict)
            except store.MentionGoneError as gone:
                gone_by_now = _("“%(words)s” không còn trong danh sách: bài vừa được phân tích lại.")
                messages.warning(request, gone_by_now % {"words": gone})

    @admin.action(description=_("Phân tích lại bằng bộ máy hiện tại"), permissions=["change"])
    def reparse(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Parse the chosen articles again; no decision of an editor is touched."""
        changed = 0
        for pk in queryset.values_list("pk", flat=True):
            try:
                changed += service.reparse_article(pk)
            except SourceError as error:
                messages.error(request, f"#{pk}: {error}")
        messages.success(request, _("Phân tích lại xong; %(n)s bài có thay đổi.") % {"n": changed})


def _shown(field: str, value: Any) -> Any:
    if field == "newspaper":
        return Newspaper.objects.filter(pk=value).first() or value
    if field == "province":
        return Place.objects.filter(pk=value).first() or value
    return value
