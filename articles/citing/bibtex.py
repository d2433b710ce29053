"""A citation as a BibTeX entry, for LaTeX and reference managers. Letters stay as they are, in UTF-8."""

from collections.abc import Iterator
from urllib.parse import quote

from articles.citing.citation import Citation, one_line

MEDIA_TYPE = "application/x-bibtex; charset=utf-8"

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_COMMENTED = str.maketrans("{}\\", "()/", "@")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OF_ADDRESSES = ":/?#[]@!$&'()*+,;=%-._~"


def entry(citation: Citation, note: str = "") -> str:
    """Return the entry, ending in a line break; ``note`` is said behind where the report is kept.

    A name is one thing in its own braces, for no style may turn "Nông Thu Hiền" about as it does a European
    name; the title's keep its capitals.
    """
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(citation, note))
    kind = "article" if citation.newspaper else "misc"
    return f"@{kind}{{{citation.key},\n{fields}\n}}\n"


def _fields(citation: Citation, note: str) -> Iterator[tuple[str, str]]:
    if citation.authors:
        yield "author", "{" + " and ".join(f"{{{escape(name)}}}" for name in citation.authors) + "}"
    if citation.title:
        yield "title", f"{{{{{escape(citation.title)}}}}}"
    if citation.newspaper:
        yield "journal", f"{{{escape(citation.newspaper)}}}"
    if citation.published_on:
        yield "date", f"{{{citation.published_on.isoformat()}}}"
        yield "year", f"{{{citation.published_on.year}}}"
        yield "month", _MONTHS[citation.published_on.month - 1]
    yield "url", f"{{{_address(citation.source_url or citation.address)}}}"
    if citation.source_url and citation.retrieved_on:
        yield "urldate", f"{{{citation.retrieved_on.isoformat()}}}"
    yield "note", f"{{{escape('. '.join(filter(None, [citation.archived, note])))}}}"
    yield "langid", "{vietnamese}"


def escape(text: str) -> str:
    r"""Return words that LaTeX prints as they stand, on one line.

    >>> print(escape('Tăng 5% {so với 2020} & "đạt" $1_000'))
    Tăng 5\% \textbraceleft{}so với 2020\textbraceright{} \& "đạt" \$1\_000
    """
    return one_line(text).translate(_SPECIAL)


def comment(text: str) -> str:
    r"""Return a comment that every reader of BibTeX passes over: no sign in it opens or closes anything.

    >>> comment("kết quả {1} của @b")
    '@comment{kết quả (1) của b}\n'
    """
    plain = one_line(text).translate(_COMMENTED)
    return f"@comment{{{plain}}}\n"


def _address(url: str) -> str:
    """Return an address that stands unescaped in its braces, as ``url`` fields are read."""
    return quote(one_line(url), safe=_OF_ADDRESSES)
