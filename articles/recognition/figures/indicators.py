"""What a quantity counts: the words around it say so; targets, averages and bounds count nothing."""

import re
from dataclasses import dataclass

from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either

_ABOUT = f"(?:{either('gần|hơn|trên|khoảng|tới|đến|có|chừng|cả thảy|tổng số|tổng cộng|thêm|tất cả')}\\s+)*"
_BOUND = re.compile(
    rf"(?<!\w){either('dưới|ít nhất|tối thiểu|tối đa|không quá|không dưới|quá|đủ từ|từ')}\s+$"
)
_TARGETS = """
    phấn đấu|mục tiêu|dự kiến|chỉ tiêu|kế hoạch|đặt ra|phải|yêu cầu|đăng ký|sẽ|nếu|đề nghị|xem xét
    |đề xuất|giới thiệu|chờ|làm hồ sơ|mỗi năm|hằng năm|hàng năm|bình quân|trung bình|mỗi tháng|mỗi quý
    |mỗi kỳ|ước
"""
_TARGET = re.compile(rf"(?<!\w){either(_TARGETS)}(?!\w)[^,;]*$")
_UPWARDS = re.compile(r"\s+(?:mới\s+)?trở lên")

_ADMITTED_BEFORE = re.compile(
    rf"(?<!\w)kết nạp(?:\s+(?:được|mới|thêm|vào|đảng|cho|viên|là|đã|chỉ))*\s*:?\s*{_ABOUT}$"
)
_DEVELOPED_BEFORE = re.compile(rf"(?<!\w)phát triển(?:\s+(?:được|mới|thêm|đảng))*\s*{_ABOUT}$")
_ADMITTED_AFTER = re.compile(
    r"(?:\s(?!kết nạp|chính thức|đảng viên|chi bộ|trong đó|và\s|bị|giới thiệu|học)"
    r"(?:(?!không|chưa|từng)[^.;,\d]){0,45}?)?\s+(?:đã\s|vừa\s)?(?:được|vinh dự được|đứng vào hàng ngũ)"
    r"(?:\s+(?:chi bộ|đảng bộ|tổ chức đảng))?\s*(?:kết nạp|của đảng)(?!\s+lại)"
)
_OFFICIAL = r"(?:\s+(?:là|thành|đảng|viên|dự bị|cho))*\s+chính thức"
_OFFICIAL_BEFORE = re.compile(
    rf"(?<!\w)(?:xét )?(?:chuyển|công nhận){_OFFICIAL}(?:\s+(?:cho|được|đối với|với|là))*\s*:?\s*{_ABOUT}$"
)
_OFFICIAL_AFTER = re.compile(
    r"\s*(?:dự bị\s*)?(?:hết thời gian dự bị\s*)?(?:đã\s+|được\s+|đủ điều kiện\s+)*(?:công nhận|chuyển)"
    rf"{_OFFICIAL}"
)
_PART = re.compile(r"trong đó(?P<named>[^;]*)$")
_OF_BODY = re.compile(r"(?:đảng bộ|chi bộ|đảng ủy|xã|huyện|phường|thị trấn).*\b(?:với|có)\s+$")
_NUMBER_ADMITTED = re.compile(r"(?<!\w)(?:được )?kết nạp[^,;:]{0,60}\slà\s+$")
_MEMBERS_TOTAL = re.compile(r"(?<!\w)tổng số đảng viên[^,;]{0,50}\s(?:là|lên)\s+$")
_OF_OTHERS = re.compile(r"\d\s+(?:chi bộ|đảng bộ|tổ chức)(?!\w)[^,;]{0,40}$")

_TASK = r"(?: chức trách,?)? nhiệm vụ"
_RATING = (
    rf"(?P<rating>hoàn thành xuất sắc{_TASK}|hoàn thành tốt{_TASK}|(?:không|chưa) hoàn thành{_TASK}"
    rf"|hoàn thành{_TASK}|trong sạch,? (?:và )?vững mạnh(?:,? tiêu biểu)?"
    r"|đủ tư cách,? hoàn thành (?:xuất sắc|tốt)? ?nhiệm vụ|vi phạm tư cách(?: đảng viên)?|yếu,? kém)"
    r"(?P<up> trở lên)?"
)
_GRADE = r"(?:xếp |phân |đạt |được )*loại (?P<grade>tốt|khá|trung bình|yếu kém|yếu|xuất sắc)"
_PASSIVE = either(
    "được|đạt|xếp|loại|đánh giá|phân loại|chất lượng|là|ở mức|mức|danh hiệu|tiêu chuẩn|đã|công nhận|bình xét"
    "|đều|có|chỉ|thuộc|cơ sở|đảng|trực thuộc"
)
_RATED_AFTER = re.compile(rf"\s*(?:\([^)]{{0,30}}\)\s*)?(?:{_PASSIVE}\s+)*(?:{_RATING}|{_GRADE})(?!\w)")
_RATED_BEFORE = re.compile(rf"(?:{_RATING})(?:\s*(?:có|là|:|gồm|với|đối với|cho))*\s*{_ABOUT}$")
_RATED = {
    "organisations": "organisations_rated",
    "bodies": "organisations_rated",
    "cells": "cells_rated",
    "members": "members_rated",
}
_HELD = {"organisations": "grassroots_organisations", "cells": "cells", "members": "members"}

_VERBS = "có|gồm|bao gồm|quản lý|lãnh đạo|với|tổng số|trong số|trong|lên|là|tại|toàn bộ|cả|tất cả|thuộc|ở"
_ADVERBS = """
    hiện|tổng số|tổng cộng|tất cả|tới|đến|gần|hơn|trên|khoảng|chỉ|đã|đủ|được|là|toàn bộ|có|lên|cả thảy
    |vỏn vẹn|vẻn vẹn|đúng|chừng
"""
_HAS = re.compile(rf"(?<!\w)(?P<verb>{either(_VERBS)})\s+(?:{either(_ADVERBS)}\s+)*$")
_NEGATED = re.compile(r"(?<!\w)(?:không|không còn|chưa|chẳng)\s+(?:có|còn)?\s*$")
_BETWEEN = """
    và|với|gồm|có|trong đó|trực thuộc|cơ sở|đảng ủy|đảng bộ|chi bộ|xã|thị trấn|phường|các|sinh hoạt|tại
    |ở|loại hình|tổng số|tổng|hiện|bộ phận|trên|hơn|gần|đang|là
"""
_JOINED = re.compile(rf"(?:\s|[,/();]|{either(_BETWEEN)})*")
_CELLS_APART = """
    ít|ghép|có ít|có dưới|có từ|có trên|có đảng|được|mới|trường|công an|quân sự|cơ quan|nông|doanh|đạt
    |yếu|chưa|sinh hoạt|trong doanh|không|độc lập|nhà|điểm|kiểu|mẫu|bốn|khối|đông|nhỏ|còn|phải|chọn
    |đăng ký
"""
_MEMBERS_APART = """
    mới|bị|được|đi|vi phạm|dự bị|vắng|miễn|tham gia|trẻ|nữ|là|có|nghỉ|cao tuổi|tăng|trở lên|hưu|tham dự
    |dự|mang|làm|đăng ký|học|ưu tú|người dân tộc|người mông|giáo dân|trong đoàn|xung kích|tiêu biểu|đứng
    |cùng|phụ trách|tình nguyện
"""
_APART = {
    "cells": re.compile(rf"\s*{either(_CELLS_APART)}(?!\w)"),
    "members": re.compile(rf"\s*(?:trên \d+ tuổi|{either(_MEMBERS_APART)})(?!\w)"),
}
"""Words that make the counted ones a part of the whole: "6 chi bộ ít đảng viên"."""
_OF_VILLAGES = re.compile(rf"\s*{either('bản|thôn|làng|ấp|khu|xóm|tổ dân|buôn')}(?!\w)")

_MANY = "nhiều|mỗi|các|những|một số|có|vài|từng|hầu hết|nơi"
_MANY_CELLS = re.compile(rf"(?<!\w){either(_MANY)} (?:chi bộ|thôn|bản|đảng bộ|tổ|nơi|xã)(?!\w)[^,;]*$")
_OTHERS = """
    thôn|bản|ấp|làng|xóm|tổ|lớp|nhóm|công ty|doanh nghiệp|gia đình|dòng họ|họ|nhà|đoàn|đội|phòng họp
    |đến dự|tham dự|xưởng
"""
_NO_ORGANISATION = re.compile(
    rf"(?<!\w)(?<!bộ )(?<!ủy ){either(_OTHERS)}\s*(?:(?:còn|chỉ|mới|nay|đã|hiện|vẫn)\s+)*$"
)
_VILLAGE = re.compile(rf"\s*(?:ở |tại )?{either('thôn|bản|ấp|làng|xóm|buôn|khu phố|khóm')}\s+[^,;]*$")
_OWNER_BEHIND = re.compile(
    rf"\s*(?:trực thuộc|của|thuộc)\s+"
    rf"{either('chi bộ|đảng bộ|xã|huyện|thị xã|thành phố|phường|thị trấn|toàn|quận|đảng ủy')}"
)
_BECAME = re.compile(r"(?:nay|tổng số|số) (?:đã )?(?:là|đảng viên là) $")
_MEETING = re.compile(r"sinh hoạt (?:tại|ở) $")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a quantity counts; ``rule`` names the evidence."""

    indicator: str
    rule: str
    rating: str | None = None

    @property
    def is_stock(self) -> bool:
        """Tell whether it is what an organisation has, not what was done."""
        return self.rule.startswith("held")


Before = tuple[Quantity, Reading] | None
"""The last quantity of the sentence that was read."""


def read_indicator(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Return what ``quantity`` counts, None when it counts nothing asked for."""
    text, start = sentence.lowered, quantity.start
    if _BOUND.search(text, sentence.clause(start), start) or _UPWARDS.match(text, quantity.end):
        return None
    if _TARGET.search(text, sentence.phrase(start), start):
        return None
    return (
        _rating(sentence, quantity)
        or (_moved(sentence, quantity, before) if quantity.kind in {"members", "persons"} else None)
        or (_held(sentence, quantity, before) if quantity.kind in _HELD else None)
        or (_total(sentence, quantity) if quantity.kind == "persons" else None)
    )


def _is_told(quantity: Quantity) -> bool:
    """Tell a story from a figure: "hai thanh niên đầu tiên được kết nạp", "ba chi bộ yếu kém lâu năm"."""
    return quantity.in_words and quantity.value < 10


def _rating(sentence: Sentence, quantity: Quantity) -> Reading | None:
    if quantity.kind not in _RATED or _is_told(quantity):
        return None
    indicator = _RATED[quantity.kind]
    match = _RATED_AFTER.match(sentence.lowered, quantity.end, sentence.end)
    if match:
        return Reading(indicator, "rated", _rating_words(match))
    earlier = _RATED_BEFORE.search(sentence.lowered, sentence.clause(quantity.start), quantity.start)
    return Reading(indicator, "rated-before", _rating_words(earlier)) if earlier else None


def _rating_words(match: re.Match[str]) -> str:
    """Return a rating in one spelling: "trong sạch vững mạnh" → "trong sạch, vững mạnh"."""
    groups = match.groupdict()
    if groups.get("grade"):
        return str(groups["grade"])
    words = " ".join(match["rating"].split())
    if words.startswith("trong sạch"):
        words = "trong sạch, vững mạnh" + (" tiêu biểu" if words.endswith("tiêu biểu") else "")
    words = "yếu kém" if words.startswith("yếu") else words
    return words + (match["up"] or "")


def _moved(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Tell members admitted from members made official."""
    text, start, end, stop = sentence.lowered, quantity.start, quantity.end, sentence.end
    clause = sentence.clause(start)
    if _OFFICIAL_BEFORE.search(text, clause, start) or _OFFICIAL_AFTER.match(text, end, stop):
        return Reading("members_made_official", "made-official")
    if _ADMITTED_BEFORE.search(text, clause, start) or _NUMBER_ADMITTED.search(text, clause, start):
        return Reading("members_admitted", "admitted")
    if not _is_told(quantity) and _ADMITTED_AFTER.match(text, end, min(stop, end + 90)):
        return Reading("members_admitted", "admitted")
    return _admitted_otherwise(sentence, quantity, before) if quantity.kind == "members" else None


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


def _held(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Read a stock: "hiện có 18 chi bộ với 170 đảng viên"; parts of a stock are none."""
    text, start, clause = sentence.lowered, quantity.start, sentence.clause(quantity.start)
    indicator = _HELD[quantity.kind]
    if _is_apart(sentence, quantity, is_first=before is None):
        return None
    if before and before[1].is_stock and _JOINED.fullmatch(text, before[0].end, start):
        is_part = "trong đó" in text[before[0].end : start] and before[1].indicator == indicator
        return None if is_part else Reading(indicator, "held-too")
    has = _HAS.search(text, clause, start)
    if has is None or _is_of_others(text, clause, has) or _MANY_CELLS.search(text, clause, start):
        return None
    is_negated = bool(_NEGATED.search(text, clause, has.start()))
    is_had = not is_negated and _is_strong(sentence, quantity, has["verb"])
    return Reading(indicator, "held") if is_had else None


def _is_apart(sentence: Sentence, quantity: Quantity, *, is_first: bool) -> bool:
    """Tell a part of the whole: "6 chi bộ ít đảng viên", "có 18 chi bộ, trong đó 9 chi bộ làng, thôn"."""
    words = _APART.get(_HELD[quantity.kind])
    if words and words.match(sentence.lowered, quantity.end, sentence.end):
        return True
    return not is_first and bool(_OF_VILLAGES.match(sentence.lowered, quantity.end, sentence.end))


def _is_of_others(text: str, clause: int, has: re.Match[str]) -> bool:
    """Tell whether it is no organisation that has them: a village, a firm, the cells just counted."""
    verb, at = has["verb"], has.start()
    if verb == "với":
        return bool(_OF_OTHERS.search(text, clause, at))
    others = _NO_ORGANISATION.search(text, clause, at) or _VILLAGE.match(text, clause, at)
    return verb == "có" and bool(others)


def _total(sentence: Sentence, quantity: Quantity) -> Reading | None:
    """Read members counted as persons: "nâng tổng số đảng viên lên 215 đồng chí"."""
    total = _MEMBERS_TOTAL.search(sentence.lowered, sentence.clause(quantity.start), quantity.start)
    return Reading("members", "held") if total else None


def _is_strong(sentence: Sentence, quantity: Quantity, verb: str) -> bool:
    """Tell whether the verb gives a stock; weak ones need more: "trong 11 chi bộ của xã", "nay đã là 9"."""
    text, start = sentence.lowered, quantity.start
    if verb in {"cả", "tất cả", "trong", "thuộc"}:
        return bool(_OWNER_BEHIND.match(text, quantity.end, sentence.end))
    if verb == "là":
        return bool(_BECAME.search(text, max(sentence.start, start - 24), start))
    if verb in {"tại", "ở"}:
        return bool(_MEETING.search(text, max(sentence.start, start - 20), start))
    return True
