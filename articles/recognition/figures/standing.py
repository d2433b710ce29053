"""How an organisation stands in its sentence: as the one spoken of, by the way, or as a part."""

import re

from articles.recognition.phrases import either
from articles.records import Span

_CROSSES = re.compile(r"(?:xã|phường|trấn|huyện|quận|phố|tỉnh)\.\s+\S")
_WEAK = """
    trực thuộc|thuộc|của|trong|trong toàn|của toàn|thuộc toàn|tại|ở|do|theo|về|cho|bí thư|thường trực
    |văn phòng|ban tổ chức|đồng chí|ủy viên|ủy viên ban thường vụ|ủy viên btv|ủy viên ban chấp hành
    |ủy viên bch|chỉ tiêu|kế hoạch|nghị quyết|chánh văn phòng
"""
_MERGED = re.compile(r"(?<!\w)trên cơ sở (?:sáp nhập|hợp nhất|nhập|tách|chia tách)(?!\w)[^.;]*$")
_WEAK_BEFORE = re.compile(rf"(?<!\w){either(_WEAK)}\s+$")
_WEAK_BEHIND = re.compile(rf"\s+{either('giao|đề ra|quản lý|phê duyệt|ban hành')}(?!\w)")
_PARTNER_BEFORE = re.compile(r"(?<!\w)phối hợp (?:với|cùng)(?!\w)[^,;:.]*$")
_PART_BEFORE = re.compile(r"(?:trong đó|nhất là|điển hình là|tiêu biểu là)[^;]*$")
# "Đảng bộ xã A kết nạp 23 đảng viên; riêng Chi bộ thôn B kết nạp 2": said by the way.
_ASIDE_BEFORE = re.compile(r"(?<!\w)riêng\s+$")


def is_weak(lowered: str, named: Span) -> bool:
    """Tell whether a preposition, a post or a merger stands before an organisation, or what it did behind it:
    "chỉ tiêu Tỉnh ủy giao", "trên cơ sở sáp nhập Đảng bộ xã A"."""
    if _WEAK_BEHIND.match(lowered, named.end):
        return True
    near = max(0, named.start - 120)
    if lowered.find("trên cơ sở", near, named.start) >= 0 and _MERGED.search(lowered, near, named.start):
        return True
    return bool(_WEAK_BEFORE.search(lowered, max(0, named.start - 28), named.start))


def is_partner(lowered: str, start: int) -> bool:
    """Tell whether an organisation only works together with another: "chi ủy phối hợp với Quận ủy A"."""
    near = max(0, start - 70)
    return lowered.find("phối hợp", near, start) >= 0 and bool(_PARTNER_BEFORE.search(lowered, near, start))


def is_part(lowered: str, start: int) -> bool:
    """Tell whether an organisation is named as one of those before: "trong đó nhiều nhất là Đảng bộ xã B"."""
    return bool(_PART_BEFORE.search(lowered, max(0, start - 60), start))


def is_aside(text: str, start: int) -> bool:
    """Tell whether an organisation is named by the way: "riêng Chi bộ thôn B"."""
    return bool(_ASIDE_BEFORE.search(text, max(0, start - 8), start))


def crosses_sentence(surface: str) -> bool:
    """Tell whether a name was read across the end of a sentence: "Đảng bộ tỉnh. Ông Nguyễn Văn A"."""
    return "." in surface and _CROSSES.search(surface) is not None
