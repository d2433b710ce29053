"""Figures that reports give, as rows of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, FigureMention
from articles.views.evidence import Sentence, anchor, sentence_of

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
    """One figure with what it is about, the words that give it, and how sure the machine is (percent)."""

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


def indicator_label(code: str) -> str:
    """Return the reader's name of an indicator."""
    return str(INDICATORS.get(code, code.replace("_", " ")))


def figure_rows(figures: Iterable[FigureMention], *, with_sentences: bool = False) -> list[FigureRow]:
    """Return the rows of these figures, in their order; their sentences where the texts are held."""
    return [
        FigureRow(
            indicator=indicator_label(figure.indicator),
            value=figure.value,
            unit=figure.unit_text,
            organisation=figure.organisation or _("(không nêu rõ)"),
            period=figure.period,
            detail=", ".join(filter(None, [figure.rating, figure.comparison])),
            article=figure.article,
            url=f"{figure.article.get_absolute_url()}#{anchor(figure)}",
            certainty=round(100 * figure.confidence),
            sentence=sentence_of(figure.article, figure.span) if with_sentences else None,
        )
        for figure in figures
    ]
