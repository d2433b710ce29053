"""Cells whose names were read only in part, or not at all: their figures would be put down to others."""

import re

from articles.recognition.context import Context
from articles.recognition.figures.candidates import CELLS
from articles.recognition.phrases import either
from articles.recognition.units.words import WORD
from articles.records import UnitFinding

_WORD_BEHIND = re.compile(r" (?P<word>[^\W\d_]+)")
_FOLLOWS = """
    có|đã|hiện|nay|vừa|luôn|vẫn|chỉ|mới|cũng|đều|giờ|tiếp tục|kết nạp|chuyển|quản lý|gồm|lãnh đạo|công nhận
    |phát triển|hoàn thành|là|và|với|tại|ở|thuộc|trực thuộc|của|được|tổ chức|do|bị|không|còn|trong|từ|về|cho
    |để|khi|thì|mà|nhưng|đến|đạt|xã|phường|thị trấn|huyện|thị xã|thành phố|quận|họp|ra|lúc|mỗi|hằng|hàng|theo
    |sinh hoạt|nhiệm kỳ|năm|tham gia|trao|nhận|dự|số|một|hai|ba|bốn|chưa|đang|sẽ|phải|phân công|triển khai
    |xây dựng|thực hiện|duy trì|cùng|đứng|như|nơi|tuy|vận động|giới thiệu|kiểm điểm|đề|thành lập|đưa|làm|giao
    |thường|tháng|ngày|sáng|chiều|vào|lại|nâng|tập trung|chủ động|bồi dưỡng|nhờ|cứ|đông|nhiều|ít|sau|trước
    |gắn|chọn|lấy|mở|lập|ban hành|huy động|tuyên truyền|quan tâm|coi|xác định|chú trọng|phát động|hỗ trợ
    |giúp|đăng ký|cử|bầu|thống nhất|kiểm tra|quyết định|ký|nghe|góp|hoạt động|chia|sáp nhập|tách|giữ|dành
    |đổi mới|đẩy mạnh|hướng dẫn|phối hợp|phát huy|rà soát|bàn|thông qua|cần|biết|chính|gặp|bước
"""
_MAY_FOLLOW = re.compile(rf"{either(_FOLLOWS)}(?!\w)")


_VILLAGE_OPENS = re.compile(
    rf"(?:Bản|Thôn|Xóm|Ấp|Làng|Buôn|Khu phố|Tổ dân phố|Khóm) (?P<name>(?:{WORD}|\d+)(?: (?:{WORD}|\d+))*)"
)
_KIND_BEHIND = re.compile(
    rf"\s+{either('tổng công ty|công ty|tập đoàn|trường|bệnh viện|nhà máy|trung tâm|cơ quan|viện|sở|khối')}"
    rf"(?-i:(?!\s+[A-ZĐ]|\w))",
    re.IGNORECASE,
)


def is_kind_behind(text: str, offset: int) -> bool:
    """Tell whether only the kind of a body stands at ``offset``, no name: "Đảng bộ Công ty hiện có"."""
    return _KIND_BEHIND.match(text, offset) is not None


def is_cut(text: str, found: UnitFinding) -> bool:
    """Tell whether the name of a cell goes on behind what was read of it.

    "Chi bộ Công đoàn các khu công nghiệp có 38 đảng viên", read as "Chi bộ Công", goes on with a small word
    that opens no statement.
    """
    if found.unit.kind not in CELLS:
        return False
    rest = _WORD_BEHIND.match(text, found.span.end)
    return rest is not None and rest["word"].islower() and not _MAY_FOLLOW.match(text, rest.start("word"))


def village_of_paragraph(context: Context, text: str, offset: int) -> str | None:
    """Return the village that opens the paragraph: "Bản Ngồ Hén có 158 hộ. Chi bộ có 31 đảng viên"."""
    block = context.block_at(offset)
    opens = _VILLAGE_OPENS.match(text, block.span.start, offset) if block else None
    return opens["name"] if opens else None
