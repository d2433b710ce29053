"""Pages of provinces, organisations, directives, years and papers."""

import pytest

from articles.models import DirectiveRelation, Unit
from articles.vietnamese.collation import sort_key
from articles.views.ordering import alphabetical
from tests import factories as make
from tests.pages.reading import Page


def words_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return Page(response.content.decode()).all("main")[0].text


def test_an_old_province_says_what_it_became(client, archive):
    words = words_of(client, "/tinh/binh-thuan/")
    assert "Từ 1/7/2025 nhập vào Tỉnh Lâm Đồng cùng với Đắk Nông, Lâm Đồng." in words


def test_a_province_of_today_counts_those_it_was_made_of(client, archive):
    words = words_of(client, "/tinh/lam-dong/?lens=34")
    assert "gồm các tỉnh cũ: Bình Thuận, Đắk Nông, Lâm Đồng." in words
    assert "2 bài viết" in words


def test_an_unmerged_province_says_so(client, archive):
    assert "Giữ nguyên" in words_of(client, "/tinh/lang-son/")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/tinh/binh-thuan/?lens=34", "/tinh/lam-dong/?lens=34"),
        ("/tinh/dak-nong/?lens=34", "/tinh/lam-dong/?lens=34"),
    ],
)
def test_an_old_name_leads_to_the_province_of_today(client, archive, address, leads_to):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == leads_to


def test_a_name_of_today_alone_leads_there_too(client, archive):
    make.merger("Huế", "Thừa Thiên Huế")
    assert client.get("/tinh/hue/")["Location"] == "/tinh/hue/?lens=34"


def test_a_merged_organisation_leads_to_its_heir(client, archive):
    response = client.get("/don-vi/dang-bo-xa-kien-moc-cu/")
    assert response.status_code == 301
    assert response["Location"] == "/don-vi/dang-bo-xa-kien-moc/"
    assert response["Cache-Control"] == "no-cache"  # a merger may be taken back
    words = words_of(client, "/don-vi/dang-bo-xa-kien-moc/")
    assert "2 bài viết" in words
    assert "Gộp cả Đảng bộ xã Kiên Mộc (cũ)" in words
    assert "214" in words


def test_a_directive_says_what_it_is_before_who_speaks_of_it(client, archive):
    DirectiveRelation.objects.create(
        source=archive.directive, kind="continues", target_text="03-CT/TW (2011)"
    )
    words = words_of(client, "/van-kien/chi-thi-05-ct-tw-2016/")
    order = ["Chỉ thị 05-CT/TW", "tư tưởng, đạo đức", "Bộ Chính trị", "Đối chiếu 3 nguồn",
             "Tiếp nối 03-CT/TW (2011)", "Nơi nào nhắc đến", "Bình Thuận", "Lạng Sơn",
             "Những câu nhắc đến"]  # fmt: skip
    places = [words.index(each) for each in order]
    assert places == sorted(places)


def test_a_directive_made_by_machine_is_said_to_be(client, archive):
    made = make.directive("47-KH/HU", 2017, origin="machine", source_count=0, title="")
    assert "Do máy lập" in words_of(client, f"/van-kien/{made.slug}/")


def test_citing_sentences_can_be_narrowed_to_reports_that_cite_another_too(client, archive):
    words = words_of(client, "/van-kien/chi-thi-05-ct-tw-2016/?cung=chi-thi-28-ct-tw-2019")
    assert "Chỉ những bài cũng nhắc Chỉ thị 28-CT/TW (2019)" in words
    sentences = words.partition("Những câu nhắc đến")[2]
    assert "Đình Lập chọn điểm" in sentences
    assert "Phú Quý" not in sentences


def test_names_stand_in_dictionary_order_in_the_database(db):
    names = ["Đắk Lắk", "Điện Biên", "Đà Nẵng", "An Giang", "Ân Thi", "Ăn", "Bà Rịa", "Dương", "ma", "mà",
             "mả", "mã", "má", "mạ", "Ư", "U", "Xã 10", "Xã 9"]  # fmt: skip
    for index, name in enumerate(names):
        make.unit(name, slug=f"u-{index}")
    listed = list(Unit.objects.order_by(*alphabetical("name")).values_list("name", flat=True))
    assert listed == sorted(names, key=sort_key)
