"""What is left of a withdrawn article: its citation, when and why it was withdrawn, and whom to ask."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.citing.citation import Citation
from articles.citing.sentences import sentence
from articles.ingest.withdrawing import withdrawal
from articles.models import Article, Decision

GONE = 410


def tombstone(request: HttpRequest, article: Article) -> HttpResponse:
    """Return the page that stands for a withdrawn article, status 410; nothing of its text. Raises Http404
    for one that readers never saw."""
    decision = _decision(article)
    context: dict[str, Any] = {
        "pk": article.pk,
        "decision": decision,
        "source_url": article.url,
        "citations": [(each, sentence(_citation(request, article), each)) for each in ("vi", "en")],
        "contact": settings.CONTACT_EMAIL,
    }
    return _kept_nowhere(render(request, "articles/withdrawn.html", context, status=GONE))


def tombstone_as_json(request: HttpRequest, article: Article) -> HttpResponse:
    """Return the same for a program that asked for JSON; raises what that raises."""
    decision = _decision(article)
    content = {
        "error": _("Bài này đã được rút khỏi kho"),
        "id": article.pk,
        "withdrawn_at": decision.at.isoformat() if decision else None,
        "reason": decision.reason if decision else "",
        "citation": sentence(_citation(request, article)),
        "source_url": article.url,
    }
    return _kept_nowhere(JsonResponse(content, status=GONE, json_dumps_params={"ensure_ascii": False}))


def _decision(article: Article) -> Decision | None:
    """Return why the article is withdrawn; what waited to be published until then leaves nothing behind."""
    decision = withdrawal(article)
    if decision is not None and (decision.before or {}).get("value") == Article.State.WAITING:
        raise Http404
    return decision


def _citation(request: HttpRequest, article: Article) -> Citation:
    return Citation.of(article, request.build_absolute_uri(article.get_absolute_url()))


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    """A withdrawn article may come back, and its reason may be put in other words."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
