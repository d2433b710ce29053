"""The results page: one form of checkboxes, every state in the address, every view and every empty state."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from search.answering.matching import SearchTimeoutError
from search.asking.request import SearchRequest
from tests.pages.reading import Element, Page
from tests.search.making import article, directive, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(db) -> None:
    units = [unit("Đảng bộ xã Châu Sơn"), unit("Chi bộ thôn Nà Loỏng")]
    article("Chi bộ Nà Loỏng họp", published="2019-03-01", units=units, directives=[directive("05")])
    article("Chi bộ Kiên Mộc họp", published="2021-05-01", in_province="Bình Thuận", paper="Báo Bình Thuận")
    article("Chi bộ nơi khác họp", published="2021-06-01", in_province=None, paper=None)
    article("Đảng bộ họp", "Đảng bộ xã họp.", published=None)


def page_of(client: Client, address: str = "", status: int = 200) -> Page:
    answer = client.get(f"/tim-kiem/{address}")
    assert answer.status_code == status, address
    return Page(answer.content.decode())


def boxes(page: Page, key: str) -> dict[str, Element]:
    found = [each for each in page.all("input", "facet__box") if each.attributes.get("name") == key]
    return {each.attributes["value"]: each for each in found}


def submitted(page: Page) -> SearchRequest:
    """Return what the form of filters asks when it is sent as it stands."""
    query = QueryDict(mutable=True)
    start = next(n for n, each in enumerate(page.elements) if each.attributes.get("id") == "bo-loc")
    for each in page.elements[start:]:
        kind, name = each.attributes.get("type"), each.attributes.get("name")
        if each.tag == "input" and name and (kind == "hidden" or "checked" in each.attributes):
            query.appendlist(name, each.attributes["value"])
    return SearchRequest.from_query(query)


def hrefs(page: Page) -> list[str]:
    return [each.attributes["href"] for each in page.all("a") if "href" in each.attributes]


# ---------------------------------------------------------------- filters


def test_every_value_is_a_checkbox_with_its_count_in_one_get_form(client: Client, archive) -> None:
    page = page_of(client, "?q=chi+bộ")
    (form,) = [each for each in page.all("form") if each.attributes.get("id") == "bo-loc"]
    assert (form.attributes["method"], form.attributes["action"]) == ("get", "/tim-kiem/")
    assert set(boxes(page, "province")) == {"lang-son", "binh-thuan", "khong-ro"}
    assert {each.attributes["type"] for each in page.all("input", "facet__box")} == {"checkbox"}
    assert [each.text for each in page.all("legend")] == ["Tỉnh", "Tổ chức đảng", "Năm", "Văn kiện", "Báo"]
    labels = [each.text for each in page.all("label", "facet__option")]
    assert "Lạng Sơn 1 bài" in labels and "Không rõ 1 bài" in labels
    assert "Áp dụng" in [each.text for each in page.all("button")]


def test_chosen_values_are_checked_and_come_first(client: Client, archive) -> None:
    page = page_of(client, "?province=khong-ro&province=lang-son")
    provinces = boxes(page, "province")
    assert [value for value, box in provinces.items() if "checked" in box.attributes] == [
        "lang-son",
        "khong-ro",
    ]
    assert list(provinces)[:2] == ["lang-son", "khong-ro"]


STATES = [
    "?q=chi+bộ&province=lang-son&year=2019&sort=oldest&page_size=50&view=compact",
    "?q=chi+bộ&province=khong-ro&lens=34&mode=folded&match=all&copies=once&view=kwic&kwic=left",
    "?q=chi+bộ&year=2018..2021&newspaper=bao-lang-son&newspaper=khong-ro",
    "?year=..2020&unit=dang-bo-xa-chau-son&directive=05-ct-tw-2016",
    "?q=chi+bộ&year=2021&month=5",
    "?q=tinh%3A%22lạng+sơn%22+-%22a%22&year=2021&year=1975",
]


@pytest.mark.parametrize("address", STATES)
def test_sending_the_form_as_it_stands_asks_the_same(client: Client, archive, address: str) -> None:
    asked = SearchRequest.from_query(QueryDict(address[1:]))
    assert submitted(page_of(client, address)) == asked


def test_a_span_of_years_is_one_checked_value_and_its_years_go_with_it(client: Client, archive) -> None:
    page = page_of(client, "?q=chi+bộ&year=2018..2020")
    years = boxes(page, "year")
    assert list(years) == ["2018..2020", "2021"]
    assert "checked" in years["2018..2020"].attributes and "checked" not in years["2021"].attributes
    (within,) = [each for each in page.all("input", "facet__box") if "disabled" in each.attributes]
    assert within.attributes["id"] == "chon-year-2019" and "checked" in within.attributes
    chips = [each.text for each in page.all("a", "chip")]
    assert chips == ["Năm: 2018–2020 ×, bỏ bộ lọc này"]


def test_many_values_are_folded_and_lead_to_all_of_them(client: Client, db) -> None:
    article(units=[unit(f"Đảng bộ xã Số {number:02}") for number in range(60)])
    page = page_of(client, "?q=chi+bộ")
    assert len(boxes(page, "unit")) == 50
    assert "/tim-kiem/unit/?q=chi+b%E1%BB%99" in hrefs(page)
    assert "Thêm 42 mục Tổ chức đảng" in [each.text for each in page.all("summary")]
    assert "Tìm trong cả 60 mục: Tổ chức đảng" in [each.text for each in page.all("a")]


def test_a_chosen_value_is_never_folded_away(client: Client, db) -> None:
    names = [unit(f"Đảng bộ xã Số {number:02}") for number in range(20)]
    article(units=names)
    chosen = "&".join(f"unit={each.slug}" for each in names[8:])
    page = page_of(client, f"?{chosen}")
    details = next(n for n, each in enumerate(page.elements) if each.attributes.get("id") == "them-unit")
    folded = [each for each in page.elements[details:] if each.attributes.get("name") == "unit"]
    assert len(folded) == 8 and not any("checked" in each.attributes for each in folded)


def test_the_page_of_all_values_keeps_what_it_does_not_show(client: Client, db) -> None:
    names = [unit(f"Đảng bộ xã Số {number:03}") for number in range(130)]
    article(units=names, published="2021-01-01")
    address = f"unit/?q=chi+bộ&year=2021&page=2&sort=oldest&unit={names[0].slug}&unit={names[120].slug}"
    page = page_of(client, address)
    shown = boxes(page, "unit")
    assert names[120].slug in shown and names[0].slug not in shown
    forms = [n for n, each in enumerate(page.elements) if each.has_class("filters")]
    fields = [each.attributes for each in page.elements[forms[0] :] if each.tag == "input"]
    hidden = [(each["name"], each["value"]) for each in fields if each["type"] == "hidden"]
    assert hidden == [("q", "chi bộ"), ("unit", names[0].slug), ("year", "2021"), ("sort", "oldest")]


# ---------------------------------------------------------------- years


def test_each_bar_is_a_link_and_so_is_each_line_of_the_table(client: Client, archive) -> None:
    page = page_of(client, "?q=chi+bộ")
    bars = [each.attributes["href"] for each in page.all("a", "histogram__link")]
    assert bars == ["/tim-kiem/?q=chi+b%E1%BB%99&year=2019", "/tim-kiem/?q=chi+b%E1%BB%99&year=2021"]
    assert {each.attributes["tabindex"] for each in page.all("a", "histogram__link")} == {"-1"}
    table = [each.text for each in page.all("td", "number")]
    assert table == ["1 bài, 2019", "2 bài, 2021"]
    assert [href for href in hrefs(page) if href in bars] == bars * 2


def test_undated_articles_are_named_beside_the_bars(client: Client, archive) -> None:
    page = page_of(client)
    (link,) = [each for each in page.all("a") if each.attributes.get("id") == "khong-ro-nam"]
    assert (link.text, link.attributes["href"]) == ("Không rõ năm: 1", "/tim-kiem/?year=khong-ro")


@pytest.mark.parametrize(
    ("tu", "den", "year"),
    [("2018", "2020", "2018..2020"), ("2020", "2018", "2018..2020"), ("2018", "", "2018.."),
     ("", "2020", "..2020"), (" 2019 ", "2019", "2019"), ("2019", "2019", "2019")],
)  # fmt: skip
def test_a_span_asked_for_leads_to_the_address_that_says_it(client: Client, archive, tu, den, year) -> None:
    asked = {"q": "chi bộ", "sort": "oldest", "year": "2021", "month": "5", "tu": tu, "den": den}
    answer = client.get("/tim-kiem/", asked)
    assert answer.status_code == 302
    assert answer["Location"] == f"/tim-kiem/?q=chi+b%E1%BB%99&year={year}&sort=oldest"
    assert client.get(answer["Location"]).status_code == 200


def test_a_span_left_empty_asks_for_every_year(client: Client, archive) -> None:
    assert client.get("/tim-kiem/?q=a&year=2019&tu=&den=")["Location"] == "/tim-kiem/?q=a"


@pytest.mark.parametrize("typed", ["hai", "99", "20199", "2019.5", "-2019", "२०१९", "<b>", "0000", "3000"])
def test_what_is_no_year_is_said_to_be_none_and_stays_in_its_field(
    client: Client, archive, typed: str
) -> None:
    page = page_of(client, f"?q=chi+bộ&tu={typed}&den=2020")
    (alert,) = page.all("p", "span__wrong")
    assert alert.text.startswith(f"“{typed}”: không phải là năm.")
    first, last = page.all("input", "span__year")
    assert (first.attributes["value"], last.attributes["value"]) == (typed, "2020")
    assert first.attributes["aria-invalid"] == "true"
    assert page.all("h1")[0].text == "3 bài viết"


def test_the_fields_show_the_span_in_force(client: Client, archive) -> None:
    def fields(address: str) -> list[str]:
        return [each.attributes["value"] for each in page_of(client, address).all("input", "span__year")]

    assert fields("?year=2018..") == ["2018", ""]
    assert fields("?year=2019") == ["2019", "2019"]
    assert fields("?year=2019&year=2021") == ["", ""]


# ---------------------------------------------------------------- views


def test_each_result_carries_the_search_and_its_place(client: Client, archive) -> None:
    asked = "province=khong-ro&province=lang-son&province=binh-thuan&sort=newest&page_size=2"
    page = page_of(client, f"?q=chi+bộ&{asked}&page=2")
    links = [href for href in hrefs(page) if href.startswith("/bai-viet/")]
    assert len(links) == 1
    assert links[0].partition("?")[2] == f"q=chi+b%E1%BB%99&{asked}&thu=3"


def test_a_list_without_a_question_has_places_too(client: Client, archive) -> None:
    links = [href for href in hrefs(page_of(client)) if href.startswith("/bai-viet/")]
    assert [link.partition("?")[2] for link in links] == ["thu=1", "thu=2", "thu=3", "thu=4"]


def test_the_compact_view_has_a_line_each_and_no_passages(client: Client, archive) -> None:
    page = page_of(client, "?q=chi+bộ&view=compact")
    assert len(page.all("li", "compact__line")) == 3
    assert not page.all("p", "report__snippet")


def test_words_in_their_sentences_say_of_how_many_articles_they_are(client: Client, archive) -> None:
    page = page_of(client, '?q="chi+bộ"&view=kwic&page_size=2')
    assert len(page.all("li", "kwic__line")) == 4
    (told,) = [each for each in page.all("p", "quiet") if "chỗ" in each.text]
    assert told.text == "4 chỗ trong 2 bài của trang này (cả thảy 3 bài)."


def test_a_question_without_words_is_told_so_in_that_view(client: Client, archive) -> None:
    page = page_of(client, "?province=lang-son&view=kwic")
    assert "Câu hỏi này không có từ nào" in page.all("p", "notice")[0].text
    assert len(page.all("li", "compact__line")) == 2


def test_other_views_and_orders_stay_on_the_page_other_sizes_near_it(client: Client, db) -> None:
    for number in range(45):
        article(f"Chi bộ thứ {number}")
    page = page_of(client, "?q=chi+bộ&page=3&sort=newest")
    links = {each.attributes.get("id"): each.attributes.get("href") for each in page.all("a")}
    asked = "/tim-kiem/?q=chi+b%E1%BB%99"
    assert links["dang-kwic"] == f"{asked}&view=kwic&sort=newest&page=3"
    assert links["moi-trang-50"] == f"{asked}&sort=newest&page_size=50"
    assert links["thu-tu-oldest"] == f"{asked}&sort=oldest"


def test_the_view_is_no_matter_to_the_api(client: Client, archive) -> None:
    plain, other = (client.get(f"/api/v1/search?q=họp{view}").json() for view in ("", "&view=kwic&kwic=left"))
    assert plain == other
    assert all(result["snippet"] for result in other["results"])


# ---------------------------------------------------------------- addresses


def test_the_address_to_share_has_one_form_and_nothing_usual_in_it(client: Client, archive) -> None:
    page = page_of(client, "?page_size=20&year=2021&q=chi++bộ&lens=63&mode=auto&view=list&sort=&utm=x&page=1")
    (shared,) = page.all("input", "share__address")
    assert shared.attributes["value"] == "http://testserver/tim-kiem/?q=chi+b%E1%BB%99&year=2021"
    assert "readonly" in shared.attributes
    links = {each.attributes.get("rel"): each.attributes.get("href") for each in page.all("link")}
    assert links["canonical"] == "http://testserver/tim-kiem/?q=chi+b%E1%BB%99&year=2021"
    feeds = [each for each in page.all("link") if each.attributes.get("type") == "application/atom+xml"]
    assert [each.attributes["href"] for each in feeds] == ["/tim-kiem/atom.xml?q=chi+b%E1%BB%99&year=2021"]


def test_the_history_gets_the_address_in_its_one_form(client: Client, archive) -> None:
    answer = client.get("/tim-kiem/?year=2021&q=chi+bộ&sort=&page=2&page_size=1")
    assert answer["HX-Push-Url"] == "/tim-kiem/?q=chi+b%E1%BB%99&year=2021&page_size=1&page=2"


@pytest.mark.parametrize(
    ("address", "indexed"),
    [("", True), ("?q=chi+bộ", True), ("?q=chi+bộ&province=lang-son", False), ("?year=2019..", False),
     ("?q=a&view=kwic", False), ("?q=a&sort=oldest", False), ("?page=2", False), ("?page=99", False)],
)  # fmt: skip
def test_robots_keep_questions_but_no_combinations(
    client: Client, archive, address: str, indexed: bool
) -> None:
    names = {
        each.attributes.get("name"): each.attributes.get("content")
        for each in page_of(client, address).all("meta")
    }
    assert ("robots" not in names) is indexed


# ---------------------------------------------------------------- states


def test_a_page_beyond_the_last_says_so_and_leads_back(client: Client, archive) -> None:
    page = page_of(client, "?q=chi+bộ&page=77")
    assert "Không có trang 77: kết quả chỉ có đến trang 1." in page.all("p", "empty__words")[0].text
    assert "/tim-kiem/?q=chi+b%E1%BB%99" in hrefs(page)
    assert boxes(page, "province")


def test_nothing_found_offers_ways_on(client: Client, archive) -> None:
    page = page_of(client, "?q=chi+bộ&province=lang-son&year=1975")
    assert page.all("p", "empty__words")[0].text == "Không có bài nào khớp."
    assert "/tim-kiem/?q=chi+b%E1%BB%99&province=lang-son" in hrefs(page)
    assert not page.all("input", "share__address")


def test_a_search_that_takes_too_long_is_a_page_that_helps(client: Client, archive, monkeypatch) -> None:
    def slow(_request: SearchRequest) -> None:
        raise SearchTimeoutError

    monkeypatch.setattr("search.views.answer", slow)
    page = page_of(client, "?q=đ*", status=503)
    assert page.all("h1")[0].text == "Câu hỏi này tìm quá lâu"
    assert any(each.attributes.get("id") == "ket-qua" for each in page.all("div"))
    assert "/tim-kiem/?q=%C4%91%2A" in hrefs(page)


def test_headings_tell_the_page_in_order(client: Client, archive) -> None:
    page = page_of(client, "?q=chi+bộ")
    told = [(each.tag, each.text) for each in page.elements if re.fullmatch("h[1-6]", each.tag)]
    assert told[0] == ("h1", "3 bài viết")
    assert [text for tag, text in told if tag == "h2"] == [
        "Kết quả", "Địa chỉ của kết quả này", "Mang về", "Theo năm", "Lọc kết quả", "Cách tìm"
    ]  # fmt: skip
    assert sum(tag == "h3" for tag, _text in told) == 3


def test_everything_with_a_label_is_labelled_and_ids_are_single(client: Client, archive) -> None:
    page = page_of(client, "?q=chi+bộ&year=2019..&view=kwic")
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    for each in page.elements:
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert each.attributes.get(name, ids[0]) in ids, each


@pytest.mark.parametrize("view", ["list", "compact", "kwic"])
def test_the_number_of_queries_does_not_grow_with_the_archive(
    client: Client, archive, view: str, django_assert_max_num_queries
) -> None:
    address = f"/tim-kiem/?q=họp&view={view}&page_size=100&lens=34"
    with django_assert_max_num_queries(40) as before:
        client.get(address)
    for number in range(9):
        article(
            f"Bài {number} họp",
            units=[unit(f"Đảng bộ xã Số {number}")],
            directives=[directive(f"{40 + number}")],
            paper=f"Báo {number}",
            published=f"20{10 + number}-01-01",
        )
    with django_assert_max_num_queries(len(before.captured_queries)):
        assert client.get(address).status_code == 200


RUBBISH = [
    "?year=2019..2018..2017",
    "?year=..",
    "?year=9999..1",
    "?year=2999..1000",
    "?month=5",
    "?month=13&year=2019",
    "?year=2019&month=x",
    "?view=x&kwic=y",
    "?view=kwic&kwic=left&q=%22",
    "?q=*&view=kwic",
    "?view=kwic&page=99999",
    "?tu=%00&den=%FF",
    "?tu=1&tu=2",
    "?" + "&".join(f"year={year}" for year in range(1900, 1920)),
]


@pytest.mark.parametrize("address", RUBBISH)
def test_rubbish_is_answered(client: Client, archive, address: str) -> None:
    assert client.get(f"/tim-kiem/{address}").status_code in {200, 302}
