"""An article in which thousands of things were found: whole, quick, and honest about what it leaves out."""

import gzip
import re
import time

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin.mentions import MOST_MENTIONS
from articles.models import Article, DirectiveMention, FigureMention, PlaceMention, Verdict
from articles.views.entries import MANY, MOST_ENTRIES, MOST_PLACES, MOST_SENTENCES
from articles.views.figures import MOST_FIGURES
from tests import factories
from tests.admin.forms import filled

pytestmark = pytest.mark.django_db


def long_article(paragraphs: int) -> Article:
    """Each paragraph names one place of all, a document of its own, and gives a figure."""
    place = factories.province()
    words = [
        f"Năm nay Chi bộ số {number} ở Lạng Sơn học Kết luận số {number}-KL/TU và có {number} đảng viên."
        for number in range(1000, 1000 + paragraphs)
    ]
    made = factories.article(body=words)
    found: dict[type, list] = {PlaceMention: [], DirectiveMention: [], FigureMention: []}

    def add(kind: type, match: re.Match[str], **fields: object) -> None:
        span = {"start": match.start(), "end": match.end(), "surface": match[0]}
        found[kind].append(kind(article=made, rule="test", confidence=0.9, **span, **fields))

    for match in re.finditer("Lạng Sơn", made.text):
        add(PlaceMention, match, place=place)
    for match in re.finditer(r"Kết luận số \d+-KL/TU", made.text):
        add(DirectiveMention, match, status="unmatched", type="Kết luận")
    for match in re.finditer(r"(\d+) đảng viên", made.text):
        add(FigureMention, match, indicator="members", value=match[1], unit_text="đảng viên")
    for kind, mentions in found.items():
        kind.objects.bulk_create(mentions)
    return made


def text_of(page: str) -> str:
    return page[page.index('id="bai-doc"') : page.index('class="section"')]


def weight(page: str) -> int:
    return len(gzip.compress(page.encode(), 6))


def test_five_thousand_findings_are_shown_at_once_and_marked_every_one(client: Client) -> None:
    made = long_article(1700)
    began = time.process_time()
    page = client.get(f"{made.get_absolute_url()}?danh-dau=1").content.decode()
    assert time.process_time() - began < 3
    assert text_of(page).count('class="found"') == 3 * 1700
    assert f"và {1700 - MOST_SENTENCES - MOST_PLACES:,} chỗ nữa".replace(",", ".") in page
    assert len(re.findall(r'class="evidence__place" href="#van-kien-\d+"', page)) == MOST_ENTRIES
    assert f"và {1700 - MOST_ENTRIES:,} mục nữa".replace(",", ".") in page
    assert f"và {1700 - MOST_FIGURES:,} số liệu nữa".replace(",", ".") in page


def test_unmarked_it_stays_light_for_its_length(client: Client) -> None:
    made = long_article(700)
    page = client.get(made.get_absolute_url()).content.decode()
    assert text_of(page).count('class="spot"') == 3 * 700
    assert weight(page) < 60_000


def test_of_many_things_the_first_are_seen_and_the_others_folded(client: Client) -> None:
    page = client.get(long_article(MANY + 30).get_absolute_url()).content.decode()
    assert "30 mục nữa" in page and "30 số liệu nữa" in page
    assert page.count('<details class="more">') >= 2


def test_a_few_findings_are_all_listed(client: Client) -> None:
    page = client.get(long_article(3).get_absolute_url()).content.decode()
    assert not re.search(r"\d+ (chỗ|mục|số liệu) nữa", page)
    assert len(re.findall(r'class="evidence__place" href="#van-kien-\d+"', page)) == 3


def test_the_desk_shows_a_page_of_the_mentions_and_leads_to_the_next(desk: Client) -> None:
    made = long_article(1700)
    address = reverse("admin:articles_article_change", args=[made.pk])
    began = time.process_time()
    page = desk.get(address).content.decode()
    assert time.process_time() - began < 2
    assert page.count("<mark>Kết luận số") == MOST_MENTIONS
    assert 'href="?trang=2"' in page and f"và {1700 - MOST_MENTIONS:,} chỗ nữa".replace(",", ".") in page
    last = desk.get(f"{address}?trang=34").content.decode()
    assert "<mark>Kết luận số 2699-KL/TU</mark>" in last and 'href="?trang=33"' in last
    assert 'href="?trang=35"' not in last


@pytest.mark.parametrize("number", ["0", "-1", "x", "99", "9999999", "²"])
def test_a_strange_page_of_mentions_is_no_error(desk: Client, number: str) -> None:
    address = reverse("admin:articles_article_change", args=[long_article(3).pk])
    assert desk.get(f"{address}?trang={number}").status_code == 200


def test_a_verdict_on_a_later_page_is_kept(desk: Client) -> None:
    made = long_article(120)
    address = reverse("admin:articles_article_change", args=[made.pk]) + "?trang=2"
    data = filled(desk.get(address), **{"directivementions-3-verdict": "refused", "_save": "1"})
    wanted = DirectiveMention.objects.order_by("start")[MOST_MENTIONS + 3]
    assert data["directivementions-3-id"] == str(wanted.pk)
    answer = desk.post(address, data)
    assert answer.status_code == 302
    assert list(DirectiveMention.objects.filter(verdict=Verdict.REFUSED)) == [wanted]
