"""What a quantity counts: the words around it say so; targets, averages and bounds count nothing."""

import re

from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.ratings import read_rating
from articles.recognition.figures.readings import ABOUT, Before, Reading, is_told
from articles.recognition.figures.sentences import Sentence
from articles.recognition.figures.stocks import read_stock, read_total
from articles.recognition.phrases import either

_BOUND = re.compile(
    rf"(?<!\w){either('dưới|ít nhất|tối thiểu|tối đa|không quá|không dưới|quá|đủ từ|từ')}\s+$"
)
_TARGETS = """
    phấn đấu|mục tiêu|dự kiến|chỉ tiêu|kế hoạch|đặt ra|phải|yêu cầu|đăng ký|sẽ|nếu|đề nghị
    |đề xuất|giới thiệu|chờ|làm hồ sơ|mỗi năm|hằng năm|hàng năm|bình quân|trung bình|mỗi tháng|mỗi quý
    |mỗi kỳ|ước
"""
# "theo kế hoạch 200 đảng viên và kết quả cuối cùng là 250": what came of a target is none.
_TARGET = re.compile(rf"(?<!\w)(?:{either(_TARGETS)}|(?<!đã )xem xét)(?!\w)(?:(?!kết quả|\sthì\s)[^,;])*$")
# "Đảng bộ xã đề ra 6 nhóm giải pháp; trong nhiệm kỳ phát triển 20 đảng viên": all behind it is a plan.
_PLANNED = re.compile(
    r"(?<!chỉ tiêu )(?<!nghị quyết )(?<!kế hoạch )(?<!mục tiêu )(?<!\w)đề ra \w[^.]*"
    r"(?:kết nạp|phát triển)[^,;.]*$"
)
# "Dự kiến cả năm, toàn huyện kết nạp 70 đảng viên": behind a comma it is still to come.
_TO_COME = re.compile(
    r"(?<!\w)(?:dự kiến|sẽ"
    r"|phấn đấu (?:đến|hết|cuối|cả|năm|trong|kết nạp|phát triển|toàn|mỗi|hằng|hàng))(?!\w)"
    r"(?:(?!(?<!\w)(?:đã|kết quả|đến nay|hiện|trước đó|được)(?!\w))[^;])*$"
)
_DONE = re.compile(r"(?<!\w)(?:đã|được)(?!\w)")
_UPWARDS = re.compile(r"\s+(?:mới\s+)?trở lên")

_ADMITTED_BEFORE = re.compile(
    rf"(?<!\w)(?<!đối tượng )(?<!nguồn )(?<!chỉ tiêu )kết nạp"
    rf"(?:\s+(?:được|mới|thêm|vào|đảng|cho|viên|là|đã|chỉ))*\s*:?\s*{ABOUT}$"
)
_DEVELOPED_BEFORE = re.compile(rf"(?<!\w)phát triển(?:\s+(?:được|mới|thêm|đảng|viên))*\s*{ABOUT}$")
_DEVELOPED_MEMBERS = re.compile(
    rf"(?<!\w)phát triển(?:\s+(?:được|mới|thêm))*\s+đảng viên(?:\s+(?:được|mới|thêm|là))*\s*{ABOUT}$"
)
_ADMITTED_AFTER = re.compile(
    r"(?:\s(?!kết nạp|chính thức|đảng viên|chi bộ|trong đó|và\s|bị|giới thiệu|học)"
    r"(?:(?!không|chưa|từng)[^.;,\d]){0,45}?)?\s+(?:đã\s|vừa\s)?(?:được|vinh dự được|đứng vào hàng ngũ)"
    r"(?:\s+(?:chi bộ|đảng bộ|tổ chức đảng))?\s*(?:kết nạp|của đảng)(?!\s+lại)"
)
_OFFICIAL = r"(?:\s+(?:là|thành|đảng|viên|dự bị|cho))*\s+chính thức"
_OFFICIAL_BEFORE = re.compile(
    rf"(?<!\w)(?:xét )?(?:chuyển|công nhận){_OFFICIAL}(?:\s+(?:cho|được|đối với|với|là))*\s*:?\s*{ABOUT}$"
)
_OFFICIAL_AFTER = re.compile(
    r"\s*(?:dự bị\s*)?(?:hết thời gian dự bị\s*)?(?:đã\s+|được\s+|đủ điều kiện\s+)*(?:công nhận|chuyển)"
    rf"{_OFFICIAL}"
)
# "công nhận 376 đảng viên chính thức": the number stands inside.
_OFFICIAL_OPENS = re.compile(rf"(?<!\w)(?:công nhận|chuyển)\s+(?:được\s+|cho\s+)?{ABOUT}$")
_OFFICIAL_ENDS = re.compile(r"\s+(?:dự bị\s+)?(?:là\s+|thành\s+|lên\s+|sang\s+)?(?:đảng viên\s+)?chính thức")
_PART = re.compile(r"trong đó(?P<named>[^;]*)$")
_OF_BODY = re.compile(r"(?:đảng bộ|chi bộ|đảng ủy|xã|huyện|phường|thị trấn).*\b(?:với|có)\s+$")
_NUMBER_ADMITTED = re.compile(r"(?<!\w)(?:được )?kết nạp[^,;:]{0,60}\slà\s+$")


def read_indicator(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Return what ``quantity`` counts, None when it counts nothing asked for."""
    text, start = sentence.lowered, quantity.start
    if _BOUND.search(text, sentence.clause(start), start) or _UPWARDS.match(text, quantity.end):
        return None
    if _TARGET.search(text, sentence.phrase(start), start) or _TO_COME.search(
        text, sentence.clause(start), start
    ):
        return None
    if _PLANNED.search(text, sentence.near(start), start) and not _DONE.search(
        text, max(0, start - 30), start
    ):
        return None
    return (
        read_rating(sentence, quantity, before)
        or (_moved(sentence, quantity, before) if quantity.kind in {"members", "persons"} else None)
        or read_stock(sentence, quantity, before)
        or (read_total(sentence, quantity) if quantity.kind in {"members", "persons"} else None)
    )


def _moved(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Tell members admitted from members made official."""
    text, start, end, stop = sentence.lowered, quantity.start, quantity.end, sentence.end
    clause = sentence.clause(start)
    if _OFFICIAL_BEFORE.search(text, clause, start) or _OFFICIAL_AFTER.match(text, end, stop):
        return Reading("members_made_official", "made-official")
    if _OFFICIAL_ENDS.match(text, end, stop) and _OFFICIAL_OPENS.search(text, clause, start):
        return Reading("members_made_official", "made-official")
    if _ADMITTED_BEFORE.search(text, clause, start) or _NUMBER_ADMITTED.search(text, clause, start):
        return Reading("members_admitted", "admitted")
    if not is_told(quantity) and _ADMITTED_AFTER.match(text, end, min(stop, end + 90)):
        return Reading("members_admitted", "admitted")
    if quantity.kind == "members" or _DEVELOPED_MEMBERS.search(text, clause, start):
        return _admitted_otherwise(sentence, quantity, before)
    return None


def _admitted_otherwise(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Read "phát triển được 12 đảng viên" and "trong đó nhiều nhất là Đảng bộ xã B với 13 đảng viên"."""
    text, start = sentence.lowered, quantity.start
    if _DEVELOPED_BEFORE.search(text, sentence.clause(start), start):
        return Reading("members_admitted", "admitted")
    if before and before[1].indicator == "members_admitted":
        part = _PART.search(text, max(before[0].end, sentence.near(start)), start)
        is_part = part is not None and _OF_BODY.search(part["named"])
        return Reading("members_admitted", "part-of-admitted") if is_part else None
    return None
