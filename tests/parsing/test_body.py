"""What is the article's own, what a picture's, and what the page's."""

import pytest

from articles.records import Part
from tests.parsing.pages import ARTICLE, FIRST, HEADLINE, LEDE, SECOND, own_words, parsed


def page(*middle: str, tail: str = "Văn Phin") -> str:
    return "\n\n".join([HEADLINE, "24/11/2021, 06:55", LEDE, FIRST, *middle, SECOND, tail])


@pytest.mark.parametrize(
    "caption",
    [
        "Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu. Ảnh: Đ.T",
        "Một buổi sinh hoạt của Chi bộ thôn Péo Suối Ngài, xã Nàn Xỉn (Ảnh: CTV).",
        "Đảng ủy phường Hùng Vương tổ chức hội thi bí thư chi bộ giỏi - Ảnh: Lệ Thủy.",
        "Chi bộ bản Dốc Mây họp dưới mái nhà sàn. Ảnh: N.H (Đồn Biên phòng Làng Mô)",
        "Đại hội Đảng bộ huyện Phú Quý nhiệm kỳ 2020 - 2025.",
        "Đảng ủy xã Châu Sơn họp triển khai thực hiện nhiệm vụ trọng tâm năm 2019",
        "Phan Thị Bảo Ngân (thứ hai từ trái sang) trong lễ kết nạp đảng viên.",
        "Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu. Ảnh Minh Triều",
        "Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu. (Ảnh chụp năm 2019)",
        "Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu. Ảnh: tác giả cung cấp",
        "Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu. Nguồn: Báo Gia Lai",
        "Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu ảnh 1",
        "Ảnh minh hoạ: Đường giao thông nông thôn ở xã Ia Blang được bê tông hoá.",
        "Toàn cảnh Đại hội đại biểu Đảng bộ huyện Chư Sê lần thứ XVII.",
        "Quang cảnh hội nghị.",
        "Không khí một buổi sinh hoạt ở làng Kueng",
    ],
)
def test_a_line_that_shows_a_picture_is_a_caption(caption: str) -> None:
    report = parsed(page(caption))
    assert report.words(Part.CAPTION) == caption
    assert caption not in own_words(report)


@pytest.mark.parametrize(
    "line",
    [
        "(Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu.)",
        "a1. Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu.",
    ],
)
def test_brackets_and_numbers_around_a_caption_are_not_its_words(line: str) -> None:
    report = parsed(page(line))
    assert report.words(Part.CAPTION) == "Đảng viên làng Kueng giúp dân thu hoạch hồ tiêu."


@pytest.mark.parametrize(
    "paragraph",
    [
        "Nhiều năm nay, xã Sơn Đông là một trong những địa phương làm tốt công tác phát triển đảng viên.",
        "Tính đến nay, Đảng bộ xã Biển Động có 58 chi bộ với 1.312 đảng viên.",
        "Hội nghị cũng thống nhất chỉ tiêu năm 2019: kết nạp 80 đảng viên trở lên.",
        "- Ví dụ cụ thể?",
        "Huyện còn thực hiện Quy định 37-QĐ/TW và hướng dẫn của Tỉnh ủy Ninh Thuận trong đánh giá cán bộ.",
        "“Dân đi đâu, đảng viên đi đó”, bí thư chi bộ Chu Thị Luyến nói.",
        "Đồng chí Rơ Châm Hà nhắc đến cuốn sổ tay ông giữ từ đầu nhiệm kỳ, trong đó mỗi chi bộ một trang.",
        "Tham dự buổi lễ có đồng chí Rơ Châm Hà, Ủy viên Ban Thường vụ Tỉnh ủy Gia Lai.",
        "Đồng chí Rơ Châm Hà chúc mừng các đảng viên, mong các đồng chí giữ vai trò nêu gương ở làng.",
        "Công tác cấp, phát thẻ đảng viên và tặng Huy hiệu Đảng được thực hiện chặt chẽ, đúng quy định.",
    ],
)
def test_a_short_paragraph_is_no_caption(paragraph: str) -> None:
    report = parsed(page(paragraph))
    assert not report.spans(Part.CAPTION)
    assert paragraph in own_words(report)


@pytest.mark.parametrize(
    "heading",
    [
        "Nhiều thành tựu trong công tác giảm nghèo bền vững",
        "Thước đo là dân",
        "KHÔNG CÓ VÙNG ÔM NHAU MÀ KHEN",
        "## Nói chuyện thôn mình",
    ],
)
def test_an_inner_heading_is_a_heading(heading: str) -> None:
    assert parsed(page(heading)).words(Part.HEADING) == heading.lstrip("# ")


def test_a_starred_item_is_no_caption() -> None:
    item = "* Sáng 27/8, Đảng ủy xã Ia Blang trao tặng Huy hiệu Đảng cho 12 đảng viên, tại trụ sở xã."
    assert item.lstrip("* ") in own_words(parsed(page(item)))
    assert parsed(page("* Đi lên từ những làng còn nhiều khó khăn nhất")).words(Part.HEADING)


@pytest.mark.parametrize("tail", ["", "\n\nVăn Phin"])
def test_a_scene_below_the_last_paragraph_is_a_caption(tail: str) -> None:
    scene = "Đồng chí Rơ Châm Hà phát biểu tại Đại hội Đảng bộ xã Ia Blang"
    report = parsed(f"{HEADLINE}\n\n{LEDE}\n{FIRST}\n{SECOND}\n{scene}{tail}")
    assert report.words(Part.CAPTION) == scene
    assert own_words(report).endswith(SECOND)


def test_a_lede_said_twice_is_kept_once() -> None:
    report = parsed(f"{HEADLINE}\n\n{LEDE}\n\n\n(Baothanhhoa.vn) - {LEDE}\n\n{FIRST}\n\n{SECOND}\n\nVăn Phin")
    assert own_words(report).count(LEDE) == 1
    assert [block.rule for block in report.blocks if block.part is Part.FURNITURE] == ["doubled lede"]
    assert report.agency_mark == "Baothanhhoa.vn"


def test_a_caption_said_twice_is_kept_once() -> None:
    caption = "Lãnh đạo huyện Hoành Bồ trao đổi với bí thư chi bộ, trưởng thôn xã Kỳ Thượng."
    report = parsed(page(f"{caption} \n{caption} Ảnh: Huyền Trang (CTV)"))
    assert report.words(Part.CAPTION) == caption
    assert "doubled caption" in {block.rule for block in report.blocks}


@pytest.mark.parametrize(
    "box",
    [
        "a",
        ".\n.",
        "dai-hoi-chi-bo-1.jpg",
        ">> Xem thêm: Quế Phong tổng kết 10 năm thực hiện nghị quyết",
        "• Lộc Hà gặp mặt đảng viên trẻ tiêu biểu\n• Quảng Bình: Học sinh vào Đảng",
        "Video: Lễ kết nạp đảng viên tại Trường THPT Hương Trà",
        "Thích 0   Chia sẻ   Zalo   Lưu bài viết",
        "Tin liên quan\nKbang: Kết nạp đảng viên mới\nIa Grai sơ kết nghị quyết",
        "(Ảnh: Thu Trang)",
    ],
)
def test_what_interrupts_the_article_is_furniture(box: str) -> None:
    report = parsed(page(box))
    assert own_words(report) == f"{LEDE}\n{FIRST}\n{SECOND}"
    assert report.byline == "Văn Phin"


TEASER = (
    "(GLO)- Sáng 5-5, huyện Kông Chro tổ chức hội nghị sơ kết công tác xây dựng Đảng, biểu dương các chi bộ."
)


@pytest.mark.parametrize(
    "tail",
    [
        f"Văn Phin\n\nKông Chro: Đảng viên đi trước\n{TEASER}",
        f"Văn Phin\n{LEDE[:100]}...\nKông Chro: Đảng viên đi trước\n{TEASER}",
        f"Bình luận\nBa Khía - 20:11 24/10\nXã tui cũng nên làm vậy.\nGửi bình luận\n{TEASER}",
        f"Từ khóa: Chư Sê, đảng viên\nCó thể bạn quan tâm\nKông Chro: Đảng viên đi trước\n{TEASER}",
        "Kông Chro: Đảng viên đi trước\nIa Pa sơ kết nghị quyết\nMang Yang tập huấn công tác kiểm tra",
        "POWERED BY ONECMS - A PRODUCT OF NEKO\n© Báo Gia Lai. Giấy phép số 12/GP-BTTTT",
        "Theo báo Gia Lai\nTin liên quan\nKông Chro: Đảng viên đi trước",
    ],
)
def test_what_stands_below_the_article_is_furniture(tail: str) -> None:
    report = parsed(page(tail=tail))
    assert own_words(report) == f"{LEDE}\n{FIRST}\n{SECOND}"


def test_paragraphs_broken_into_short_lines_are_joined() -> None:
    def wrapped(text: str) -> str:
        words, lines = text.split(), [""]
        for word in words:
            if len(lines[-1]) + len(word) > 44:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        return "\n".join(lines)

    text = f"BÁO GIA LAI\nSố 3012\n\n{HEADLINE}\n\n" + "\n\n".join(map(wrapped, ARTICLE.split("\n\n")))
    report = parsed(f"{text}\n\nHOÀI PHƯƠNG\n(14-2-2014)")
    assert report.headline == HEADLINE
    assert report.byline == "HOÀI PHƯƠNG"
    assert " ".join(own_words(report).split()) == " ".join(ARTICLE.split())


def test_an_article_of_one_line_is_its_own_lede() -> None:
    report = parsed(LEDE)
    assert report.headline is None
    assert own_words(report) == LEDE
