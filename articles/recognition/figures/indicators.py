"""What a quantity counts: the verbs and words around it say so; targets, averages and bounds count nothing."""

import re
from dataclasses import dataclass

from articles.recognition.figures.quantities import Quantity

_APPROXIMATE = r"(?:(?:gần|hơn|trên|khoảng|tới|đến|có|chừng|cả thảy|tổng số|tổng cộng|thêm|tất cả)\s+)*"
_BOUND = re.compile(r"(?<!\w)(?:dưới|ít nhất|tối thiểu|tối đa|không quá|không dưới|quá|đủ từ|từ)\s+$", re.IGNORECASE)
_TARGET = re.compile(
    r"(?<!\w)(?:phấn đấu|mục tiêu|dự kiến|chỉ tiêu|kế hoạch|đặt ra|phải|yêu cầu|đăng ký|sẽ|nếu|đề nghị|xem xét|đề xuất"
    r"|giới thiệu|chờ|làm hồ sơ|mỗi năm|hằng năm|hàng năm|bình quân|trung bình|mỗi tháng|mỗi quý|mỗi kỳ|ước)(?!\w)[^,;]*$",
    re.IGNORECASE,
)
_UPWARDS = re.compile(r"\s+(?:mới\s+)?trở lên")
_ADMITTED_BEFORE = re.compile(
    rf"(?<!\w)kết nạp(?:\s+(?:được|mới|thêm|vào|đảng|cho|viên|là|đã|chỉ))*\s*:?\s*{_APPROXIMATE}$", re.IGNORECASE
)
_DEVELOPED_BEFORE = re.compile(rf"(?<!\w)phát triển(?:\s+(?:được|mới|thêm|đảng))*\s*{_APPROXIMATE}$", re.IGNORECASE)
_ADMITTED_AFTER = re.compile(
    r"(?:\s(?!kết nạp|chính thức|đảng viên|chi bộ|trong đó|và\s|bị|giới thiệu|học)(?:(?!không|chưa|từng)[^.;,\d]){0,45}?)?\s+(?:đã\s|vừa\s)?(?:được|vinh dự được|đứng vào hàng ngũ)"
    r"(?:\s+(?:chi bộ|đảng bộ|tổ chức đảng))?\s*(?:kết nạp|của đảng)(?!\s+lại)",
    re.IGNORECASE,
)
_OFFICIAL_BEFORE = re.compile(
    r"(?<!\w)(?:chuyển|công nhận|xét chuyển|xét công nhận)(?:\s+(?:đảng|viên|là|thành|dự bị|cho))*\s+chính thức"
    rf"(?:\s+(?:cho|được|đối với|với|là))*\s*:?\s*{_APPROXIMATE}$",
    re.IGNORECASE,
)
_OFFICIAL_AFTER = re.compile(
    r"\s*(?:dự bị\s*)?(?:hết thời gian dự bị\s*)?(?:đã\s+|được\s+|đủ điều kiện\s+)*(?:công nhận|chuyển)(?:\s+(?:là|đảng|viên|thành))*\s+chính thức",
    re.IGNORECASE,
)

_RATING = (
    r"(?P<rating>hoàn thành xuất sắc(?: chức trách,?)? nhiệm vụ|hoàn thành tốt(?: chức trách,?)? nhiệm vụ"
    r"|(?:không|chưa) hoàn thành(?: chức trách,?)? nhiệm vụ|hoàn thành(?: chức trách,?)? nhiệm vụ"
    r"|trong sạch,? (?:và )?vững mạnh(?:,? tiêu biểu)?|đủ tư cách,? hoàn thành (?:xuất sắc|tốt)? ?nhiệm vụ"
    r"|vi phạm tư cách(?: đảng viên)?|yếu,? kém|yếu kém)(?P<up> trở lên)?"
)
_GRADE = r"(?:xếp |phân |đạt |được )*loại (?P<grade>tốt|khá|trung bình|yếu kém|yếu|xuất sắc)"
_PASSIVE = r"(?:được|đạt|xếp|loại|đánh giá|phân loại|chất lượng|là|ở mức|mức|danh hiệu|tiêu chuẩn|đã|công nhận|bình xét|đều|có|thuộc|cơ sở|đảng|trực thuộc)"
_RATED_AFTER = re.compile(rf"\s*(?:\([^)]{{0,30}}\)\s*)?(?:{_PASSIVE}\s+)*(?:{_RATING}|{_GRADE})(?!\w)", re.IGNORECASE)
_RATED_BEFORE = re.compile(rf"(?:{_RATING})(?:\s*(?:có|là|:|gồm|với|đối với|cho))*\s*{_APPROXIMATE}$", re.IGNORECASE)

_RATED = {"organisations": "organisations_rated", "bodies": "organisations_rated", "cells": "cells_rated", "members": "members_rated"}
_HELD = {"organisations": "grassroots_organisations", "cells": "cells", "members": "members"}

_HAS = re.compile(
    r"(?<!\w)(?P<verb>có|gồm|bao gồm|quản lý|lãnh đạo|với|tổng số|tổng số là|trong số|trong|lên|là|tại|toàn bộ|cả|tất cả|thuộc|ở)\s+"
    r"(?:(?:hiện|tổng số|tổng cộng|tất cả|tới|đến|gần|hơn|trên|khoảng|chỉ|đã|đủ|được|là|toàn bộ|có|lên|cả thảy|vỏn vẹn|vẻn vẹn|đúng|chừng)\s+)*$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?<!\w)(?:không|không còn|chưa|chẳng)\s+(?:có|còn)?\s*$", re.IGNORECASE)
_JOINED = re.compile(
    r"(?:\s|[,/();]|và|với|gồm|có|trong đó|trực thuộc|cơ sở|đảng ủy|đảng bộ|chi bộ|xã|thị trấn|phường|các|sinh hoạt|tại|ở"
    r"|loại hình|tổng số|tổng|hiện|bộ phận|trên|hơn|gần|đang|là)*",
    re.IGNORECASE,
)
_PARTS_OF_CELLS = re.compile(
    r"\s*(?:ít|ghép|có (?:ít|dưới|từ|trên|đảng)|được|mới|trường|công an|quân sự|cơ quan|bản|thôn|làng|ấp|khu|xóm|tổ dân|nông"
    r"|doanh|đạt|yếu|chưa|sinh hoạt|trong doanh|không|độc lập|nhà|điểm|kiểu|mẫu|bốn|khối|đông|nhỏ|còn|phải|chọn|đăng ký)(?!\w)",
    re.IGNORECASE,
)
_PARTS_OF_MEMBERS = re.compile(
    r"\s*(?:mới|bị|được|đi|vi phạm|dự bị|vắng|miễn|tham gia|trẻ|nữ|là|có|nghỉ|cao tuổi|tăng|trở lên|hưu|tham dự|dự|mang|làm"
    r"|đăng ký|trên \d+ tuổi|học|ưu tú|người dân tộc|người mông|giáo dân|trong đoàn|xung kích|tiêu biểu|đứng|cùng|phụ trách|tình nguyện)(?!\w)",
    re.IGNORECASE,
)
_MANY_CELLS = re.compile(r"(?<!\w)(?:nhiều|mỗi|các|những|một số|có|vài|từng|hầu hết|nơi) (?:chi bộ|thôn|bản|đảng bộ|tổ|nơi|xã)(?!\w)[^,;]*$", re.IGNORECASE)
_NO_ORGANISATION = re.compile(
    r"(?<!\w)(?:thôn|bản|ấp|làng|xóm|tổ|lớp|nhóm|công ty|doanh nghiệp|gia đình|dòng họ|họ|nhà|đoàn|đội|phòng họp|đến dự|tham dự|xưởng)"
    r"\s*(?:(?:còn|chỉ|mới|nay|đã|hiện|vẫn)\s+)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a quantity counts; ``rule`` names the evidence, ``verb`` the word that governs a stock."""

    indicator: str
    rule: str
    rating: str | None = None
    verb: str = ""


def read_indicator(
    text: str,
    quantity: Quantity,
    sentence: int,
    clause: int,
    sentence_end: int,
    before: tuple[Quantity, Reading] | None,
) -> Reading | None:
    """Return what ``quantity`` counts, None when it counts nothing asked for.

    ``clause`` is where its clause begins, ``before`` the last quantity of the sentence that was read.
    """
    start, end = quantity.start, quantity.end
    if _BOUND.search(text, clause, start) or _TARGET.search(text, sentence, start) or _UPWARDS.match(text, end):
        return None
    rated = _rating(text, quantity, clause, sentence_end)
    if rated:
        return rated
    if quantity.kind in ("members", "persons"):
        moved = _moved(text, quantity, clause, sentence_end, before)
        if moved:
            return moved
    return _held(text, quantity, clause, sentence_end, before) if quantity.kind in _HELD else None


def _rating(text: str, quantity: Quantity, clause: int, sentence_end: int) -> Reading | None:
    if quantity.kind not in _RATED:
        return None
    indicator = _RATED[quantity.kind]
    match = _RATED_AFTER.match(text, quantity.end, sentence_end)
    if match:
        return Reading(indicator, "rated", _rating_words(match))
    earlier = _RATED_BEFORE.search(text, clause, quantity.start)
    return Reading(indicator, "rated-before", _rating_words(earlier)) if earlier else None


def _rating_words(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("grade"):
        return str(groups["grade"]).lower()
    words = " ".join(match["rating"].lower().split())
    if words.startswith("trong sạch"):
        words = "trong sạch, vững mạnh" + (" tiêu biểu" if words.endswith("tiêu biểu") else "")
    words = "yếu kém" if words.startswith("yếu") else words
    return words + (match["up"].lower() if match["up"] else "")


def _moved(
    text: str, quantity: Quantity, clause: int, sentence_end: int, before: tuple[Quantity, Reading] | None
) -> Reading | None:
    """Tell members admitted from members made official."""
    start, end = quantity.start, quantity.end
    if _OFFICIAL_BEFORE.search(text, clause, start) or _OFFICIAL_AFTER.match(text, end, sentence_end):
        return Reading("members_made_official", "made-official")
    if _ADMITTED_BEFORE.search(text, clause, start):
        return Reading("members_admitted", "admitted")
    told = quantity.in_words and quantity.value < 10
    if not told and _ADMITTED_AFTER.match(text, end, min(sentence_end, end + 90)):
        return Reading("members_admitted", "admitted")
    if quantity.kind == "members" and _DEVELOPED_BEFORE.search(text, clause, start):
        return Reading("members_admitted", "admitted")
    if quantity.kind == "members" and before and before[1].indicator == "members_admitted":
        between = text[before[0].end : start]
        if re.search(r"trong đó[^;]*\b(?:với|có)\s+$", between):
            return Reading("members_admitted", "part-of-admitted")
    return None


def _held(
    text: str, quantity: Quantity, clause: int, sentence_end: int, before: tuple[Quantity, Reading] | None
) -> Reading | None:
    """Read a stock: "hiện có 18 chi bộ với 170 đảng viên"; parts of a stock are none."""
    start, end = quantity.start, quantity.end
    indicator = _HELD[quantity.kind]
    parts = {"cells": _PARTS_OF_CELLS, "members": _PARTS_OF_MEMBERS}.get(indicator)
    if parts and parts.match(text, end, sentence_end):
        return None
    if before and before[1].rule.startswith("held"):
        between = text[before[0].end : start]
        if _JOINED.fullmatch(between):
            is_part = "trong đó" in between.lower() and before[1].indicator == indicator
            return None if is_part else Reading(indicator, "held-too", verb=before[1].verb)
    has = _HAS.search(text, clause, start)
    if has is None or _NEGATED.search(text, clause, has.start()) or _MANY_CELLS.search(text, clause, start):
        return None
    verb = has["verb"].lower()
    if verb in ("có", "còn") and _NO_ORGANISATION.search(text, clause, has.start()):
        return None
    if verb in ("cả", "tất cả", "trong", "tại", "ở", "thuộc", "là", "tổng số") and not _may_stand_alone(text, quantity, verb, sentence_end):
        return None
    return Reading(indicator, "held", verb=verb)


_OWNER_BEHIND = re.compile(
    r"\s*(?:trực thuộc|của|thuộc)\s+(?:chi bộ|đảng bộ|xã|huyện|thị xã|thành phố|phường|thị trấn|toàn|quận|đảng ủy)", re.IGNORECASE
)


def _may_stand_alone(text: str, quantity: Quantity, verb: str, sentence_end: int) -> bool:
    """Tell whether weak verbs give a stock: "trong 11 chi bộ của xã", "nay đã là 9 đảng viên"."""
    if verb in ("cả", "tất cả", "trong", "tổng số"):
        return bool(_OWNER_BEHIND.match(text, quantity.end, sentence_end)) or verb == "tổng số"
    if verb == "là":
        return bool(re.search(r"(?:nay|tổng số|số) (?:đã )?(?:là|đảng viên là) $", text[max(0, quantity.start - 24) : quantity.start]))
    return bool(re.search(r"sinh hoạt (?:tại|ở) $", text[max(0, quantity.start - 20) : quantity.start]))
