"""To withdraw an article with a reason that readers are told, and to bring it back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Field
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import permissions
from articles.admin.history.lines import person
from articles.admin.refused_acts import status_of, tell
from articles.citing.citation import Citation
from articles.citing.sentences import sentence
from articles.ingest import withdrawing
from articles.ingest.acts import RefusedError
from articles.models import Article
from articles.models.history import LONGEST_REASON

State = Article.State


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do.")},
        help_text=gettext_lazy("Ghi vào lịch sử của bài. Tối đa 300 ký tự."),
    )


class WithdrawalForm(ReasonForm):
    """Why articles are withdrawn: readers are told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Bạn đọc thấy lý do này. Tối đa 300 ký tự.")


class WithdrawAdmin(admin.ModelAdmin[Article]):
    """An admin of articles at which those who may can withdraw one and bring it back."""

    def get_urls(self) -> list[URLPattern]:
        """Give each act an address of its own."""
        views: list[tuple[str, str, Callable[..., HttpResponse]]] = [
            ("withdraw", "withdraw", self.withdraw_view),
            ("bring-back", "bring_back", self.bring_back_view),
        ]
        own = [
            path(f"<int:pk>/{word}/", self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for word, name, view in views
        ]
        return [*own, *super().get_urls()]

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason, showing what will be left; withdraw."""
        return self._withdrawing_view(request, pk, withdraws=True)

    def bring_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason; bring back."""
        return self._withdrawing_view(request, pk, withdraws=False)

    def _withdrawing_view(self, request: HttpRequest, pk: int, *, withdraws: bool) -> HttpResponse:
        if not request.user.has_perm(permissions.WITHDRAW):
            raise PermissionDenied
        article = Article.objects.for_listing().filter(pk=pk).first()
        if article is None:
            raise Http404
        kind = WithdrawalForm if withdraws else ReasonForm
        form = kind(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            try:
                self._withdraw_or_bring_back(
                    request, article, withdraws=withdraws, reason=form.cleaned_data["reason"]
                )
            except RefusedError as refused:
                tell(form, refused)
            else:
                return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
        address = request.build_absolute_uri(article.get_absolute_url())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Rút bài") if withdraws else _("Đưa bài trở lại"),
            "opts": self.opts,
            "article": article,
            "form": form,
            "withdraws": withdraws,
            "is_withdrawn": article.state == State.WITHDRAWN,
            "decision": withdrawing.withdrawal(article),
            "citation": sentence(Citation.of(article, address)),
        }
        template = "admin/articles/withdrawing/confirm.html"
        return TemplateResponse(request, template, context, status=status_of(form))

    def _withdraw_or_bring_back(
        self, request: HttpRequest, article: Article, *, withdraws: bool, reason: str
    ) -> None:
        act = withdrawing.withdraw if withdraws else withdrawing.restore
        if not act([article.pk], by=request.user, reason=reason):
            messages.warning(request, _("Một người khác vừa làm việc này; không có gì thay đổi."))
        elif withdraws:
            self.log_change(request, article, _("Rút bài"))
            if article.state == State.WAITING:
                messages.success(request, _("Đã rút bài; bạn đọc chưa từng thấy bài này."))
            else:
                messages.success(request, _("Đã rút bài: địa chỉ của bài nay trả lời 410 kèm lý do."))
        else:
            self.log_change(request, article, _("Đưa bài trở lại"))
            messages.success(request, _("Bài đã trở lại: tìm thấy, đếm và tải về được như trước."))

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Leave the state of a withdrawn article to the act that brings it back."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "state"] if obj is not None and obj.state == State.WITHDRAWN else fields

    def formfield_for_choice_field(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Leave withdrawing to its act."""
        if db_field.name == "state":
            kwargs["choices"] = [(value, label) for value, label in State.choices if value != State.WITHDRAWN]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Tell the page whether to offer the acts."""
        context["may_withdraw"] = request.user.has_perm(permissions.WITHDRAW)
        article = kwargs.get("obj")
        if article is not None and article.state == State.WITHDRAWN:
            decision = withdrawing.withdrawal(article)
            context |= {"withdrawal": decision, "withdrawn_by": person(decision.by if decision else None)}
        return super().render_change_form(request, context, *args, **kwargs)
