"""What is known of the day of an undated report: an estimate, shown as one and counted nowhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Article

FIELDS = ("estimated_year", "not_before", "not_after")


@dataclass(frozen=True, slots=True)
class Estimate:
    """The year in which a report was likely printed, and the days between which it was, both included."""

    year: int | None
    not_before: date | None
    not_after: date | None

    @property
    def words(self) -> str:
        """Return the estimate in words: "ước chừng năm 2019 (không trước 1/1/2019, không sau 19/6/2021)"."""
        bounds = ", ".join(
            words % {"day": _shown(day)}
            for words, day in (
                (_("không trước %(day)s"), self.not_before),
                (_("không sau %(day)s"), self.not_after),
            )
            if day
        )
        if self.year is None:
            return bounds
        return _("ước chừng năm %(year)s (%(bounds)s)") % {"year": self.year, "bounds": bounds}


def estimate(article: Article) -> Estimate | None:
    """Return what the machine estimates of an article without a date; None where it has one, or nothing is
    known."""
    if article.published_on is not None:
        return None
    year, first, last = (_value(article, field) for field in FIELDS)
    if first is None and last is None:
        return None
    return Estimate(year, first and date.fromisoformat(first), last and date.fromisoformat(last))


def _value(article: Article, field: str) -> Any:
    proposal = article.proposed.get(field)
    return proposal["value"] if proposal else None


def _shown(day: date) -> str:
    return date_format(day, "j F Y" if get_language() == "en" else "j/n/Y")
