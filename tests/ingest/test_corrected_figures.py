"""A figure that an editor corrected or added: it holds through every parse, and counts."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from articles.admin.history import articles as history
from articles.ingest import verdicts
from articles.models import Article, FigureMention, MentionDecision, Verdict
from tests.ingest.test_doubts import codes, parse_anew, take_in
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_user("mai")


@pytest.fixture
def article() -> Article:
    """A report that says that seven members were admitted."""
    return take_in(Press())


def admitted(article: Article) -> FigureMention:
    return article.figurementions.get(indicator="members_admitted")


def figures(article: Article) -> list[tuple[str, Decimal, str]]:
    rows = article.figurementions.filter(indicator="members_admitted").exclude(verdict=Verdict.REFUSED)
    return [(each.indicator, each.value, each.organisation) for each in rows.order_by("start")]


def test_a_corrected_number_survives_every_parse(article, editor) -> None:
    figure = admitted(article)
    assert figure.value == 7
    verdicts.correct_figure(figure, {"value": Decimal(17)}, by=editor, reason="in sai")
    for _ in range(2):
        article = parse_anew(article)
        assert figures(article) == [("members_admitted", Decimal(17), figure.organisation)]
        assert article.doubt == 0
    decision = MentionDecision.objects.get()
    assert (decision.before["value"], decision.after["value"]) == ("7", "17")


def test_whose_it_is_can_be_corrected_alone(article, editor) -> None:
    figure = admitted(article)
    unit = article.unitmentions.first().unit
    verdicts.correct_figure(figure, {"organisation": "Đảng bộ xã khác", "unit_id": unit.pk}, by=editor)
    article = parse_anew(article)
    assert figures(article) == [("members_admitted", Decimal(7), "Đảng bộ xã khác")]
    assert admitted(article).unit == unit


def test_a_parser_that_says_something_else_again_is_shown_and_changes_nothing(
    article, editor, monkeypatch
) -> None:
    verdicts.correct_figure(admitted(article), {"value": Decimal(17)}, by=editor)
    from articles.ingest import mentions

    honest = mentions._figures

    def other(*given):
        return [row | {"value": Decimal("71.000")} for row in honest(*given)]

    with monkeypatch.context() as patch:
        patch.setattr(mentions, "_figures", other)
        article = parse_anew(article)
    assert (admitted(article).value, codes(article)) == (17, ["mention_differs"])
    verdicts.keep(MentionDecision.objects.get(is_current=True))
    with monkeypatch.context() as patch:
        patch.setattr(mentions, "_figures", other)
        article = parse_anew(article)
    assert (admitted(article).value, article.doubt) == (17, 0)


def test_a_figure_that_the_machine_missed_is_added_and_stays(article, editor) -> None:
    start = article.text.index("7 buổi sinh hoạt điểm")
    said = {"indicator": "cells", "value": Decimal(7), "organisation": "Đảng bộ xã Châu Sơn"}
    added = verdicts.add_figure(article, start, start + 6, said, by=editor)
    assert verdicts.add_figure(article, start, start + 6, said, by=editor) == added
    article = parse_anew(article)
    assert article.figurementions.get(indicator="cells") == added


def test_the_history_tells_the_correction_and_takes_it_back(article, editor) -> None:
    figure = admitted(article)
    verdicts.judge(figure, Verdict.CONFIRMED, by=editor)
    before = MentionDecision.objects.get()
    verdicts.correct_figure(figure, {"value": Decimal(17), "period": "năm 2021"}, by=editor)
    line = history.lines(article)[0]
    assert "17" in line.changes[0].after and "17" not in line.changes[0].before
    history.restore(article, f"n{before.pk}", [f"figure:{figure.pk}"], by=editor, reason="đúng là 7")
    figure.refresh_from_db()
    assert (figure.value, figure.verdict) == (7, Verdict.CONFIRMED)
