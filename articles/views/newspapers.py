"""Newspapers: their list and the page of each."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Article, Newspaper
from articles.models.geography import THEN, Geography
from articles.vietnamese.collation import sort_key
from articles.views import tally
from articles.views.links import search_url

LATEST, LISTED = 10, 12


def newspapers(request: HttpRequest) -> HttpResponse:
    """List the papers that the archive knows, with those it holds reports of first."""
    published = Count("articles", filter=Q(articles__state=Article.State.PUBLISHED))
    counted = Newspaper.objects.select_related("province").annotate(article_count=published)
    papers = sorted(counted, key=lambda paper: sort_key(paper.name))
    held = [(paper, search_url(newspaper=paper.slug)) for paper in papers if paper.article_count]
    context = {"held": held, "others": [paper for paper in papers if not paper.article_count]}
    return render(request, "articles/newspapers.html", context)


def newspaper(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one paper: what it is, and what the archive holds of it."""
    paper = get_object_or_404(Newspaper.objects.select_related("province"), slug=slug)
    articles = Article.objects.published().filter(newspaper=paper)
    filters = {"newspaper": paper.slug}
    context = {
        "paper": paper,
        "count": articles.count(),
        "search": search_url(**filters),
        "years": tally.by_year(articles, filters),
        "provinces": tally.by_province(articles, Geography.load(), THEN, filters),
        "directives": tally.by_directive(articles, filters, LISTED),
        "latest": tally.newest(articles, LATEST),
    }
    return render(request, "articles/newspaper.html", context)
