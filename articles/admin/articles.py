"""Articles at the desk: what the machine proposes beside what an editor decides."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, BaseModelFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.bulk import BulkAdmin
from articles.admin.days import PressDayField
from articles.admin.decisions import DecisionsMade
from articles.admin.history import HistoryAdmin
from articles.admin.history import articles as history_of_articles
from articles.admin.history.lines import day
from articles.admin.lists import BoundedList
from articles.admin.looking import ByReadersSearch
from articles.admin.mention_inlines import DirectivesCited, FiguresGiven, PlacesNamed, UnitsNamed
from articles.admin.readonly import NoAdding, NoDeleting
from articles.admin.reparses import ReparseAction
from articles.admin.review import ReviewAdmin, ToReview
from articles.admin.side_by_side import SideBySideAdmin, SideBySideForm
from articles.admin.withdrawing import WithdrawAdmin
from articles.evidence import sentence_around
from articles.ingest import doubts, store, verdicts
from articles.models import (
    Article,
    Newspaper,
    Place,
)
from articles.records import Part, Span
from articles.views.dating import estimate
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

DAYS = ("published_on", "page_viewed_on", "not_before", "not_after")
DECIDABLE = ("title", "byline", "published_on", "newspaper", "province", "state")


class ArticleForm(SideBySideForm):
    """The fields on which an editor decides; what is changed here is a decision, not an overwriting."""

    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"size": 90}),
        help_text=_("Ghi cùng mỗi thay đổi."),
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
        field_classes: ClassVar = {"published_on": PressDayField}
        widgets: ClassVar = {"title": forms.TextInput(attrs={"size": 90})}
        help_texts: ClassVar = {
            "title": _("Tít như in trên báo, không kèm dòng trên tít hay tên báo."),
            "byline": _("Tên tác giả như ký dưới bài; để trống nếu bài không ký tên."),
            "published_on": _("Ngày báo đăng, không phải ngày xem trang; để trống nếu không rõ."),
            "newspaper": _("Báo đã đăng bài này; gõ vài chữ của tên, có dấu hay không đều được."),
            "province": _("Tỉnh mà bài nói đến, theo tên vào ngày đăng; gõ vài chữ của tên."),
            "state": _("Bạn đọc thấy bài đã đăng; bài chờ duyệt và bài đã rút thì không."),
        }

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
                if field != "state"  # an article is withdrawn and brought back by acts of their own
            ]

    def decisions(self) -> dict[str, Any]:
        """Return what the editor changed, as the columns have it."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name in DECIDABLE}
        return {
            name: value.pk if isinstance(value, Newspaper | Place) else (value or None)
            for name, value in changed.items()
        }


@admin.register(Article)
class ArticleAdmin(
    NoAdding,
    NoDeleting,
    HistoryAdmin,
    SideBySideAdmin,
    WithdrawAdmin,
    BulkAdmin,
    ReviewAdmin,
    ReparseAction,
    ByReadersSearch,
    BoundedList,
):
    """Articles."""

    history = history_of_articles

    form = ArticleForm
    list_display = ["__str__", "newspaper", "published_on", "province", "open_doubts", "state"]
    list_select_related = ["newspaper", "province"]
    list_filter = ["state", ToReview]
    search_help_text = _(
        "Tìm như bạn đọc tìm; hoặc số bài, địa chỉ trang báo, phần đầu mã SHA-256 của bản gốc."
    )
    sortable_by = ["published_on"]
    autocomplete_fields = ["newspaper", "province"]
    readonly_fields = ["estimated", "proposals", "source", "body"]
    fieldsets = [
        (None, {"fields": [*DECIDABLE, "estimated", "reason", "withdraw_decisions"]}),
        (_("Máy đề xuất"), {"fields": ["proposals"]}),
        (_("Nguồn"), {"fields": ["source", "body"]}),
    ]
    inlines = [DirectivesCited, UnitsNamed, PlacesNamed, FiguresGiven, DecisionsMade]
    save_on_top = True
    actions = ["decide_chosen", "withdraw_chosen", "bring_back_chosen", "reparse"]

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Leave out the taking back of decisions where nothing was decided."""
        sets = super().get_fieldsets(request, obj)
        if obj is not None and not obj.decisions.current().exclude(field="state").exists():
            options = sets[0][1]
            options["fields"] = [name for name in options["fields"] if name != "withdraw_decisions"]
        return sets

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Leave the text out of lists."""
        match = request.resolver_match
        is_list = match is not None and match.url_name == "articles_article_changelist"
        return Article.objects.for_listing() if is_list else Article.objects.all()

    @admin.display(description=_("cần xem"))
    def open_doubts(self, article: Article) -> str:
        """Say what editors have not settled yet."""
        return "; ".join(dict.fromkeys(map(doubts.label, doubts.unseen(article))))

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

    @admin.display(description=_("bản gốc và trang duyệt"))
    def source(self, article: Article) -> SafeString:
        """Lead to the reader's page and the original bytes."""
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a> · SHA-256 <code>{}</code>',
            reverse("admin:articles_article_review", args=[article.pk]),
            _("trang duyệt bài"),
            reverse("admin:articles_article_desk_original", args=[article.pk]),
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
            store.withdraw_decisions(obj, withdrawn)  # in whose name: articles.admin.acting
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
        if getattr(formset, "gone", 0):
            words = _("Bài vừa được phân tích lại; ý kiến của bạn về những chỗ nhắc không còn đã bỏ.")
            messages.warning(request, words)
        for mention in formset.save(commit=False):
            try:
                verdicts.judge(
                    mention, mention.verdict, by=request.user, reason=form.cleaned_data.get("reason", "")
                )
            except verdicts.MentionGoneError as gone:
                gone_by_now = _("“%(words)s” không còn trong danh sách: bài vừa được phân tích lại.")
                messages.warning(request, gone_by_now % {"words": gone})


def _shown(field: str, value: Any) -> Any:
    if field == "newspaper":
        return Newspaper.objects.filter(pk=value).first() or value
    if field == "province":
        return Place.objects.filter(pk=value).first() or value
    if field in DAYS:
        return day(date.fromisoformat(value))
    return value
