"""WARC and WARC.GZ: each page that a crawler fetched is an original of its own, with its address and day.

Requests, revisits, pictures, redirects and errors are passed over in silence: they are no documents. A broken
record is named, and reading goes on at the next.
"""

import io
import logging
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

from articles.messages import Message, joined
from articles.reading.addresses import address_of, printable
from articles.reading.delivered import Delivered, merged
from articles.reading.limits import MAX_TEXT_BYTES
from articles.reading.packing import UNREADABLE, unpacked
from articles.reading.records_of_warc import Response, is_warc, responses
from articles.reading.refusals import page_too_large
from articles.reading.rows import day_refused
from articles.reading.tables import Place
from articles.reading.web.stamps import VIETNAM, is_of_the_web
from articles.records import Hints, SourceError

WARC_SUFFIXES = (".warc", ".warc.gz")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)

__all__ = ["WARC_SUFFIXES", "documents_of_warc", "is_warc"]


def documents_of_warc(place: Place, stream: BinaryIO) -> Iterator[Delivered]:
    """Yield the web pages of a WARC file in its order; ``stream`` can be sought."""
    is_empty = True
    try:
        for response in responses(stream):
            delivered = _delivered(place, response)
            if delivered is not None:
                is_empty = False
                yield delivered
    except SourceError as error:
        yield place.refused(error.message)
    else:
        if is_empty:
            yield place.refused(Message("tệp WARC không có trang HTML nào"))


def _delivered(place: Place, response: Response) -> Delivered | None:
    row = place.row(str(response.number))
    if response.data is None:
        return row.refused(Message("bản ghi WARC hỏng: %(why)s", why=response.reason))
    try:
        return _page(place, response.number, response.data)
    except SourceError as error:
        return row.refused(error.message)


def _page(place: Place, number: int, data: bytes) -> Delivered | None:
    """Return the page that a response is; None for what is no page (a picture, a redirect, an error)."""
    record = _parsed(data)
    status = record.http_headers.get_statuscode() if record and record.http_headers else ""
    if record is None or status != "200":
        return None
    coding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    kind = (record.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    if kind and kind not in _HTML_TYPES:
        return None
    hints = _hints(record.rec_headers)
    named = place.row(hints.url or str(number))
    if coding in UNREADABLE:
        return named.refused(Message("trang nén kiểu %(kind)s, chưa đọc được", kind=coding))
    body = unpacked(_body(record), coding, MAX_TEXT_BYTES + 1)
    if not body.strip() or (not kind and not _HTML.match(body[:1024])):
        return None
    if len(body) > MAX_TEXT_BYTES:
        return named.refused(page_too_large(MAX_TEXT_BYTES))
    return named.delivered(body, merged(place.hints, hints))


def _hints(fields: Any) -> Hints:
    """Return what a record's own header says of its page."""
    address = address_of(fields.get_header("WARC-Target-URI") or "")
    stamp = printable(fields.get_header("WARC-Date") or "").strip()
    retrieved = _day(stamp)
    refused = day_refused("retrieved", stamp) if stamp and retrieved is None else None
    return Hints(url=address.url, retrieved=retrieved, note=joined(address.note, refused) or None)


def _parsed(data: bytes) -> Any:
    """Return the record as warcio reads it; None where nothing of it is left."""
    from warcio.archiveiterator import WARCIterator

    # It warns of addresses with a space in them, which are read all the same.
    logging.getLogger("warcio").setLevel(logging.ERROR)
    try:
        return next(iter(WARCIterator(io.BytesIO(data))), None)
    except Exception as error:
        raise SourceError("bản ghi WARC hỏng: phần đầu không đọc được") from error


def _body(record: Any) -> bytes:
    """Return the body with its chunks joined, no more than one byte beyond the limit. What packs it stays:
    the library passes over broken packing with a word to stderr and gives the half that is sound."""
    from warcio.bufferedreaders import ChunkedDataReader

    is_chunked = (record.http_headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    try:
        stream = ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream
        return bytes(stream.read(MAX_TEXT_BYTES + 1))
    except Exception as error:
        raise SourceError("bản ghi WARC hỏng: nội dung không đọc được") from error


def _day(stamp: str) -> date | None:
    """Return the day in Việt Nam of a moment in UTC: "2021-06-18T23:30:00Z" is 19 June there; None where no
    crawler was about yet ("0001-01-01T00:00:00Z")."""
    try:
        moment = datetime.fromisoformat(stamp.strip())
        day = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(VIETNAM).date()
    except (ValueError, OverflowError):  # the first and last days of the calendar have no day in Việt Nam
        return None
    return day if is_of_the_web(day) else None
