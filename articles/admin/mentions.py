"""The mentions of an article at the desk, a page at a time: a long text holds thousands, no form could."""

from typing import Any

from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

MOST_MENTIONS = 50
"""Mentions of each kind on one page."""

PARAMETER = "trang"


def page_number(request: HttpRequest) -> int:
    """Return which page of the mentions is asked for, 1 where the address makes no sense."""
    asked = request.GET.get(PARAMETER, "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


class PageOfMentions(BaseInlineFormSet[Any, Any, Any]):
    """One page of an article's mentions of one kind, each knowing the article without asking for it again.

    A form goes back to the address that it was shown at, and so to the same page.
    """

    number = 1

    def get_queryset(self) -> QuerySet[Any]:
        """Return the mentions of the page."""
        if not hasattr(self, "_queryset"):
            every = super().get_queryset().order_by("start", "pk")
            self.count = every.count() if self.instance.pk else 0
            start = (self.number - 1) * MOST_MENTIONS
            self._queryset = every[start : start + MOST_MENTIONS]
            for mention in self._queryset:
                mention.article = self.instance
        return self._queryset

    @property
    def before(self) -> int | None:
        """Return the number of the page before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """Return the number of the page after, None on the last."""
        return self.number + 1 if self.left else None

    @property
    def left(self) -> int:
        """Return how many mentions stand on later pages."""
        self.get_queryset()
        return max(0, self.count - self.number * MOST_MENTIONS)
