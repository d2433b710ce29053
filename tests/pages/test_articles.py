"""The article page and the original behind it."""

import pytest
from django.contrib.auth import get_user_model

from articles.ingest import store
from articles.models import Article
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


def test_findings_are_marked_where_they_stand_and_lead_on(client, archive):
    found = {
        each.text: each.attributes.get("href") for each in page_of(client, archive.kien_moc).all(cls="found")
    }
    assert found["Đảng bộ xã Kiên Mộc"] == "/don-vi/dang-bo-xa-kien-moc/"
    assert found["Chỉ thị số 05-CT/TW của Bộ Chính trị"] == "/van-kien/chi-thi-05-ct-tw-2016/"
    assert found["214 đảng viên"] is None


def test_a_finding_inside_another_can_still_be_reached(client, archive):
    page = page_of(client, archive.kien_moc)
    place = archive.kien_moc.placementions.get()
    assert [each for each in page.elements if each.attributes.get("id") == f"dia-danh-{place.pk}"]
    assert "xã Kiên Mộc" not in [each.text for each in page.all(cls="found")]


def test_a_refused_mention_is_neither_marked_nor_listed(client, archive):
    mention = archive.phu_quy.directivementions.get()
    store.judge(mention, "refused")
    page = page_of(client, archive.phu_quy)
    assert "Chỉ thị số 05-CT/TW của Bộ Chính trị" not in [each.text for each in page.all(cls="found")]
    assert not [each for each in page.all("h2") if each.text == "Văn kiện được nhắc"]


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
    text = page_of(client, archive.kien_moc, f"?lang={language}").all("p", "citation")[0].text
    assert text.startswith(expected)
    assert f"http://testserver{archive.kien_moc.get_absolute_url()}" in text


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
    store.decide(archive.phu_quy, {"state": Article.State.WITHDRAWN}, by=None)
    for address in (archive.phu_quy.get_absolute_url(), f"/bai-viet/{archive.phu_quy.pk}/goc/"):
        response = client.get(address)
        assert response.status_code == 410
        assert "Phú Quý" not in response.content.decode()
        assert Page(response.content.decode()).all("h1")[0].text == "Bài này đã được rút khỏi kho"
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
