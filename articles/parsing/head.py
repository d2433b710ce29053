"""The head of a page: everything above the first paragraph, and which line of it is the headline."""

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from articles.parsing.captions import MAX_CAPTION, has_credit, is_certain_scene
from articles.parsing.cues import (
    LONGEST_TOOL,
    is_section,
    is_site,
    is_tag_line,
    is_tool,
    without_site,
    without_tools,
)
from articles.parsing.datelines import Dateline, date_at_end, date_at_start
from articles.parsing.lines import Line
from articles.parsing.marks import mark_at_head
from articles.parsing.names import byline_in
from articles.parsing.openings import opening_of
from articles.parsing.page import Page
from articles.parsing.trails import trail_end
from articles.records import Part, Span
from articles.vietnamese.letters import canonical, slugify

_OCCASION = re.compile(
    canonical(
        r"kỷ niệm|chào mừng|hướng tới|tiến tới đại hội|nhiệm kỳ \d{4}|đưa nghị quyết|học tập và làm theo"
        r"|vào cuộc sống$"
    )
)
_GLUED_SECTION = re.compile(r"(?P<kicker>[A-ZÀ-ỸĐ]{2,}(?:\s[-–A-ZÀ-ỸĐ]+){1,5})(?=\s[A-ZÀ-ỸĐ\"“]\S*[a-zà-ỹđ])")
_SLUG_TAIL = re.compile(r"(?:[-_.](?:post|d|a|p|i|t|n|c)?\d+|\.\w{2,5}|-\w*\d\w*)+$")
_LONGEST_TITLE = 260
_BESIDE = 60
_MOST_TITLES = 300
"""Menus are long; so many lines above the lede may still be the headline."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline: its line, the words without site name and agency mark, where they stand; ``rule`` says
    why it is the headline. ``opening`` is the line above that is its first half."""

    index: int
    text: str
    span: Span
    mark: str | None
    dated: Dateline | None = None
    rule: str = "headline"
    opening: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page: the headline if there is one, the lines about dates, where the lede begins."""

    headline: Headline | None
    datelines: tuple[tuple[int, Dateline], ...]
    lede: int


def read_head(page: Page) -> Head:
    """Find the lede, the dates above it and the headline among what is left."""
    called = next(iter(page.lines_called(Part.HEADLINE)), None)
    lede = _lede_index(page, called)
    datelines = tuple((index, found) for index in range(lede) if (found := page.dateline(index)) is not None)
    dated = {index for index, _ in datelines}
    undated = [index for index in range(lede) if index not in dated]
    candidates = [_cleaned(page, index) for index in undated[-_MOST_TITLES:]]
    titles = [title for title in candidates if title and _may_be_headline(page.lines[title.index], title)]
    best = _best(page, titles, dated)
    chosen = _hinted(page, titles) or _called(titles, called, best) or best
    return Head(_with_opening(page, _with_date_of_twin(chosen, titles)), datelines, lede)


def _with_opening(page: Page, chosen: Headline | None) -> Headline | None:
    """Return the headline with the line above it where that is its first half."""
    if chosen is None or chosen.mark:
        return chosen
    opening = opening_of(page, chosen.index, chosen.text, _slug_of(page.raw.hints.url))
    if opening is None:
        return chosen
    return replace(chosen, opening=opening, text=f"{page.lines[opening].text} {chosen.text}")


def _with_date_of_twin(chosen: Headline | None, titles: list[Headline]) -> Headline | None:
    """Return the headline with the date that is glued to it where it stands a second time."""
    dated = [title for title in titles if title.dated]
    if chosen is None or chosen.dated or not dated:
        return chosen
    key = slugify(chosen.text)
    twin = next((title for title in dated if slugify(title.text) == key), None)
    return replace(chosen, dated=twin.dated) if twin else chosen


def _lede_index(page: Page, called: int | None) -> int:
    """Return the first line of running text, below the headline that the markup calls so; without one, the
    line after the first that says anything."""
    spoken_above = False
    for index, line in enumerate(page.lines):
        if called is not None and index <= called:
            spoken_above = True
            continue
        if _is_lede(page, index) and not (not spoken_above and _is_headline_of(page, index)):
            return index
        spoken_above = spoken_above or not (line.is_stray or _is_chrome(line) or page.dateline(index))
    spoken = [index for index, line in enumerate(page.lines) if not line.is_stray and not _is_chrome(line)]
    if called is not None:
        spoken = [called, *(index for index in spoken if index > called)]
    below = [
        index for index in spoken[1:] if not page.dateline(index) and not byline_in(page.lines[index].text)
    ]
    return below[0] if below else len(page.lines)


def _is_lede(page: Page, index: int) -> bool:
    line = page.lines[index]
    if len(line.text) >= 40 and line.ends_sentence and mark_at_head(line.text):
        return True
    if page.is_called(index, Part.CAPTION) and len(line.text) <= MAX_CAPTION:
        return False
    if not line.is_prose or _is_chrome(line) or is_certain_scene(line):
        return False
    return not (has_credit(line.text) or page.dateline(index))


def _is_headline_of(page: Page, index: int) -> bool:
    """Tell whether the first words of the page, though a sentence, are its headline: longer text is below."""
    line = page.lines[index]
    if len(line.text) > 160 or line.sentences > 1 or mark_at_head(line.text):
        return False
    below = [other for other in page.lines[index + 1 : index + 6] if not other.is_stray]
    return any(len(other.text) > 1.2 * len(line.text) and other.is_prose for other in below)


def _is_chrome(line: Line) -> bool:
    return is_tool(line.key) or is_section(line.key) or is_site(line.key) or is_tag_line(line.key)


def _cleaned(page: Page, index: int) -> Headline | None:
    """Return the line as a headline: without the paper's name and mark around it."""
    line = page.lines[index]
    raw = page.raw.text[line.inner_start : line.inner_end]
    start, end = without_site(raw)
    start = max(start, trail_end(raw, is_section) or 0)
    mark = None
    if dated := date_at_end(line, start, end):
        end = dated[1] - line.inner_start
    elif dated := date_at_start(line, start, end):
        start = dated[1] - line.inner_start
    if (found := mark_at_head(raw[start:end])) and not _is_part_of_headline(found[0], raw[start]):
        mark, start = found[0], start + found[1]
    start += _kicker_end(raw[start:end], page.raw.hints.url)
    text = " ".join(raw[start:end].split())
    if not text:
        return None
    span = Span(line.inner_start + start, line.inner_start + end)
    return Headline(index, text, span, mark, dated[0] if dated else None)


def _is_part_of_headline(mark: str, first: str) -> bool:
    """Tell whether what would be a mark before a lede is the headline's own: a dash, words in capitals as in
    "XÂY DỰNG ĐẢNG - nhiệm vụ then chốt"."""
    return mark in ("-", "–", "—") or (" " in mark and first not in "([")


def _kicker_end(text: str, url: str | None) -> int:
    """Return where the headline begins in a line that a kicker is glued to.

    "XÂY DỰNG ĐẢNG Châu Thành: Nâng chất chi bộ ấp": a section in capitals, the rest is none. Where the
    address has the headline's words, it begins with the first of them.
    """
    capitals = _GLUED_SECTION.match(text)
    if capitals and is_section(canonical(capitals["kicker"].lower())):
        return capitals.end("kicker") + 1
    slug = _slug_of(url)
    key = slugify(text)
    if not slug or key.startswith(slug[:20]) or slug not in key:
        return 0
    before = key.index(slug)
    for word in re.finditer(r"(?<=\s)\S", text):
        if len(slugify(text[: word.start()])) + 1 >= before:
            return word.start()
    return 0


_CREDITS_SOURCE = re.compile(canonical(r"\W*nguồn\s*:"))
"""Where a report was taken from, right below its headline: "Nguồn: Báo Đà Nẵng"."""


def _may_be_headline(line: Line, title: Headline) -> bool:
    if line.is_stray or _is_chrome(line) or has_credit(line.text) or len(title.text) > _LONGEST_TITLE:
        return False
    if title.text[-1] in ";," or _CREDITS_SOURCE.match(line.key):
        return False
    if line.text.startswith("![") or not re.search(r"[^\W\d_]{2}", title.text):
        return False
    has_words = len(line.key) <= LONGEST_TOOL or without_tools(line.key) != ""  # Short buttons are chrome.
    return has_words and (byline_in(line.text) is None or line.markup.startswith("#"))


def _hinted(page: Page, titles: list[Headline]) -> Headline | None:
    """Return the line that is the headline which the manifest names."""
    hint = page.raw.hints.title
    if not hint:
        return None
    key = slugify(hint)
    for title in titles:
        if slugify(title.text) == key:
            return title
    return None


def _called(titles: list[Headline], called: int | None, best: Headline | None) -> Headline | None:
    """Return the line that the markup calls the headline; its rule says so where the words chose another."""
    title = next((title for title in titles if title.index == called), None)
    return title if title is None or title is best else replace(title, rule="headline of the page's markup")


def _best(page: Page, titles: list[Headline], dated: set[int]) -> Headline | None:
    if not titles:
        return None
    slug = _slug_of(page.raw.hints.url)
    keys = [slugify(title.text) for title in titles]
    longest = min(_LONGEST_TITLE, max(len(title.text) for title in titles) + _BESIDE)
    whole_page = "\n".join([f"<{line.slug}>" for line in page.lines if len(line.text) < longest])
    all_titles = "\n".join([f"<{key}>" for key in keys])
    scores = []
    for title, key in zip(titles, keys, strict=True):
        score = _looks(page.lines[title.index], title)
        score += 6 * (_overlap(key, slug) >= 0.7) if slug else 0
        as_line = whole_page.count(f"<{key}>")
        score += 3 * (as_line > 1 or all_titles.count(f"<{key}>") > 1)
        if is_kicker(title.text):
            score -= 2
        else:
            score += 2 * (title is titles[-1]) + 2 * _is_followed_by(page, title.index, dated)
        score += 1.5 * (len(key) > 15 and whole_page.count(key) > as_line)
        scores.append(score)
    best = max(range(len(titles)), key=lambda at: (scores[at], -at))
    return titles[best] if scores[best] > -3 else None


def _looks(line: Line, title: Headline) -> float:
    """Judge a line by itself: length, capitals, an occasion instead of news, the end of a sentence."""
    words = len(title.text.split())
    score = 0.0
    score -= 3 * (words <= 2) + 1 * (words <= 4) + 2 * (words > 30)
    score -= 2 * line.ends_sentence
    score -= 1.5 * line.is_capitals
    score -= 2 * (_OCCASION.search(canonical(title.text.lower())) is not None)
    return score + 5 * line.markup.startswith("#")


def is_kicker(text: str) -> bool:
    """Tell whether a line opens another or names an occasion, and nobody and no place beside it: "Đảng bộ
    huyện Chư Sê:", "Chào mừng Đại hội Đảng các cấp, nhiệm kỳ 2020 - 2025"."""
    if text.endswith(":"):
        return True
    if not _OCCASION.match(canonical(text.lower())):
        return False
    names = (word.strip('.,:()"“”') for word in text.split()[1:] if word[:1].isupper())
    return all(name in _NO_PLACE or name.isupper() for name in names)


_CAPITALISED = """
    Đảng Đại Nghị Ngày Chủ Hồ Chí Minh Bác Quốc Cách Trung Cộng Việt Nam Báo Quân Đoàn Tỉnh Huyện Thành Hội
"""
_NO_PLACE = frozenset(_CAPITALISED.split())


def _is_followed_by(page: Page, index: int, dated: set[int]) -> bool:
    """Tell whether a date or the author's name stands below the line, buttons and dots aside."""
    for below in range(index + 1, len(page.lines)):
        if below in dated:
            return True
        line = page.lines[below]
        if not (line.is_stray or is_tool(line.key)):
            return byline_in(line.text) is not None
    return False


def _slug_of(url: str | None) -> str:
    """Return the words of an address: the longest part of its path, without numbers and ending."""
    if not url:
        return ""
    # Not by urlsplit, which refuses some of what stands in manifests ("https://[…").
    path = url.partition("//")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    parts = [slugify(_SLUG_TAIL.sub("", part)) for part in unquote(path).replace("_", "-").split("/")]
    longest = max(parts, key=len, default="")
    return longest if longest.count("-") >= 3 else ""


def _overlap(key: str, slug: str) -> float:
    """Return the share of the headline's words that stand in the address."""
    words, there = key.split("-"), set(slug.split("-"))
    return sum(word in there for word in words) / len(words) if len(words) >= 3 else 0.0
