"""Abbreviations of the Party, the state and the press, asked in full beside the letters themselves.

The table (``data/abbreviations.csv``) is reviewed by hand: forms that are written for one another, what they
stand for (more than one reading where the press has more than one), and ``capitals`` where small letters are
another word ("CA" is công an, "ca" is not).
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.vietnamese.letters import compose, fold
from search.asking.tree import Expansion, Term, Words
from search.indexing.analysis import Kind, Token, analyse, wholes

TABLE = Path(__file__).parent / "data" / "abbreviations.csv"

OPERATORS = frozenset({"HOẶC", "OR", "AND", "NOT"})
"""Words that, in capitals, say how others hold together."""

_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One line of the table."""

    forms: tuple[Words, ...]
    readings: tuple[Words, ...]
    in_capitals: bool


@cache
def table() -> dict[tuple[str, ...], list[tuple[Words, Abbreviation]]]:
    """Return the abbreviations by the folded lexemes of each of their forms."""
    found: dict[tuple[str, ...], list[tuple[Words, Abbreviation]]] = {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            forms, readings = (tuple(map(_words, row[key].split("|"))) for key in ("forms", "readings"))
            entry = Abbreviation(forms, readings, row["case"] == "capitals")
            for form in forms:
                found.setdefault(_key(form.tokens), []).append((form, entry))
    return found


def _words(text: str) -> Words:
    return Words(tuple(wholes(analyse(text))), text)


def _key(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.folded[0] for token in tokens)


def is_in_capitals(text: str) -> bool:
    """Tell whether a text is written in capitals throughout, a word that is no abbreviation among them: there
    capitals say nothing.

    >>> is_in_capitals("ĐẢNG BỘ TỈNH"), is_in_capitals("UBND HOẶC HĐND"), is_in_capitals("CA tỉnh")
    (True, False, False)
    """
    if any(letter.islower() for letter in text):
        return False
    words = [(token, compose(text[token.start : token.end])) for token in analyse(text)]
    return any(
        len(word) > 2
        and token.kind is Kind.WORD
        and _VOWELS & set(fold(word))
        and word not in OPERATORS
        and token.folded[0] not in _parts()
        for token, word in words
    )


@cache
def _parts() -> frozenset[str]:
    return frozenset(part for key in table() for part in key)


def abbreviation_at(text: str, tokens: Sequence[Token], at: int, *, capitals_count: bool) -> Term | None:
    """Return the abbreviation that begins at a token, the longest there is, with all it may stand for."""
    for length in (3, 2, 1):
        found = tokens[at : at + length]
        if len(found) < length:
            continue
        written = text[found[0].start : found[-1].end]
        for form, entry in table().get(_key(found), ()):
            if _is_written(found, form, written, entry, capitals_count=capitals_count):
                return _expanded(tuple(found), written, form, entry)
    return None


def _is_written(
    found: Sequence[Token], form: Words, written: str, entry: Abbreviation, *, capitals_count: bool
) -> bool:
    """Tell whether tokens of a query are this form; typed marks must be the form's own."""
    if any(len(token.exact) > 1 for token in found):
        return False  # TƯ TƯỞNG
    if entry.in_capitals and not (capitals_count and written[:2].isupper()):
        return False
    return all(
        not token.is_marked or token.exact == own.exact for token, own in zip(found, form.tokens, strict=True)
    )


def _expanded(found: tuple[Token, ...], written: str, form: Words, entry: Abbreviation) -> Term:
    forms = {_exact(each.tokens): each for each in (*entry.forms, *entry.readings)}
    forms.pop(_exact(found), None)
    is_exact = _exact(found) == _exact(form.tokens)
    return Term(found, written, expansion=Expansion(tuple(forms.values()), is_exact))


def _exact(tokens: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
    return tuple(token.exact for token in tokens)
