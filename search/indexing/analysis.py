"""The analyser: the one rule that turns text into tokens, for index, query, highlights and suggestions.

Every word gets two lexemes at one position. The *exact* one keeps the marks, whatever the tone's place:
"hoà" and "hòa" are both ``hoa`` + grave, for a tone belongs to its syllable and not to a letter. The *folded*
one has no marks and begins with "~", so that the unmarked word "dang" (``dang``) is never taken for
"đảng" (``~dang``). Document codes begin with "#", dates with "@", pairs of words hold a space: no lexeme of
one kind is ever one of another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from articles.vietnamese.letters import compose, fold, has_marks
from articles.vietnamese.syllables import split_tone
from search.indexing.numerals import (
    Numeral,
    Piece,
    code_at,
    date_at,
    day_lexeme,
    month_lexeme,
    number_at,
    spaced_at,
)

ANALYSER_VERSION = 1
"""Goes up with every change that gives a text other lexemes; ``reindex --stale`` finds entries below it."""

MAX_LEXEME = 80

I_FOR_Y = "kí kì kỉ kĩ kị lí li lị mì mĩ mị sĩ tỉ tì tị ti hi hỉ qui quí quì quỉ quĩ quị"
"""Syllables that the press writes with i or y at will ("bác sĩ", "bác sỹ"); no letter rule, for "thúi" and
"thúy", "tí" and "tý" are different words."""

# A combining mark, a soft hyphen or a joiner is no letter, yet never ends a word; an apostrophe inside is
# part of a name: "Ea H'leo", "M’Đrắk".
_INSIDE = "\u0300-\u036f\u00ad\u200c\u200d"
_WORD = re.compile(
    rf"[Tt]\.\s?(?:[ƯưWw]|[Uu]\u031b)(?!\w)|[^\W_](?:[^\W_]|[{_INSIDE}])*(?:['’\u02bc](?:[^\W_]|[{_INSIDE}])+)*"
)
_NOT_IN_LEXEME = re.compile("[\u00ad\u200c\u200d'’\u02bc.\\s]")


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    CODE = "code"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Token:
    """Something of a text that can be asked for, ``text[start:end]``.

    ``exact`` and ``folded`` are the lexemes of the two lanes, more than one where the text may be read in two
    ways ("TƯ TƯỞNG"). ``also`` are further lexemes under which it is found. ``width`` is the number of
    positions it covers: a code covers three, its parts one each.
    """

    kind: Kind
    start: int
    end: int
    position: int
    exact: tuple[str, ...]
    folded: tuple[str, ...]
    width: int = 1
    also: tuple[str, ...] = ()
    is_marked: bool = False

    @property
    def lexemes(self) -> tuple[str, ...]:
        """Return all lexemes of the token, each once."""
        return tuple(dict.fromkeys((*self.exact, *self.folded, *self.also)))


def _tone_at_end(word: str) -> str:
    plain, tone = split_tone(word)
    return plain + tone if len(tone) == 1 else word


_SAME_WORD = {_tone_at_end(word): _tone_at_end(word).replace("i", "y") for word in I_FOR_Y.split()}
_SAME_FOLDED = {fold(word): fold(word).replace("i", "y") for word in I_FOR_Y.split()}


@lru_cache(maxsize=100_000)
def word_lexemes(surface: str) -> tuple[str, str, bool]:
    """Return a word's exact lexeme, its folded lexeme and whether it carries marks; any Unicode form.

    >>> word_lexemes("Hoà") == word_lexemes("hòa"), word_lexemes("Quí") == word_lexemes("quý")
    (True, True)
    >>> word_lexemes("Ðảng")[1]
    '~dang'
    """
    composed = compose(_NOT_IN_LEXEME.sub("", surface))
    lower = composed.lower()[:MAX_LEXEME]
    exact = _tone_at_end(lower)
    folded = fold(lower)
    return (
        _SAME_WORD.get(exact, exact),
        "~" + _SAME_FOLDED.get(folded, folded),
        has_marks(composed),
    )


def analyse(text: str) -> list[Token]:
    """Return the tokens of ``text`` in order of position; a whole (code, date) stands before its parts.

    Any Unicode form will do; offsets count characters of ``text`` as given.
    """
    return list(_with_written_dates(list(_scan(text))))


def _scan(text: str) -> Iterator[Token]:
    at, position = 0, 1
    while match := _WORD.search(text, at):
        start = match.start()
        if "0" <= text[start] <= "9":
            tokens, at = _numeral(text, start, position)
            if tokens:
                yield from tokens
                position = tokens[-1].position + 1
                continue
        at = match.end()
        yield _word(text, start, at, position)
        position += 1


def _word(text: str, start: int, end: int, position: int) -> Token:
    surface = text[start:end]
    exact, folded, marked = word_lexemes(surface)
    if exact == "tư" and _is_trung_uong(text, start, end):
        readings = ("tw", "tư") if _among_capitals(text, end) else ("tw",)
        return Token(Kind.WORD, start, end, position, readings, ("~tw", folded), is_marked=True)
    return Token(Kind.WORD, start, end, position, (exact,), (folded,), is_marked=marked)


def _is_trung_uong(text: str, start: int, end: int) -> bool:
    """Tell "TƯ" and "T.Ư", which are trung ương, from the word "tư". Asked before the case is lost."""
    surface = text[start:end]
    return "." in surface or compose(surface) == "TƯ"


def _among_capitals(text: str, end: int) -> bool:
    """Tell whether a word in capitals follows: "TƯ TƯỞNG HỒ CHÍ MINH" is no trung ương."""
    following = _WORD.search(text, end, end + 20)
    return following is not None and len(following.group()) > 1 and following.group().isupper()


def _numeral(text: str, at: int, position: int) -> tuple[list[Token], int]:
    inside_a_number = text[max(0, at - 1) : at] in {".", ",", "/"} and text[max(0, at - 2) : at - 1].isdigit()
    if not inside_a_number:
        found = code_at(text, at) or date_at(text, at) or spaced_at(text, at)
        if found:
            return list(_parts(text, found, position)), found.end
    single = number_at(text, at)
    if single:
        return [_number(Piece(at, single[1], is_number=True), single[0], position)], single[1]
    return [], at


def _parts(text: str, numeral: Numeral, position: int) -> Iterator[Token]:
    for index, piece in enumerate(numeral.pieces):
        for whole in numeral.wholes:
            if whole.first == index:
                kind = {"#": Kind.CODE, "@": Kind.DATE}.get(whole.lexeme[0], Kind.NUMBER)
                lexemes = (whole.lexeme,)
                yield Token(
                    kind, whole.start, whole.end, position + index, lexemes, lexemes, whole.width, whole.also
                )
        yield _part(text, piece, position + index)


def _part(text: str, piece: Piece, position: int) -> Token:
    if piece.is_number:
        single = number_at(text[piece.start : piece.end], 0)
        if single:
            return _number(piece, single[0], position)
    return _word(text, piece.start, piece.end, position)


def _number(piece: Piece, lexeme: str, position: int) -> Token:
    return Token(Kind.NUMBER, piece.start, piece.end, position, (lexeme,), (lexeme,))


def _with_written_dates(tokens: list[Token]) -> Iterator[Token]:
    """Add the whole of dates in words: "22 tháng 9 năm 2017", "tháng 9 năm 2017"."""
    for index, token in enumerate(tokens):
        if token.kind is Kind.NUMBER:
            whole = _written_date(tokens[index : index + 5])
            if whole:
                yield whole
        yield token


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
    return Token(
        Kind.DATE, first.start, tokens[width - 1].end, first.position, (lexeme,), (lexeme,), width, also
    )


def _shape(token: Token) -> str:
    if token.kind is Kind.NUMBER and token.width == 1 and token.exact[0].isdigit():
        return {1: "d", 2: "d", 4: "Y"}.get(len(token.exact[0]), "-")
    return {"~thang": "m", "~nam": "y"}.get(token.folded[0], "-")


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


def pairs(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the pair lexemes of neighbouring words and numbers in the exact lane."""
    before: Token | None = None
    for token in tokens:
        if token.width > 1:
            continue
        if before is not None and token.position == before.position + 1:
            for first in before.exact:
                for second in token.exact:
                    yield pair(first, second)
        before = token
