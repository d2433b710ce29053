"""The names of fields in a query: Vietnamese and English, with marks and without, in one word or two."""

import re

from articles.vietnamese.letters import compose, fold
from search.asking.tree import Field, Years

_NAMES = {
    Field.TITLE: "tieude tit title headline",
    Field.AUTHOR: "tacgia butdanh nguoiviet author byline",
    Field.PROVINCE: "tinh tinhthanh thanhpho province",
    Field.UNIT: "donvi tochuc unit",
    Field.DIRECTIVE: "vankien directive document",
    Field.YEAR: "nam year",
    Field.NEWSPAPER: "bao tenbao newspaper paper",
}
FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}

WRITTEN = {
    Field.TITLE: "tieude",
    Field.AUTHOR: "tacgia",
    Field.PROVINCE: "tinh",
    Field.UNIT: "donvi",
    Field.DIRECTIVE: "vankien",
    Field.YEAR: "nam",
    Field.NEWSPAPER: "bao",
}
"""The name under which a query is written back."""

_LETTERS = r"[^\W\d_]+"
HEAD = re.compile(rf"({_LETTERS}(?: {_LETTERS})?):")
"""One or two words and a colon: perhaps a field."""

FIRST_YEAR, LAST_YEAR = 1000, 2999
_SPAN = re.compile(r" ?([12][0-9]{3})? ?(\.{2,3}|…|-|\u2013|\u2014)? ?([12][0-9]{3})?(?![\w/])")


def field_named(name: str) -> Field | None:
    """Return the field of this name, None when there is none.

    >>> field_named("Tiêu đề"), field_named("tacgia"), field_named("http")
    (<Field.TITLE: 'title'>, <Field.AUTHOR: 'author'>, None)
    """
    return FIELDS.get(fold(compose(name)).replace(" ", ""))


def years_at(text: str, at: int) -> tuple[Years, int, bool] | None:
    """Read a year or a span of years: "2018", "2018..2021", "2018-2021", "2018..", "..2021".

    Returns it with its end and whether it was written backwards; None where no year stands.

    >>> years_at("nam:2021..2018", 4)
    (Years(first=2018, last=2021), 14, True)
    """
    match = _SPAN.match(text, at)
    if match is None or not (match[1] or (match[2] and match[3])):
        return None
    first, last = (int(year) if year else None for year in (match[1], match[3]))
    end = match.end()
    if not match[2]:
        # "2018 2021" is one year and a number.
        return Years(first, first), match.end(1), False
    if last is None and match[2] in "-\u2013\u2014":
        return Years(first, first), match.end(1), False
    if first and last and first > last:
        return Years(last, first), end, True
    return Years(first, last), end, False
