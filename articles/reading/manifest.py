"""``manifest.csv``: what a person knows of the files of a folder or an archive.

Columns ``file,url,newspaper,title,published,retrieved``; ``file`` is the path below the manifest's folder.
What it says outranks what is guessed from the text.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import PurePath

from articles.messages import Message
from articles.reading.columns import fields_of
from articles.reading.delivered import merged
from articles.reading.rows import hints_of_row
from articles.reading.table_text import header_of
from articles.records import Hints, SourceError
from articles.vietnamese.encodings import UndecodableError, decode
from articles.vietnamese.letters import compose

MANIFEST = "manifest.csv"


DOCUMENT_SUFFIXES = frozenset(
    [
        ".txt",
        ".text",
        ".htm",
        ".html",
        ".xhtml",
        ".shtml",
        ".php",
        ".asp",
        ".aspx",
        ".docx",
        ".doc",
        ".rtf",
        ".odt",
        ".pdf",
        ".warc",
        ".gz",
        ".zip",
        ".csv",
        ".tsv",
        ".jsonl",
        ".ndjson",
        ".json",
    ]
)
"""What a file found in a folder may be called to be taken for a document; one named by itself is called as it
likes. A folder given by mistake must not fill the archive with program text, or with anybody's secrets."""


def may_be_document(name: str) -> bool:
    """Tell by its name whether a file in a folder is a document.

    >>> may_be_document("bai-1.TXT"), may_be_document("settings.py"), may_be_document("id_rsa")
    (True, False, False)
    """
    return PurePath(name).suffix.lower() in DOCUMENT_SUFFIXES


def is_about_folder(name: str) -> bool:
    """Tell whether a file speaks of the folder it lies in and is no document: "README.md", ".DS_Store"."""
    return name.startswith(".") or name == "__MACOSX" or name.lower().split(".")[0] in ("readme", "thumbs")


class Manifest:
    """The hints for the files below one folder; remembers which of them were asked for."""

    def __init__(self, hints: dict[str, Hints]) -> None:
        self._hints = hints
        self._asked: set[str] = set()

    @classmethod
    def parse(cls, data: bytes) -> "Manifest":
        """Return the manifest that ``data`` holds; raise :class:`SourceError` when it cannot be read."""
        try:
            lines = io.StringIO(_with_one_line_end(decode(data).text), newline="\n")
        except UndecodableError as error:
            raise SourceError("manifest.csv: %(why)s", why=error.message) from error
        header = header_of(lines)
        if not header.words:
            raise SourceError("manifest.csv rỗng")
        try:
            columns, *rows = csv.reader(chain([header.words], lines), delimiter=header.delimiter)
        except csv.Error as error:
            raise SourceError("manifest.csv hỏng: không đọc được các cột") from error
        fields = fields_of(columns)
        if "file" not in fields:
            raise SourceError("manifest.csv không có cột file")
        named = (dict(zip(fields, row, strict=False)) for row in rows)
        return cls(
            _agreed((_key(row["file"]), hints_of_row(row)) for row in named if row.get("file", "").strip())
        )

    def hints(self, path: str) -> Hints | None:
        """Return what is said of the file at ``path`` below the folder, None when nothing is."""
        key = _key(path)
        self._asked.add(key)
        return self._hints.get(key)

    def missing(self) -> list[str]:
        """Return the files that are named but were never asked for."""
        return sorted(self._hints.keys() - self._asked)


def _key(path: str) -> str:
    return compose(path.strip().replace("\\", "/")).removeprefix("./")


def _with_one_line_end(text: str) -> str:
    """Return ``text`` with LF alone for a line end; other signs that some programs break lines at
    (U+2028, U+0085) belong to the words."""
    text = text.replace("\r\n", "\n")
    return text.replace("\r", " " if "\n" in text else "\n")


def _agreed(lines: Iterable[tuple[str, Hints]]) -> dict[str, Hints]:
    """Return what is said of each file. The first of two lines for one file holds; where they differ, and
    where two files are said to have one address, a note says so."""
    said: dict[str, Hints] = {}
    owners: dict[str, str] = {}
    for key, hints in lines:
        first = said.get(key)
        if first is not None:
            if replace(first, note=None) != replace(hints, note=None):
                said[key] = _noted(first, Message("manifest.csv có dòng khác cho tệp này, chỉ lấy dòng đầu"))
            continue
        owner = owners.setdefault(hints.url.rstrip("/"), key) if hints.url else key
        twice = Message("manifest.csv đã ghi địa chỉ này cho tệp “%(file)s”", file=owner)
        said[key] = hints if owner == key else _noted(hints, twice)
    return said


def _noted(hints: Hints, note: Message) -> Hints:
    return merged(hints, Hints(note=note)) if note not in (hints.note or "") else hints
