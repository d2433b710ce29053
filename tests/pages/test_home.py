"""The front door, what it weighs, and under which addresses pages are known."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from articles.models import Article
from articles.views.calendars import by_month
from articles.views.holdings import Asked, counted, single
from articles.views.tally import year_columns
from search.indexing.index import write_entries
from tests import factories as make
from tests.pages.reading import Page

LIMIT = 60_000
"""Bytes of a page's HTML, styles and scripts together, as compressed as a plain gzip makes them."""


def load(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def test_the_home_page_leads_to_each_thing_it_counts(client, archive):
    page = load(client, "/")
    links = {each.attributes["href"] for each in page.all("a", "figure")}
    assert links == {"/tim-kiem/", "/tinh/", "/nam/", "/van-kien/", "/don-vi/", "/bao/"}
    assert "/do-phu/" in {each.attributes.get("href") for each in page.all("a")}


def test_the_map_stands_in_the_geography_asked_for(client, archive):
    then, now = load(client, "/"), load(client, "/?lens=34")
    assert "Bình Thuận" in then.all(cls="tile-map")[0].text
    assert "Bình Thuận" not in now.all(cls="tile-map")[0].text
    chosen = [each.text for each in now.all("a") if each.attributes.get("aria-current") == "true"]
    assert any(text.startswith("34 tỉnh") for text in chosen)


def test_years_without_a_report_stand_between_the_others(client, archive):
    columns = load(client, "/").all("li", "year-column")
    assert [each.text.split(" ")[0] for each in columns] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert "chưa có bài" in columns[2].text


def test_only_the_latest_years_are_columns():
    lines = year_columns({0: 3, 1990: 1, 2021: 4, 2025: 2}, {}, most=24)
    assert [line.label for line in lines] == [str(year) for year in range(2002, 2026)]
    assert {line.label: (line.count, line.share) for line in lines if line.count} == {
        "2021": (4, 100),
        "2025": (2, 50),
    }
    assert year_columns({0: 3}, {}, most=24) == []


def test_an_empty_archive_says_how_to_fill_it(client, db):
    assert "Kho chưa có bài nào." in load(client, "/").all("main")[0].text


def test_an_organisation_that_was_merged_counts_for_its_heir(client, archive):
    section = load(client, "/").all("main")[0].text.partition("Tổ chức đảng được nhắc nhiều")[2]
    assert section.split(" 2 bài")[0].strip() == "Đảng bộ xã Kiên Mộc"


def test_holdings_count_what_the_tables_hold(archive):
    whole, provinces, pairs, days, of_paper = counted(
        Asked(),
        Asked(("province",)),
        Asked(("newspaper", "year")),
        Asked(("day",), year=2021),
        Asked(("day",), newspaper=archive.phu_quy.newspaper_id),
    )
    assert whole == {(): 5}
    assert single(provinces)[archive.kien_moc.province_id] == 2
    assert single(provinces)[0] == 1
    assert pairs[archive.kien_moc.newspaper_id, 2021] == 1
    assert pairs[0, 0] == 1
    assert by_month(single(days)) == {(2021, 5): 1, (2021, 11): 1}
    assert by_month(single(of_paper)) == {(2021, 11): 1}


def test_holdings_follow_what_is_withdrawn(archive):
    archive.kien_moc.state = "withdrawn"
    archive.kien_moc.save()
    write_entries([archive.kien_moc.pk])
    assert counted(Asked(), Asked(("day",), year=2021, month=5)) == [{(): 4}, {}]


@pytest.mark.django_db(transaction=True)
def test_holdings_are_remembered_until_something_is_published(client, archive, redis_client):
    assert counted(Asked())[0] == {(): 5}
    assert counted(Asked())[0] == {(): 5}
    write_entries([make.article("Chi bộ mới", published_on=None).pk])
    assert counted(Asked())[0] == {(): 6}


# ---------------------------------------------------------------- what every page says of itself


@pytest.mark.parametrize(
    ("address", "canonical", "english"),
    [
        ("/", "/", "/?lang=en"),
        ("/do-phu/?lens=34&utm_source=x", "/do-phu/?lens=34", "/do-phu/?lens=34&amp;lang=en"),
        ("/nam/2021/?lens=63", "/nam/2021/", "/nam/2021/?lang=en"),
    ],
)
def test_a_page_names_its_own_address_in_both_languages(client, archive, address, canonical, english):
    html = client.get(address).content.decode()
    site = "http://testserver"
    assert f'<link rel="canonical" href="{site}{canonical.replace("&", "&amp;")}">' in html
    assert f'hreflang="en" href="{site}{english}"' in html
    assert f'hreflang="x-default" href="{site}{canonical}"' in html


def test_the_english_page_is_the_original_of_english(client, archive):
    html = client.get("/nam/?lang=en").content.decode()
    assert '<link rel="canonical" href="http://testserver/nam/?lang=en">' in html


def test_the_language_switch_keeps_the_address(client, archive):
    page = load(client, "/nam/2021/05/?ngay=14&lens=34")
    (switch,) = [each for each in page.all("a") if each.attributes.get("hreflang") == "en"]
    assert switch.attributes["href"] == "?ngay=14&lens=34&lang=en"


def weight(client: Client, address: str) -> int:
    """Return what a first visit fetches besides fonts and images, compressed."""
    html = client.get(address).content
    page = Page(html.decode())
    sheets = [each.attributes["href"] for each in page.all("link") if each.attributes["rel"] == "stylesheet"]
    scripts = [each.attributes["src"] for each in page.all("script") if "src" in each.attributes]
    found = [finders.find(url.removeprefix(settings.STATIC_URL)) for url in (*sheets, *scripts)]
    files = [Path(file) for file in found if file]
    assert len(files) == len(found) > 0
    return sum(len(gzip.compress(data, 6)) for data in (html, *(file.read_bytes() for file in files)))


def test_no_page_weighs_more_than_a_reader_on_a_telephone_should_wait_for(client, archive):
    make.article(body=[f"Đoạn {n}: Đảng bộ xã Kiên Mộc có {n} chi bộ." for n in range(300)])
    for address in ("/", "/?lens=34", "/tim-kiem/?q=chi+b%E1%BB%99", archive.kien_moc.get_absolute_url(),
                    "/tinh/", "/tinh/lang-son/", "/van-kien/", "/van-kien/chi-thi-05-ct-tw-2016/", "/don-vi/",
                    "/don-vi/dang-bo-xa-kien-moc/", "/nam/", "/nam/2021/", "/nam/2021/05/", "/bao/",
                    "/bao/bao-lang-son/", "/do-phu/", "/tro-giup/", "/gioi-thieu/"):  # fmt: skip
        assert weight(client, address) < LIMIT, (address, weight(client, address))


def test_the_widest_table_stays_light(client, db):
    years = range(1990, 2026)
    for index in range(63):
        place = make.province(f"Tỉnh thử {index}")
        for year in years[index % 2 :: 4]:
            make.article(f"Bài {index} {year}", province=place, published_on=date(year, 5, 14))
    write_entries(list(Article.objects.values_list("pk", flat=True)))
    assert weight(client, "/do-phu/") < LIMIT
    page = load(client, "/do-phu/")
    assert len(page.all("table")[0].text) > 3000


def test_every_style_sheet_is_linked_only_where_it_is_needed(client, archive):
    html = client.get("/tinh/").content.decode()
    assert not re.search(r"areas/home\.css", html)


def test_files_that_were_not_collected_travel_compressed_too(client):
    response = client.get("/static/css/tokens.css", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert b"".join(response.streaming_content)[:2] == b"\x1f\x8b"


def test_pages_travel_compressed(client, archive):
    response = client.get("/do-phu/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Kho có gì và thiếu gì" in gzip.decompress(response.content).decode()
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.django_db  # the end of an answer looks at the connection
def test_collected_files_are_small_and_kept_for_ever(tmp_path, rf):
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path, STORAGES={"staticfiles": storage}, WHITENOISE_USE_FINDERS=False
    ):
        finders.get_finder.cache_clear()
        call_command("collectstatic", interactive=False, verbosity=0)
        (sheet,) = tmp_path.glob("css/tokens.*.css")
        serve = WhiteNoiseMiddleware(lambda _request: None)
        response = serve(rf.get(f"/static/css/{sheet.name}", headers={"accept-encoding": "gzip"}))
    response.close()
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    assert response["Content-Encoding"] == "gzip"
