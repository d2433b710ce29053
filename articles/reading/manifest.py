"""``manifest.csv``: what a person knows of the files of a folder or an archive.

Columns ``file,url,newspaper,title,published,retrieved``; ``file`` is the path below the manifest's folder.
What it says outranks what is guessed from the text.
"""

import csv
from pathlib import PurePath

from articles.reading.rows import hints_of_row
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
            lines = decode(data).text.splitlines()
        except UndecodableError as error:
            raise SourceError(f"manifest.csv: {error}") from error
        if not lines:
            raise SourceError("manifest.csv rỗng")
        delimiter = max(",;\t", key=lines[0].count)
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error as error:
            raise SourceError("manifest.csv hỏng: không đọc được các cột") from error
        fields = [name.strip().lower() for name in rows[0]]
        if "file" not in fields:
            raise SourceError("manifest.csv không có cột file")
        named = (dict(zip(fields, row, strict=False)) for row in rows[1:])
        return cls({_key(row["file"]): hints_of_row(row) for row in named if row.get("file", "").strip()})

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
