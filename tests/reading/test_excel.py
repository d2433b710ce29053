"""Workbooks of Excel are none of ours; whoever hands one in is told what to do."""

import io
import zipfile

import pytest

from articles.reading.formats import read
from articles.records import Hints, RefusedError


def workbook() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return data.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(("name", "data"), [("a.xlsx", workbook()), ("a.xls", OLD)])
def test_the_reason_says_what_to_save_it_as(name: str, data: bytes) -> None:
    with pytest.raises(RefusedError, match="bảng Excel: mở ra rồi lưu lại thành CSV"):
        read(name, data, Hints())
