"""Web pages: the report is found in every layout, the furniture stays out, and no day is believed lightly."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest

from articles.parsing import parse
from articles.reading import read
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.web.stamps import day_of_stamp
from articles.records import DateFound, Hints, Part, RawText, SourceError, StatedDay
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


@pytest.mark.parametrize(
    "name", ["semantic", "tables", "aspnet", "structured", "wordpress", "spans", "plain_divs"]
)
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


def test_what_the_page_states_is_no_word_of_whoever_hands_it_in() -> None:
    raw = read("1", semantic().encode(), NO_HINTS)
    assert raw.hints == Hints(url="https://baomau.vn/xay-dung-dang/chi-bo-ban-na-sang-123.html")
    assert set(raw.stated) == {StatedDay(DAY, "meta"), StatedDay(date(2022, 11, 30), "meta", is_change=True)}
    assert [block.span.of(raw.text) for block in raw.markup if block.part is Part.HEADLINE] == [HEADLINE]


def test_hints_from_outside_outrank_the_head() -> None:
    given = Hints(
        url="https://khac.vn/a/b.html", title="Tên khác", published=date(2020, 1, 2), newspaper="Báo X"
    )
    raw = read("1", semantic().encode(), given)
    assert raw.hints == given
    report = parse(raw)
    assert (report.headline, report.published and report.published.rule) == ("Tên khác", "manifest")


def test_every_field_says_where_its_day_stands() -> None:
    body = (
        f"<p>{LEDE}</p><p>{PARAGRAPHS[0]}</p>"
        '<time class="entry-date published" datetime="2021-03-09T14:20:33Z"></time>'
        '<time class="updated" datetime="2021-04-01"></time>'
        '<span itemprop="datePublished" content="2021-03-08"></span>'
        '<time datetime="2019-01-01">1/1/2019</time>'
    )
    data = '{"@type":"NewsArticle","datePublished":"2021-03-09T07:20:00Z"}'
    head = (
        '<link rel="canonical" href="https://baomau.vn/2021/03/09/chi-bo-ban-na-sang/">'
        f'<script type="application/ld+json">{data}</script>'
    )
    assert set(read("1", page(head=head, body=body).encode(), NO_HINTS).stated) == {
        StatedDay(DAY, "json-ld"),
        StatedDay(DAY, "address"),
        StatedDay(DAY, "time"),
        StatedDay(date(2021, 3, 8), "time"),
        StatedDay(date(2021, 4, 1), "time", is_change=True),
    }


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
    raw = read("1", without.encode(), NO_HINTS)
    assert raw.text.split("\n\n")[0] == HEADLINE
    assert raw.markup[0].part is Part.HEADLINE and raw.markup[0].span.of(raw.text) == HEADLINE
    assert parse(raw).headline == HEADLINE


def test_a_headline_with_the_papers_mark_is_left_to_parsing() -> None:
    marked = page().replace(HEADLINE, f"(ĐBP) - {HEADLINE}")
    report = parse(read("1", marked.encode(), NO_HINTS))
    assert (report.headline, report.agency_mark) == (HEADLINE, "ĐBP")


# ---------------------------------------------------------------- the day of publication

PUBLISHED = '<meta property="article:published_time" content="2021-03-09T08:00:00+07:00">'


def found_on(markup: str, hints: Hints = NO_HINTS) -> DateFound | None:
    return parse(read("1", markup.encode(), hints)).published


def day_of(markup: str, hints: Hints = NO_HINTS) -> date | None:
    found = found_on(markup, hints)
    return found.value if found else None


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
    assert day_of(page(head=visit, above="<p>Hôm nay: Thứ Tư, 30/11/2022, 10:15</p>")) is None
    assert day_of(page(head=visit), Hints(retrieved=date(2022, 11, 30))) is None
    dated = Hints(retrieved=date(2022, 11, 30), url="https://baomau.vn/20221130/chi-bo-ban-na-sang.html")
    assert day_of(page(head=visit), dated) == date(2022, 11, 30)


def test_a_day_printed_below_the_headline_outranks_the_head() -> None:
    printed = found_on(page(head=PUBLISHED, below="<p>Thứ Hai, 26/10/2020 - 14:54</p>"))
    assert printed is not None and printed.rule == "below the headline"
    assert printed.value == date(2020, 10, 26)
    agreed = found_on(page(head=PUBLISHED, below="<p>09/03/2021 - 14:54</p>"))
    assert agreed is not None and printed.confidence < agreed.confidence
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


# ---------------------------------------------------------------- what the markup calls a paragraph


@pytest.mark.parametrize("label", ["bởi", "by", "By", "Đăng bởi", "Viết bởi:"])
def test_the_author_whom_wordpress_names_is_found_and_its_label_left_out(label: str) -> None:
    line = f'<div class="entry-meta"><span class="byline">{label} <a href="/a">Quàng Thắm</a></span></div>'
    report = parse(read("1", page(below=line).encode(), NO_HINTS))
    assert report.byline == "Quàng Thắm"
    (block,) = (block for block in report.blocks if block.part is Part.BYLINE)
    assert block.span.of(report.text) == "Quàng Thắm"
    if label == "bởi":
        assert block.rule == "author of the page's markup"


@pytest.mark.parametrize("name", ["admin", "Ban Biên tập Báo Mẫu", "Xây dựng Đảng"])
def test_an_account_or_an_office_is_no_author(name: str) -> None:
    line = f'<span class="byline">bởi {name}</span>'
    assert parse(read("1", page(below=line).encode(), NO_HINTS)).byline is None


def test_a_signature_below_the_article_outranks_who_posted_it() -> None:
    body = "".join(f"<p>{each}</p>" for each in (LEDE, *PARAGRAPHS, BYLINE))
    posted = '<span class="byline">bởi <a href="/a">Lò Thị Mai</a></span>'
    assert parse(read("1", page(below=posted, body=body).encode(), NO_HINTS)).byline == BYLINE


def test_a_caption_by_its_markup_is_one_whatever_its_words_look_like() -> None:
    words = "Ở Nà Sẳng, mùa nương năm nay việc họp tối vẫn đều, ai cũng thấy yên tâm."
    figure = f"<figure><img src=a.jpg><figcaption>{words}</figcaption></figure>"
    for body in (
        f"{figure}<p>{LEDE}</p><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>",
        f"<p>{LEDE}</p><p>{PARAGRAPHS[0]}</p>{figure}<p>{PARAGRAPHS[1]}</p>",
        f"<p>{LEDE}</p><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{figure}",
    ):
        report = parse(read("1", page(body=body).encode(), NO_HINTS))
        assert report.words(Part.CAPTION) == words
        assert report.words(Part.LEDE) == LEDE
        assert report.words(Part.BODY).split("\n") == list(PARAGRAPHS[:2])


def test_the_headline_by_its_markup_outranks_what_words_would_choose() -> None:
    short = "Giữ lửa"
    slogan = "Xuân về trên những bản làng vùng cao"
    markup = page(above=f"<p>{slogan}</p>").replace(HEADLINE, short)
    report = parse(read("1", markup.encode(), NO_HINTS))
    assert report.headline == short
    assert parse(RawText(report.text)).headline == slogan
    (block,) = (block for block in report.blocks if block.part is Part.HEADLINE)
    assert block.rule == "headline of the page's markup"


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


@pytest.mark.parametrize("between", [" ", ""], ids=["apart", "glued"])
def test_a_tag_with_too_many_attributes_is_refused_before_it_is_parsed(between: str) -> None:
    tag = "<p " + between.join(f'a{number}="1>2"' for number in range(5_000)) + ">"
    with pytest.raises(SourceError, match="thuộc tính"):
        read("trang.html", f"<html><body>{tag}Chi bộ thôn Nà Loỏng</p></body></html>".encode(), Hints())


FRAMED = (
    '<html><head><title>{title}</title></head><frameset cols="20,80"><frame src="menu.htm">'
    '<frame src="bai.htm"><noframes>{inside}</noframes></frameset></html>'
)


@pytest.mark.parametrize("body", ["{}", "<body>{}</body>"])
def test_a_report_for_readers_without_frames_is_read_where_there_is_nothing_else(body: str) -> None:
    said = "Đảng bộ xã Châu Sơn (Đình Lập) có 12 chi bộ trực thuộc với 215 đảng viên, trong đó 9 chi bộ thôn."
    inside = body.format(f"<h1>Châu Sơn đổi mới</h1><p>{said}</p><script>var x = 1;</script>")
    text = read("1.htm", FRAMED.format(title="Châu Sơn đổi mới", inside=inside).encode(), Hints()).text
    assert text == f"Châu Sơn đổi mới\n\n{said}"


def test_a_short_report_for_readers_without_frames_is_read_too() -> None:
    inside = "<p>Chi bộ thôn Khe Cù họp.</p>"
    assert "Khe Cù" in read("1.htm", FRAMED.format(title="Tin", inside=inside).encode(), Hints()).text


def test_words_for_readers_without_frames_are_left_out_beside_a_report() -> None:
    page = semantic().replace("</body>", "<noframes><p>Trình duyệt không hỗ trợ khung.</p></noframes></body>")
    assert "Trình duyệt" not in read("1.html", page.encode(), Hints()).text


@pytest.mark.parametrize(
    "notice",
    [
        "Trang này dùng khung, nhưng trình duyệt của bạn không hỗ trợ. Hãy dùng trình duyệt mới để xem tin.",
        "This page uses frames, but your browser does not support them.",
    ],
)
def test_the_word_that_a_browser_shows_no_frames_is_no_report(notice: str) -> None:
    with pytest.raises(SourceError, match="không có chữ nào"):
        read("1.htm", FRAMED.format(title="Tin", inside=f"<body><p>{notice}</p></body>").encode(), NO_HINTS)
