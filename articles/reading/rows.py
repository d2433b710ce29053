"""Rows of a table (CSV, JSONL): one document each, kept as one line of JSON.

The fields are ``id``, ``title``, ``body`` or ``text`` or ``html``, ``published``, ``url``, ``newspaper``,
``retrieved``; what else they may be called, :mod:`articles.reading.columns` knows. ``body`` is an article's
own text, to which ``title`` belongs as its headline; ``text`` is a whole page and goes through parsing as it
stands.
"""

import json
from collections.abc import Mapping
from datetime import date

from articles.messages import Message, joined
from articles.reading.addresses import address_of, printable
from articles.reading.columns import TEXT_FIELDS
from articles.reading.refusals import NO_CONTENT
from articles.records import Hints, SourceError
from articles.vietnamese.dates import parse_date
from articles.vietnamese.letters import compose, same_key

_LONGEST_NOTED = 60


def row_of_bytes(data: bytes) -> dict[str, object] | None:
    """Return the row that ``data`` is, or None when it is no JSON object with a field of text."""
    if not data.lstrip().startswith(b"{"):
        return None
    try:
        row = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) and any(field in row for field in TEXT_FIELDS) else None


def html_of_row(data: bytes) -> str | None:
    """Return the markup of a row that holds its page as HTML alone; None when ``data`` is no such row."""
    row = row_of_bytes(data)
    if row is None or _words(row, "text") is not None or _words(row, "body") is not None:
        return None
    return _words(row, "html")


def text_of_row(data: bytes) -> str | None:
    """Return the composed text of a row, its title first; None when ``data`` is no row.

    Raises :class:`SourceError` when the row holds no text that can be read.
    """
    row = row_of_bytes(data)
    if row is None:
        return None
    text, body, title = (_words(row, field) for field in ("text", "body", "title"))
    if text is None and body is None:
        if _words(row, "html") is not None:
            raise SourceError("dòng chỉ có trường html: trang HTML không phải văn bản thuần")
        raise SourceError(NO_CONTENT)
    words = compose(text if text is not None else body or "")
    headline = compose(title or "")
    if not headline or same_key(words[: 2 * len(headline) + 400]).find(same_key(headline)) >= 0:
        return words
    return f"{headline}\n\n{words}"


def _words(row: Mapping[str, object], field: str) -> str | None:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        return None
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise SourceError("dòng hỏng: ký tự Unicode không trọn")
    return value


def hints_of_row(row: Mapping[str, object]) -> Hints:
    """Return what the fields of a row (or a line of a manifest) say; what makes no sense is not taken, and
    the note names it.

    >>> hints_of_row({"title": " Phú Quý ", "published": "24/11/2021", "url": "trang chủ"}).published
    datetime.date(2021, 11, 24)
    >>> hints_of_row({"published": "31/02/2020"}).note
    'ngày đăng “31/02/2020” không có trong lịch hoặc không đọc được, đã bỏ qua'
    """

    def said(field: str) -> str | None:
        value = row.get(field)
        return compose(printable(" ".join(value.split()))) or None if isinstance(value, str) else None

    notes: list[Message] = []

    def day(field: str) -> date | None:
        words = said(field)
        found = parse_date(words) if words else None
        if words and found is None:
            notes.append(day_refused(field, words))
        return found

    address = address_of(said("url") or "")
    published, retrieved = day("published"), day("retrieved")
    return Hints(
        url=address.url,
        newspaper=said("newspaper"),
        title=said("title"),
        published=published,
        retrieved=retrieved,
        note=joined(address.note, *notes) or None,
    )


def day_refused(field: str, words: str) -> Message:
    """Return the note for a day that was said and cannot be taken, of a field "published" or "retrieved"."""
    said = words[:_LONGEST_NOTED]
    if field == "published":
        return Message("ngày đăng “%(said)s” không có trong lịch hoặc không đọc được, đã bỏ qua", said=said)
    return Message("ngày lấy về “%(said)s” không có trong lịch hoặc không đọc được, đã bỏ qua", said=said)
