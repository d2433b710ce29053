"""The newest reports of the archive, or of a part of it, found by the index of days."""

from typing import Any

from articles.models import Article


def newest(limit: int, **filters: Any) -> list[Article]:
    """Return the newest published reports, and undated ones where there are too few with a date."""
    published = Article.objects.published().filter(**filters).for_listing()
    dated = list(published.filter(published_on__isnull=False).order_by("-published_on", "-pk")[:limit])
    missing = limit - len(dated)
    return dated + list(published.filter(published_on=None).order_by("-pk")[:missing]) if missing else dated
