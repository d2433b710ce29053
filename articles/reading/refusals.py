"""Reasons that several readers give: one wording for each."""

from articles.messages import Message

_MEGA = 1024 * 1024

EXCEL = Message("bảng Excel: mở ra rồi lưu lại thành CSV (UTF-8)")
EMPTY = Message("tệp rỗng")
NOT_THERE = Message("manifest.csv nêu tệp này nhưng không có")
NO_CONTENT = Message("dòng không có nội dung: các trường text, body, html đều trống")


def too_large(limit: int) -> Message:
    """Say that a file has more bytes than one document may have."""
    return Message("tệp quá lớn: quá %(mb)s MB cho một văn bản", mb=limit // _MEGA)


def file_too_large(limit: int) -> Message:
    """Say that a file, which need not be one document, has more bytes than it may have."""
    return Message("tệp quá lớn: quá %(mb)s MB", mb=limit // _MEGA)


def page_too_large(limit: int) -> Message:
    """Say that a page within a file has more bytes than one document may have."""
    return Message("trang quá lớn: quá %(mb)s MB cho một văn bản", mb=limit // _MEGA)


def row_too_large(limit: int) -> Message:
    """Say that a row of a table has more bytes than one document may have."""
    return Message("dòng quá lớn: quá %(mb)s MB cho một văn bản", mb=limit // _MEGA)


def cell_too_large(limit: int) -> Message:
    """Say that a single cell of a table has more bytes than one document may have."""
    return Message("ô quá lớn: quá %(mb)s MB cho một văn bản", mb=limit // _MEGA)
