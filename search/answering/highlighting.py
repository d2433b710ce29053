"""Highlights and snippets, from the analyser's offsets: what the index matched is what is marked.

Every piece of text is escaped on its way out, then the matching ones are wrapped in ``<mark>``; without the
marks the text is the source, letter for letter.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.asking.language import Lane, Query, Term
from search.indexing.analysis import Token, analyse

SNIPPET_LENGTH = 260
"""About two lines of a result; in characters."""

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that matches, or one between two that do."""

    text: str
    matches: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a text that answer for one term of the query."""

    start: int
    end: int
    term: int


def highlight(text: str, query: Query, lane: Lane = Lane.TYPED) -> SafeString:
    """Return the whole text as safe HTML with what the query asks for in ``<mark>``.

    >>> from search.asking.language import parse
    >>> str(highlight("Đảng uỷ & xã", parse("dang ủy")))
    '<mark>Đảng uỷ</mark> &amp; xã'
    """
    return as_marked_html(pieces(text, matches(text, query, lane)))


def snippet(parts: Sequence[str], query: Query, lane: Lane = Lane.TYPED) -> SafeString:
    """Return the passage that answers best, about two lines; the start of the text when none does.

    ``parts`` are the paragraphs in reading order; a passage never runs from one into the next.
    """
    best: tuple[int, int, str, int, int, list[Match]] | None = None
    for text in parts:
        found = matches(text, query, lane)
        for start, end, terms, weight in _passages(found):
            if best is None or (terms, weight) > best[:2]:
                best = (terms, weight, text, start, end, found)
    if best is None:
        opening = next((text for text in parts if text.strip()), "")
        return _cut(opening, 0, 0, [])
    _, _, text, start, end, found = best
    return _cut(text, start, end, found)


def matches(text: str, query: Query, lane: Lane) -> list[Match]:
    """Return every stretch that answers for a wanted term, in order of place; they may overlap."""
    if not query.wanted or not text:
        return []
    tokens = analyse(text)
    by_lexeme: dict[str, list[Token]] = defaultdict(list)
    for token in tokens:
        for lexeme in token.lexemes:
            by_lexeme[lexeme].append(token)
    found = [
        match
        for number, term in enumerate(query.wanted)
        for match in _term_matches(term, number, lane, by_lexeme)
    ]
    return sorted(found, key=lambda match: (match.start, match.end))


def _term_matches(term: Term, number: int, lane: Lane, by_lexeme: dict[str, list[Token]]) -> Iterable[Match]:
    first = term.tokens[0]
    standing = [
        {token.position: token for lexeme in lane.lexemes(asked) for token in by_lexeme.get(lexeme, ())}
        for asked in term.tokens
    ]
    for position, token in standing[0].items():
        words = [
            others.get(position + asked.position - first.position)
            for asked, others in zip(term.tokens, standing, strict=True)
        ]
        ends = [word.end for word in words if word is not None]
        if len(ends) == len(words):
            yield Match(token.start, max(ends), number)


def _passages(found: Sequence[Match]) -> Iterable[tuple[int, int, int, int]]:
    """Yield ``(start, end, different terms, matches)`` of each stretch that fits into a snippet."""
    starts = [match.start for match in found]
    for index, match in enumerate(found):
        last = bisect_right(starts, match.start + SNIPPET_LENGTH * 3 // 4)
        within = [each for each in found[index:last] if each.end <= match.start + SNIPPET_LENGTH]
        if within:
            terms = len({each.term for each in within})
            yield match.start, max(each.end for each in within), terms, min(len(within), 6)


def _cut(text: str, start: int, end: int, found: Sequence[Match]) -> SafeString:
    """Cut a snippet around ``start:end`` at words' edges and mark the matches that lie wholly inside."""
    spare = max(0, SNIPPET_LENGTH - (end - start))
    begin = _word_start(text, max(0, start - spare // 3), start)
    stop = _word_end(text, min(len(text), max(end, begin + SNIPPET_LENGTH)), end)
    inside = [
        Match(match.start - begin, match.end - begin, match.term)
        for match in found
        if begin <= match.start and match.end <= stop
    ]
    passage = as_marked_html(pieces(text[begin:stop], inside))
    before = ELLIPSIS if text[:begin].strip() else ""
    after = ELLIPSIS if text[stop:].strip() else ""
    return format_html("{}{}{}", before, passage, after)


def _word_start(text: str, at: int, limit: int) -> int:
    if at == 0:
        return 0
    space = text.find(" ", at, limit)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int, limit: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", limit, at)
    return space if space >= 0 else at


def pieces(text: str, found: Iterable[Match]) -> list[Piece]:
    """Part the text into pieces that match and pieces that do not; neighbouring matches become one."""
    parted: list[Piece] = []
    at = 0
    for start, end in _joined(text, found):
        if start > at:
            parted.append(Piece(text[at:start], matches=False))
        parted.append(Piece(text[start:end], matches=True))
        at = end
    if at < len(text):
        parted.append(Piece(text[at:], matches=False))
    return parted


def _joined(text: str, found: Iterable[Match]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for match in found:
        if spans and (match.start <= spans[-1][1] or text[spans[-1][1] : match.start].isspace()):
            spans[-1] = (spans[-1][0], max(spans[-1][1], match.end))
        else:
            spans.append((match.start, match.end))
    return spans


def as_marked_html(parted: Iterable[Piece]) -> SafeString:
    """Escape every piece; wrap the matching ones in ``<mark>``."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", p.text) if p.matches else p.text,) for p in parted)
    )
