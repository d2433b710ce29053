"""Who wrote it."""

import pytest

from articles.records import Part
from tests.parsing.pages import ARTICLE, HEADLINE, SECOND, own_words, parsed


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("THANH MAI - DÌ LY", "THANH MAI - DÌ LY"),
        ("Vương Trang", "Vương Trang"),
        ("Lò Văn Sinh", "Lò Văn Sinh"),
        ("Bài, ảnh: Việt Trình – Xuân Hòa", "Việt Trình – Xuân Hòa"),
        ("Bài và ảnh: Vũ Xuân Hạ", "Vũ Xuân Hạ"),
        ("Tin, ảnh: Hà", "Hà"),
        ("Tác giả: Linh Sa - Bảo Bình", "Linh Sa - Bảo Bình"),
        ("Bài: Đức Thụy - Ảnh: Hà Duy", "Đức Thụy"),
        ("N.T.H", "N.T.H"),
        ("T.Á.S", "T.Á.S"),
        ("VŨ NGHI", "VŨ NGHI"),
        ("Hoàng Yên Nghi (ghi)", "Hoàng Yên Nghi"),
        ("P.V", "P.V"),
        ("NHÓM PV", "NHÓM PV"),
        ("Ngọc Ánh, Piên", "Ngọc Ánh, Piên"),
        ("H’Linh Niê - Y Nguyên", "H’Linh Niê - Y Nguyên"),
        ("Rơ Mah Thương", "Rơ Mah Thương"),
        ("Vàng Dương (Đài TT-TH huyện)", "Vàng Dương (Đài TT-TH huyện)"),
        ("NÉANG SÓC PHI (Đài Truyền thanh huyện Tri Tôn)", "NÉANG SÓC PHI (Đài Truyền thanh huyện Tri Tôn)"),
        ("H'Bé Niê (thực hiện)", "H'Bé Niê"),
        ("**Đào Hạnh Nga**", "Đào Hạnh Nga"),
        ("ĐANG PHƯƠNG", "ĐANG PHƯƠNG"),
        ("Văn Phin - Đài TT-TH huyện Chư Sê", "Văn Phin - Đài TT-TH huyện Chư Sê"),
        ("Tác giả bài viết: Văn Phin", "Văn Phin"),
        ("Bút ký của Văn Phin", "Văn Phin"),
        ("Văn Phin (t/h)", "Văn Phin"),
        ("Văn Phin (Theo Báo Gia Lai)", "Văn Phin"),
        ("Văn Phin./.", "Văn Phin"),
        ("Bài và ảnh: Văn Phin/.", "Văn Phin"),
        ("(Văn Phin)", "Văn Phin"),
        ("K'Ré", "K'Ré"),
        ("H’Bia", "H’Bia"),
        ("Hoàng Yến NhiTags: Thành phố Hòa Bình, sáp nhập", "Hoàng Yến Nhi"),
    ],
)
@pytest.mark.parametrize(
    "below", ["", "\n\nBình luận\n\nHiện tại chưa có bình luận", "\n\n.\n.\nCác tin khác\nTin A"]
)
def test_the_line_below_the_article_names_its_author(line: str, author: str, below: str) -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\n\n{line}{below}")
    assert report.byline == author
    assert report.byline_span is not None
    assert report.byline_span.of(report.text) == author
    assert own_words(report).endswith(SECOND)


@pytest.mark.parametrize(
    "line",
    [
        "Theo báo Gia Lai",
        "Nguồn: baogialai.com.vn",
        "Bình luận",
        "Tin liên quan",
        "Chia sẻ",
        "Ảnh: Thu Trang",
        "Facebook Zalo Tiktok",
        "BÁO GIA LAI",
        "E-Magazine",
    ],
)
def test_what_names_no_author_is_no_byline(line: str) -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\n\n{line}")
    assert report.byline is None
    assert own_words(report).endswith(SECOND)


@pytest.mark.parametrize(
    "line",
    [
        "Minh Khuê • 08/06/2023 - 06:42",
        "Hạ Vi - Lữ Thế Phong - 12/11/2020 07:30",
        "Thanh Tước | Ngày xuất bản: 12/03/2026 16:45 | Cập nhật: 13/03/2026 05:10",
        "Phùng Thị Mẩy - Quang Tuyển\n09:15 - 22/05/2019",
    ],
)
def test_an_author_under_the_headline_is_found_beside_the_date(line: str) -> None:
    report = parsed(f"{HEADLINE}\n{line}\n\n{ARTICLE}")
    assert report.byline is not None
    assert line.startswith(report.byline)
    assert report.published is not None


def test_a_label_and_author_glued_to_the_last_words_are_parted_from_them() -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE} Bài và ảnh: Nguyễn Hoa/.")
    assert report.byline == "Nguyễn Hoa"
    assert own_words(report).endswith(SECOND)


def test_an_author_glued_to_the_last_words_is_parted_from_them() -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE[:-1]}./. Nguyễn Hoa")
    assert report.byline == "Nguyễn Hoa"
    assert own_words(report).endswith("đầu tiên./.")


@pytest.mark.parametrize(
    "tail",
    [
        "Theo Báo và phát thanh, truyền hình Gia Lai\nTin, ảnh: S.R\nTweet Chia sẻ",
        "Bài và ảnh: S.R - Tú Anh | 16/05/2019 09:12\nLượt xem: 2.017",
    ],
)
def test_an_author_beside_a_source_or_a_date_below_the_article_is_found(tail: str) -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\n{tail}")
    assert report.byline is not None
    assert report.byline.startswith("S.R")
    assert own_words(report).endswith(SECOND)


def test_a_name_inside_the_article_ends_nothing() -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\n\nKhông ai khác\n\n{SECOND} Thế rồi.\n\nVăn Phin")
    assert report.byline == "Văn Phin"
    assert own_words(report).endswith("Thế rồi.")


def test_a_workplace_in_brackets_on_the_next_line_is_printed_with_the_author() -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\n\nVăn Phin\n(Đài TT-TH Chư Sê)\nTin liên quan")
    assert report.byline == "Văn Phin (Đài TT-TH Chư Sê)"


def test_an_office_on_the_next_line_is_no_part_of_the_author() -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\n\nVăn Phin\nBan Tổ chức Huyện ủy")
    assert report.byline == "Văn Phin"
    assert own_words(report).endswith(SECOND)


def test_the_label_of_the_author_is_furniture() -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\n\nBài, ảnh: Văn Phin")
    assert report.words(Part.BYLINE) == "Văn Phin"
    assert "Bài, ảnh:" in report.words(Part.FURNITURE)
