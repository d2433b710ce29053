"""Numerals: the things that begin with a digit and have many written forms, each brought to one lexeme.

Document codes ("76-QĐ/TW", "76 QD TW", "76-QĐ/T.Ư" → ``#76-qd/tw``), dates ("22/9/2017" → ``@2017-09-22``)
and numbers ("1.257", "1 257" → ``1257``). Each function looks at one place of a text and answers None where
nothing of its kind stands there.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.vietnamese.letters import compose, fold

_TYPES = """
nq qd qdi qyd ct kl qc tt hd tb tc bc kh ctr da pa ttr cv bb qtr th td nd tl ttlt vbhn lct
"""
DOCUMENT_TYPES = frozenset(_TYPES.split())
"""Folded abbreviations of document types, of the Party and of the state."""

_OFFICES = """
tw btctw btgtw btgdvtw ubkttw bdvtw bnctw bktw vptw qutw twdtn tu hu qu thu thtu du duqh duk cb dh
btgtu ubkttu btctu bdvtu bnctu vptu btchu ubkthu btghu bdvhu vphu btv bch
ttg cp ubnd hdnd bca bqp bnv btc ubtvqh vpcp
"""
ISSUERS = frozenset(_OFFICES.split())
"""Folded abbreviations of issuers; needed only where a code is written without its dash or slash."""

_DASH = r"[-\u2010-\u2015\u2212]"
_SEPARATOR = rf"(?:\s?(?:{_DASH}|/)\s?|\s)"
_UW = r"(?:[ƯưWw]|[Uu]\u031b)"
_CODE = re.compile(
    rf"""(?P<number>[0-9]{{1,4}}[a-zA-Z]?)
    (?:\s?/\s?(?P<year>(?:19|20)[0-9]{{2}}))?
    (?P<first>{_SEPARATOR})
    (?P<type>[^\W\d_]{{1,5}})
    (?P<second>{_SEPARATOR})
    (?P<issuer>T\.\s?{_UW}(?!\w)|(?:[^\W\d_]\u031b?){{1,12}}[0-9]{{0,2}}(?:\s?T\.?\s?{_UW})?)
    (?![\w\u0300-\u036f])""",
    re.VERBOSE,
)
_JOINED_CODE = re.compile(
    rf"(?P<number>[0-9]{{1,4}})(?P<first>{_SEPARATOR})(?P<letters>[^\W\d_]{{4,12}})(?!\w)"
)
_LAW = re.compile(
    r"(?P<number>[0-9]{1,4})/(?P<year>(?:19|20)[0-9]{2})[-/](?P<type>QH)(?P<term>[0-9]{1,2})(?!\w)"
)

_DATE = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?![\w/])")
_MONTH = re.compile(r"([0-9]{1,2})\s?[/-]\s?((?:19|20)[0-9]{2})(?![\w/])")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?![\w/]|[.,][0-9])")
_DASHED_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})(?![\w/-]|[.,][0-9])")

_NUMBER = re.compile(
    r"""(?P<thousands>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3}){2,})(?:,(?P<tail>[0-9]+))?(?!\w)
    |(?P<whole>[0-9]+)[.,](?P<decimals>[0-9]+)(?!\w)
    |(?P<plain>[0-9]+)(?!\w)""",
    re.VERBOSE,
)
_SPACED = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?!\w|[.,][0-9]|[/-]\w)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the parts that stand at positions of their own: a number (``is_number``) or letters."""

    start: int
    end: int
    is_number: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """The one lexeme of a stretch, beside those of its parts. ``first`` is the part at which it begins and
    ``width`` how many parts it covers; ``also`` are lexemes under which it is found as well."""

    lexeme: str
    start: int
    end: int
    first: int
    width: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numeral:
    """What stands at a place: its parts in order and the wholes over them."""

    end: int
    pieces: tuple[Piece, ...]
    wholes: tuple[Whole, ...] = ()


MAX_DIGITS = 40


def plain_number(digits: str) -> str:
    """Return digits without leading zeros; of absurdly many the first forty.

    >>> plain_number("05"), plain_number("0")
    ('5', '0')
    """
    return digits.lstrip("0")[:MAX_DIGITS] or "0"


_BEFORE_A_WORD = re.compile(r"([0-9]{1,40})[ \u00a0]([^\W\d_]+)(?![\w\u0300-\u036f'’\u02bc/-])")


def before_a_word(text: str, at: int) -> tuple[str, int] | None:
    """Read a number that stands before a word with which no code begins: "12 đảng viên", most numerals of a
    report. Return its lexeme and its end; None says nothing."""
    match = _BEFORE_A_WORD.match(text, at)
    if match is None or _may_begin_a_code(match[2]):
        return None
    return plain_number(match[1]), match.end(1)


@lru_cache(maxsize=10_000)
def _may_begin_a_code(word: str) -> bool:
    """Tell whether a word may be the type of a code, or type and issuer in one ("18 KLTW")."""
    letters = _issuer(word)
    return fold(compose(word)) in DOCUMENT_TYPES or any(
        letters[:cut] in DOCUMENT_TYPES and letters[cut:] in ISSUERS for cut in range(2, len(letters) - 1)
    )


def _issuer(written: str) -> str:
    """Return the folded abbreviation; TƯ, T.Ư and TW are one.

    >>> _issuer("BTCTƯ"), _issuer("T.Ư"), _issuer("TU")
    ('btctw', 'tw', 'tu')
    """
    together = re.sub(r"[\s.]", "", compose(written)).lower()
    return fold(re.sub(r"tư$", "tw", together))


def _is_code(match: re.Match[str], kind: str, issuer: str) -> bool:
    known = kind in DOCUMENT_TYPES
    marked = [not match[group].isspace() for group in ("first", "second")]
    shouted = match["type"][0].isupper() and match["issuer"][0].isupper()
    if all(marked):
        return known or (match["type"].isupper() and match["issuer"][:2].isupper())
    if not known or issuer not in ISSUERS:
        return False
    # "năm 2019 da thu hút" must not become a document; "05 ct tw" and "03 HD TU" are nothing else.
    return issuer.endswith(("tw", "ttg")) or shouted or marked[1]


def code_at(text: str, at: int) -> Numeral | None:
    """Read a document code: "76-QĐ/TW", "05 CT TW", "18-KLTW", "139/2020/QĐ-TTg", "202/2025/QH15"."""
    match = _CODE.match(text, at)
    if match:
        kind, issuer = fold(compose(match["type"])), _issuer(match["issuer"])
        if _is_code(match, kind, issuer):
            pieces = tuple(
                Piece(*match.span(name), name == "number") for name in ("number", "type", "issuer")
            )
            return _code(match, f"{kind}/{issuer}", pieces)
    match = _JOINED_CODE.match(text, at)
    if match:
        letters = _issuer(match["letters"])
        for cut in range(2, len(letters) - 1):
            kind, issuer = letters[:cut], letters[cut:]
            if kind in DOCUMENT_TYPES and issuer in ISSUERS and issuer.endswith("tw"):
                middle = match.start("letters") + cut
                pieces = (
                    Piece(*match.span("number"), is_number=True),
                    Piece(match.start("letters"), middle, is_number=False),
                    Piece(middle, match.end("letters"), is_number=False),
                )
                return _code(match, f"{kind}/{issuer}", pieces)
    match = _LAW.match(text, at)
    if match:
        pieces = (
            Piece(*match.span("number"), is_number=True),
            Piece(match.start("type"), match.end("term"), is_number=False),
        )
        return _code(match, f"qh{match['term']}", pieces)
    return None


def _code(match: re.Match[str], symbol: str, pieces: tuple[Piece, ...]) -> Numeral:
    number = plain_number(match["number"].lower())
    year = match.groupdict().get("year")
    lexeme = f"#{number}/{year}-{symbol}" if year else f"#{number}-{symbol}"
    also = (f"#{number}-{symbol}", year) if year else ()
    whole = Whole(lexeme, match.start(), match.end(), 0, len(pieces), also)
    return Numeral(match.end(), pieces, (whole,))


def day_lexeme(day: str, month: str, year: str | None = None) -> str | None:
    """Return the lexeme of a day, "@2017-09-22" or "@09-22"; None where the calendar has no such day."""
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    return f"@{year}-{int(month):02}-{int(day):02}" if year else f"@{int(month):02}-{int(day):02}"


def month_lexeme(month: str, year: str) -> str | None:
    """Return the lexeme of a month, "@2017-09"."""
    return f"@{year}-{int(month):02}" if 1 <= int(month) <= 12 else None


def date_at(text: str, at: int) -> Numeral | None:
    """Read a date: "22/9/2017", "22-09-2017", "9/2017", "22/9", and "ngày 22-9"."""
    match = _DATE.match(text, at)
    if match:
        day, _, month, year = match.groups()
        lexeme, monthly = day_lexeme(day, month, year), month_lexeme(month, year)
        if lexeme and monthly:
            also = tuple(filter(None, [day_lexeme(day, month)]))
            whole = Whole(lexeme, match.start(), match.end(), 0, 3, also)
            within = Whole(monthly, match.start(3), match.end(), 1, 2)
            return Numeral(match.end(), _numbers(match, 1, 3, 4), (whole, within))
    match = _MONTH.match(text, at)
    if match and (lexeme := month_lexeme(match[1], match[2])):
        return Numeral(match.end(), _numbers(match, 1, 2), (Whole(lexeme, match.start(), match.end(), 0, 2),))
    match = _DAY.match(text, at)
    if match is None and re.search(r"ng[aà]y\s$", text[max(0, at - 5) : at], re.IGNORECASE):
        match = _DASHED_DAY.match(text, at)
    if match and (lexeme := day_lexeme(match[1], match[2])):
        return Numeral(match.end(), _numbers(match, 1, 2), (Whole(lexeme, match.start(), match.end(), 0, 2),))
    return None


def _numbers(match: re.Match[str], *groups: int) -> tuple[Piece, ...]:
    return tuple(Piece(*match.span(group), is_number=True) for group in groups)


def spaced_at(text: str, at: int) -> Numeral | None:
    """Read a number whose thousands stand apart: "1 257"."""
    match = _SPACED.match(text, at)
    if match is None:
        return None
    pieces = tuple(
        Piece(at + part.start(), at + part.end(), is_number=True)
        for part in re.finditer(r"[0-9]+", match.group())
    )
    whole = Whole(plain_number(re.sub(r"\D", "", match.group())), at, match.end(), 0, len(pieces))
    return Numeral(match.end(), pieces, (whole,))


def number_at(text: str, at: int) -> tuple[str, int] | None:
    """Read one number; return its lexeme and its end. The comma parts decimals, the dot thousands, unless
    the digits say otherwise ("3.5", "1,257,000")."""
    match = _NUMBER.match(text, at)
    if match is None:
        return None
    if match["thousands"]:
        tail = f",{match['tail'][:MAX_DIGITS]}" if match["tail"] else ""
        return plain_number(re.sub(r"[.,]", "", match["thousands"])) + tail, match.end()
    if match["whole"]:
        return f"{plain_number(match['whole'])},{match['decimals'][:MAX_DIGITS]}", match.end()
    return plain_number(match["plain"]), match.end()
