"""ZIP archives, read entry by entry under limits: nothing goes to disk, no size in a header is believed."""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from articles.messages import Message
from articles.reading.delivered import Delivered, merged, path_of
from articles.reading.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_ARCHIVE_DEPTH,
    MAX_ARCHIVE_ENTRIES,
    MAX_INNER_ARCHIVE_BYTES,
    MAX_OFFICE_BYTES,
    MAX_RATIO,
    MAX_TEXT_BYTES,
    RATIO_FREE_BYTES,
)
from articles.reading.manifest import MANIFEST, Manifest, is_about_folder
from articles.reading.records_of_warc import GZIP
from articles.reading.refusals import NOT_THERE, file_too_large
from articles.reading.tables import TABLE_SUFFIXES, Place, rows_of_table
from articles.reading.warc import WARC_SUFFIXES, documents_of_warc, is_warc
from articles.records import Hints, SourceError

# What the library raises on a hostile archive, besides its own errors.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_CONTAINERS = (".zip", *TABLE_SUFFIXES, *WARC_SUFFIXES)
_OFFICE = (".pdf", ".docx")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_NO_TABLE = (*_ZIP, GZIP, b"%PDF-", b"\xd0\xcf\x11\xe0")
_HEAD = 4096
# What the packages of Word, Excel, LibreOffice and e-books hold at their root.
_OF_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))


@dataclass(slots=True)
class Budget:
    """What is left of the limits of the outermost archive."""

    entries: int = MAX_ARCHIVE_ENTRIES
    size: int = MAX_ARCHIVE_BYTES


def contents(
    place: Place, stream: BinaryIO, *, depth: int = 1, budget: Budget | None = None
) -> Iterator[Delivered] | None:
    """Return the documents within a table, an archive or a WARC file; None when the file is one itself.

    A table is known by its name, unless its first bytes are another kind's; the others by their first bytes
    too. ``stream`` can be sought and stands at its beginning, then and after.
    """
    lower = place.name.lower()
    head = stream.read(_HEAD)
    stream.seek(0)
    if lower.endswith(TABLE_SUFFIXES) and not head.startswith(_NO_TABLE):
        return rows_of_table(place, stream)
    if lower.endswith(WARC_SUFFIXES) or is_warc(head):
        return documents_of_warc(place, stream)
    if lower.endswith(".zip") or (head.startswith(_ZIP) and not _is_office(lower, stream)):
        return documents_of_zip(place, stream, depth=depth, budget=budget)
    return None


def is_archive(name: str, head: bytes) -> bool:
    """Tell by a file's name and first bytes whether it is a ZIP or WARC file, as far as they tell."""
    lower = name.lower()
    if lower.endswith((".zip", *WARC_SUFFIXES)) or is_warc(head):
        return True
    return head.startswith(_ZIP) and not lower.endswith(_OFFICE)


def _is_office(name: str, stream: BinaryIO) -> bool:
    """Tell whether an archive is one document: a Word file, or one that only calls itself so."""
    if name.endswith(_OFFICE):
        return True
    try:
        with zipfile.ZipFile(stream) as archive:
            return not _OF_OFFICE.isdisjoint(archive.namelist())
    except _BROKEN:
        return False
    finally:
        stream.seek(0)


def documents_of_zip(
    place: Place, stream: BinaryIO, *, depth: int = 1, budget: Budget | None = None
) -> Iterator[Delivered]:
    """Yield the documents of an archive in order of their names; a broken entry costs itself alone."""
    budget = budget or Budget()
    if depth > MAX_ARCHIVE_DEPTH:
        yield place.refused(Message("tệp nén lồng quá %(n)s tầng", n=MAX_ARCHIVE_DEPTH))
        return
    try:
        archive = zipfile.ZipFile(stream)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except _BROKEN:
        yield place.refused(Message("tệp nén hỏng"))
        return
    with archive:
        budget.entries -= len(entries)
        if budget.entries < 0:
            yield place.refused(Message("tệp nén có quá %(n)s tệp", n=MAX_ARCHIVE_ENTRIES))
            return
        yield from _entries(place, archive, entries, depth, budget)


def _entries(
    place: Place, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], depth: int, budget: Budget
) -> Iterator[Delivered]:
    named = sorted(((_entry_name(entry), entry) for entry in entries), key=lambda pair: pair[0])
    shown = [(name, entry) for name, entry in named if not _is_hidden(name)]
    manifests: dict[str, Manifest] = {}
    for name, entry in shown:
        if name.rsplit("/", 1)[-1].lower() == MANIFEST:
            try:
                data = _content(archive, entry, MAX_TEXT_BYTES, budget)
                manifests[name[: -len(MANIFEST)]] = Manifest.parse(data)
            except SourceError as error:
                yield _inside(place, name).refused(error.message)
    shown = [(name, entry) for name, entry in shown if name.rsplit("/", 1)[-1].lower() != MANIFEST]
    if not shown:
        yield place.refused(Message("tệp nén không có tệp nào"))
    for name, entry in shown:
        hints = _said(manifests, name)
        inner = _inside(place, name, hints)
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield inner.refused(Message("liên kết trong tệp nén, không phải tệp"))
            continue
        yield from _entry(inner, archive, entry, depth, budget)
    for folder, manifest in manifests.items():
        for path in manifest.missing():
            yield _inside(place, folder + path).refused(NOT_THERE)


def _entry(
    place: Place, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int, budget: Budget
) -> Iterator[Delivered]:
    lower = place.name.lower()
    limit = MAX_OFFICE_BYTES if lower.endswith(_OFFICE) else MAX_TEXT_BYTES
    if lower.endswith(_CONTAINERS):
        limit = MAX_INNER_ARCHIVE_BYTES
    try:
        data = _content(archive, entry, limit, budget)
    except SourceError as error:
        yield place.refused(error.message)
        return
    inner = contents(place, io.BytesIO(data), depth=depth + 1, budget=budget)
    if inner is None:
        yield place.delivered(data)
    else:
        yield from inner


def _said(manifests: dict[str, Manifest], name: str) -> Hints:
    """Return what the manifests above ``name`` say of it, the nearest outranking the others."""
    hints = Hints()
    for folder, manifest in sorted(manifests.items(), key=lambda pair: len(pair[0])):
        if name.startswith(folder) and (said := manifest.hints(name[len(folder) :])):
            hints = merged(said, hints)
    return hints


def _inside(place: Place, name: str, hints: Hints | None = None) -> Place:
    return Place(f"{place.name}!{name}", f"{place.source_name}!{name}", merged(hints or Hints(), place.hints))


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """Return the entry's path; a name in UTF-8 that does not say so was read as code page 437."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = entry.filename
    return path_of(name)


def _is_hidden(name: str) -> bool:
    return any(is_about_folder(part) for part in name.split("/"))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int, budget: Budget) -> bytes:
    """Return the bytes of an entry; raise :class:`SourceError` beyond any limit."""
    if entry.flag_bits & 0x1:
        raise SourceError("tệp trong gói nén có mật khẩu")
    if entry.file_size > limit:
        raise SourceError(file_too_large(limit))
    try:
        with archive.open(entry) as stream:
            data = stream.read(min(limit, budget.size) + 1)
    except _BROKEN as error:
        raise SourceError("tệp trong gói nén bị hỏng") from error
    if len(data) > limit:
        raise SourceError(file_too_large(limit))
    if len(data) > RATIO_FREE_BYTES and len(data) > MAX_RATIO * max(entry.compress_size, 1):
        raise SourceError("tệp nén bất thường: bung ra quá lớn so với cỡ nén")
    budget.size -= len(data)
    if budget.size < 0:
        raise SourceError("gói nén bung ra quá lớn")
    return data
