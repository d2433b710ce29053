"""A withdrawn article: gone from everywhere at once, its citation kept, back everywhere at once."""

import json

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.ingest import store, withdrawing
from articles.models import Article

pytestmark = pytest.mark.django_db

REASON = "Báo đã đính chính và gỡ bài ngày 3/4/2021"
WORDS = "Phú Quý"


@pytest.fixture
def mai(db) -> User:
    return User.objects.create_user("mai")


@pytest.fixture
def gone(archive, mai) -> Article:
    withdrawing.withdraw([archive.phu_quy.pk], by=mai, reason=REASON)
    archive.phu_quy.refresh_from_db()
    return archive.phu_quy


def own_addresses(article: Article) -> list[str]:
    forms = ("article-bibtex", "article-ris", "article-csl", "article-original", "article-permanent")
    return [article.get_absolute_url(), *(reverse(name, args=[article.pk]) for name in forms)]


EVERYWHERE = (
    "/",
    "/tim-kiem/?q=phu+quy",
    "/api/v1/search?q=phu+quy",
    "/tim-kiem/?q=Ph%C3%BA+Qu%C3%BD&view=kwic",
    "/bao/bao-binh-thuan/",
    "/nam/2021/",
    "/nam/2021/11/",
    "/tinh/binh-thuan/",
)


def told(client, address: str) -> str:
    response = client.get(address)
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode()


def test_its_address_answers_410_with_the_citation_and_why(client, gone):
    response = client.get(gone.get_absolute_url())
    page = response.content.decode()
    assert response.status_code == 410
    assert "Phú Quý: Xây dựng tổ chức cơ sở Đảng" in page and "Báo Bình Thuận" in page
    assert "ngày 24/11/2021" in page and REASON in page
    assert reverse("article-report", args=[gone.pk]) in page
    assert response["Cache-Control"] == "no-store" and "noindex" in response["X-Robots-Tag"]


def test_it_says_where_the_paper_has_it(client, archive, mai):
    withdrawing.withdraw([archive.kien_moc.pk], by=mai, reason=REASON)
    assert f'href="{archive.kien_moc.url}"' in told(client, archive.kien_moc.get_absolute_url())


def test_nothing_of_its_text_is_left(client, gone):
    page = told(client, gone.get_absolute_url())
    assert "chẳng mấy người lên tiếng" not in page and "214 đảng viên" not in page


def test_it_speaks_english_too(client, gone):
    response = client.get(gone.get_absolute_url() + "?lang=en")
    assert response.status_code == 410
    assert '<html lang="en">' in response.content.decode()
    assert f'<span lang="vi">{REASON}</span>' in response.content.decode()


def test_every_address_of_it_is_gone(client, gone):
    assert {client.get(address).status_code for address in own_addresses(gone)} == {410}


def test_a_program_that_asks_for_json_is_told_in_json(client, gone):
    response = client.get(reverse("article-csl", args=[gone.pk]))
    answer = json.loads(response.content)
    assert response.status_code == 410
    assert answer["reason"] == REASON and answer["id"] == gone.pk
    assert "Phú Quý" in answer["citation"]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_it_is_nowhere_and_comes_back_everywhere(client, archive, mai, address):
    path = archive.phu_quy.get_absolute_url()
    before = told(client, address)
    assert path in before, address
    withdrawing.withdraw([archive.phu_quy.pk], by=mai, reason=REASON)
    assert path not in told(client, address)
    withdrawing.restore([archive.phu_quy.pk], by=mai, reason="rút nhầm")
    assert path in told(client, address)


@pytest.mark.parametrize(
    "address",
    [
        "/tim-kiem/atom.xml?q=phu+quy",
        "/tim-kiem/tai-ve.csv?q=phu+quy",
        "/tim-kiem/tai-ve.jsonl?q=phu+quy",
        "/sitemap-bai-viet.xml",
    ],
)
def test_feeds_files_and_the_site_map_pass_it_by_until_it_is_back(client, archive, mai, address):
    mark = f"/bai-viet/{archive.phu_quy.pk}/"
    assert mark in told(client, address)
    withdrawing.withdraw([archive.phu_quy.pk], by=mai, reason=REASON)
    assert mark not in told(client, address)
    withdrawing.restore([archive.phu_quy.pk], by=mai, reason="rút nhầm")
    assert mark in told(client, address)


def test_counts_leave_it_out(client, archive, mai):
    def count() -> int:
        return client.get("/api/v1/search").json()["count"]

    before = count()
    withdrawing.withdraw([archive.phu_quy.pk], by=mai, reason=REASON)
    assert count() == before - 1
    withdrawing.restore([archive.phu_quy.pk], by=mai, reason="rút nhầm")
    assert count() == before


def test_a_reason_is_not_optional(archive, mai):
    for act in (withdrawing.withdraw, withdrawing.restore):
        with pytest.raises(ValueError, match=r"^ *$"):
            act([archive.phu_quy.pk], by=mai, reason="  ")


def test_twice_is_once(archive, mai):
    acts = [withdrawing.withdraw([archive.phu_quy.pk], by=mai, reason=REASON) for _ in range(2)]
    assert acts == [1, 0]
    assert archive.phu_quy.decisions.count() == 1


def test_it_comes_back_as_it_was(archive, mai):
    store.decide(archive.phu_quy, {"state": "waiting"}, by=mai)
    withdrawing.withdraw([archive.phu_quy.pk], by=mai, reason=REASON)
    withdrawing.restore([archive.phu_quy.pk], by=mai, reason="xong")
    archive.phu_quy.refresh_from_db()
    assert archive.phu_quy.state == "waiting"


def test_a_chief_editor_withdraws_and_brings_back_at_the_desk(chief_desk, client, archive):
    article = archive.phu_quy
    away = reverse("admin:articles_article_withdraw", args=[article.pk])
    back = reverse("admin:articles_article_bring_back", args=[article.pk])
    assert "Phú Quý: Xây dựng tổ chức cơ sở Đảng" in told(chief_desk, away)
    assert chief_desk.post(away, {"reason": " "}).status_code == 200
    assert client.get(article.get_absolute_url()).status_code == 200
    assert chief_desk.post(away, {"reason": REASON}).status_code == 302
    assert REASON in told(client, article.get_absolute_url())
    assert REASON in told(chief_desk, back)
    assert chief_desk.post(back, {"reason": "rút nhầm"}).status_code == 302
    assert client.get(article.get_absolute_url()).status_code == 200
    history = told(chief_desk, reverse("admin:articles_article_history", args=[article.pk]))
    assert REASON in history and "rút nhầm" in history and "<ins>đã rút</ins>" in history


def test_no_article_s_slug_hides_another_page(client, archive):
    Article.objects.filter(pk=archive.phu_quy.pk).update(title="Báo lỗi", slug="bao-loi")
    archive.phu_quy.refresh_from_db()
    response = client.get(archive.phu_quy.get_absolute_url())
    assert response.status_code == 200 and '<h1 lang="vi">' in response.content.decode()
