"""The citation of a report as a file to take away."""

import json
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.citing import bibtex, csl, ris
from articles.citing.citation import Citation
from articles.citing.tombstone import tombstone, tombstone_as_json
from articles.models import Article


@require_safe
def as_bibtex(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the citation as a BibTeX entry."""
    return _given(request, pk, "bib")


@require_safe
def as_ris(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the citation as a RIS record."""
    return _given(request, pk, "ris")


@require_safe
def as_csl(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the citation as CSL-JSON, a list of one."""
    return _given(request, pk, "json")


def _csl_file(citation: Citation) -> str:
    return json.dumps([csl.item(citation)], ensure_ascii=False, indent=2) + "\n"


_WRITERS: Mapping[str, tuple[str, Callable[[Citation], str]]] = {
    "bib": (bibtex.MEDIA_TYPE, bibtex.entry),
    "ris": (ris.MEDIA_TYPE, ris.record),
    "json": (csl.MEDIA_TYPE, _csl_file),
}


def _given(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Write an article's citation; 404 where there is none, 410 where it was withdrawn."""
    with_paper = Article.objects.ever_published().select_related("newspaper").defer("text", "blocks")
    article = get_object_or_404(with_paper, pk=pk)
    if article.state == Article.State.WITHDRAWN:
        return (tombstone_as_json if form == "json" else tombstone)(request, article)
    citation = Citation.of(article, request.build_absolute_uri(article.get_absolute_url()))
    media_type, write = _WRITERS[form]
    response = HttpResponse(write(citation), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{citation.key}.{form}"'
    response["X-Robots-Tag"] = "noindex"
    return response
