"""The article page and the original behind it."""

import json
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.ingest import store, verdicts
from articles.models import Article, DirectiveMention, UnitMention
from tests import factories as make
from tests.pages.reading import Page


def page_of(client, article: Article, query: str = "") -> Page:
    response = client.get(article.get_absolute_url() + query)
    assert response.status_code == 200
    return Page(response.content.decode())


def test_a_wrong_slug_leads_to_the_right_one_for_good(client, archive):
    right = archive.kien_moc.get_absolute_url()
    for wrong in (f"/bai-viet/{archive.kien_moc.pk}/", f"/bai-viet/{archive.kien_moc.pk}/ten-cu/?lang=en"):
        response = client.get(wrong)
        assert response.status_code == 301
        assert response["Cache-Control"] == "no-cache"  # a headline may be corrected back
        assert response["Location"].partition("?")[0] == right
        assert ("lang=en" in response["Location"]) == ("lang=en" in wrong)


def test_the_text_is_whole_and_the_furniture_stands_apart(client, archive):
    page = page_of(client, archive.kien_moc)
    reading = page.all("div", "reading")[0].text
    for part in (
        "Họp thì đủ mặt",
        "Đảng bộ xã Kiên Mộc hiện có 13 chi bộ với 214 đảng viên.",
        "Nông Thu Hiền",
    ):
        assert part in reading
    assert "TIN LIÊN QUAN" not in reading
    assert "TIN LIÊN QUAN" in page.all("details", "aside-parts")[0].text
    assert reading.startswith("(LSO) –")


def test_a_refused_mention_is_neither_marked_nor_listed_but_said(client, archive):
    mention = archive.phu_quy.directivementions.get()
    verdicts.judge(mention, "refused")
    page = page_of(client, archive.phu_quy, "?danh-dau=1")
    reading = page.all("div", "reading")[0]
    assert "Chỉ thị số 05-CT/TW của Bộ Chính trị" in reading.text
    assert "Chỉ thị số 05-CT/TW của Bộ Chính trị" not in [each.text for each in page.all(cls="found")]
    assert not [each for each in page.all("h2") if each.text.startswith("Văn kiện được nhắc")]
    assert "1 nhận dạng của máy bị bác" in page.all("aside")[0].text


def test_every_fact_says_why_it_is_believed(client, archive):
    page = page_of(client, archive.kien_moc)
    reasons = [each.text for each in page.all("details", "why")]
    assert any("Theo ký hiệu của báo ở đầu bài." in reason and "Độ chắc 95%" in reason for reason in reasons)
    assert any("Dòng đứng ở vị trí tít" in reason and archive.kien_moc.title in reason for reason in reasons)


def test_an_editors_decision_is_named_as_such(client, archive):
    editor = get_user_model().objects.create_user("lan")
    store.decide(archive.unknown, {"title": "Chi bộ của Hải Châu"}, by=editor, reason="Theo bản in")
    archive.unknown.refresh_from_db()
    page = page_of(client, archive.unknown)
    assert page.all("h1")[0].text == "Chi bộ của Hải Châu"
    assert any(
        "Biên tập viên quyết định" in each.text and "Theo bản in" in each.text for each in page.all("details")
    )
    assert "lan" not in page.all("main")[0].text.split()


def test_the_day_of_the_visit_is_told_from_the_day_of_publication(client, archive):
    words = page_of(client, archive.dinh_lap).all("dl", "facts")[0].text
    assert "Ngày đăng 2/3/2020" in words
    assert "Ngày xem trang 3/6/2023" in words
    assert "không phải ngày đăng bài" in words


def test_what_is_not_known_is_said_openly(client, archive):
    page = page_of(client, archive.unknown)
    assert "không rõ tỉnh" in page.all("div", "notice")[0].text
    assert "không thấy ngày đăng" in page.all("div", "notice")[0].text
    assert "chưa có trong danh mục" in page.all("aside")[0].text


def test_then_and_now_stand_side_by_side(client, archive):
    words = page_of(client, archive.phu_quy).all("dl", "facts")[0].text
    assert "Tỉnh Tỉnh Bình Thuận" in words
    assert "Nay thuộc Tỉnh Lâm Đồng Từ 1/7/2025, sau sáp nhập." in words


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", "Nông Thu Hiền, “Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn”, "
               "Báo Lạng Sơn, ngày 14/5/2021. https://baolangson.vn/xay-dung-dang/kien-moc.html. Bản lưu: "),
        ("en", "Nông Thu Hiền, “Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn” [in Vietnamese], "
               "Báo Lạng Sơn, 14 May 2021. "),
    ],
)  # fmt: skip
def test_the_citation_is_ready_to_copy(client, archive, language, expected):
    cited = page_of(client, archive.kien_moc, f"?lang={language}").all("p", "citation")
    assert cited[0].attributes["lang"] == language
    assert {each.attributes["lang"] for each in cited} == {"vi", "en"}
    assert cited[0].text.startswith(expected)
    assert all(f"http://testserver{archive.kien_moc.get_absolute_url()}" in each.text for each in cited)


def test_a_citation_leaves_out_what_is_not_known(client, archive):
    archive.unknown.byline = ""
    archive.unknown.save()
    text = page_of(client, archive.unknown).all("p", "citation")[0].text
    assert text.startswith("“Chi bộ trong lòng bàn tay”. Bản lưu: ")


def test_markup_in_an_article_stays_text(client, db):
    nasty = '<img src=x onerror="alert(1)"> & </p>'
    article = make.article(
        f"Tít {nasty}", lede=nasty, body=[f"Thân {nasty}"], byline=nasty, furniture=[nasty]
    )
    html = client.get(article.get_absolute_url()).content.decode()
    assert "<img" not in html
    Page(html)


def test_a_withdrawn_article_is_gone_and_so_is_its_original(client, archive):
    withdrawn = {"state": Article.State.WITHDRAWN}
    store.decide(archive.phu_quy, withdrawn, by=None, reason="Trùng với bản in khác")
    for address in (archive.phu_quy.get_absolute_url(), f"/bai-viet/{archive.phu_quy.pk}/goc/"):
        response = client.get(address)
        assert response.status_code == 410
        page = Page(response.content.decode())
        assert page.all("h1")[0].text == "Bài này đã được rút khỏi kho"
        assert "Họp thì đủ mặt" not in page.all("main")[0].text
        assert "Trùng với bản in khác" in page.all("main")[0].text
        cited = [each.text for each in page.all("p", "citation")]
        assert cited[0].startswith("Nông Thu Hiền, “Phú Quý: Xây dựng tổ chức cơ sở Đảng”, Báo Bình Thuận, ")
    for address in ("/", "/tim-kiem/", "/tinh/binh-thuan/", "/van-kien/chi-thi-05-ct-tw-2016/", "/nam/2021/"):
        assert "Phú Quý: Xây" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("content", "kind", "disposition"),
    [
        ("Đảng bộ xã Châu Sơn".encode(), "text/plain; charset=utf-8", "inline"),
        (b"<html><script>alert(1)</script></html>", "text/plain; charset=utf-8", "inline"),
        ("Đảng bộ xã Châu Sơn có 13 chi bộ".encode("utf-16"), "text/plain; charset=utf-16", "inline"),
        ("Đảng bộ xã".encode("utf-8-sig"), "text/plain; charset=utf-8", "inline"),
        (bytes(range(128, 256)) * 4, "text/plain", "inline"),
        (b"%PDF-1.7 \x00\xff", "application/octet-stream", "attachment"),
    ],
)
def test_the_original_is_given_byte_for_byte_and_never_run(client, db, content, kind, disposition):
    article = make.article(content=content)
    response = client.get(f"/bai-viet/{article.pk}/goc/")
    assert response.content == content
    assert response["Content-Type"].startswith(kind)
    assert response["Content-Disposition"].startswith(disposition)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_the_hash_shown_is_that_of_the_bytes(client, archive):
    words = page_of(client, archive.kien_moc).all(cls="hash")[0].text
    assert words == archive.kien_moc.original.sha256


def test_what_an_editor_changed_stands_beside_what_the_machine_read(client, archive):
    editor = get_user_model().objects.create_user("lan")
    store.decide(
        archive.kien_moc, {"province": None, "title": "Kiên Mộc họp chi bộ"}, by=editor, reason="Bản in"
    )
    store.decide(archive.kien_moc, {"title": "Kiên Mộc bàn việc thôn"}, by=editor, reason="Sửa lại")
    archive.kien_moc.refresh_from_db()
    told = [each.text for each in page_of(client, archive.kien_moc).all("li", "correction")]
    assert len(told) == 3
    assert any("Tỉnh" in each and "Máy đọc Tỉnh Lạng Sơn Sửa thành để trống" in each for each in told)
    held, past = (each for each in told if each.startswith("Tít"))
    assert "Kiên Mộc: Đảng viên về thôn" in held and "Kiên Mộc bàn việc thôn Lý do: Sửa lại" in held
    assert "không còn hiệu lực" in past and "Kiên Mộc họp chi bộ" in past


def test_an_article_that_nobody_corrected_has_no_corrections(client, archive):
    page = page_of(client, archive.kien_moc)
    assert not [each for each in page.all("h2") if each.text == "Biên tập viên đã sửa"]


def test_the_head_says_what_is_cited(client, archive):
    page = page_of(client, archive.kien_moc, "?q=chi+bo")
    named = {each.attributes.get("name"): each.attributes.get("content") for each in page.all("meta")}
    assert named["citation_title"] == archive.kien_moc.title
    assert named["citation_publication_date"] == "2021/05/14"
    assert "Báo Lạng Sơn 14/5/2021: Họp thì đủ mặt" in named["description"]
    links = {each.attributes["rel"]: each.attributes["href"] for each in page.all("link")}
    assert links["canonical"] == f"http://testserver{archive.kien_moc.get_absolute_url()}"
    block = next(each for each in page.all("script") if each.attributes.get("type") == "application/ld+json")
    assert json.loads("".join(block.words))["@type"] == "NewsArticle"


def test_the_citation_can_be_taken_away(client, archive):
    page = page_of(client, archive.kien_moc)
    files = {each.text: each.attributes["href"] for each in page.all("a") if "download" in each.attributes}
    assert set(files) == {"BibTeX", "RIS", "CSL-JSON"}
    assert all(client.get(address).status_code == 200 for address in files.values())


def test_where_the_archive_has_it_from_is_told_in_full(client, archive):
    archive.kien_moc.retrieved_on = date(2024, 2, 3)
    archive.kien_moc.save()
    words = page_of(client, archive.kien_moc).all("dl", "facts")[0].text
    for told in ("Ngày lấy về 3/2/2024", "https://baolangson.vn/xay-dung-dang/kien-moc.html", "SHA-256",
                 f"bài số {archive.kien_moc.pk}", "vào kho", "bộ đọc phiên bản 1"):  # fmt: skip
        assert told in words


def test_an_article_in_an_unknown_state_of_the_world_is_still_a_page(client, db):
    bare = make.article("Chi bộ trong lòng bàn tay", body=(), lede="", byline="", furniture=(),
                        province=None, newspaper=None, published_on=None)  # fmt: skip
    page = page_of(client, bare, "?danh-dau=1")
    assert "Không đọc được phần văn bản nào của bài." in page.all("div", "reading")[0].text
    assert not page.all("form", "marking")


def test_queries_do_not_grow_with_what_is_found_and_corrected(client, archive):
    def asked(article: Article) -> int:
        with CaptureQueriesContext(connection) as queries:
            page_of(client, article, "?danh-dau=1")
        return len(queries)

    before = asked(archive.kien_moc)
    for at in range(30):
        kien_moc = archive.kien_moc
        make.mention(DirectiveMention, kien_moc, "13 chi bộ", directive=None, status="unmatched", type="x")
        make.mention(UnitMention, kien_moc, "Đảng bộ", unit=make.unit(f"Đảng bộ xã {at}"))
        make.figure(kien_moc)
        make.article(f"Bài {at}", units=[("Đảng bộ", make.unit(f"Đảng bộ xã {at}"))])
    assert asked(archive.kien_moc) <= before + 1
