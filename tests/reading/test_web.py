"""Web pages: the report is found in every layout, the furniture stays out, and no day is believed lightly."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest

from articles.parsing import parse
from articles.reading import read
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.web.stamps import day_of_stamp
from articles.records import Hints, Part, SourceError
from articles.vietnamese.encodings import from_vni
from articles.vietnamese.letters import TONES
from tests.reading.layouts import (
    BYLINE,
    CAPTION,
    COMMENT,
    FOOTER,
    HEADLINE,
    KICKER,
    LAYOUTS,
    LEDE,
    OTHER,
    PARAGRAPHS,
    TEASER,
    semantic,
    structured,
    tables,
)

NO_HINTS = Hints()
DAY = date(2021, 3, 9)


def lines_of(page: str, hints: Hints = NO_HINTS) -> list[str]:
    return read("trang.html", page.encode(), hints).text.split("\n\n")


def page(*, head: str = "", above: str = "", below: str = "", body: str | None = None) -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in (LEDE, *PARAGRAPHS)) if body is None else body
    return (
        f"<!DOCTYPE html><html><head><title>{HEADLINE}</title>{head}</head><body><div>{above}</div>"
        f"<div><h1>{HEADLINE}</h1>{below}<div>{paragraphs}</div></div></body></html>"
    )


# ---------------------------------------------------------------- layouts


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_gives_the_report_in_page_order(layout: Callable[[], str]) -> None:
    lines = lines_of(layout())
    wanted = [HEADLINE, LEDE, PARAGRAPHS[0], *PARAGRAPHS[1:]]
    assert [line for line in lines if line in wanted] == wanted


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_furniture_stays_out_of_every_layout(layout: Callable[[], str]) -> None:
    text = "\n".join(lines_of(layout()))
    for furniture in (*OTHER, TEASER, COMMENT, FOOTER, "Kinh tế", "var clicks", "Nội dung"):
        assert furniture not in text


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "plain_divs"])
def test_captions_are_paragraphs_of_their_own(name: str) -> None:
    lines = lines_of(LAYOUTS[name]())
    assert CAPTION in lines
    assert lines.index(PARAGRAPHS[0]) < lines.index(CAPTION) < lines.index(PARAGRAPHS[1])


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_parsing_understands_what_every_layout_gives(layout: Callable[[], str]) -> None:
    report = parse(read("1", layout().encode(), NO_HINTS))
    assert report.headline == HEADLINE
    assert report.published is not None and report.published.value == DAY
    assert report.words(Part.LEDE) == LEDE
    assert report.words(Part.BODY).split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("name", ["semantic", "tables", "aspnet", "structured", "spans", "plain_divs"])
def test_the_author_is_found_below_the_headline_or_the_article(name: str) -> None:
    byline = parse(read("1", LAYOUTS[name]().encode(), NO_HINTS)).byline
    assert byline in (BYLINE, "Quàng Thắm")


def test_a_kicker_over_the_headline_and_the_clock_of_the_visit_are_kept() -> None:
    lines = lines_of(semantic())
    assert lines[:4] == ["Thứ Tư, 30/11/2022", KICKER, HEADLINE, "Thứ Ba, 09/03/2021, 14:20 (GMT+7)"]


def test_the_markup_says_what_it_calls_a_paragraph() -> None:
    raw = read("1", semantic().encode(), NO_HINTS)
    said = {block.part: block.span.of(raw.text) for block in raw.markup}
    assert said == {
        Part.HEADLINE: HEADLINE,
        Part.DATELINE: "Thứ Ba, 09/03/2021, 14:20 (GMT+7)",
        Part.CAPTION: CAPTION,
        Part.BYLINE: BYLINE,
    }


def test_rows_of_figures_stay_together_and_rows_of_layout_do_not() -> None:
    rows = "".join(
        f"<tr><td>Chi bộ bản {name}</td><td>{n}</td></tr>" for name, n in (("A", 12), ("B", 9), ("C", 27))
    )
    lines = lines_of(
        page(body=f"<p>{LEDE}</p><p>{PARAGRAPHS[0]}</p><table>{rows}</table><p>{PARAGRAPHS[1]}</p>")
    )
    assert lines[3:6] == ["Chi bộ bản A | 12", "Chi bộ bản B | 9", "Chi bộ bản C | 27"]
    assert not any(" | " in line and len(line) > 60 for line in lines_of(tables()))


def test_a_page_whose_wrapper_has_a_misleading_name_is_not_lost() -> None:
    body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    wrapped = f'<html><body><div class="popup"><div>{body}</div></div></body></html>'
    assert lines_of(wrapped) == list(PARAGRAPHS)


def test_a_story_longer_in_the_sidebar_than_on_the_page_is_told_apart() -> None:
    sidebar = "".join(
        f'<div class="box"><h3><a href="/{n}">{OTHER[0]}</a></h3><p>{TEASER}</p></div>' for n in range(30)
    )
    lines = lines_of(page(above="", below="").replace("</body>", f"<div>{sidebar}</div></body>"))
    assert lines == [HEADLINE, LEDE, *PARAGRAPHS]


def test_control_signs_and_invisible_letters_of_an_editor_are_dropped() -> None:
    assert lines_of(page(body=f"<p>{LEDE}\x02&#3;&#8203;</p><p>{PARAGRAPHS[0]}</p>"))[1] == LEDE


def test_unclosed_tags_piled_deep_lose_nothing() -> None:
    body = "".join(f"<div><font><p>{PARAGRAPHS[number % 4]}</p>" for number in range(300))
    assert len(lines_of(page(body=body))) == 301


# ---------------------------------------------------------------- what the head states


def test_the_head_gives_title_address_and_day() -> None:
    hints = read("1", semantic().encode(), NO_HINTS).hints
    assert hints == Hints(
        url="https://baomau.vn/xay-dung-dang/chi-bo-ban-na-sang-123.html", title=HEADLINE, published=DAY
    )


def test_hints_from_outside_outrank_the_head() -> None:
    given = Hints(
        url="https://khac.vn/a/b.html", title="Tên khác", published=date(2020, 1, 2), newspaper="Báo X"
    )
    assert read("1", semantic().encode(), given).hints == given


def test_a_paper_names_itself_only_where_no_address_tells() -> None:
    site = '<meta property="og:site_name" content="Báo Lạng Sơn điện tử">'
    assert read("1", page(head=site).encode(), NO_HINTS).hints.newspaper == "Báo Lạng Sơn"
    assert read("1", semantic(head=site).encode(), NO_HINTS).hints.newspaper is None


def test_an_address_that_leads_to_the_front_page_is_none() -> None:
    head = '<link rel="canonical" href="https://baomau.vn/"><meta property="og:url" content="javascript:x">'
    assert read("1", page(head=head).encode(), NO_HINTS).hints.url is None
    saved = "<!-- saved from url=(0038)https://baomau.vn/tin-tuc/chi-bo-1.html -->" + page()
    assert read("1", saved.encode(), NO_HINTS).hints.url == "https://baomau.vn/tin-tuc/chi-bo-1.html"


def test_a_title_that_stands_only_in_the_head_becomes_the_first_line() -> None:
    without = page().replace(f"<h1>{HEADLINE}</h1>", "")
    assert lines_of(without)[0] == HEADLINE
    assert read("1", without.encode(), NO_HINTS).hints.title is None


def test_a_headline_with_the_papers_mark_is_left_to_parsing() -> None:
    marked = page().replace(HEADLINE, f"(ĐBP) - {HEADLINE}")
    raw = read("1", marked.encode(), NO_HINTS)
    assert raw.hints.title is None
    assert parse(raw).headline == HEADLINE


# ---------------------------------------------------------------- the day of publication

PUBLISHED = '<meta property="article:published_time" content="2021-03-09T08:00:00+07:00">'


def day_of(markup: str, hints: Hints = NO_HINTS) -> date | None:
    return read("1", markup.encode(), hints).hints.published


def test_a_stated_day_is_believed_where_nothing_speaks_against_it() -> None:
    assert day_of(page(head=PUBLISHED)) == DAY
    assert day_of(page(head=PUBLISHED, above="Thứ Tư, 30/11/2022")) == DAY
    assert day_of(structured()) == DAY


def test_the_day_of_a_change_is_never_that_of_publication() -> None:
    changed = (
        '<meta property="article:modified_time" content="2022-11-30T08:00:00+07:00">'
        '<meta property="og:updated_time" content="2022-11-30"><meta name="lastmod" content="2022-11-30">'
        '<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2022-11-30"}</script>'
    )
    assert day_of(page(head=changed)) is None


def test_a_day_that_may_be_that_of_the_visit_is_not_believed() -> None:
    visit = PUBLISHED.replace("2021-03-09", "2022-11-30")
    assert day_of(page(head=visit, above="<p>Thứ Tư, 30/11/2022, 10:15</p>")) is None
    assert day_of(page(head=visit), Hints(retrieved=date(2022, 11, 30))) is None
    dated = Hints(retrieved=date(2022, 11, 30), url="https://baomau.vn/20221130/chi-bo-ban-na-sang.html")
    assert day_of(page(head=visit), dated) == date(2022, 11, 30)


def test_a_day_printed_below_the_headline_outranks_the_head() -> None:
    assert day_of(page(head=PUBLISHED, below="<p>Thứ Hai, 26/10/2020 - 14:54</p>")) is None
    assert day_of(page(head=PUBLISHED, below="<p>Cập nhật lúc 08:00, 30/11/2022</p>")) == DAY
    assert day_of(page(head=PUBLISHED, below="<p>09/03/2021 08:00</p>")) == DAY


def test_fields_that_disagree_are_believed_only_with_the_page() -> None:
    both = PUBLISHED + '<meta itemprop="datePublished" content="2019-01-05">'
    assert day_of(page(head=both)) is None
    assert day_of(page(head=both, below="<p>09/03/2021</p>")) == DAY


def test_days_after_the_visit_and_before_the_web_are_none() -> None:
    assert day_of(page(head=PUBLISHED), Hints(retrieved=date(2020, 5, 1))) is None
    assert day_of(page(head=PUBLISHED.replace("2021", "1970"))) is None


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2021-03-08T18:30:00Z", DAY),
        ("2021-03-09T00:10:00.000+0700", DAY),
        ("20210309142000", DAY),
        ("09/03/2021 14:20", DAY),
        ("3/19/2021 2:20:00 PM", date(2021, 3, 19)),
        ("3/9/2021 2:20:00 PM", None),
        ("0001-01-01T00:00:00", None),
        ("2021-13-40", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_stamps_are_days_in_viet_nam_or_none(stamp: str, day: date | None) -> None:
    assert day_of_stamp(stamp) == day


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-1", "x-unknown"])
def test_bytes_in_utf_8_are_that_whatever_is_declared(declared: str) -> None:
    raw = read("1", page(head=f'<meta charset="{declared}">').encode(), NO_HINTS)
    assert raw.text.startswith(HEADLINE) and raw.encoding == "utf-8"


def test_a_letter_cut_in_two_elsewhere_on_the_page_does_no_harm() -> None:
    data = page().encode().replace(b"</body>", b"<aside>\xc4\x90\xe1\xba</aside></body>")
    assert read("1", data, NO_HINTS).text.split("\n\n")[1] == LEDE


def cp1258(text: str) -> bytes:
    """Encode letter by letter; the code page knows the tones as signs of their own."""
    out = bytearray()
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in TONES)
            out += unicodedata.normalize("NFC", marks.replace(tone, "")).encode("cp1258") + tone.encode(
                "cp1258"
            )
    return bytes(out)


@pytest.mark.parametrize("declared", ["windows-1258", "utf-8", "iso-8859-1"])
def test_windows_1258_is_found_whatever_is_declared(declared: str) -> None:
    raw = read("1", cp1258(page(head=f'<meta charset="{declared}">')), NO_HINTS)
    assert raw.text.split("\n\n")[:2] == [HEADLINE, LEDE]
    assert raw.encoding == "windows-1258"


def test_fonts_of_the_nineties_are_found_behind_entities_too() -> None:
    vni = (
        "Ñaûng boä xaõ Möôøng Ñun choïn Naø Saúng laøm nôi sinh hoaït ñieåm, baûy chi boä ñaõ ñoåi giôø hoïp."
    )
    body = "".join(f"<p>{vni}</p>" for _ in range(3))
    escaped = page(body=body.encode("ascii", "xmlcharrefreplace").decode()).replace(
        HEADLINE, "Tin trong huyen"
    )
    assert from_vni(vni) in read("1", escaped.encode(), NO_HINTS).text


def test_utf_16_pages_are_read() -> None:
    assert read("1", page().encode("utf-16"), NO_HINTS).text.startswith(HEADLINE)


# ---------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body></body></html>", "chữ"),
        (b"<html><body><script>alert(1)</script></body></html>", "chữ"),
        (b"<html><p>" + b"\xff\xfe\xc0\x81" * 200 + b"</p></html>", "bảng mã"),
        (b"<html>" + b"<div>" * 5000 + b"x</html>", "lồng quá sâu"),
        (b"<html>" + b"<p>x</p>" * 30_000 + b"</html>", "quá 20000 đoạn"),
        (b"<html>" + b" " * MAX_TEXT_BYTES, "quá lớn"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read("1.html", data, NO_HINTS)
