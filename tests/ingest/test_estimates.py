"""What is only estimated of an undated report is kept apart from what can ever be its date."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from articles.ingest import service, store
from articles.models import Article, Decision
from articles.records import Hints
from search.indexing.models import SearchEntry
from tests.ingest.test_ingest import take_in
from tests.press import Press
from tests.reading.layouts import HEADLINE, semantic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]

UNDATED = Press(
    day="", extra=("6 tháng đầu năm 2021, toàn huyện kết nạp được 94 đảng viên, đạt 60% kế hoạch.",)
)


def taken(data: bytes, hints: Hints | None = None) -> Article:
    (document,) = take_in(("bai.txt", data), hints=hints)
    assert document.article is not None, document.reason
    return document.article


def test_an_estimate_is_no_date_and_counts_as_none() -> None:
    article = taken(UNDATED.encode(), Hints(retrieved=date(2023, 5, 4)))
    assert (article.published_on, article.year) == (None, None)
    assert "no_date" in article.review_reasons
    assert (article.proposed["published_on"], article.proposed["estimated_year"]["value"]) == (None, 2021)
    start, end = article.proposed["not_before"]["span"]
    assert article.text[start:end] == "6 tháng đầu năm 2021"
    assert article.proposed["not_after"]["value"] == "2023-05-04"
    entry = SearchEntry.objects.get(article_id=article.pk)
    assert (entry.published_on, entry.year) == (None, None)


def test_a_dated_report_carries_no_estimate() -> None:
    assert "estimated_year" not in taken(Press().encode()).proposed


def test_no_editor_can_decide_on_an_estimate_but_the_date_makes_it_void() -> None:
    article = taken(UNDATED.encode())
    editor = get_user_model().objects.create_user("mai")
    assert not {"not_before", "not_after", "estimated_year"} & set(Decision.FIELDS)
    with pytest.raises(ValueError, match="estimated_year"):
        store.decide(article, {"estimated_year": 2021}, by=editor)
    held = store.decide(article, {"published_on": date(2021, 7, 2)}, by=editor)
    assert held.year == 2021
    service.reparse_article(article.pk)
    article.refresh_from_db()
    assert article.published_on == date(2021, 7, 2)


def test_a_proposal_says_whether_the_page_or_its_operator_told_the_day() -> None:
    page = semantic(stamp="2021-03-09T14:20:00+07:00").replace("Thứ Ba, 09/03/2021, 14:20 (GMT+7)", "")
    stated = taken(page.encode())
    assert stated.published_on == date(2021, 3, 9)
    assert stated.proposed["published_on"]["rule"] == "stated in the page's head"
    assert stated.proposed["published_on"]["confidence"] < 1
    assert (stated.proposed["title"]["value"], stated.proposed["title"]["rule"]) == (HEADLINE, "headline")
    told = taken(Press(number=8).encode(), Hints(published=date(2021, 4, 14), title="Tít của người nạp"))
    assert told.proposed["published_on"]["rule"] == told.proposed["title"]["rule"] == "manifest"
