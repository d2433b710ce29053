"""Figures of an organisation over time: what the papers print, never summed, differing ones side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Article, FigureMention
from articles.models.mentions import MentionQuerySet
from articles.templatetags.presentation import number
from articles.views import charts
from articles.views.evidence import Sentence
from articles.views.figures import INDICATORS, indicator_label
from articles.views.sentences import near_sentence, place_in_text, with_words_around

MOST = 200
"""So many figures are shown, those of the newest reports; the page says how many there are."""

STOCKS = frozenset({"members", "cells", "grassroots_organisations"})
"""What is there at a time, so that a line may join one time to the next; what a period brought is dots."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Told:
    """A report that gives a figure: the article, the sentence, the address of its place in the text, what
    the report compares it with ("so với năm 2015")."""

    article: Article
    sentence: Sentence | None
    url: str
    comparison: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure and the reports that give it."""

    value: Decimal
    unit: str
    told: list[Told]


@dataclass(frozen=True, slots=True)
class Row:
    """One time as printed ("2015-2020"; "" where no report names one) and what is told of it, the number that
    most reports give first. ``day`` places it in order: a day of the last year named, else of the report."""

    period: str
    day: date | None
    values: list[Value]

    @property
    def differs(self) -> bool:
        """Tell whether reports give different numbers for this time."""
        return len(self.values) > 1


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator ("Đảng viên"), of rated ones one rating: its rows in order of time, and its picture."""

    key: str
    label: str
    rows: list[Row]
    chart: charts.Chart | None


@dataclass(frozen=True, slots=True)
class AllSeries:
    """The series of an organisation; ``count`` figures there are, ``shown`` of them are among the rows."""

    found: list[Series]
    count: int
    shown: int

    def __bool__(self) -> bool:
        return bool(self.found)


def series_of(figures: MentionQuerySet[FigureMention]) -> AllSeries:
    """Return the figures of published reports as series, the usual indicators first."""
    published = figures.filter(article__state=Article.State.PUBLISHED)
    newest = published.order_by(F("article__published_on").desc(nulls_last=True), "-article", "start")
    rows = list(with_words_around(newest)[:MOST])
    count = len(rows) if len(rows) < MOST else published.count()
    groups: dict[tuple[str, str], list[Any]] = {}
    for figure in rows:
        groups.setdefault((figure.indicator, figure.rating), []).append(figure)
    usual = list(INDICATORS)
    order = sorted(groups, key=lambda key: (usual.index(key[0]) if key[0] in usual else len(usual), key[1]))
    made = [_series(place, *key, groups[key]) for place, key in enumerate(order, start=1)]
    return AllSeries(made, count, len(rows))


def _series(place: int, indicator: str, rating: str, figures: Sequence[Any]) -> Series:
    by_time: dict[tuple[str, date | None], list[Any]] = {}
    for figure in figures:
        period = " ".join(figure.period.split())
        day = figure.article.published_on
        by_time.setdefault((period, _placed(period, day)) if period else ("", day), []).append(figure)
    rows = [Row(period, day, _values(told)) for (period, day), told in by_time.items()]
    rows.sort(key=lambda row: (row.day or date.max, row.period))
    label = f"{indicator_label(indicator)}: {rating}" if rating else indicator_label(indicator)
    key = f"so-lieu-{place}"
    return Series(key, label, rows, _chart(key, label, rows, is_stock=indicator in STOCKS))


def _placed(period: str, published_on: date | None) -> date | None:
    years = _YEAR.findall(period)
    return date(int(years[-1]), 7, 1) if years else published_on


def _values(figures: Sequence[Any]) -> list[Value]:
    alike: dict[Decimal, list[Any]] = {}
    for figure in figures:
        alike.setdefault(figure.value, []).append(figure)
    values = [Value(value, same[0].unit_text, _told(same)) for value, same in alike.items()]
    return sorted(values, key=lambda value: -len(value.told))


def _told(figures: Sequence[Any]) -> list[Told]:
    return [
        Told(figure.article, near_sentence(figure), place_in_text(figure), figure.comparison)
        for figure in figures
    ]


def _chart(key: str, label: str, rows: Sequence[Row], *, is_stock: bool) -> charts.Chart | None:
    """Draw the numbers by time; nothing where there are not two times to compare."""
    placed = [
        (row.day, row.period or _shown(row.day), value) for row in rows if row.day for value in row.values
    ]
    days = [day for day, _when, _value in placed]
    if len(set(days)) < 2:
        return None
    points = [
        charts.Point(day.toordinal(), float(value.value), f"{when}: {number(value.value)} {value.unit}")
        for day, when, value in placed
    ]
    is_clear = len(days) == len(set(days))
    told = _("%(label)s: từ %(first)s (%(first_when)s) đến %(last)s (%(last_when)s).") % {
        "label": label,
        "first": number(placed[0][2].value),
        "first_when": placed[0][1],
        "last": number(placed[-1][2].value),
        "last_when": placed[-1][1],
    }
    joined = charts.Series(label, points, "line" if is_stock and is_clear else "")
    title = _("%(label)s qua thời gian") % {"label": label}
    return charts.points(f"{key}-hinh", title, told, [joined], charts.years_between(min(days), max(days)))


def _shown(day: date) -> str:
    return date_format(day, "j F Y" if get_language() == "en" else "j/n/Y")
