"""Figures that reports give, as rows of a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, FigureMention
from articles.views.evidence import Sentence, anchor, sentence_of
from articles.views.kinds import FIGURE

MOST_FIGURES = 200
"""So many figures an article's table lists; it says how many it leaves out."""

INDICATORS = {
    "members": gettext_lazy("Đảng viên"),
    "members_admitted": gettext_lazy("Kết nạp đảng viên"),
    "members_made_official": gettext_lazy("Chuyển đảng chính thức"),
    "members_rated": gettext_lazy("Đảng viên được xếp loại"),
    "members_disciplined": gettext_lazy("Đảng viên bị kỷ luật"),
    "cells": gettext_lazy("Chi bộ"),
    "cells_rated": gettext_lazy("Chi bộ được xếp loại"),
    "grassroots_organisations": gettext_lazy("Tổ chức cơ sở đảng"),
    "organisations_rated": gettext_lazy("Tổ chức đảng được xếp loại"),
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure with what it is about, the words that give it, and how sure the machine is (percent);
    ``number`` and ``entry`` are its number ("S3") and fragment in the table of its own article."""

    indicator: str
    value: Decimal
    unit: str
    organisation: str
    period: str
    detail: str
    article: Article
    url: str
    certainty: int
    sentence: Sentence | None = None
    number: str = ""
    entry: str = ""

    @property
    def further_unit(self) -> str:
        """Return the unit where the indicator does not already say it: 16 of "Đảng viên" are đảng viên."""
        return "" if self.unit.casefold() in self.indicator.casefold() else self.unit


def indicator_label(code: str) -> str:
    """Return the reader's name of an indicator."""
    return str(INDICATORS.get(code, code.replace("_", " ")))


def own_figures(article: Article, figures: Sequence[FigureMention]) -> list[FigureRow]:
    """Return the first figures of one article as the rows of its own table, numbered, with their sentences;
    each leads to its place in the text below or above."""
    return [
        _row(
            figure,
            article,
            f"#{anchor(figure)}",
            sentence=sentence_of(article, figure.span),
            number=FIGURE.number(at),
            entry=FIGURE.entry(at),
        )
        for at, figure in enumerate(figures[:MOST_FIGURES], start=1)
    ]


def figure_rows(figures: Iterable[FigureMention]) -> list[FigureRow]:
    """Return the rows of these figures, in their order, each leading to its words in its article."""
    return [
        _row(figure, figure.article, f"{figure.article.get_absolute_url()}#{anchor(figure)}")
        for figure in figures
    ]


def _row(figure: FigureMention, article: Article, url: str, **more: Any) -> FigureRow:
    return FigureRow(
        indicator=indicator_label(figure.indicator),
        value=figure.value,
        unit=figure.unit_text,
        organisation=figure.organisation or _("(không nêu rõ)"),
        period=figure.period,
        detail=", ".join(filter(None, [figure.rating, figure.comparison])),
        article=article,
        url=url,
        certainty=round(100 * figure.confidence),
        **more,
    )
