# ruff: noqa: E501 -- markup as its writers write it
"""Well-formed Word files, PDFs and the archives that Word files are, written from their parts."""

import io
import random
import zipfile
from html import escape

from benchmarks.fuzz_pages import utf_8

Files = dict[str, bytes]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx_files(pages: list[str], _chance: random.Random) -> Files:
    """The parts of a Word file, not yet packed."""
    lines = [escape(line) for line in pages[0].split("\n")]
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELATIONS.encode(),
        "word/document.xml": utf_8(document),
    }


def docx(pages: list[str], chance: random.Random) -> bytes:
    return zipped(docx_files(pages, chance), chance)


def pdf(pages: list[str], _chance: random.Random) -> bytes:
    """One sheet a page, its letters in a font that says which letter of Unicode each code is."""
    letters = sorted({letter for page in pages for letter in page if letter >= " "})[:60_000]
    code = {letter: number for number, letter in enumerate(letters, 1)}
    sheets = [_sheet(page, code) for page in pages]
    first = 6
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(sheets)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>",
        _stream(_to_unicode(code)),
    ]
    for number, sheet in enumerate(sheets):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (first + 2 * number + 1)
        )
        objects.append(_stream(sheet))
    return numbered(objects)


def _sheet(page: str, code: dict[str, int]) -> bytes:
    lines = [line[start : start + 90] for line in page.split("\n") for start in range(0, len(line), 90)]
    shown = [f"<{''.join(f'{code[c]:04x}' for c in line if c in code)}> Tj T*" for line in lines[:60]]
    return "\n".join(("BT /F 10 Tf 13 TL 40 800 Td", *shown, "ET")).encode()


def _to_unicode(code: dict[str, int]) -> bytes:
    chars = [
        f"<{number:04x}> <{letter.encode('utf-16-be', 'surrogatepass').hex()}>"
        for letter, number in code.items()
    ]
    blocks = [chars[start : start + 100] for start in range(0, len(chars), 100)]
    tables = "\n".join(f"{len(block)} beginbfchar\n{' '.join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{tables}\nendcmap end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def numbered(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of these objects, numbered from one."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return (
        out
        + head
        + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    )


def zipped(files: Files, chance: random.Random) -> bytes:
    stream = io.BytesIO()
    method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            # A day of its own, so that the same input is made again byte for byte.
            entry = zipfile.ZipInfo(name, (2021, 3, 9, 14, 20, 0))
            entry.compress_type = method
            archive.writestr(entry, data)
    return stream.getvalue()
