"""A citation as a RIS record, for reference managers: tagged lines that end in CRLF, a value a line."""

from collections.abc import Iterator

from articles.citing.citation import ARCHIVE, Citation, one_line

MEDIA_TYPE = "application/x-research-info-systems; charset=utf-8"


def record(citation: Citation, note: str = "") -> str:
    """Return the record with an empty line behind it; ``note`` is said behind where the report is kept."""
    lines = [f"{tag}  - {one_line(value)}" for tag, value in _fields(citation, note)]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _fields(citation: Citation, note: str) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", citation.key
    for name in citation.authors:
        # A comma would part family name from given name, and no name here has one.
        yield "AU", name.replace(",", "")
    if citation.title:
        yield "TI", citation.title
    if citation.newspaper:
        yield "T2", citation.newspaper
    if citation.published_on:
        yield "PY", str(citation.published_on.year)
        yield "DA", citation.published_on.strftime("%Y/%m/%d")
    yield "UR", citation.source_url or citation.address
    if citation.source_url and citation.retrieved_on:
        yield "Y2", citation.retrieved_on.strftime("%Y/%m/%d")
    yield "LA", "vi"
    yield "DB", ARCHIVE
    yield "AN", str(citation.id)
    yield "N1", ". ".join(filter(None, [citation.archived, note]))
