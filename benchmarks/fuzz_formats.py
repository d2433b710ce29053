"""Well-formed inputs of every format the archive reads, made from the texts of reports.

A maker takes pages (plain texts) and a source of chance and returns the bytes of one file, or the files of a
folder. What is hostile is done to the pages before, or to the bytes after.
"""

import csv
import gzip
import io
import json
import random
import unicodedata
from collections.abc import Callable

from benchmarks.fuzz_office import Files, docx, pdf, zipped
from benchmarks.fuzz_pages import address, html, tcvn3, twice, utf_8, utf_16, vni, windows_1258

Maker = Callable[[list[str], random.Random], bytes | Files]

_ODD_NAMES = (
    *(
        "../../etc/1.txt",
        "/1.txt",
        "C:\\báo\\1.txt",
        "a" * 3000 + ".txt",
        "báo/" * 400 + "1.txt",
        "",
        " ",
        "!",
    ),
    *("1.txt!2", "con\n.txt", "\u202etxt.1", "\u0301.txt", "\U0010ffff", "%s.txt", "'.txt"),
    *("manifest.csv/1.txt", ".ẩn.txt", "1.ZIP"),
)
_ODD_IDS: tuple[object, ...] = (
    *("x" * 3000, "\x00", "", " ", "a!b", "\u202e", "\ud800"),
    *(-1, 10**60, None, 1.5, [], {}, True),
)


def warc(pages: list[str], chance: random.Random) -> bytes:
    return b"".join(_records(pages, chance))


def warc_gz(pages: list[str], chance: random.Random) -> bytes:
    return b"".join(gzip.compress(record, mtime=0) for record in _records(pages, chance))


def _id(number: int, chance: random.Random) -> object:
    return chance.choice(_ODD_IDS) if chance.random() < 0.1 else number


def _records(pages: list[str], chance: random.Random) -> list[bytes]:
    records = []
    for page in pages:
        body = html([page], chance)
        payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        kind = chance.choice(("response", "response", "response", "request"))
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address(chance)}\r\n"
            f"WARC-Date: 2021-06-18T18:30:00Z\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        records.append(head.encode() + payload + b"\r\n\r\n")
    return records


def zip_of_files(pages: list[str], chance: random.Random) -> bytes:
    files = folder(pages, chance)
    if chance.random() < 0.2:
        oldest = next(iter(files))
        files[chance.choice(_ODD_NAMES)] = files.pop(oldest)
    return zipped(files, chance)


def zip_in_zip(pages: list[str], chance: random.Random) -> bytes:
    inner = zip_of_files(pages, chance)
    others = {"bảng.jsonl": jsonl(pages, chance), "trang.html": html(pages, chance)}
    for _ in range(chance.choice((0, 0, 1, 4))):
        inner = zipped({"gói.zip": inner}, chance)
    return zipped({"trong.zip": inner} | others, chance)


def folder(pages: list[str], chance: random.Random) -> Files:
    """Files of several kinds with a manifest that knows some of them."""
    files: Files = {}
    for number, page in enumerate(pages):
        maker, suffix = chance.choice(
            ((html, "html"), (csv_table, "csv"), (warc_gz, "warc.gz"), (_txt, "txt"), (_txt, "txt"))
        )
        files[f"{chance.choice(('', 'báo/', 'báo/tỉnh/'))}{number}.{suffix}"] = maker([page], chance)
    lines = ["file,url,newspaper,title,published,retrieved"]
    lines += [f"{name},{address(chance)},Báo Lai Châu,,26/10/2020," for name in files]
    return files | {"manifest.csv": utf_8("\n".join(lines))}


def _txt(pages: list[str], _chance: random.Random) -> bytes:
    return utf_8(pages[0])


def csv_table(pages: list[str], chance: random.Random, delimiter: str | None = None) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter or chance.choice(",;"), escapechar="\\")
    writer.writerow(("id", "title", "body", "url", "published", "newspaper"))
    for number, page in enumerate(pages):
        title, _, body = page.partition("\n")
        writer.writerow((_id(number, chance), title, body, address(chance), "09/03/2021", "Báo Lai Châu"))
    return utf_8(out.getvalue())


def tsv_table(pages: list[str], chance: random.Random) -> bytes:
    return csv_table(pages, chance, "\t")


def jsonl(pages: list[str], chance: random.Random) -> bytes:
    lines = []
    for number, page in enumerate(pages):
        title, _, body = page.partition("\n")
        field = chance.choice(("body", "text", "html"))
        row = {"id": _id(number, chance), "title": title, "published": "2021-03-09", "url": address(chance)}
        row[field] = html([page], chance).decode("utf-8", "surrogatepass") if field == "html" else body
        lines.append(json.dumps(row, ensure_ascii=chance.random() < 0.3))
    return utf_8("\n".join(lines) + "\n")


FORMATS: dict[str, tuple[str, Maker]] = {
    "text, UTF-8": ("txt", _txt),
    "text, UTF-8 with BOM": ("txt", lambda pages, _: b"\xef\xbb\xbf" + utf_8(pages[0])),
    "text, UTF-16": ("txt", lambda pages, chance: utf_16(pages[0], chance)),
    "text, Windows-1258": ("txt", lambda pages, _: windows_1258(pages[0])),
    "text, TCVN3": ("txt", lambda pages, _: tcvn3(pages[0])),
    "text, VNI": ("txt", lambda pages, _: vni(pages[0])),
    "text, NFD": ("txt", lambda pages, _: utf_8(unicodedata.normalize("NFD", pages[0]))),
    "text, UTF-8 twice": ("txt", lambda pages, _: twice(pages[0])),
    "HTML": ("html", html),
    "DOCX": ("docx", docx),
    "PDF": ("pdf", pdf),
    "WARC": ("warc", warc),
    "WARC.GZ": ("warc.gz", warc_gz),
    "ZIP": ("zip", zip_of_files),
    "ZIP in ZIP": ("zip", zip_in_zip),
    "CSV": ("csv", csv_table),
    "TSV": ("tsv", tsv_table),
    "JSONL": ("jsonl", jsonl),
    "folder with manifest": ("", folder),
}
"""By name: the suffix of its files and its maker; the folder is the one that has none."""
