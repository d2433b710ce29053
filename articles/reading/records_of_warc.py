"""A WARC file into its records, each whole or named as broken; nothing larger than a page is ever held.

A packed WARC is one gzip member after the other, a record in each. What is broken costs itself: reading goes
on at the next member, or the next line that opens a record.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from articles.messages import NOTHING, Message, TellingError
from articles.reading.limits import MAX_TEXT_BYTES, MAX_WARC_RATIO
from articles.records import SourceError

GZIP = b"\x1f\x8b\x08"
_STEP = 64 * 1024
_FREE = 64 * 1024 * 1024
_MOST_REREAD = 256 * 1024 * 1024
"""Bytes of a plain file looked at again after broken records; beyond, reading goes on where it is."""
_MAX_HEADER_LINE = 16 * 1024
_MAX_HEADER_LINES = 200
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:\s*(\w+)\s*$", re.IGNORECASE | re.MULTILINE)
_TARGET = re.compile(rb"^warc-target-uri:\s*<?https?://", re.IGNORECASE | re.MULTILINE)
_OPENING = re.compile(rb"WARC/\d\.\d+\r?\n")


class BrokenError(TellingError):
    """A record cannot be read."""


@dataclass(frozen=True, slots=True)
class Response:
    """One response as it stands in the file; ``data`` is the record with its header, None where broken."""

    number: int
    data: bytes | None
    reason: Message = NOTHING


def is_warc(head: bytes) -> bool:
    """Tell whether a file that begins with ``head`` is a WARC, packed or not."""
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return _OPENING.match(head) is not None


def responses(stream: BinaryIO) -> Iterator[Response]:
    """Yield the responses in a file's order, and every broken record with its number and reason.

    Raises :class:`SourceError` where the file unpacks beyond measure.
    """
    source = _Source(stream)
    number = 0
    while True:
        try:
            opening = source.next_opening()
            if opening is None:
                return
            number += 1
            data = _record(source, opening)
            if data is not None:
                yield Response(number, data)
        except BrokenError as error:
            yield Response(max(number, 1), None, error.message)
            if not source.recover():
                return


def _record(source: "_Source", opening: bytes) -> bytes | None:
    """Return the record if it is a response; pass it over else."""
    lines = [opening]
    while (line := source.readline()) not in (b"\r\n", b"\n"):
        if not line or len(lines) > _MAX_HEADER_LINES:
            raise BrokenError("phần đầu bản ghi không trọn")
        lines.append(line)
    header = b"".join(lines).replace(b"\r\n", b"\n")
    length, kind = _LENGTH.search(header), _TYPE.search(header)
    if length is None or kind is None:
        raise BrokenError("phần đầu bản ghi thiếu loại hoặc độ dài")
    size = int(length[1])
    if kind[1].lower() != b"response":
        if not source.skip(size):
            raise BrokenError("bản ghi bị cắt cụt")
        return None
    if _TARGET.search(header) is None:
        raise BrokenError("phần đầu bản ghi thiếu địa chỉ")
    if size > MAX_TEXT_BYTES:
        begin = source.read(min(size, _STEP))
        source.skip(size - len(begin))
        if b"text/html" in begin[:4096].lower():
            raise BrokenError("trang quá lớn: quá %(mb)s MB", mb=MAX_TEXT_BYTES // 1024 // 1024)
        return None
    payload = source.read(size)
    if len(payload) < size:
        raise BrokenError("bản ghi bị cắt cụt")
    return b"".join((*lines, b"\r\n", payload, b"\r\n\r\n"))


class _Source:
    """The unpacked bytes of a file, one gzip member at a time; a plain file is one member."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._buffer = b""
        self._packed = b""
        self._unpacker: zlib._Decompress | None = None
        self._member_start = 0
        self._mark = 0
        self._reread = _MOST_REREAD
        self._taken = 0
        self._given = 0
        head = stream.read(3)
        stream.seek(0)
        self._is_gzip = head == GZIP
        if self._is_gzip:
            self._unpacker = zlib.decompressobj(31)

    def next_opening(self) -> bytes | None:
        """Return the line that opens the next record, None at the end of the file."""
        while True:
            line = self.readline()
            if not line:
                if not self._next_member():
                    return None
            elif _OPENING.fullmatch(line):
                self._mark = self._stream.tell() - len(self._buffer)
                return line
            elif line.strip():
                raise BrokenError("không thấy phần đầu bản ghi")

    def readline(self) -> bytes:
        """Return the next line of this member, b"" at its end."""
        while (at := self._buffer.find(b"\n")) < 0 and len(self._buffer) < _MAX_HEADER_LINE:
            if not self._fill():
                break
        size = at + 1 if at >= 0 else min(len(self._buffer), _MAX_HEADER_LINE)
        return self._take(size)

    def read(self, size: int) -> bytes:
        """Return ``size`` bytes of this member, fewer at its end."""
        parts = []
        while size > 0 and (self._buffer or self._fill()):
            parts.append(self._take(min(size, len(self._buffer))))
            size -= len(parts[-1])
        return b"".join(parts)

    def skip(self, size: int) -> bool:
        """Pass over ``size`` bytes of this member; tell whether it had so many."""
        while size > 0 and (self._buffer or self._fill()):
            size -= len(self._take(min(size, len(self._buffer))))
        return size == 0

    def recover(self) -> bool:
        """Go on to the next record that can be found; tell whether there is one."""
        if self._is_gzip:
            return self._recover_member()
        # A length that lies has swallowed what follows: look again right behind the last opening.
        self._reread -= self._stream.tell() - self._mark
        if self._reread >= 0:
            self._stream.seek(self._mark)
            self._buffer = b""
        while line := self.readline():
            if _OPENING.fullmatch(line):
                self._buffer = line + self._buffer
                return True
        return False

    def _take(self, size: int) -> bytes:
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken

    def _fill(self) -> bool:
        """Unpack some more of this member; tell whether there was more."""
        if self._unpacker is None:
            data = b"" if self._is_gzip else self._stream.read(_STEP)
            self._buffer += data
            return bool(data)
        while not self._unpacker.eof:
            packed = self._unpacker.unconsumed_tail or self._more()
            if not packed:
                raise BrokenError("tệp bị cắt cụt giữa bản ghi")
            try:
                data = self._unpacker.decompress(packed, _STEP)
            except zlib.error as error:
                raise BrokenError("nén hỏng") from error
            self._given += len(data)
            if self._given > _FREE and self._given > MAX_WARC_RATIO * self._taken:
                raise SourceError("tệp WARC bất thường: bung ra quá lớn so với cỡ nén")
            if data:
                self._buffer += data
                return True
        return False

    def _more(self) -> bytes:
        packed, self._packed = self._packed or self._stream.read(_STEP), b""
        self._taken += len(packed)
        return packed

    def _next_member(self) -> bool:
        if self._unpacker is None or not self._unpacker.eof:
            return False
        rest = self._unpacker.unused_data
        self._taken -= len(rest)
        rest = rest or self._stream.read(_STEP)
        rest = rest.lstrip(b"\x00")
        if not rest:
            self._unpacker = None
            return False
        self._member_start = self._stream.tell() - len(rest)
        self._packed, self._buffer = rest, b""
        self._unpacker = zlib.decompressobj(31)
        return True

    def _recover_member(self) -> bool:
        """Look for the next gzip member behind the beginning of the broken one."""
        at = self._member_start + 1
        while True:
            self._stream.seek(at)
            window = self._stream.read(_STEP)
            found = window.find(GZIP)
            if found >= 0 and is_warc(window[found:] + self._stream.read(_STEP)):
                self._member_start = at + found
                self._stream.seek(self._member_start)
                self._packed, self._buffer = b"", b""
                self._unpacker = zlib.decompressobj(31)
                return True
            if found < 0 and len(window) < _STEP:
                self._unpacker, self._buffer = None, b""
                return False
            at += found + 1 if found >= 0 else len(window) - 2
