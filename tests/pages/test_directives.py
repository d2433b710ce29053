"""The page of a document: who speaks of it, how it spread, what is named with it; the list of documents."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, DirectiveMention, DirectiveRelation
from articles.models.geography import Geography
from articles.views import sentences
from articles.views.holdings import Asked, counted
from articles.views.matrix import matrix
from articles.views.relations import INVERSE, RELATIONS
from search.indexing.index import write_entries
from tests import factories as make
from tests.pages.reading import Page

ADDRESS = "/van-kien/chi-thi-05-ct-tw-2016/"
CITES = "Chỉ thị số 05-CT/TW của Bộ Chính trị"


def page_of(client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return Page(response.content.decode())


def words_of(client, address: str) -> str:
    return page_of(client, address).all("main")[0].text


def linked(page: Page, text: str) -> str:
    return next(each.attributes["href"] for each in page.all("a") if each.text == text)


@pytest.fixture
def spread(archive):
    """The document with its date; a report from before it, and one of a province that is silent."""
    archive.directive.date_issued = date(2016, 5, 15)
    archive.directive.save()
    early = make.article(
        "Bài đề ngày sai", directives=[(CITES, archive.directive)], published_on=date(2015, 1, 1)
    )
    silent = make.article(
        "Quỳ Hợp củng cố chi bộ", province=make.province("Nghệ An"), published_on=date(2019, 3, 1)
    )
    make.province("Cà Mau")
    write_entries([early.pk, silent.pk])
    return archive


def test_the_table_adds_up_in_both_geographies(client, archive):
    for lens, by, labels in (
        ("63", "province", ["Bình Thuận", "Lạng Sơn"]),
        ("34", "province_now", ["Lạng Sơn", "Lâm Đồng"]),
    ):
        cited, held = counted(Asked((by, "year"), directive=archive.directive.pk), Asked((by, "year")))
        made = matrix(cited, held, Geography.load(), lens, {})
        assert made.years == ["2020", "2021"]
        assert [row.label for row in made.rows] == labels
        assert all(row.total.count == sum(cell.count for cell in row.cells) for row in made.rows)
        assert made.total.count == sum(cell.count for cell in made.sums) == 3


def test_an_empty_cell_tells_none_found_from_not_held(client, archive):
    def table() -> str:
        return page_of(client, ADDRESS).all("table", "years-table")[0].text

    assert "kho chưa có bài" in table()
    held = make.article(
        "Bình Thuận đầu năm", province=make.province("Bình Thuận"), published_on=date(2020, 1, 5)
    )
    write_entries([held.pk])
    assert "kho chưa có bài" not in table()
    assert "không bài nào" in table()


def test_every_number_of_the_table_is_what_its_search_finds(client, archive):
    for lens in ("", "?lens=34"):
        table = page_of(client, f"{ADDRESS}{lens}").all("table", "years-table")[0]
        assert table
        page = page_of(client, f"{ADDRESS}{lens}")
        links = [
            each
            for each in page.all("a")
            if each.attributes["href"].startswith("/tim-kiem/?") and each.text.isdigit()
        ]
        assert links
        for link in links:
            found = client.get(link.attributes["href"].replace("/tim-kiem/", "/api/v1/search"))
            assert found.json()["count"] == int(link.text), link.attributes["href"]


def test_provinces_stand_by_the_days_from_the_document_to_their_first_report(client, spread):
    rows = [
        each.text
        for each in page_of(client, ADDRESS).all("tr")
        if "Kiên Mộc" in each.text or "Phú Quý" in each.text or "Đình Lập" in each.text
    ]
    lags = [row for row in rows if "/2020" in row or "24/11/2021" in row]
    days = (date(2020, 3, 2) - date(2016, 5, 15)).days
    assert lags[0].startswith(f"Lạng Sơn {days // 1000}.{days % 1000:03d} 2/3/2020 Đình Lập")
    assert lags[1].startswith("Bình Thuận")
    assert len(lags) == 2


def test_a_report_dated_before_the_document_is_nobodys_first(client, spread):
    section = (
        words_of(client, ADDRESS).partition("Bài đầu tiên và độ trễ")[2].partition("Những câu nhắc đến")[0]
    )
    assert "2015" not in section


def test_provinces_without_a_report_are_told_from_provinces_without_anything(client, spread):
    words = words_of(client, ADDRESS)
    silent = words.partition("nhưng không bài nào nhắc đến")[2].partition("kho chưa có bài nào từ năm 2016")[
        0
    ]
    assert "Nghệ An 1" in silent
    assert "Cà Mau" not in silent
    assert "Cà Mau" in words.partition("chưa biết có đưa tin hay không")[2]


def test_provinces_named_without_a_usable_day_are_neither_silent_nor_unknown(client, spread):
    undated = make.article(
        "Hải Dương học tập Bác",
        province=make.province("Hải Dương"),
        directives=[(CITES, spread.directive)],
        published_on=None,
    )
    older = make.article(
        "Cà Mau đề ngày sai",
        province=make.province("Cà Mau"),
        directives=[(CITES, spread.directive)],
        published_on=date(2015, 3, 1),
    )
    write_entries([undated.pk, older.pk])
    words = words_of(client, ADDRESS)
    assert "tỉnh đã có bài nhắc đến. Một nửa của 2 tỉnh có bài rõ ngày" in words
    assert "Tính từ ngày ban hành 15/5/2016: 4 trên" in words
    heading = "2 tỉnh có bài nhắc đến nhưng không rõ ngày đăng hoặc đăng trước ngày ban hành"
    named, _heading, others = words.partition(heading)[2].partition("nhưng không bài nào nhắc đến")
    assert "Hải Dương 1" in named
    assert "Cà Mau 1" in named
    assert "Hải Dương" not in others.partition("Những câu nhắc đến")[0]
    assert "Cà Mau" not in others.partition("Những câu nhắc đến")[0]


def test_the_picture_of_the_spread_ends_with_the_number_of_provinces(client, spread):
    page = page_of(client, ADDRESS)
    told = page.all("desc")[0].text
    assert told.startswith("Đã có 2 trên")
    assert len(page.all("circle")) == 3


def test_where_the_date_is_not_known_days_count_from_the_first_report(client, archive):
    words = words_of(client, ADDRESS)
    assert "Chưa kiểm được ngày ban hành, nên tính từ bài đầu tiên trong kho, 2/3/2020" in words


def test_sentences_come_newest_first_each_leading_to_its_words(client, archive):
    page = page_of(client, ADDRESS)
    titles = [each.text for each in page.all("p", "passage__source")]
    assert titles == [
        "Phú Quý: Xây dựng tổ chức cơ sở Đảng",
        "Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn",
        "Đình Lập chọn điểm để tập trung lãnh đạo",
    ]
    mention = DirectiveMention.objects.get(article=archive.phu_quy)
    words = page.all("a", "passage__words")[0]
    assert words.text == CITES
    assert words.attributes["href"] == f"{archive.phu_quy.get_absolute_url()}#van-kien-{mention.pk}"
    assert page.all("blockquote")[0].text == f"Cách làm bám theo {CITES}."


def test_of_more_sentences_than_can_be_paged_through_the_newest_are_shown(client, archive, monkeypatch):
    monkeypatch.setattr(sentences, "MOST", 2)
    for address in (ADDRESS, f"{ADDRESS}?viet={CITES}"):
        page = page_of(client, address)
        titles = [each.text for each in page.all("p", "passage__source")]
        assert titles == [archive.phu_quy.title, archive.kien_moc.title]
        assert "3 lần nhắc" in page.all("p", "standing")[0].text


def test_a_long_report_gives_the_same_sentence_as_a_short_one(client, archive):
    long = make.article(
        "Một bài rất dài",
        body=["Chi bộ họp. " * 400, f"Xã thực hiện {CITES} từ sớm. Kết quả tốt.", "Hết. " * 300],
        directives=[(CITES, archive.directive)],
        published_on=date(2024, 1, 1),
    )
    write_entries([long.pk])
    assert page_of(client, ADDRESS).all("blockquote")[0].text == f"Xã thực hiện {CITES} từ sớm."


def test_a_printed_form_leads_to_the_sentences_that_print_it(client, archive):
    other = make.article(
        "Học Bác mỗi ngày",
        body=["Chi bộ học theo CT 05 của Đảng."],
        directives=[("CT 05", archive.directive)],
    )
    write_entries([other.pk])
    page = page_of(client, ADDRESS)
    href = next(
        each.attributes["href"] for each in page.all("a", "tally__count") if each.text == "1 lần: CT 05"
    )
    narrowed = page_of(client, ADDRESS + href.partition("#")[0])
    assert [each.text for each in narrowed.all("p", "passage__source")] == ["Học Bác mỗi ngày"]


def test_refused_mentions_and_withdrawn_reports_do_not_count(client, archive):
    DirectiveMention.objects.filter(article=archive.phu_quy).update(verdict="refused")
    archive.dinh_lap.state = Article.State.WITHDRAWN
    archive.dinh_lap.save()
    write_entries([archive.phu_quy.pk, archive.dinh_lap.pk])
    page = page_of(client, ADDRESS)
    assert "1 bài viết" in page.all("p", "standing")[0].text
    assert [each.text for each in page.all("p", "passage__source")] == [archive.kien_moc.title]


def test_relations_are_read_from_both_ends(client, archive):
    newer = make.directive("10-CT/TW", 2024)
    DirectiveRelation.objects.create(
        source=newer, target=archive.directive, kind="replaces", target_text="05-CT/TW (2016)"
    )
    assert "Được thay bằng Chỉ thị 10-CT/TW (2024)" in words_of(client, ADDRESS)
    assert "Thay thế Chỉ thị 05-CT/TW (2016)" in words_of(client, f"/van-kien/{newer.slug}/")
    assert set(INVERSE) == set(INVERSE.values()) == set(RELATIONS)


def test_of_two_relations_to_one_document_the_closer_is_told(client, archive):
    newer = make.directive("07-CT/TW", 2026)
    for source, target, kind in (
        (archive.directive, newer, "same subject taken up by"),
        (newer, archive.directive, "same subject as"),
    ):
        DirectiveRelation.objects.create(source=source, target=target, kind=kind, target_text=target.label)
    words = words_of(client, ADDRESS)
    assert "Cùng chủ đề, tiếp nối bằng Chỉ thị 07-CT/TW (2026)" in words
    assert "Cùng chủ đề với" not in words


def test_local_documents_of_the_same_sentence_are_follow_ups(client, archive):
    report = make.article(
        "Tràng Định cụ thể hóa",
        body=[f"Thực hiện {CITES}, Tỉnh ủy ban hành Kế hoạch 12-KH/TU. Sau đó có Hướng dẫn 03-HD/TU."],
        directives=[(CITES, archive.directive)],
    )
    for words, kind, number, symbol in (
        ("Kế hoạch 12-KH/TU", "kế hoạch", "12", "KH/TU"),
        ("Hướng dẫn 03-HD/TU", "hướng dẫn", "03", "HD/TU"),
    ):
        make.mention(DirectiveMention, report, words, status="local", type=kind, number=number, symbol=symbol)
    write_entries([report.pk])
    section = words_of(client, ADDRESS).partition("Văn bản địa phương nêu cùng câu")[2]
    assert "Kế hoạch 12-KH/TU Lạng Sơn 1 câu nêu cả hai" in section
    assert "03-HD/TU Lạng Sơn" not in section


def test_ambiguous_citations_are_listed_apart_and_not_counted(client, archive):
    twin = make.directive("05-CT/TW", 2011, date_issued=date(2011, 5, 14))
    report = make.article("Chỉ thị nào", body=["Chi bộ học Chỉ thị 05 rất kỹ."])
    mention = make.mention(
        DirectiveMention, report, "Chỉ thị 05", status="ambiguous", type="chỉ thị", number="05"
    )
    mention.candidates = [archive.directive.pk, twin.pk]
    mention.save()
    write_entries([report.pk])
    words = words_of(client, ADDRESS)
    assert "3 bài viết" in words
    assert "1 lời dẫn hợp với văn kiện này và với văn kiện khác" in words
    assert "Chi bộ học Chỉ thị 05 rất kỹ." in words.partition("Có thể là văn kiện này")[2]
    assert "Chi bộ học Chỉ thị 05 rất kỹ." in words_of(client, f"/van-kien/chua-khop/?co-the-la={twin.slug}")
    assert "Có thể là: Chỉ thị 05-CT/TW" in words_of(client, "/van-kien/chua-khop/?loai=chua-ro")


def test_citations_without_a_record_are_listed_with_their_sentences(client, archive):
    for title in ("Một", "Hai"):
        report = make.article(
            title, body=["Theo Nghị quyết số 99-NQ/TW, chi bộ họp. Nghị quyết 99-NQ/TW là gì?"]
        )
        for words in ("Nghị quyết số 99-NQ/TW", "Nghị quyết 99-NQ/TW"):
            make.mention(
                DirectiveMention,
                report,
                words,
                status="unmatched",
                type="nghị quyết",
                number="99",
                symbol="NQ/TW",
            )
    assert "Chưa có trong danh mục" in words_of(client, "/van-kien/")
    page = page_of(client, "/van-kien/chua-khop/?loai=chua-co")
    row = next(each.text for each in page.all("tr") if "99-NQ/TW" in each.text)
    assert row.startswith("Nghị quyết số 99-NQ/TW Nghị quyết 99-NQ/TW 4 lần")
    assert row.endswith(" 2")
    href = next(each.attributes["href"] for each in page.all("a") if each.text == "Nghị quyết số 99-NQ/TW")
    assert "4 lần nhắc" in words_of(client, href)


def test_the_list_is_narrowed_by_links_whose_numbers_come_true(client, reference_rows):
    page = page_of(client, "/van-kien/?khoa=xii")
    section = [each for each in page.all("a", "tally__label") if "loai=" in each.attributes["href"]]
    assert section
    for link in section[:3]:
        label = link.text
        narrowed = words_of(client, "/van-kien/" + link.attributes["href"])
        place = page.elements.index(link)
        count = next(each.text for each in page.elements[place + 1 :] if each.has_class("tally__count"))
        assert f"{count} văn kiện" in narrowed, label


@pytest.mark.parametrize("typed", ["05-CT/TW", "chi thi 05", "tu tuong dao duc", "BỘ CHÍNH TRỊ 05"])
def test_a_document_is_found_by_number_title_or_issuer_without_marks(client, archive, typed):
    page = page_of(client, f"/van-kien/?tim={typed}")
    assert [each.text for each in page.all("h3")] == ["Chỉ thị 05-CT/TW"]


@pytest.mark.parametrize(
    "address",
    [
        "/van-kien/?page=0&nam=x&loai=%00&tim=%27%22%3C&khoa=" + "9" * 500,
        "/van-kien/?page=99999999999999999999",
        "/van-kien/chua-khop/?cau=99999999999999999999&loai=x&page=-1",
        "/van-kien/chua-khop/?cau=abc&co-the-la=../..",
        ADDRESS + "?cung=" + "a" * 300 + "&viet=%3Cb%3E&page=x&lens=99",
        ADDRESS + "?cung=khong-co-van-kien-nao",
    ],
)
def test_strange_addresses_give_a_page(client, archive, address):
    assert client.get(address).status_code in (200, 400)


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def report_with_follow_up(directive, number: int) -> int:
    """A report of its own province and paper that names the document, another one, and a local plan."""
    plan = f"Kế hoạch {number}-KH/HU"
    report = make.article(
        f"Bài thứ {number}",
        body=[f"Theo {CITES}, huyện có {plan}; CT {number} cũ cũng được nhắc lại."],
        province=make.province(f"Tỉnh {number}"),
        newspaper=make.newspaper(f"Báo {number}"),
        directives=[(CITES, directive), (f"CT {number}", make.directive(f"{number}-KL/TW", 2019))],
    )
    make.mention(
        DirectiveMention, report, plan, status="local", type="kế hoạch", number=str(number), symbol="KH/HU"
    )
    return report.pk


def test_a_page_asks_no_more_questions_as_reports_grow(client, spread):
    addresses = (ADDRESS, ADDRESS + "?lens=34", "/van-kien/", "/van-kien/chua-khop/")
    write_entries([report_with_follow_up(spread.directive, 60)])
    before = [queries_of(client, address) for address in addresses]
    write_entries([report_with_follow_up(spread.directive, number) for number in range(61, 69)])
    assert [queries_of(client, address) for address in addresses] == before
