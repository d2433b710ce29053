"""The analyser: the one rule that turns text into tokens, for index, query, highlights and suggestions.

Every word gets two lexemes at one position. The *exact* one keeps the marks, whatever the tone's place:
"hoà" and "hòa" are both ``hoa`` + grave, for a tone belongs to its syllable and not to a letter. The *folded*
one has no marks and begins with "~", so that the unmarked word "dang" (``dang``) is never taken for
"đảng" (``~dang``). Document codes begin with "#", dates with "@", words of a by-line (beside their own
lexemes) with "^", pairs of words hold a space: no lexeme of one kind is ever one of another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from articles.vietnamese.letters import compose, fold, has_marks
from articles.vietnamese.syllables import split_tone
from search.indexing.numerals import (
    Numeral,
    Piece,
    before_a_word,
    code_at,
    date_at,
    day_lexeme,
    month_lexeme,
    number_at,
    spaced_at,
)

ANALYSER_VERSION = 3
"""Goes up with every change that gives a text other lexemes; ``reindex --stale`` finds entries below it."""

MAX_LEXEME = 80

WORDS = 5_000
"""Words whose reading is remembered, those met last: as many as a thousand reports have. More would grow for
ten thousand reports, and save little: what comes after is rare."""

BYLINE = "^"
"""Begins the lexemes under which words are found in the by-line alone."""

I_FOR_Y = "kí kì kỉ kĩ kị lí li lị mì mĩ mị sĩ tỉ tì tị ti hi hỉ qui quí quì quỉ quĩ quị"
"""Syllables that the press writes with i or y at will ("bác sĩ", "bác sỹ"); no letter rule, for "thúi" and
"thúy", "tí" and "tý" are different words."""

# A combining mark, a soft hyphen or a joiner is no letter, yet never ends a word; an apostrophe inside is
# part of a name: "Ea H'leo", "M’Đrắk"; by itself it is no word, also not the one that Unicode calls a letter.
_INSIDE = "\u0300-\u036f\u00ad\u200c\u200d"
_WORD = re.compile(
    rf"[Tt]\.\s?(?:[ƯưWw]|[Uu]\u031b)(?!\w)|(?!\u02bc)[^\W_]+(?:[{_INSIDE}]+[^\W_]*)*"
    rf"(?:['’\u02bc](?:[^\W_]+(?:[{_INSIDE}]+[^\W_]*)*|(?:[{_INSIDE}]+[^\W_]*)+))*"
)
_NOT_WORDS_ALONE = re.compile(r"[0-9]|[Tt]\.?\s?(?:[Ưư]|[Uu]\u031b)(?!\w)")
"""Numerals, and a "TƯ" that its neighbours may turn into another word: not read word by word."""

NOT_IN_LEXEME = re.compile("[\u00ad\u200c\u200d'’\u02bc.\\s]")


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    CODE = "code"
    DATE = "date"


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a token stands for, wherever it stands; equal words of a text share one, and it is known by
    identity.

    ``exact`` and ``folded`` are the lexemes of the two lanes, more than one where the text may be read in two
    ways ("TƯ TƯỞNG"). ``also`` are further lexemes under which it is found. ``width`` is the number of
    positions it covers: a code covers three, its parts one each. ``lexemes`` are all of them, each once.
    """

    kind: Kind
    exact: tuple[str, ...]
    folded: tuple[str, ...]
    width: int = 1
    also: tuple[str, ...] = ()
    is_marked: bool = False
    lexemes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        every = dict.fromkeys((*self.exact, *self.folded, *self.also))
        object.__setattr__(self, "lexemes", tuple(every))


class Token(NamedTuple):
    """Something of a text that can be asked for, ``text[start:end]``, at its position."""

    start: int
    end: int
    position: int
    reading: Reading

    @property
    def kind(self) -> Kind:
        """Return what the token is."""
        return self.reading.kind

    @property
    def exact(self) -> tuple[str, ...]:
        """Return the lexemes that keep the marks."""
        return self.reading.exact

    @property
    def folded(self) -> tuple[str, ...]:
        """Return the lexemes without marks."""
        return self.reading.folded

    @property
    def width(self) -> int:
        """Return how many positions the token covers."""
        return self.reading.width

    @property
    def is_marked(self) -> bool:
        """Tell whether the token carries marks."""
        return self.reading.is_marked

    @property
    def lexemes(self) -> tuple[str, ...]:
        """Return all lexemes of the token, each once."""
        return self.reading.lexemes


Scanned = tuple[int, int, int, Reading]
"""A token's start, end, position and reading."""


def _tone_at_end(word: str) -> str:
    plain, tone = split_tone(word)
    return plain + tone if len(tone) == 1 else word


SAME_WORD = {_tone_at_end(word): _tone_at_end(word).replace("i", "y") for word in I_FOR_Y.split()}
SAME_FOLDED = {fold(word): fold(word).replace("i", "y") for word in I_FOR_Y.split()}


def word_lexemes(surface: str) -> tuple[str, str, bool]:
    """Return a word's exact lexeme, its folded lexeme and whether it carries marks; any Unicode form.

    >>> word_lexemes("Hoà") == word_lexemes("hòa"), word_lexemes("Quí") == word_lexemes("quý")
    (True, True)
    >>> word_lexemes("Ðảng")[1]
    '~dang'
    """
    composed = compose(NOT_IN_LEXEME.sub("", surface))
    lower = composed.lower()[:MAX_LEXEME]
    exact = _tone_at_end(lower)
    folded = fold(lower)
    return (
        SAME_WORD.get(exact, exact),
        "~" + SAME_FOLDED.get(folded, folded),
        has_marks(composed),
    )


_TRUNG_UONG = Reading(Kind.WORD, ("tw",), ("~tw", "~tu"), is_marked=True)
_TRUNG_UONG_OR_TU = Reading(Kind.WORD, ("tw", "tư"), ("~tw", "~tu"), is_marked=True)


@lru_cache(maxsize=WORDS)
def _read_word(surface: str) -> Reading:
    """Read a word by itself. "TƯ" and "T.Ư" are trung ương; asked before the case is lost."""
    exact, folded, marked = word_lexemes(surface)
    if exact == "tư" and ("." in surface or compose(surface) == "TƯ"):
        return _TRUNG_UONG
    return Reading(Kind.WORD, (exact,), (folded,), is_marked=marked)


@lru_cache(maxsize=WORDS)
def _read(surface: str) -> Reading | None:
    """Read a word by itself; None for what begins with a digit: its neighbours say what it is."""
    return None if "0" <= surface[0] <= "9" else _read_word(surface)


@lru_cache(maxsize=2_000)
def _read_number(lexeme: str) -> Reading:
    return Reading(Kind.NUMBER, (lexeme,), (lexeme,))


def analyse(text: str) -> list[Token]:
    """Return the tokens of ``text`` in order of position; a whole (code, date) stands before its parts.

    Any Unicode form will do; offsets count characters of ``text`` as given.
    """
    return list(map(Token._make, scan(text)))


def scan(text: str) -> list[Scanned]:
    """Return what :func:`analyse` does, as plain tuples: what the index is written from."""
    tokens: list[Scanned] = []
    numbers: list[int] = []
    at, position = 0, 1
    while at < len(text):
        for match in _WORD.finditer(text, at):
            start, at = match.span()
            reading = _read(match[0])
            if reading is None:
                parts, end = _numeral(text, start, position)
                if parts:
                    numbers += [n for n, part in enumerate(parts, len(tokens)) if part[3].kind is Kind.NUMBER]
                    tokens += parts
                    position = parts[-1][2] + 1
                    if at == end:
                        continue
                    at = end
                    break
                reading = _read_word(match[0])
            elif reading is _TRUNG_UONG and _among_capitals(text, at):
                reading = _TRUNG_UONG_OR_TU
            tokens.append((start, at, position, reading))
            position += 1
        else:
            break
    return _with_written_dates(tokens, numbers) if numbers else tokens


def placed(text: str) -> Iterable[tuple[int, Reading]]:
    """Return position and reading of each token of ``text``: what the index is written from."""
    if _NOT_WORDS_ALONE.search(text):
        return [(position, reading) for _start, _end, position, reading in scan(text)]
    return enumerate(map(_read_word, _WORD.findall(text)), start=1)


def _among_capitals(text: str, end: int) -> bool:
    """Tell whether a word in capitals follows: "TƯ TƯỞNG HỒ CHÍ MINH" is no trung ương."""
    following = _WORD.search(text, end, end + 20)
    return following is not None and len(following.group()) > 1 and following.group().isupper()


def _numeral(text: str, at: int, position: int) -> tuple[list[Scanned], int]:
    single = before_a_word(text, at)
    if single:
        return [(at, single[1], position, _read_number(single[0]))], single[1]
    inside_a_number = text[max(0, at - 1) : at] in {".", ",", "/"} and text[max(0, at - 2) : at - 1].isdigit()
    if not inside_a_number:
        found = code_at(text, at) or date_at(text, at) or spaced_at(text, at)
        if found:
            return list(_parts(text, found, position)), found.end
    single = number_at(text, at)
    if single:
        return [(at, single[1], position, _read_number(single[0]))], single[1]
    return [], at


def _parts(text: str, numeral: Numeral, position: int) -> Iterator[Token]:
    for index, piece in enumerate(numeral.pieces):
        for whole in numeral.wholes:
            if whole.first == index:
                kind = {"#": Kind.CODE, "@": Kind.DATE}.get(whole.lexeme[0], Kind.NUMBER)
                lexemes = (whole.lexeme,)
                reading = Reading(kind, lexemes, lexemes, whole.width, whole.also)
                yield Token(whole.start, whole.end, position + index, reading)
        yield _part(text, piece, position + index)


def _part(text: str, piece: Piece, position: int) -> Token:
    if piece.is_number:
        single = number_at(text[piece.start : piece.end], 0)
        if single:
            return Token(piece.start, piece.end, position, _read_number(single[0]))
    return Token(piece.start, piece.end, position, _read_word(text[piece.start : piece.end]))


def _with_written_dates(tokens: list[Scanned], numbers: list[int]) -> list[Scanned]:
    """Add the whole of dates in words: "22 tháng 9 năm 2017", "9 năm 2017"; ``numbers`` are the indexes of
    the numbers, with one of which each begins."""
    kept: list[Scanned] = []
    done = 0
    for index in numbers:
        following = tokens[index : index + 5]
        if len(following) > 2 and following[1][3].folded[0] in _DATE_WORDS:
            whole = _written_date([Token._make(each) for each in following])
            kept += tokens[done:index]
            kept += [whole] if whole else []
            done = index
    return kept + tokens[done:]


def _written_date(tokens: list[Token]) -> Token | None:
    shape = "".join(_shape(token) for token in tokens)
    number = [token.exact[0] for token in tokens]
    first = tokens[0]
    also: tuple[str, ...] = ()
    lexeme: str | None = None
    width = 0
    if shape == "dmdyY":
        lexeme, width = day_lexeme(number[0], number[2], number[4]), 5
        also = tuple(filter(None, [day_lexeme(number[0], number[2])]))
    elif shape.startswith("dmd"):
        lexeme, width = day_lexeme(number[0], number[2]), 3
    elif shape.startswith("dyY"):
        lexeme, width = month_lexeme(number[0], number[2]), 3
    if lexeme is None:
        return None
    reading = Reading(Kind.DATE, (lexeme,), (lexeme,), width, also)
    return Token(first.start, tokens[width - 1].end, first.position, reading)


def _shape(token: Token) -> str:
    if token.kind is Kind.NUMBER and token.width == 1 and token.exact[0].isdigit():
        return {1: "d", 2: "d", 4: "Y"}.get(len(token.exact[0]), "-")
    return _DATE_WORDS.get(token.folded[0], "-")


_DATE_WORDS = {"~thang": "m", "~nam": "y"}


def wholes(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens as a reader means them: a code or date as one, without its parts."""
    kept: list[Token] = []
    covered = 0
    for token in tokens:
        if token.position >= covered:
            kept.append(token)
            covered = token.position + token.width
    return kept


def pair(first: str, second: str) -> str:
    """Return the lexeme of two neighbouring exact lexemes."""
    return f"{first} {second}"


def pairs(readings: Iterable[Reading]) -> set[str]:
    """Return the pair lexemes of neighbouring words and numbers in the exact lane."""
    words = [reading.exact for reading in readings if reading.width == 1]
    if max(map(len, words), default=1) == 1:
        single = [word for (word,) in words]
        return set(map(pair, single, single[1:]))
    return {pair(first, second) for one, other in pairwise(words) for first in one for second in other}
