"""Reports built by hand, without the parser: what stands where is said, not found."""

from datetime import date

from articles.records import Block, DateFound, Hints, Part, RawText, Report, Span


def report_of(
    *paragraphs: str | tuple[Part, str],
    day: str | None = "2020-05-01",
    page_viewed: str | None = None,
    mark: str | None = None,
    **hints: object,
) -> Report:
    """Return a report of these paragraphs: plain ones are body, others say what they are."""
    parts = [each if isinstance(each, tuple) else (Part.BODY, each) for each in paragraphs]
    blocks: list[Block] = []
    start = 0
    for part, words in parts:
        blocks.append(Block(part, Span(start, start + len(words))))
        start += len(words) + 2
    headline = next((words for part, words in parts if part is Part.HEADLINE), None)
    return Report(
        raw=RawText("\n\n".join(words for _, words in parts), hints=Hints(**hints)),
        blocks=tuple(blocks),
        headline=headline,
        headline_span=next((block.span for block in blocks if block.part is Part.HEADLINE), None),
        byline=None,
        byline_span=None,
        agency_mark=mark,
        published=_dated(day),
        page_viewed=_dated(page_viewed),
    )


def _dated(day: str | None) -> DateFound | None:
    return DateFound(date.fromisoformat(day), None, "test", 1.0) if day else None


def headline(words: str) -> tuple[Part, str]:
    return Part.HEADLINE, words


def furniture(words: str) -> tuple[Part, str]:
    return Part.FURNITURE, words
