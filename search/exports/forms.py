"""The forms of a file, each a stream of text from a heading and rows: a table, lines of JSON, references.

Each shows its own end: the table by its last ``row`` that equals ``rows``, the others by a line that counts.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from articles.citing import bibtex, ris
from articles.citing.citation import one_line
from articles.spreadsheet import csv_lines
from search.exports.heading import Heading
from search.exports.rows import Row

VERSION = 1
"""Goes up when a column or field changes its meaning or goes; new ones may come at any time."""

COLUMNS = (
    "row",
    "rows",
    "id",
    "url",
    "title",
    "published",
    "newspaper",
    "newspaper_is_guess",
    "province",
    "province_now",
    "districts",
    "units",
    "directives",
    "byline",
    "source_url",
    "copy_group",
    "snippet",
    "query",
    "retrieved",
    "search_url",
)
_BETWEEN = "; "
_ALSO_LINE_BREAKS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})


def as_csv(heading: Heading, rows: Iterable[Row]) -> Iterator[str]:
    """Yield a table for spreadsheets and statistics. What was searched stands in every row: tables can be put
    together, and each line still says where it comes from."""
    source = (heading.query, heading.retrieved, heading.address)
    yield from csv_lines(COLUMNS, ((row.number, heading.count, *_cells(row), *source) for row in rows))


def _cells(row: Row) -> Iterator[object]:
    for value in _facts(row).values():
        told = _BETWEEN.join(value) if isinstance(value, list) else value
        yield one_line(told) if isinstance(told, str) else told


def _facts(row: Row) -> dict[str, object]:
    """Return what is told of an article; None, or an empty list, where nothing is known."""
    citation = row.citation
    return {
        "id": citation.id,
        "url": citation.address,
        "title": citation.title or None,
        "published": citation.published_on.isoformat() if citation.published_on else None,
        "newspaper": row.newspaper or None,
        "newspaper_is_guess": row.newspaper_is_guess,
        "province": row.province or None,
        "province_now": row.province_now or None,
        "districts": list(row.districts),
        "units": list(row.units),
        "directives": list(row.directives),
        "byline": citation.byline or None,
        "source_url": citation.source_url or None,
        "copy_group": row.copy_group,
        "snippet": row.snippet or None,
    }


def as_json_lines(heading: Heading, rows: Iterable[Row]) -> Iterator[str]:
    """Yield one JSON object a line: the search, every article, and an end that says how many came."""
    yield _line({"type": "search", "version": VERSION, **asdict(heading)})
    given = 0
    for row in rows:
        given += 1
        yield _line({"type": "article", "row": row.number, **_facts(row)})
    yield _line({"type": "end", "rows": given, "withdrawn_meanwhile": heading.count - given})


def _line(value: Mapping[str, object]) -> str:
    """Write an object on one line, whatever its reader takes for the end of one."""
    return json.dumps(value, ensure_ascii=False).translate(_ALSO_LINE_BREAKS) + "\n"


def as_bibtex(heading: Heading, rows: Iterable[Row]) -> Iterator[str]:
    """Yield BibTeX entries between comments that say what was searched and how many came."""
    yield bibtex.comment(f"{_source(heading)}. Số mục: {heading.count}") + "\n"
    given = 0
    for row in rows:
        given += 1
        yield bibtex.entry(row.citation) + "\n"
    yield bibtex.comment(f"Hết: {given}/{heading.count}")


def as_ris(heading: Heading, rows: Iterable[Row]) -> Iterator[str]:
    """Yield RIS records; the format knows no comments, so the note of each says which search it is from."""
    source = _source(heading)
    for row in rows:
        yield ris.record(row.citation, f"{source}. Mục {row.number}/{heading.count}")


def _source(heading: Heading) -> str:
    return f"Tra cứu: {heading.query}. Lấy ngày {heading.retrieved}, {heading.address}"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a file: its media type, what writes it, and whether that tells snippets."""

    media_type: str
    write: Callable[[Heading, Iterable[Row]], Iterator[str]]
    with_snippets: bool = False


FORMS = {
    "csv": Form("text/csv; charset=utf-8; header=present", as_csv, with_snippets=True),
    "jsonl": Form("application/x-ndjson; charset=utf-8", as_json_lines, with_snippets=True),
    "bib": Form(bibtex.MEDIA_TYPE, as_bibtex),
    "ris": Form(ris.MEDIA_TYPE, as_ris),
}
"""The forms by the end of the file's name."""
