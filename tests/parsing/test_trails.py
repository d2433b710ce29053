"""The way to the report above its headline is no headline, whatever the paper calls its sections."""

import pytest

from articles.parsing import parse
from articles.parsing.cues import is_section
from articles.parsing.trails import trail_end
from articles.records import Part, RawText
from tests.press import Press

TRAILS = (
    "Trang chủ > Xây dựng Đảng > Tin tức",
    "Trang chủ / Chính trị",
    "Trang chủ/Chính trị/Xây dựng Đảng",
    "Trang chủ/ Tin tức/ Hoạt động của Huyện ủy",
    "Trang chủ > Chính trị > Xây dựng Đảng > Huyện Đình Lập",
    "Trang chủ » Tin nổi bật trong tuần",
    "Trang chủ \u203a Đảng trong cuộc sống \u203a Nhân tố mới",
    "Trang chủ>Xây dựng Đảng>Gương đảng viên tiêu biểu",
    "Trang chủ → Thời sự → Người tốt việc tốt",
    "Trang chủ - Tin tức - Tin tức trong huyện",
    "Trang chủ | Nhân tố mới",
    "Bạn đang ở: Trang chủ > Xây dựng Đảng > Nhân tố mới",
    "TRANG CHỦ > XÂY DỰNG ĐẢNG > HỌC VÀ LÀM THEO BÁC",
    "Chính trị > Xây dựng Đảng > Nhân tố mới",
    "Chính trị / Đảng bộ cơ sở / Gương sáng đảng viên",
    "Xây dựng Đảng » Nhân tố mới",
)
_HEADLINE, REST = str(Press(day="")).split("\n\n", 1)


def headline(*lines: str) -> str | None:
    return parse(RawText("\n\n".join([*lines, REST]))).headline


@pytest.mark.parametrize("trail", TRAILS)
@pytest.mark.parametrize(
    "title",
    [
        "Châu Sơn đổi mới",
        "ĐỔI MỚI Ở CHÂU SƠN",
        "Châu Sơn: Đổi mới",
        Press().headline,
        "Vì sao Châu Sơn đổi mới?",
    ],
)
def test_a_trail_above_the_headline_is_not_it(trail, title):
    assert headline(trail, title) == title
    assert headline(trail, trail, title) == title
    assert headline(trail, "12/03/2021 08:30", title) == title
    assert headline(f"{trail} 12/03/2021 08:30", title) == title


@pytest.mark.parametrize("trail", TRAILS)
def test_a_trail_alone_gives_no_headline(trail):
    report = parse(RawText(f"{trail}\n\n{REST}"))
    assert report.headline is None
    assert report.blocks[0].part in (Part.KICKER, Part.FURNITURE)


@pytest.mark.parametrize("trail", TRAILS)
def test_a_headline_at_the_end_of_its_trail_is_found(trail):
    sign = next(
        sign for sign in (" > ", "/ ", " » ", " \u203a ", " → ", " - ", " | ", "/", ">") if sign in trail
    )
    assert headline(f"{trail}{sign}{Press().headline}") == Press().headline


@pytest.mark.parametrize(
    "title",
    [
        "Đình Lập: Đưa nghị quyết vào cuộc sống > cách làm ở Châu Sơn",
        "Kinh tế - xã hội Đình Lập khởi sắc",
        "Nhiệm kỳ 2020/2025: Châu Sơn về đích",
        "Trang chủ của Đảng bộ huyện ra mắt bạn đọc",
        "Chính trị viên Châu Sơn / Người của bản làng",
    ],
)
def test_a_headline_with_such_signs_stays_one(title):
    assert trail_end(title, is_section) is None
    assert headline(title) == title


def test_a_letter_that_grows_in_small_letters_shifts_nothing():
    assert trail_end("Trang chủ > İ > Huyện ủy Đình Lập sơ kết công tác xây dựng Đảng", is_section) is None
