"""Every page: well-formed, honest in its numbers, with links that lead somewhere."""

import re
from itertools import pairwise
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.pages.reading import Page

LISTS = (
    "home",
    "search",
    "provinces",
    "directives",
    "units",
    "years",
    "newspapers",
    "coverage",
    "help",
    "about",
)
PAGES = [
    *((name, [], "") for name in LISTS),
    ("search", [], "?q=chi+b%E1%BB%99&year=2021&lens=34"),
    ("search", [], "?q=khongcogi"),
    ("search", [], "?page=99"),
    ("provinces", [], "?lens=34"),
    ("province", ["lang-son"], ""),
    ("province", ["lang-son"], "?lens=34"),
    ("province", ["binh-thuan"], ""),
    ("province", ["lam-dong"], "?lens=34"),
    ("directive", ["chi-thi-05-ct-tw-2016"], ""),
    ("directive", ["chi-thi-05-ct-tw-2016"], "?lens=34&cung=chi-thi-28-ct-tw-2019"),
    ("unit", ["dang-bo-xa-kien-moc"], ""),
    ("units", [], "?loai=dang-bo-xa"),
    ("year", [2021], ""),
    ("year", [2021], "?lens=34"),
    ("month", [2021, "05"], ""),
    ("month", [2021, "05"], "?ngay=14"),
    ("month", [2021, "12"], ""),
    ("coverage", [], ""),
    ("coverage", [], "?lens=34"),
    ("help", [], ""),
    ("about", [], ""),
    ("newspaper", ["bao-lang-son"], ""),
]


def addresses(archive) -> list[str]:
    own = [reverse(name, args=args) + query for name, args, query in PAGES]
    return own + [each.get_absolute_url() for each in archive.reports]


def load(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_well_formed(client, archive, language):
    for address in addresses(archive):
        page = load(client, f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert page.all("html")[0].attributes["lang"] == language
        assert len(page.all("h1")) == 1, address
        assert len(page.all("main")) == 1
        assert page.all("title")[0].text.split(" – ")[0]
        ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
        assert sorted(ids) == sorted(set(ids)), address
        for each in page.elements:
            for label in each.attributes.get("aria-labelledby", "").split():
                assert label in ids, (address, label)
        levels = [int(each.tag[1]) for each in page.elements if re.fullmatch("h[1-6]", each.tag)]
        assert all(below - above <= 1 for above, below in pairwise(levels)), address


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_an_empty_archive_are_pages(client, db, name):
    load(client, reverse(name))


def test_no_page_carries_a_style_or_a_script_of_its_own_or_anything_from_elsewhere(client, archive):
    for address in addresses(archive):
        response = client.get(address)
        page = Page(response.content.decode())
        scripts = [
            each for each in page.all("script") if each.attributes.get("type") != "application/ld+json"
        ]
        assert all(each.attributes["src"].startswith("/static/") and not each.words for each in scripts)
        assert not page.all("style")
        assert not [each for each in page.elements if "style" in each.attributes]
        assert not [name for each in page.elements for name in each.attributes if name.startswith("on")]
        fetched = [each.attributes.get("href", "") for each in page.all("link")]
        assert all(url.startswith("/static/") or "canonical" in str(page.all("link")) for url in fetched)
        policy = response["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "default-src 'none'" in policy


def internal_links(page: Page, address: str) -> set[str]:
    found = (each.attributes.get("href", "") for each in page.all("a"))
    absolute = (
        urljoin(address, url).partition("#")[0] for url in found if url and not url.startswith("http")
    )
    # Files to take away are read in a transaction of their own; they have tests of their own.
    return {url for url in absolute if not url.startswith(("/admin/", "/api/", "/tim-kiem/tai-ve."))}


def test_every_link_of_every_page_leads_to_a_page(client, archive):
    seen: set[str] = set()
    for address in addresses(archive):
        for url in sorted(internal_links(load(client, address), address) - seen):
            seen.add(url)
            assert client.get(url).status_code in {200, 302}, f"{address} → {url}"
    assert len(seen) > 60


def test_fragments_lead_to_something_on_their_page(client, archive):
    for address in addresses(archive):
        page = load(client, address)
        for each in page.all("a"):
            url = each.attributes.get("href", "")
            if "#" not in url or url.startswith("http"):
                continue
            target, _, fragment = urljoin(address, url).partition("#")
            there = load(client, target or address)
            assert fragment in {one.attributes.get("id") for one in there.elements}, (address, url)


def number(words: str) -> int:
    found = re.match(r"[\d.]+", words)
    assert found, words
    return int(found[0].replace(".", ""))


def counted(client: Client, address: str) -> int:
    """Return what the page behind a number counts."""
    page = load(client, address)
    if address.startswith("/tim-kiem/"):
        return number(page.all("h1")[0].text)
    if "cung=" in address:
        return len(
            {
                each.attributes["href"].partition("#")[0]
                for each in page.all("a")
                if "#van-kien-" in each.attributes.get("href", "")
            }
        )
    if address.startswith("/nam/"):
        return len(page.all("li", "report"))
    raise AssertionError(address)


def test_every_number_leads_to_what_it_counts(client, archive):
    checked = 0
    for address in addresses(archive):
        if address.startswith("/tim-kiem/"):
            continue
        page = load(client, address)
        numbers = [each for each in page.all("a") if each.has_class("tally__count")]
        cells = [each for each in page.all("a") if re.fullmatch(r"[\d.]+( bài.*)?", each.text)]
        for each in {id(one): one for one in [*numbers, *cells]}.values():
            url = urljoin(address, each.attributes["href"]).partition("#")[0]
            if "/tim-kiem/" not in url and "cung=" not in url and not re.match(r"/nam/\d{4}/\d\d/", url):
                continue
            shown = number(each.text)
            assert shown == counted(client, url), (address, each.text, url)
            checked += 1
    assert checked > 80


def test_the_figures_of_the_home_page_count_what_their_lists_show(client, archive):
    figures = {each.attributes["href"]: number(each.text) for each in load(client, "/").all("a", "figure")}
    assert figures["/tim-kiem/"] == 5
    assert figures["/tinh/"] == 3
    assert figures["/nam/"] == 3
    assert figures["/bao/"] == 3
    assert figures["/van-kien/"] == len(load(client, "/van-kien/").all("ol", "documents")) + 1 == 2
    assert figures["/don-vi/"] == 1


def grow(archive, copies: int) -> None:
    from search.indexing.index import write_entries

    made = []
    for index in range(copies):
        paper = make.newspaper(f"Báo thử {index}")
        province = make.province(f"Tỉnh thử {index}")
        made.append(
            make.article(
                f"Bài thứ {index} về sinh hoạt chi bộ",
                newspaper=paper,
                province=make.province("Lạng Sơn") if index % 2 else province,
                units=[("Đảng bộ xã Kiên Mộc", make.unit(f"Đảng bộ xã thử {index}"))],
                directives=[
                    ("Chỉ thị số 05-CT/TW", archive.directive),
                    ("13 chi bộ", make.directive(f"{index}-CT/TW")),
                ],
            )
        )
        for words in ("214 đảng viên", "Kiên Mộc hiện có"):
            make.mention(type(made[0].placementions.model()), made[-1], words, place=province)
        make.mention(type(made[0].placementions.model()), archive.kien_moc, "13 chi bộ", place=province)
        make.mention(
            type(made[0].unitmentions.model()),
            archive.kien_moc,
            "chi bộ",
            unit=make.unit(f"Đảng bộ xã thử {index}"),
        )
    write_entries([each.pk for each in made])


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/tinh/",
        "/tinh/lang-son/",
        "/van-kien/",
        "/van-kien/chi-thi-05-ct-tw-2016/",
        "/don-vi/",
        "/don-vi/dang-bo-xa-kien-moc/",
        "/nam/",
        "/nam/2021/",
        "/nam/2021/05/",
        "/bao/",
        "/bao/bao-lang-son/",
        "/do-phu/",
        "/tro-giup/",
        "/gioi-thieu/",
        "article",
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_archive(
    client, archive, address, django_assert_max_num_queries
):
    address = archive.kien_moc.get_absolute_url() if address == "article" else address
    with django_assert_max_num_queries(30) as before:
        client.get(address)
    grow(archive, 9)
    with django_assert_max_num_queries(len(before.captured_queries)):
        load(client, address)


@pytest.mark.parametrize(
    "address",
    [
        "/tinh/khong-co/", "/don-vi/khong-co/", "/van-kien/khong-co/", "/bao/khong-co/", "/nam/1999/",
        "/nam/1999/05/", "/nam/2021/13/", "/nam/2021/5/", "/sitemap-khong-co.xml",
        "/nam/20210/", "/nam/0000/", "/bai-viet/999999/", "/bai-viet/0/x/", "/bai-viet/999999/goc/",
        "/bai-viet/99999999999999999999/x/", "/khong/co/gi/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_page_that_helps(client, archive, address):
    response = client.get(address)
    assert response.status_code == 404
    page = Page(response.content.decode())
    assert page.all("search")
    assert {"/tinh/", "/van-kien/", "/don-vi/", "/nam/", "/bao/"} <= {
        each.attributes.get("href") for each in page.all("a")
    }


@pytest.mark.parametrize("query", ["?page=x", "?page=-1", "?page=9999999999", "?lens=%00", "?thang=99",
                                   "?ngay=31", "?ngay=٣", "?ngay=0", "?den=x",
                                   "?thang=٣", "?loai=%27", "?cung=%00", "?lang=fr"])  # fmt: skip
def test_rubbish_in_an_address_never_breaks_a_page(client, archive, query):
    for name, args, own in PAGES:
        if not own:
            assert client.get(reverse(name, args=args) + query).status_code in {200, 302, 404}


def test_the_error_page_needs_no_database_and_no_request():
    from django.template.loader import render_to_string

    html = render_to_string("500.html")
    assert len(Page(html).all("h1")) == 1
    assert "Trang này đang bị lỗi" in html


def test_a_broken_page_answers_in_words(client, archive, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("articles.views.years.counted", lambda *_: 1 / 0)
    response = client.get("/nam/")
    assert response.status_code == 500
    assert "Trang này đang bị lỗi" in response.content.decode()


def test_the_component_page_shows_every_component(db, rf):
    from articles.views.components import components

    page = Page(components(rf.get("/_components/")).content.decode())
    for name in ("search-box", "tally", "report", "panel", "evidence", "notice", "chip", "reading", "pager"):
        assert page.all(cls=name), name


def test_the_component_page_is_not_served_to_readers(client, db):
    assert client.get("/_components/").status_code == 404


def test_english_pages_speak_english(client, archive):
    page = load(client, "/?lang=en")
    assert "Party-Building Press Archive" in page.all("title")[0].text
    assert load(client, "/tinh/").all("h1")[0].text == "Provinces and cities"
