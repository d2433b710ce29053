"""What holds for every text: no letter lost, none invented, every offset on its words, no exception."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.parsing import parse
from articles.reading import read
from articles.records import Block, Hints, Part, RawText, Report, Span, StatedDay
from articles.vietnamese.letters import compose
from tests.parsing.pages import ARTICLE, FIRST, HEADLINE, LEDE, SECOND

TEXTS = sorted((Path(__file__).parents[1] / "labelled" / "press_a" / "texts").glob("*.txt"))

pieces = st.sampled_from(
    [
        *(HEADLINE, LEDE, FIRST, SECOND, f"(BLC) - {LEDE}", f"{HEADLINE} - Báo Lai Châu", f"# {HEADLINE}"),
        *("24/11/2021, 06:55", "Thứ bảy,  19/06/2021", "Văn Phin - 12/05/2019 08:30", "Thứ Ba, 31/02/2018"),
        *(
            "Văn Phin",
            "Bài, ảnh: Văn Phin",
            "Hoàng Yến NhiTags: A",
            "Tin liên quan",
            "Bình luận",
            "a",
            ".",
            "|",
            "",
        ),
        *(
            "Đại hội Đảng bộ huyện. Ảnh: CTV",
            "(Ảnh: CTV)",
            ">> Xem thêm: Kbang",
            "• Lộc Hà gặp mặt",
            "**",
            "Từ khóa:",
        ),
        *(
            "Thước đo là dân",
            "XÂY DỰNG ĐẢNG",
            "© Báo Lai Châu",
            "  \t ",
            "![ảnh](http://a.vn/1.jpg)",
            "- Ví dụ cụ thể?",
        ),
        *(f"24/11/2021 07:10 {HEADLINE}", f"{HEADLINE}24/11/2021 07:10", f"(24/11/2021) {LEDE}"),
        *("Văn Phin\n(Đài TT-TH Chư Sê)", "Print Thứ Tư, 24/11/2021 08:22 Gốc", "Văn PhinChia sẻ", "[Ảnh 1]"),
        *(
            "Rơ Châm Hà phát biểu tại Đại hội. Nguồn: CTV",
            "* Đi lên từ làng",
            f"24/11/2021 07:10 (GLO)- {LEDE}",
        ),
        *(
            f"{LEDE} Năm 2018, huyện kết nạp được 198 đảng viên; 6 tháng đầu năm 2019 kết nạp 94 người.",
            f"{FIRST} Thực hiện Kế hoạch số 47-KH/HU, ngày 13/01/2017, phấn đấu đến năm 2025 về đích.",
        ),
    ]
)
pages = st.lists(pieces | st.text(max_size=40), max_size=25).map("\n".join)


def check(report: Report) -> None:
    text, end = report.text, 0
    for block in report.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert not text[end : block.span.start].strip()
        assert block.span.of(text).strip()
        assert block.rule
        end = block.span.end
    assert not text[end:].strip()
    if report.byline is not None:
        assert report.byline_span is not None
        assert " ".join(report.byline_span.of(text).split()) == report.byline
    if report.headline_span is not None and report.raw.hints.title is None:
        assert report.headline == " ".join(report.headline_span.of(text).split())
    for found in (report.published, report.page_viewed):
        if found is not None and found.span is not None:
            assert str(found.value.year)[-2:] in found.span.of(text)
    check_bounds(report)


def check_bounds(report: Report) -> None:
    bounds = report.bounds
    if bounds is None:
        return
    assert report.published is None
    before, after, year = bounds.not_before, bounds.not_after, bounds.year
    assert before is not None or after is not None
    if before is not None and after is not None:
        assert before.value <= after.value
    if year is not None:
        assert before is not None and before.value.year <= year.value
        assert after is None or year.value <= after.value.year
    for found in (before, after):
        if found is not None and found.span is not None:
            assert str(found.value.year)[-2:] in found.span.of(report.text)


@given(pages)
def test_every_letter_of_any_page_stands_in_one_block(page: str) -> None:
    check(parse(RawText(compose(page.replace("\r", "\n")))))


parts = st.sampled_from(list(Part))
stated = st.builds(
    StatedDay,
    st.dates(date(1997, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["json-ld", "meta", "time", "address"]),
    st.booleans(),
)


@given(pages, st.lists(st.tuples(parts, st.integers(0, 400), st.integers(1, 200))), st.lists(stated))
def test_what_markup_and_head_say_loses_no_letter_either(
    page: str, called: list[tuple[Part, int, int]], days: list[StatedDay]
) -> None:
    text = compose(page.replace("\r", "\n"))
    markup = tuple(
        Block(part, Span(start, min(start + size, len(text))), "markup: p")
        for part, start, size in called
        if start < len(text)
    )
    check(parse(RawText(text, markup=markup, stated=tuple(days))))


@given(pages, st.data())
def test_any_line_may_be_called_anything_by_the_markup(page: str, data: st.DataObject) -> None:
    text, start, blocks = compose(page.replace("\r", "\n")), 0, []
    for line in text.split("\n"):
        if line.strip() and data.draw(st.booleans()):
            blocks.append(Block(data.draw(parts), Span(start, start + len(line)), "markup: p"))
        start += len(line) + 1
    check(parse(RawText(text, markup=tuple(blocks))))


@given(st.text(max_size=300))
def test_any_text_gives_a_report(text: str) -> None:
    check(parse(RawText(compose(text))))


@given(st.sampled_from(TEXTS), st.data())
def test_a_page_with_lines_dropped_doubled_or_swapped_loses_nothing(path: Path, data: st.DataObject) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    picked = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=2 * len(lines)))
    check(parse(RawText(compose("\n".join(lines[number] for number in picked)))))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_letter_of_a_labelled_page_stands_in_one_block(path: Path) -> None:
    check(parse(read(path.name, path.read_bytes(), Hints())))


def test_a_page_of_many_lines_takes_time_in_proportion() -> None:
    report = parse(RawText(f"{HEADLINE}\n" + f"{ARTICLE}\nTin liên quan\n" * 400))
    check(report)
