"""What robots may read: all that can be counted, nothing that has no end."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.paginator import EmptyPage, PageNotAnInteger

from archive import sitemaps
from archive.throttle import MOST_FILTERS
from articles.models import Article
from tests import factories as make
from tests.pages.reading import Page


def locations(client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/xml"
    found = re.findall(r"<loc>([^<]+)</loc>", response.content.decode())
    assert all(url.startswith("http://testserver/") for url in found)
    return [url.removeprefix("http://testserver").replace("&amp;", "&") for url in found]


def test_robots_are_kept_from_searches_and_told_of_the_map(client, db):
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /tim-kiem/?" in text
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert not re.search(r"^Disallow: /?$", text, re.MULTILINE)


def test_the_map_leads_to_every_article_and_every_authority(client, archive):
    archive.dinh_lap.state = "withdrawn"
    archive.dinh_lap.save()
    urls = [url for file in locations(client, "/sitemap.xml") for url in locations(client, file)]
    assert len(urls) == len(set(urls))
    for report in (archive.kien_moc, archive.phu_quy, archive.unknown):
        assert report.get_absolute_url() in urls
    assert archive.dinh_lap.get_absolute_url() not in urls
    assert {"/", "/nam/2021/", "/nam/2021/05/", "/do-phu/", "/tro-giup/", "/gioi-thieu/",
            "/bao/bao-lang-son/",
            "/van-kien/chi-thi-05-ct-tw-2016/", "/don-vi/dang-bo-xa-kien-moc/", "/tinh/lang-son/",
            "/tinh/lam-dong/?lens=34"} <= set(urls)  # fmt: skip
    assert [url for url in urls if url.startswith("/xa/kien-moc-hai")]
    assert not [url for url in urls if url.startswith("/huyen/")], "of which no report speaks"
    assert "/don-vi/dang-bo-xa-kien-moc-cu/" not in urls


def test_everything_on_the_map_is_a_page_that_robots_may_keep(client, archive):
    for file in locations(client, "/sitemap.xml"):
        for url in locations(client, file):
            response = client.get(url)
            assert response.status_code == 200, url
            robots = [
                each.attributes["content"]
                for each in Page(response.content.decode()).all("meta")
                if each.attributes.get("name") == "robots"
            ]
            assert robots == [], url


def test_files_of_the_map_go_by_ranges_of_keys(client, archive, monkeypatch):
    monkeypatch.setattr(sitemaps, "WIDTH", 1)
    files = [url for url in locations(client, "/sitemap.xml") if url.startswith("/sitemap-bai-viet.xml")]
    highest = max(report.pk for report in archive.reports)
    assert len(files) == highest + 1
    found = [url for pk in range(min(r.pk for r in archive.reports), highest + 1)
             for url in locations(client, f"/sitemap-bai-viet.xml?p={pk + 1}")]  # fmt: skip
    assert sorted(found) == sorted(report.get_absolute_url() for report in archive.reports)


def test_a_file_that_there_is_not_is_not_found(client, archive):
    for page in ("0", "99", "x", "-1", "9" * 30):
        assert client.get(f"/sitemap-bai-viet.xml?p={page}").status_code == 404
    with pytest.raises(PageNotAnInteger):
        sitemaps.KeyRanges(Article.objects.all()).page("x")
    with pytest.raises(EmptyPage):
        sitemaps.KeyRanges(Article.objects.all()).page(2)


def test_the_map_asks_the_same_of_a_large_archive(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as before:
        client.get("/sitemap.xml")
        client.get("/sitemap-bai-viet.xml")
    for index in range(9):
        make.article(f"Bài {index}")
    with django_assert_max_num_queries(len(before.captured_queries)):
        client.get("/sitemap.xml")
        client.get("/sitemap-bai-viet.xml")


# ---------------------------------------------------------------- combinations of filters


def test_robots_keep_no_filtered_results(client, archive):
    response = client.get("/tim-kiem/?year=2021&province=lang-son")
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in client.get("/tim-kiem/")


def test_more_filters_than_anybody_chooses_are_refused_without_a_search(
    client, db, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("search.views.answer", lambda *_: 1 / 0)
    values = "&".join(f"year={1900 + n}" for n in range(MOST_FILTERS + 1))
    with django_assert_max_num_queries(1):  # the edition of the archive, by which pages are kept
        response = client.get(f"/tim-kiem/?{values}")
    assert response.status_code == 400
    assert "Quá nhiều bộ lọc" in response.content.decode()
    assert urlsplit(response.request["PATH_INFO"]).path == "/tim-kiem/"


def test_all_provinces_of_today_may_be_chosen_at_once(client, archive):
    values = "&".join(f"province=tinh-{n}" for n in range(34))
    assert client.get(f"/tim-kiem/?lens=34&{values}").status_code == 200
