"""Which times of a text are past on the day of print, and which are aimed at, remembered or a term's."""

from datetime import date

import pytest

from articles.parsing.telling import RUNNING, Told, times_told
from articles.records import Span
from articles.vietnamese.letters import compose


def told(text: str) -> list[Told]:
    return list(times_told(compose(text), [Span(0, len(compose(text)))]))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thực hiện Kế hoạch số 47-KH/HU, ngày 13/01/2017 của Huyện ủy, các chi bộ họp.", date(2017, 1, 13)),
        ("Huyện sẽ quán triệt Quy định số 144-QĐ/TW ngày 9.5.2024 của Bộ Chính trị.", date(2024, 5, 9)),
        ("Sáng ngày 15/5/2018, Chi bộ thôn Nà Loỏng đã họp bàn việc làm đường.", date(2018, 5, 15)),
        ("Đến hết tháng 9-2012, đã có 31/31 đảng bộ hoàn thành.", date(2012, 9, 1)),
        ("Năm 2018, toàn huyện kết nạp được 198 đảng viên, vượt chỉ tiêu.", date(2018, 1, 1)),
        ("Trong năm 2018, Đảng bộ huyện kết nạp được 205 đảng viên.", date(2018, 1, 1)),
        ("Xã kết nạp được 7 đảng viên trong năm 2018, hoàn thành chỉ tiêu huyện giao.", date(2018, 1, 1)),
        ("Kết quả phân loại năm 2016: 9 tổ chức cơ sở đảng trong sạch, vững mạnh.", date(2016, 1, 1)),
        ("6 tháng đầu năm 2019, huyện kết nạp thêm 94 đảng viên.", date(2019, 6, 1)),
        ("Chín tháng năm 2020, huyện kết nạp 94 đảng viên.", date(2020, 9, 1)),
        ("Quý I năm 2016, toàn huyện kết nạp được 21 đảng viên.", date(2016, 3, 1)),
        ("Quý III-2022, phường đã tách 4 chi bộ.", date(2022, 9, 1)),
        ("Từ đầu năm 2020 đến nay, xã kết nạp được 6 đảng viên.", date(2020, 1, 1)),
        ("Từ năm 2015 đến nay, xã đã kết nạp 50 quần chúng.", date(2015, 1, 1)),
        ("NĂM 2018, TOÀN HUYỆN KẾT NẠP 198 ĐẢNG VIÊN.", date(2018, 1, 1)),
    ],
)
def test_what_a_report_tells_of_is_past(text: str, day: date) -> None:
    assert [each.day for each in told(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Hiện nay, xã đã đạt 12/19 tiêu chí, phấn đấu đạt chuẩn vào năm 2020.",
        "Theo kế hoạch thì việc này sẽ được hoàn tất trong năm 2021 nhằm đảm bảo cảnh quan.",
        "Nhiệm kỳ 2020 - 2025, Đảng bộ huyện kết nạp được 702 đảng viên.",
        "Giai đoạn 2021-2025, toàn tỉnh kết nạp từ 10.000 đảng viên.",
        "Mục tiêu đến năm 2025 được xác định là 100% thôn có chi bộ.",
        "Đại hội cấp cơ sở hoàn thành trước ngày 30-6-2015.",
        "Đại hội Đảng bộ huyện được tổ chức vào tháng 8/2025.",
        "Đảng ủy xã họp triển khai nhiệm vụ trọng tâm năm 2019, được các chi bộ đồng tình.",
        "Chào mừng kỷ niệm 90 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2020).",
        "Đợt cao điểm kéo dài từ ngày 1/5/2019 đến ngày 30/6/2019.",
        "Năm 2013, Huyện ủy đề ra chỉ tiêu kết nạp từ 280 đảng viên.",
        "Năm 2021 là năm đầu nhiệm kỳ, được xem là năm bản lề.",
        "Luật có hiệu lực từ ngày 1/7/2025.",
        "Năm 1945, cả làng chỉ có 3 đảng viên được kết nạp.",
        "Nhà văn hóa thôn rộng 2018 mét vuông đã được sửa.",
    ],
)
def test_what_may_lie_ahead_or_long_behind_tells_nothing(text: str) -> None:
    assert told(text) == []


def test_the_clause_behind_a_comma_speaks_of_its_own_time() -> None:
    text = "Năm 2018, huyện kết nạp 198 đảng viên, phấn đấu năm 2019 kết nạp 210 đảng viên."
    assert [each.day.year for each in told(text)] == [2018]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("6 tháng đầu năm 2019, huyện kết nạp 94 đảng viên.", True),
        ("Các đơn vị được chọn của năm 2019 dự kiến cuối năm kết nạp đạt chỉ tiêu.", True),
        ("Năm 2018, huyện kết nạp 198 đảng viên.", False),
        ("Từ quý III-2022, Đảng ủy phường đã tách 4 chi bộ.", False),
        ("12 tháng năm 2019, huyện kết nạp 194 đảng viên.", False),
        ("Tính đến ngày 31/12/2018, huyện có 45 chi bộ.", False),
    ],
)
def test_a_year_still_running_is_told_from_one_that_is_over(text: str, runs: bool) -> None:
    (time,) = told(text)
    assert time.runs is runs
    assert (time.rule == RUNNING) is ("dự kiến" in text)


def test_the_words_stand_where_the_span_says() -> None:
    text = "Mở đầu.\nTừ năm 2017 đến nay, mỗi năm đều có việc; riêng năm 2018 được xếp loại tốt."
    spans = [Span(text.index("Từ"), len(text))]
    assert [each.span.of(text) for each in times_told(text, spans)] == ["năm 2017", "năm 2018"]


def test_long_lines_and_odd_signs_cost_little_and_raise_nothing() -> None:
    assert told("năm 2018 " * 4000) == []
    assert told("Năm 2018 được. " * 2000)
