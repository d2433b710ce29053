"""A headline in two lines, the first of which ends in a colon: whose it is, and what.

Papers set "Huyện ủy Đình Lập:" above "Chú trọng phát triển đảng viên" and mean one headline; others set it
as a kicker above a headline that is whole without it. What else the page says of the headline decides; where
it says nothing, its words do.
"""

from articles.parsing.captions import has_credit
from articles.parsing.cues import is_section, is_tag_line, is_tool, without_site
from articles.parsing.lines import Line
from articles.parsing.page import Page
from articles.records import Part
from articles.vietnamese.letters import slugify

_MOST_WORDS = 12
_LONGEST_LINE = 400
ALWAYS_CAPITAL = frozenset(["Đảng", "Đoàn", "Đại", "Nghị", "Chỉ", "Bác", "Tổ", "Nhà", "Ngày", "Tết"])
"""Words that begin with a capital and name no place: "Đảng viên trẻ …"."""


def opening_of(page: Page, index: int, headline: str, address: str) -> int | None:
    """Return the line above a headline that is its first half, None where there is none.

    ``address`` are the words of the page's address, "" where there is none. One headline: "Huyện ủy Đình
    Lập:" / "Chú trọng phát triển đảng viên". A kicker: "Huyện ủy Ia Grai:" / "Chư Sê chú trọng phát triển
    đảng viên", since the second line has a subject of its own.
    """
    above = page.spoken_above(index)
    if above is None or page.dateline(above) or not _may_open(page.lines[above]):
        return None
    opening, line = page.lines[above], page.lines[index]
    if page.is_called(index, Part.HEADLINE) != page.is_called(above, Part.HEADLINE):
        return None
    if line.markup != opening.markup:
        return None
    own, whole = slugify(headline), slugify(f"{opening.text} {headline}")
    said = _said_elsewhere(page, {above, index})
    title = slugify(page.raw.hints.title or "")
    is_in_address = bool(address) and address.startswith(opening.slug)
    if whole == title or is_in_address or any(whole in other for other in said):
        return above
    if own == title or own in said or address:
        return None
    return None if opening.is_capitals != line.is_capitals or _has_subject(headline) else above


def _may_open(line: Line) -> bool:
    """Tell whether a line can be half a headline: "Đảng bộ huyện Gia Bình:", not "Từ khóa:"."""
    if not line.text.endswith(":") or line.is_stray or not 2 <= line.words <= _MOST_WORDS or line.is_prose:
        return False
    if is_tool(line.key) or is_section(line.key) or is_tag_line(line.key):
        return False
    return not has_credit(line.text) and (line.is_capitals or _names(line.text.split()[1:]))


def _has_subject(headline: str) -> bool:
    """Tell whether a headline begins with a name: "Chư Sê chú trọng …"; "Nâng cao chất lượng …" does not, and
    capitals alone do not show it."""
    if headline.isupper():
        return False
    first, *rest = headline.split()
    return first not in ALWAYS_CAPITAL and _names(rest[:1])


def _names(words: list[str]) -> bool:
    plain = (word.strip("\"“”'(),.:") for word in words)
    return any(word[:1].isupper() and word not in ALWAYS_CAPITAL for word in plain)


def _said_elsewhere(page: Page, besides: set[int]) -> set[str]:
    """Return the other short lines of the page, the paper's name taken off, as words alone."""
    found = set()
    for index, line in enumerate(page.lines):
        if index not in besides and len(line.text) <= _LONGEST_LINE:
            start, end = without_site(line.text)
            found |= {line.slug, slugify(line.text[start:end])}
    return found
