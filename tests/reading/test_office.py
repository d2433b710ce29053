"""Word files: what stands on the page, in its order; nothing of what is deleted or said of the file."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from articles.parsing import parse
from articles.reading import documents, read, uploaded
from articles.records import Hints, SourceError
from articles.vietnamese.encodings import from_tcvn3
from tests.reading.layouts import BYLINE, CAPTION, HEADLINE, LEDE, PARAGRAPHS

NO_HINTS = Hints()


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def made(write: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    write(document)
    return saved(document)


def report(document: Document) -> None:
    document.add_heading(HEADLINE, 1)
    document.add_paragraph("Thứ Ba, 09/03/2021")
    document.add_paragraph(LEDE)
    document.add_paragraph(PARAGRAPHS[0])
    document.add_paragraph(CAPTION).runs[0].italic = True
    for paragraph in PARAGRAPHS[1:]:
        document.add_paragraph(paragraph)
    document.add_paragraph(BYLINE)
    document.core_properties.author = "Người Đánh Máy"
    document.sections[0].header.paragraphs[0].text = "Báo Mẫu, trang 1"


def lines_of(data: bytes) -> list[str]:
    return read("bài.docx", data, NO_HINTS).text.split("\n\n")


def test_a_report_comes_paragraph_by_paragraph_and_parses() -> None:
    raw = read("bài.docx", made(report), NO_HINTS)
    assert raw.text.split("\n\n") == [
        HEADLINE, "Thứ Ba, 09/03/2021", LEDE, PARAGRAPHS[0], CAPTION, *PARAGRAPHS[1:], BYLINE
    ]  # fmt: skip
    parsed = parse(raw)
    assert (parsed.headline, parsed.byline) == (HEADLINE, BYLINE)
    assert raw.hints == NO_HINTS


def test_rows_of_figures_are_lines_and_line_breaks_part_them() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Kết quả năm 2020\nở Mường Đun")
        table = document.add_table(2, 2)
        for row, words in zip(table.rows, (("Chi bộ", "Đảng viên"), ("Nà Sẳng", "27")), strict=True):
            row.cells[0].text, row.cells[1].text = words

    assert lines_of(made(write)) == ["Kết quả năm 2020", "ở Mường Đun", "Chi bộ | Đảng viên", "Nà Sẳng | 27"]


def test_inserted_words_stay_and_deleted_ones_go() -> None:
    def write(document: Document) -> None:
        paragraph = document.add_paragraph("Chi bộ có ")
        for tag, inner, words in (("del", "delText", "25"), ("ins", "t", "27")):
            paragraph._p.append(
                parse_xml(f"<w:{tag} {nsdecls('w')}><w:r><w:{inner}>{words}</w:{inner}></w:r></w:{tag}>")
            )
        paragraph.add_run(" đảng viên")

    assert lines_of(made(write)) == ["Chi bộ có 27 đảng viên"]


def test_a_text_box_stands_after_its_paragraph_once() -> None:
    def write(document: Document) -> None:
        box = f"<w:txbxContent><w:p><w:r><w:t>{CAPTION}</w:t></w:r></w:p></w:txbxContent>"
        spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        document.add_paragraph("Đoạn một").runs[0]._r.append(
            parse_xml(
                f"<mc:AlternateContent {nsdecls('w')} {spaces}><mc:Choice Requires='wps'>{box}</mc:Choice>"
                f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
            )
        )
        document.add_paragraph("Đoạn hai")

    assert lines_of(made(write)) == ["Đoạn một", CAPTION, "Đoạn hai"]


def test_a_file_set_in_an_old_font_is_turned_into_unicode() -> None:
    words = "§¶ng bé x· M­êng §un chän Nµ S¼ng lµm n¬i sinh ho¹t ®iÓm, b¶y chi bé ®· ®æi giê häp."
    data = made(lambda document: [document.add_paragraph(words) for _ in range(3)])
    raw = read("cũ.docx", data, NO_HINTS)
    assert raw.text.split("\n\n")[0] == from_tcvn3(words)
    assert raw.encoding == "utf-8+tcvn3"


def test_a_word_file_without_its_suffix_is_one_document(tmp_path) -> None:
    path = tmp_path / "bài"
    path.write_bytes(made(report))
    (found,) = documents([path])
    assert found.data == path.read_bytes()
    assert [each.name for each in uploaded("bài.docx", found.data, NO_HINTS)] == ["bài.docx"]


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({each: archive.read(each) for each in archive.namelist()} | {name: content})


ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(8))
    + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    b"<w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 rubbish", "hỏng"),
        (made(report)[:4000], "hỏng"),
        (zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "Excel.*CSV"),
        (made(lambda _: None), "chữ"),
        (changed(made(report), "word/document.xml", b" " * (200 << 20)), "bất thường"),
        (changed(made(report), "word/document.xml", ENTITIES), "hỏng|bộ nhớ|chữ"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "đời cũ"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "Workbook".encode("utf-16-le"), "Excel.*CSV"),
        (b"{\\rtf1 x}", "RTF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read("1.docx", data, NO_HINTS)
