"""The page of an article, and the bytes it was read from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.ingest import store
from articles.models import Article
from articles.models.geography import Geography
from articles.vietnamese.encodings import UndecodableError, decode
from articles.views.citation import citation
from articles.views.dating import estimate
from articles.views.facts import encoding, facts
from articles.views.figures import figure_rows
from articles.views.findings import MOST_FIGURES, findings
from articles.views.reading import aside, kicker, paragraphs, printed_byline

BINARY_HEADS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
CHARSETS = {"utf-8": "utf-8", "utf-8-sig": "utf-8"} | {
    name: name for name in ("utf-16", "utf-16-le", "utf-16-be")
}
"""What browsers call the encodings that they know; the old Vietnamese ones they do not."""


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show an article: its text, what was found in it, and why each fact about it is believed."""
    found = get_object_or_404(
        Article.objects.select_related("newspaper", "province", "original").defer("original__content"), pk=pk
    )
    if found.state == Article.State.WITHDRAWN:
        return render(request, "articles/withdrawn.html", {"pk": pk}, status=410)
    address = found.get_absolute_url()
    if request.path != address:
        query = request.GET.urlencode()
        return redirect(f"{address}?{query}" if query else address, permanent=True)
    spoken_of = findings(found)
    context = {
        "article": found,
        "kicker": kicker(found),
        "paragraphs": paragraphs(found, spoken_of.marked),
        "byline": printed_byline(found),
        "aside": aside(found),
        "facts": facts(found, Geography.load()),
        "encoding": encoding(found),
        "estimate": estimate(found),
        "findings": spoken_of,
        "figures": figure_rows(spoken_of.figures[:MOST_FIGURES], with_sentences=True),
        "figures_left": max(0, len(spoken_of.figures) - MOST_FIGURES),
        "copies": found.copies().for_listing(),
        "review_reason": store.review_reason(found),
        "citation": citation(found, request.build_absolute_uri(address)),
        "canonical": request.build_absolute_uri(address),
    }
    return render(request, "articles/article.html", context)


@require_safe
def article_original(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the original byte for byte, as plain text that no browser will run; binary files to be saved."""
    found = get_object_or_404(Article.objects.select_related("original"), pk=pk)
    if found.state == Article.State.WITHDRAWN:
        return render(request, "articles/withdrawn.html", {"pk": pk}, status=410)
    content = bytes(found.original.content)
    is_binary = content.startswith(BINARY_HEADS)
    kind = "application/octet-stream" if is_binary else f"text/plain{_charset(content)}"
    response = HttpResponse(content, content_type=kind)
    disposition = "attachment" if is_binary else "inline"
    response["Content-Disposition"] = f'{disposition}; filename="bai-{pk}-goc{"" if is_binary else ".txt"}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Robots-Tag"] = "noindex"
    return response


def _charset(content: bytes) -> str:
    """Return the charset parameter for a text, "" where its encoding is not known to browsers."""
    try:
        encoding = decode(content).encoding.partition("+")[0]
    except UndecodableError:
        return ""
    return f"; charset={CHARSETS[encoding]}" if encoding in CHARSETS else ""
