"""Which line is the headline."""

import pytest

from articles.records import Part
from tests.parsing.pages import ARTICLE, HEADLINE, LEDE, own_words, parsed


@pytest.mark.parametrize(
    "page",
    [
        f"{HEADLINE}\n24/11/2021, 06:55\n{ARTICLE}",
        f"Trang chủ » Chính trị » Xây dựng Đảng\n{HEADLINE}\nThứ Năm, 21/04/2016 | 09:12\n{ARTICLE}",
        f"XÂY DỰNG ĐẢNG\n{HEADLINE}\n\n{ARTICLE}",
        f"{HEADLINE} | Báo Gia Lai điện tử\nTrang chủ\n{HEADLINE}\n{ARTICLE}",
        f"Báo Gia Lai điện tử - {HEADLINE}\n{ARTICLE}",
        f"Trang chủ / Chính trị / {HEADLINE}\n{HEADLINE}\n{ARTICLE}",
        f"Đưa nghị quyết đại hội đảng bộ các cấp vào cuộc sống\n{HEADLINE}\nNgày đăng: 5-8-2020\n{ARTICLE}",
        f"Kỷ niệm 90 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2020)\n{HEADLINE}\n{HEADLINE}\n{ARTICLE}",
        f"# {HEADLINE}\n\n**Xây dựng Đảng** | 09:40, 19/04/2023\n\n{ARTICLE}",
        f"{HEADLINE} | 08:30 12/05/2019\n{ARTICLE}",
        f"{HEADLINE}\nVĂN PHIN |\n{ARTICLE}\nVĂN PHIN",
        f"XÂY DỰNG ĐẢNG {HEADLINE}\nCập nhật ngày: 11/03/2022 - 16:05\n{ARTICLE}",
        f"A- A A+ | Chia sẻ bài viết lên facebook\n{HEADLINE}\nLượt xem: 688\n{ARTICLE}",
        f"{HEADLINE}\nTin các xã, thị trấn\n{ARTICLE}",
        f"{HEADLINE}\nChuyên mục: Xây dựng Đảng\n24/11/2021, 06:55\n{ARTICLE}",
        f"{HEADLINE}\nChào mừng Đại hội đảng bộ các cấp, nhiệm kỳ 2020 - 2025\n24/11/2021, 06:55\n{ARTICLE}",
        f"{HEADLINE}\nHuyện ủy Ia Grai:\n24/11/2021, 06:55\n{ARTICLE}",
        f"{HEADLINE}\n\nNguồn: Báo Gia Lai\n24/11/2021, 06:55\n{ARTICLE}",
        f"Facebook Zalo Youtube Tiktok\n{HEADLINE}\n2 tháng 2 tuần trước\n{ARTICLE}",
    ],
)
def test_the_headline_is_told_from_what_stands_around_it(page: str) -> None:
    report = parsed(page)
    assert report.headline == HEADLINE
    assert report.headline_span is not None
    assert report.headline_span.of(report.text) == HEADLINE
    assert HEADLINE not in own_words(report)


OPENING, REST = "Huyện ủy Đình Lập:", "Chú trọng phát triển đảng viên"


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        (OPENING, REST),
        ("Đình Lập:", "Kết nạp 250 đảng viên"),
        ("Đảng bộ huyện Gia Bình:", "Nâng cao sức chiến đấu từ mỗi chi bộ"),
        ("Đảng bộ xã Châu Sơn:", "Đảng viên trẻ đi đầu làm kinh tế"),
        ("HUYỆN ỦY ĐÌNH LẬP:", "CHÚ TRỌNG PHÁT TRIỂN ĐẢNG VIÊN"),
    ],
)
@pytest.mark.parametrize(
    "page",
    [
        "{0}\n{1}\n24/11/2021, 06:55\n{2}",
        "Trang chủ » Xây dựng Đảng\n\n{0}\n{1}\n\n{2}",
        "{0}\n\n{1}\n\n24/11/2021, 06:55\n\n{2}",
        "{0} {1} | Báo Lạng Sơn\nTrang chủ\n{0}\n{1}\n24/11/2021\n{2}",
    ],
)
def test_a_headline_in_two_lines_is_read_whole(page: str, opening: str, rest: str) -> None:
    report = parsed(page.format(opening, rest, ARTICLE))
    assert report.headline == f"{opening} {rest}"
    assert report.headline_span is not None
    assert " ".join(report.headline_span.of(report.text).split()) == f"{opening} {rest}"
    assert own_words(report) == own_words(parsed(f"{HEADLINE}\n{ARTICLE}"))


@pytest.mark.parametrize(
    "page",
    [
        f"Huyện ủy Ia Grai:\n{HEADLINE}\n24/11/2021, 06:55\n{ARTICLE}",
        f"ĐẢNG BỘ HUYỆN CHƯ SÊ:\n{HEADLINE}\n\n{ARTICLE}",
        f"Xây dựng Đảng:\n{HEADLINE}\n{ARTICLE}",
        f"Huyện ủy Ia Grai:\n# {HEADLINE}\n{ARTICLE}",
    ],
)
def test_a_line_above_a_headline_that_is_whole_without_it_is_a_kicker(page: str) -> None:
    report = parsed(page)
    assert report.headline == HEADLINE
    assert [span.of(report.text) for span in report.spans(Part.HEADLINE)] == [HEADLINE]


def test_the_rest_of_the_page_says_whether_a_headline_is_whole() -> None:
    page = f"{OPENING}\n{REST}\n24/11/2021, 06:55\n{ARTICLE}"
    address = "https://baolangson.vn/chinh-tri/{}-66715.html"
    whole = "huyen-uy-dinh-lap-chu-trong-phat-trien-dang-vien"
    assert parsed(page, url=address.format(whole)).headline == f"{OPENING} {REST}"
    assert parsed(page, url=address.format("chu-trong-phat-trien-dang-vien")).headline == REST
    assert parsed(f"{REST} | Báo Lạng Sơn\n{page}").headline == REST
    assert parsed(page, title=REST).headline == REST
    assert parsed(page, title=f"{OPENING} {REST}").headline_span == parsed(page).headline_span


def test_a_page_without_headline_has_none() -> None:
    report = parsed(f"- Cập nhật: Thứ ba, 9/6/2015 | 8:43:01 AM\n\nYBĐT - {ARTICLE}")
    assert report.headline is None
    assert report.agency_mark == "YBĐT"


def test_a_grounds_clause_or_caption_above_the_lede_is_no_headline() -> None:
    clause = "Căn cứ Quy định số 24-QĐ/TW của Ban Chấp hành Trung ương về thi hành Điều lệ Đảng;"
    picture = "Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu. Ảnh Minh Triều"
    assert parsed(f"{clause}\n{ARTICLE}").headline is None
    assert parsed(f"{picture}\n{picture}\n\n{ARTICLE}").headline is None


@pytest.mark.parametrize(("mark", "code"), [("(TTV) - ", "TTV"), ("QTO - ", "QTO")])
def test_an_agency_mark_in_the_headline_is_no_part_of_it(mark: str, code: str) -> None:
    report = parsed(f"{mark}{HEADLINE}\n04/09/2017 14:20Lượt xem 335In trang\n\n{ARTICLE}")
    assert (report.headline, report.agency_mark) == (HEADLINE, code)


def test_a_headline_repeated_below_the_article_is_furniture() -> None:
    report = parsed(f"{HEADLINE}\n\n{ARTICLE}\n\nĐình Nhượng\n\nĐừng bỏ lỡ\n{HEADLINE}")
    assert [span.of(report.text) for span in report.spans(Part.HEADLINE)] == [HEADLINE]


def test_the_address_tells_headline_from_kicker() -> None:
    kicker = "Người giữ lửa ở vùng biên Tây Nguyên"
    address = "https://baogialai.com.vn/chu-se-chu-trong-phat-trien-dang-vien-o-lang.html"
    assert parsed(f"{HEADLINE}\n{kicker}\n{ARTICLE}", url=address).headline == HEADLINE
    assert parsed(f"{kicker}\n{HEADLINE}\n{ARTICLE}", url=address).headline == HEADLINE


def test_the_address_parts_a_kicker_glued_to_the_headline() -> None:
    address = "http://baogialai.com.vn/chinh-tri/chu-se-chu-trong-phat-trien-dang-vien-o-lang-66715.html"
    assert parsed(f"Nghị quyết và cuộc sống {HEADLINE}\n{ARTICLE}", url=address).headline == HEADLINE


def test_a_headline_of_names_is_no_byline() -> None:
    report = parsed(f"Hai Cai Lậy, một cách làm\nĐăng lúc 5-8-2020\n{ARTICLE}\nP. MAI")
    assert (report.headline, report.byline) == ("Hai Cai Lậy, một cách làm", "P. MAI")


def test_what_the_manifest_says_outranks_the_page() -> None:
    report = parsed(f"Một kẻ chen ngang chẳng phải tít bài\n{HEADLINE}\n{ARTICLE}", title=HEADLINE.upper())
    assert report.headline == HEADLINE.upper()
    assert report.headline_span is not None
    assert report.headline_span.of(report.text) == HEADLINE


@pytest.mark.parametrize(
    ("opening", "mark"),
    [
        ("(LSO) – ", "LSO"),
        ("BT- ", "BT"),
        ("(CMO) ", "CMO"),
        ("(Báo Quảng Ngãi)- ", "Báo Quảng Ngãi"),
        ("(Baohatinh.vn) - ", "Baohatinh.vn"),
        ("baophutho.vn ", "baophutho.vn"),
        ("HNN.VN - ", "HNN.VN"),
        ("TTYB: ", "TTYB"),
        ("(CTT-Gia Lai) – ", "CTT-Gia Lai"),
        ("GiaLai - ", "GiaLai"),
        ("GIA LAI - ", "GIA LAI"),
        ("Baogialaionline-", "Baogialaionline"),
        ("- ", "-"),
    ],
)
def test_the_mark_at_the_head_of_the_lede_is_set_apart(opening: str, mark: str) -> None:
    report = parsed(f"{HEADLINE}\n\n{opening}{ARTICLE}")
    assert report.agency_mark == mark
    assert report.words(Part.LEDE) == LEDE


@pytest.mark.parametrize("opening", ["TP Uông Bí", "UBND huyện", "(Sơn La)"])
def test_a_place_at_the_head_of_the_lede_is_no_mark(opening: str) -> None:
    assert parsed(f"{HEADLINE}\n\n{opening} {ARTICLE}").agency_mark is None
