"""The addresses of the review: the queue, the next article, the page of one, its original."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles.admin import permissions
from articles.admin.acting import reason_given
from articles.admin.review import acting, holding, queue
from articles.admin.review.fields import NAMES, input_id
from articles.admin.review.page import UnfitError, address, next_url, page, tier_of
from articles.ingest import doubts, review
from articles.models import Article
from articles.views.articles import original_of

LOOK = "articles.view_article"


class ReviewAdmin(admin.ModelAdmin[Article]):
    """An admin of articles at which editors go through what is in doubt."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the review."""
        views: list[tuple[str, str, Callable[..., HttpResponse]]] = [
            ("queue/", "queue", self.queue_view),
            ("queue/next/", "next", self.next_view),
            ("<int:pk>/review/", "review", self.review_view),
            ("<int:pk>/original/", "desk_original", self.original_view),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for route, name, view in views
        ]
        return [*own, *super().get_urls()]

    def get_ordering(self, request: HttpRequest) -> Any:
        """Show the list in the order of the queue where only the queue is shown."""
        if queue.ToReview.parameter_name in request.GET:
            return ("-doubt", "-pk")
        return super().get_ordering(request)

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """Show what waits, and the way in."""
        _ask_right(request, LOOK)
        tier = tier_of(request)
        rows = list(queue.waiting(tier).select_related("newspaper", "province").defer(*HEAVY)[: queue.SHOWN])
        taken = holding.open_elsewhere([each.pk for each in rows], request.user)
        listed = [
            (each, list(dict.fromkeys(map(doubts.label, doubts.unseen(each)))), each.pk in taken)
            for each in rows
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Hàng chờ duyệt"),
            "opts": self.opts,
            "lanes": queue.lanes(tier),
            "tier": tier,
            "listed": listed,
            "start": _start(tier),
            "filter": f"?{queue.ToReview.parameter_name}={tier or queue.ToReview.every}",
        }
        return TemplateResponse(request, "admin/articles/review/queue.html", context)

    def next_view(self, request: HttpRequest) -> HttpResponse:
        """Lead to the next article of the queue; to the queue itself where nothing is left."""
        _ask_right(request, LOOK)
        tier = tier_of(request)
        position = queue.Position.parse(request.GET.get(queue.AFTER, ""))
        found = queue.next_after(position, request.user, tier)
        if found is None:
            messages.success(request, _("Không còn bài nào chờ duyệt ở đây."))
            return HttpResponseRedirect(reverse("admin:articles_article_queue"))
        return HttpResponseRedirect(address(found, tier))

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one article with all that is proposed, or do what one of its forms asks for."""
        if request.method != "POST":
            _ask_right(request, LOOK)
            return self._shown(request, pk)
        is_report = request.POST.get("about") == "report"
        _ask_right(request, permissions.ANSWER_REPORTS if is_report else permissions.DECIDE)
        try:
            return HttpResponseRedirect(self._answer(request, _found(Article.objects.all(), pk)))
        except UnfitError as unfit:
            return self._shown(request, pk, unfit)

    def _shown(self, request: HttpRequest, pk: int, unfit: UnfitError | None = None) -> HttpResponse:
        """Show an article; 422 where what was sent with the request cannot be taken."""
        article = _found(Article.objects.select_related("newspaper", "province"), pk)
        shown = page(article, request, self.admin_site, unfit)
        may_decide = request.user.has_perm(permissions.DECIDE) and not shown.is_withdrawn
        context = {
            **self.admin_site.each_context(request),
            "title": _("Duyệt bài số %(n)s") % {"n": pk},
            "opts": self.opts,
            "page": shown,
            "article": shown.article,
            "may_decide": may_decide,
            "may_withdraw": request.user.has_perm(permissions.WITHDRAW),
            "answers_at": shown.address if request.user.has_perm(permissions.ANSWER_REPORTS) else "",
            "open_for": holding.open_for(pk, request.user) if may_decide else "",
        }
        template = "admin/articles/review/article.html"
        return TemplateResponse(request, template, context, status=422 if unfit else 200)

    def original_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the original byte for byte, of articles too that readers do not see."""
        _ask_right(request, LOOK)
        return original_of(_found(Article.objects.select_related("original").defer("text"), pk))

    def _answer(self, request: HttpRequest, article: Article) -> str:
        if request.POST.get("about") != "article" or article.state == Article.State.WITHDRAWN:
            return acting.act(request, article, self.admin_site)
        position, tier = queue.Position(article.doubt, article.pk), tier_of(request)
        reason, seen = reason_given(request), request.POST.getlist("seen")
        try:
            closed = review.close(article, by=request.user, reason=reason, seen=seen)
        except review.ChangedMeanwhileError:
            messages.warning(request, _("Bài vừa có điều cần xem mới; hãy xem lại trước khi nhận cả bài."))
            return address(article.pk, tier)
        if lacking := doubts.lacking(closed):
            messages.warning(request, _still_lacking(lacking))
            return f"{address(article.pk, tier)}#{input_id(lacking[0])}"
        holding.close(article.pk, request.user)
        messages.success(request, _("Đã nhận bài số %(n)s: %(title)s") % {"n": article.pk, "title": article})
        if doubts.unseen(closed):
            messages.info(
                request, _("Bài số %(n)s còn lời báo của bạn đọc chưa trả lời.") % {"n": article.pk}
            )
        return next_url(position, tier)


HEAVY = ("text", "blocks", "proposed")


def _still_lacking(fields: list[str]) -> str:
    """Return what an article that was accepted still lacks, and what can be done."""
    names = ", ".join(str(NAMES[each]).lower() for each in fields)
    return _("Đã nhận các đề xuất; còn thiếu %(fields)s: hãy ghi, hoặc nói không tìm ra.") % {"fields": names}


def _ask_right(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied


def _found(articles: QuerySet[Article], pk: int) -> Article:
    article = articles.filter(pk=pk).first() if pk < 1 << 63 else None
    if article is None:
        raise Http404
    return article


def _start(tier: str) -> str:
    own = reverse("admin:articles_article_next")
    return f"{own}?{queue.TIER}={tier}" if tier else own
