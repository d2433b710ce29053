"""Highlights and snippets, from the analyser's offsets: what the index matched is what is marked.

Every piece of text is escaped on its way out, then the matching ones are wrapped in ``<mark>``; without the
marks the text is the source, letter for letter.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.answering import tsquery
from search.answering.likely import Likely
from search.asking.tree import Field, Lane, Query, Term, leaves
from search.indexing.analysis import Token, analyse

SNIPPET_LENGTH = 260
"""About two lines of a result; in characters."""

ENOUGH = 3
"""Of paragraphs that may answer equally well so many are looked into."""

ELLIPSIS = "…"

_HIDDEN = frozenset((Field.AUTHOR, Field.TITLE))
_HIDDEN_IN_TITLE = frozenset((Field.AUTHOR,))


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


def highlight(text: str, query: Query, lane: Lane = Lane.TYPED, *, is_title: bool = False) -> SafeString:
    """Return the whole text as safe HTML with what the query asks for in ``<mark>``. What is asked of the
    headline alone is marked there alone; of a word that stands among the others asked for, and again by
    itself, only the first: most Vietnamese words are two syllables, and one by itself is another word.

    >>> from search.asking.language import parse
    >>> str(highlight("Đảng uỷ & xã", parse("dang ủy")))
    '<mark>Đảng uỷ</mark> &amp; xã'
    """
    return as_marked_html(pieces(text, _in_company(text, matches(text, query, lane, is_title=is_title))))


def snippet(parts: Sequence[str], query: Query, lane: Lane = Lane.TYPED) -> SafeString:
    """Return the passage that answers best, about two lines; the start of the text when none does.

    ``parts`` are the paragraphs in reading order; a passage never runs from one into the next.
    """
    likely = Likely(query, lane, _HIDDEN)
    rated = sorted(((-likely.most(text), number) for number, text in enumerate(parts)), key=itemgetter(0))
    best: _Passage | None = None
    for looked_into, (most, number) in enumerate(rated):
        if best is not None and (best.terms > -most or (looked_into >= ENOUGH and best.terms == -most)):
            break
        found = matches(parts[number], query, lane)
        for passage in _passages(parts[number], found):
            if best is None or passage.worth > best.worth:
                best = passage
    if best is None:
        opening = next((text for text in parts if text.strip()), "")
        return _cut(opening, 0, 0, [])
    return _cut(best.text, best.start, best.end, best.found)


def matches(text: str, query: Query, lane: Lane, *, is_title: bool = False) -> list[Match]:
    """Return every stretch that answers for a wanted term, in order of place; they may overlap."""
    hidden = _HIDDEN_IN_TITLE if is_title else _HIDDEN
    terms = [term for term, field in leaves(query.root) if field not in hidden]
    if not terms or not text:
        return []
    standing = _Standing.of(text)
    found = [match for number, term in enumerate(terms) for match in _matches(term, number, lane, standing)]
    return sorted(set(found), key=lambda match: (match.start, match.end, match.term))


@dataclass(frozen=True, slots=True)
class _Standing:
    """Which tokens of a text stand under each lexeme."""

    by_lexeme: Mapping[str, Sequence[Token]]

    @classmethod
    def of(cls, text: str) -> "_Standing":
        by_lexeme: dict[str, list[Token]] = defaultdict(list)
        for token in analyse(text):
            for lexeme in token.lexemes:
                by_lexeme[lexeme].append(token)
        return cls(by_lexeme)

    def at(self, lexemes: Iterable[tsquery.Lexeme]) -> dict[int, Token]:
        """Return the tokens under any of these lexemes by position."""
        found: dict[int, Token] = {}
        for lexeme, is_beginning in lexemes:
            under = [lexeme]
            if is_beginning:
                under = [each for each in self.by_lexeme if each.startswith(lexeme)]
            for each in under:
                found |= {token.position: token for token in self.by_lexeme.get(each, ())}
        return found


def _matches(term: Term, number: int, lane: Lane, standing: _Standing) -> Iterable[Match]:
    places = [standing.at(tsquery.asked(term, index, lane)) for index in range(len(term.tokens))]
    if term.near is not None:
        yield from _near_matches(places, term.near, number)
        return
    yield from _phrase_matches(term.tokens, places, number)
    for form in term.forms(lane):
        words = [standing.at(tsquery.plain(lane.lexemes(token))) for token in form.tokens]
        yield from _phrase_matches(form.tokens, words, number)


def _phrase_matches(
    asked: Sequence[Token], places: Sequence[Mapping[int, Token]], number: int
) -> Iterable[Match]:
    """Yield where words stand as far from each other as asked."""
    first = asked[0]
    for position, token in places[0].items():
        words = [
            others.get(position + each.position - first.position)
            for each, others in zip(asked, places, strict=True)
        ]
        ends = [word.end for word in words if word is not None]
        if len(ends) == len(words):
            yield Match(token.start, max(ends), number)


def _near_matches(places: Sequence[Mapping[int, Token]], near: int, number: int) -> Iterable[Match]:
    """Yield the words of every stretch that holds all of them, as long as the distance allows."""
    different = [dict(items) for items in dict.fromkeys(tuple(each.items()) for each in places)]
    width = near + len(different) - 1
    standing = [sorted(each) for each in different]
    told = [0] * len(different)
    for start in sorted({position for each in different for position in each}):
        begins = [bisect_left(positions, start) for positions in standing]
        ends = [bisect_right(positions, start + width) for positions in standing]
        if all(begin < end for begin, end in zip(begins, ends, strict=True)):
            for word, each in enumerate(different):
                for at in standing[word][max(begins[word], told[word]) : ends[word]]:
                    yield Match(each[at].start, each[at].end, number)
                told[word] = ends[word]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of a text that fits into a snippet: how many different terms it answers, and how often."""

    text: str
    found: list[Match]
    start: int
    end: int
    terms: int
    times: int

    @property
    def worth(self) -> tuple[int, int]:
        return self.terms, self.times


def _passages(text: str, found: list[Match]) -> Iterable[_Passage]:
    starts = [match.start for match in found]
    for index, match in enumerate(found):
        last = bisect_right(starts, match.start + SNIPPET_LENGTH * 3 // 4)
        within = [each for each in found[index:last] if each.end <= match.start + SNIPPET_LENGTH]
        if within:
            end = max(each.end for each in within)
            terms = len({each.term for each in within})
            yield _Passage(text, found, match.start, end, terms, min(len(within), 6))


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
    passage = as_marked_html(pieces(text[begin:stop], _in_company(text[begin:stop], inside)))
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


def _in_company(text: str, found: Sequence[Match]) -> list[Match]:
    """Return the matches but those of a single syllable by itself whose term stands beside another term
    elsewhere in the text: where "chi bộ" is, the "bộ" of "cán bộ" was not asked for."""
    begins = [start for start, _end in _joined(text, found)]
    beside: dict[int, set[int]] = defaultdict(set)
    for match in found:
        beside[bisect_right(begins, match.start)].add(match.term)
    seen = {term for terms in beside.values() if len(terms) > 1 for term in terms}
    return [
        match
        for match in found
        if len(beside[bisect_right(begins, match.start)]) > 1
        or match.term not in seen
        or not text[match.start : match.end].isalpha()
    ]


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
