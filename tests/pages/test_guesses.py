"""What is only guessed is shown as a guess; what a place was called on the day."""

from datetime import date

import pytest
from django.test import Client

from articles.ingest import service, store
from articles.models import Article, Newspaper, Upload
from articles.reading import Delivered
from articles.records import Hints
from tests.press import Press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows", "redis_client")]


def take_in(press: Press, hints: Hints | None = None) -> Article:
    upload = service.open_upload(Upload.Door.COMMAND)
    delivered = Delivered(name="a.txt", source_name="a.txt", data=press.encode(), hints=hints or Hints())
    service.process_documents([each.pk for each in service.receive(upload, [delivered])])
    return Article.objects.get()


def facet(client: Client, name: str) -> dict[str, int]:
    answer = client.get("/api/v1/search").json()
    return {each["label"]: each["count"] for each in answer["facets"][name]}


@pytest.mark.parametrize("agency_mark", ["", "(Báo Lạng Sơn) - "])
def test_a_paper_is_counted_whether_named_or_guessed(client: Client, agency_mark: str) -> None:
    take_in(Press(agency_mark=agency_mark))
    assert facet(client, "newspaper") == {"Báo Lạng Sơn": 1}


def test_a_guessed_paper_is_shown_as_a_guess(client: Client) -> None:
    article = take_in(Press(agency_mark=""))
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Báo (phỏng đoán)" in page and "Báo Lạng Sơn" in page
    assert "Phỏng đoán: trang không nêu tên báo" in page and "50" in page


def test_an_editor_makes_a_fact_of_a_guess(client: Client) -> None:
    article = take_in(Press(agency_mark=""))
    paper = Newspaper.objects.get(name="Báo Lạng Sơn")
    store.decide(article, {"newspaper": paper.pk}, by=None)
    article.refresh_from_db()
    page = client.get(article.get_absolute_url()).content.decode()
    assert "phỏng đoán" not in page.lower()
    assert facet(client, "newspaper") == {"Báo Lạng Sơn": 1}


@pytest.mark.parametrize(
    ("day", "name", "note"),
    [
        (date(2024, 12, 30), "Tỉnh Thừa Thiên Huế", False),
        (date(2025, 3, 10), "Thành phố Huế", True),
    ],
)
def test_a_province_bears_the_name_of_the_day(client: Client, day: date, name: str, note: bool) -> None:
    press = Press(agency_mark="", province="Thừa Thiên Huế", district="Phú Lộc", commune="Lộc Bổn", day="")
    article = take_in(press, Hints(published=day))
    context = client.get(article.get_absolute_url()).context
    (fact,) = [each for each in context["facts"] if each.name == "Tỉnh"]
    assert fact.value == name
    assert ("Thừa Thiên Huế" in fact.note) is note
