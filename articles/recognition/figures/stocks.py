"""Stocks: what an organisation has, not what was done: "hiện có 18 chi bộ với 170 đảng viên"."""

import re

from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.readings import ABOUT, BEHIND, PART, Before, Reading
from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either

_MEMBERS_TOTAL = re.compile(rf"(?<!\w)tổng số (?:đảng viên|đv)(?!\w)[^,;]{{0,50}}\s(?:là|lên|đạt)\s+{ABOUT}$")
_OF_OTHERS = re.compile(r"\d\s+(?:chi bộ|đảng bộ|tổ chức)(?!\w)[^,;]{0,40}$")
_HELD = {"organisations": "grassroots_organisations", "cells": "cells", "members": "members"}

_VERBS = """
    có|đại diện cho|gồm|bao gồm|quản lý|lãnh đạo|với|tổng số|trong số|trong|lên|là|tại|toàn bộ|cả|tất cả
    |thuộc|ở|còn|tiếp nhận
"""
_ADVERBS = """
    hiện|tổng số|tổng cộng|tất cả|tới|đến|gần|hơn|trên|khoảng|chỉ|đã|đủ|được|là|toàn bộ|có|lên|cả thảy
    |vỏn vẹn|vẻn vẹn|đúng|chừng
"""
_HAS = re.compile(rf"(?<!\w)(?<!đối )(?P<verb>{either(_VERBS)})\s+(?:{either(_ADVERBS)}\s+)*$")
_NEGATED = re.compile(r"(?<!\w)(?:không|không còn|chưa|chẳng)\s+(?:có|còn)?\s*$")
_BETWEEN = """
    và|với|gồm|bao gồm|có|trong đó|trực thuộc|cơ sở|đảng ủy|đảng bộ|chi bộ|xã|thị trấn|phường|các|sinh hoạt
    |tại|ở|loại hình|tổng số|tổng|hiện|bộ phận|trên|hơn|gần|đang|là|sự nghiệp|lực lượng vũ trang|khối
    |cơ quan|doanh nghiệp|công an|quân sự
"""
_JOINED = re.compile(rf"(?:\s|[,/();]|{either(_BETWEEN)})*")
_BELOW = re.compile(r"trong đó|gồm")
_CELLS_APART = """
    ít|ghép|có ít|có dưới|có từ|có trên|có đảng|được|mới|trường|công an|quân sự|cơ quan|nông|doanh|đạt
    |yếu|chưa|sinh hoạt|trong doanh|không|độc lập|nhà|điểm|kiểu|mẫu|bốn|khối|đông|nhỏ|còn|phải|chọn
    |đăng ký
"""
_MEMBERS_APART = """
    mới|bị|được|đi|vi phạm|dự bị|vắng|miễn|trẻ|nữ|là|có|nghỉ|cao tuổi|tăng|trở lên|hưu|tham dự
    |dự|mang|làm|đăng ký|học|ưu tú|người dân tộc|người mông|giáo dân|trong đoàn|xung kích|tiêu biểu|đứng
    |cùng|phụ trách|tình nguyện|nhận|đang|vinh dự|thuộc các
"""
_APART = {
    "cells": re.compile(rf"\s*(?:(?:dưới|trên|từ) \d+ (?:đảng viên|đv)|{either(_CELLS_APART)})(?!\w)"),
    "members": re.compile(
        rf"\s*(?:trên \d+ tuổi|\d+ năm tuổi|tham gia(?! sinh hoạt(?! nơi))|{either(_MEMBERS_APART)})(?!\w)"
    ),
}
"""Words that make the counted ones a part of the whole: "6 chi bộ ít đảng viên"."""
# "3 chi bộ Hải Cường, Thuận Quý, Hòa Bình", "2 chi bộ số 3, số 4": some, called by their names.
_NAMED_EACH = re.compile(r"(?<=[bB]ộ)\s+(?:số\s+\d|(?!Đảng|Chi )[A-ZĐÁÀÂĂÔƠƯ]\w+(?: \w+)?,)")
_PUNISHED = re.compile(r"(?<!\w)(?:kỷ luật|khiển trách|cảnh cáo|kiểm tra|giám sát|xử lý)(?!\w)[^,;]{0,60}$")
_ONE_OF = re.compile(r"(?:\d|một)\s+trong\s+(?:số\s+)?$")
_VILLAGES = either("bản|thôn|làng|ấp|khu|xóm|tổ dân|buôn|khóm")
_OF_VILLAGES = re.compile(rf"\s*{_VILLAGES}(?!\w)")
# "hiện có 94 chi bộ thôn, khu phố": only those of the villages.
_OF_ALL_VILLAGES = re.compile(rf"\s*{_VILLAGES}(?: dân cư| phố)?\s*(?:,|và)\s*(?:các )?{_VILLAGES}(?!\w)")

# Behind what is counted only these go on with a stock; another word says what some of them do or are:
# "có 534 đảng viên HTXSNV", "có 12 chi bộ vận động xây nhà".
_GOES_ON = """
    trực thuộc|thuộc|của|ở|tại|trong|trên|toàn|với|và|cùng|gồm|bao gồm|thì|nhưng|nên|do|song|mà|rồi|cơ sở
    |sinh hoạt|đang sinh hoạt|tham gia sinh hoạt|hiện|nay|chi bộ|đảng bộ|đảng ủy|dưới|bản|thôn|làng|ấp|khu|xóm
    |khóm|tổ dân|buôn|được đánh|tính|cả|so
"""
_MAY_GO_ON = re.compile(rf"\s*(?:[^\w\s]|$|{either(_GOES_ON)}(?!\w))")
_ACTS = """
    kiểm điểm|(?<!được )đánh giá|thực hiện|tổ chức|tiến hành|hoàn thành|kích hoạt|đăng ký|thành lập|sáp nhập
    |giải thể|bầu|tham gia(?! sinh hoạt)|triển khai|kết nạp|có cấp ủy|có chi ủy|chưa|vi phạm|bị
"""
_ACT = re.compile(rf"[^,.;:()\d]{{0,60}}?(?<!\w)(?:{either(_ACTS)})(?!\w)")
_ALL = {"cả", "tất cả", "toàn bộ"}
_REMAINS = re.compile(r"(?<!\w)(?:giảm|sắp xếp|sáp nhập|hợp nhất|hiện|nay|xuống|chỉ|tinh gọn)(?!\w)[^.]*$")
# "hiện có 25 đảng bộ trực thuộc và 30 chi bộ cơ sở": the first is no figure, but the list goes on.
_LISTED = re.compile(
    r"(?:\s+(?:cơ sở|trực thuộc))*\s*(?:,|và|với)\s*\d[\d.]*\s+"
    r"(?:chi bộ (?:cơ sở|trực thuộc)|tổ chức cơ sở|tccs)"
)
_OF_A_KIND = re.compile(
    r"\s+(?:trong|ở|tại|thuộc)\s+(?:các\s+)?(?:loại hình|doanh nghiệp|đơn vị|khu vực|lực lượng|trường"
    r"|hợp tác xã|vùng|cơ quan|ngành|dn)(?!\w)"
)
_QUALITY = re.compile(
    rf"(?<!\w){either('tuổi đảng|độ tuổi|trình độ|dân tộc|tôn giáo|huy hiệu|giới tính|nữ|dự bị|tuổi đời')}"
    r"\s+(?:(?:thì|đã|hiện|cũng|chỉ)\s+)*$"
)
_IN_PARTS = re.compile(r"\s*trong (?:đó|số (?:đó|này))(?!\w)")
_BODY = re.compile(
    rf"(?<!\w){either('đảng bộ|chi bộ|đảng ủy|xã|phường|thị trấn|huyện|thị xã|thành phố|quận')}(?!\w)"
)
_UNDER = re.compile(r" trực thuộc(?!\w)")
_COUNTED_BEFORE = re.compile(r"\d\s+(?:chi bộ|đảng bộ|tổ chức|cơ sở|đơn vị)(?!\w)[^;.\d]{0,80}$")

_MANY = "nhiều|mỗi|các|những|một số|có|vài|từng|hầu hết|nơi"
_MANY_CELLS = re.compile(rf"(?<!\w){either(_MANY)} (?:chi bộ|thôn|bản|đảng bộ|tổ|nơi|xã)(?!\w| \d)[^,;]*$")
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
_UNIT_BEFORE = re.compile(
    r"(?:[Cc]hi bộ|[Đđ]ảng bộ) (?:[\w-]+ ){0,7}?(?:[A-ZĐ][\w’']*|\d+[A-ZĐ]?)\s*(?::|\()\s*$"
)
_UNIT_BEHIND = re.compile(r"\s+(?:của\s+)?Chi bộ\s+(?:[^\W\d_]+\s+){0,3}?[A-ZĐ\d]")
_OPENS = re.compile(r"(?:[,:]|\s(?:toàn thể|tất cả|cả|cùng))\s+$")
_DONE = """
    kết nạp|kỷ luật|huy hiệu|khen thưởng|giấy khen|bằng khen|xóa tên|khai trừ|cảnh cáo|khiển trách
    |phát triển|vi phạm|kiểm tra|giám sát|biểu dương|đề nghị|giới thiệu
"""
_DONE_TO = re.compile(rf"(?<!\w){either(_DONE)}(?!\w)")
# "Trong số đảng viên mới được kết nạp, có 32 đảng viên là công nhân": a part of those just counted.
_AMONG = re.compile(r"(?<!\w)trong (?:tổng )?số(?: các| những)? đảng viên[^.;]{0,80},\s+(?:hiện )?có\s+$")


def read_stock(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Read a stock: "hiện có 18 chi bộ với 170 đảng viên"; parts of a stock are none."""
    if quantity.kind == "bodies" and quantity.unit == "đảng bộ" and before is None:
        opens = _HAS.search(sentence.lowered, sentence.clause(quantity.start), quantity.start)
        is_list = opens is not None and _LISTED.match(sentence.lowered, quantity.end, sentence.end)
        return Reading("bodies", PART) if is_list else None
    if quantity.kind not in _HELD or _is_apart(sentence, quantity, before):
        return None
    text, start, clause = sentence.lowered, quantity.start, sentence.clause(quantity.start)
    indicator = _HELD[quantity.kind]
    if before and before[1].is_stock and _JOINED.fullmatch(text, before[0].end, start):
        if quantity.unit.startswith("đảng bộ cơ sở"):
            return Reading("bodies", PART)
        is_below = bool(_BELOW.search(text, before[0].end, start)) or (
            before[0].kind == "bodies" and quantity.kind == "organisations"
        )
        is_part = (is_below or before[1].rule == PART) and before[1].indicator == indicator
        return Reading(indicator, PART if is_part else "held-too")
    has = _HAS.search(text, clause, start)
    if has is None:
        return _beside(sentence, quantity)
    is_stock = _is_had(sentence, quantity, has, before) and not _is_some(sentence, quantity, has, before)
    return Reading(indicator, "held") if is_stock else None


def goes_on(sentence: Sentence, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether a list of stocks goes on: "55 tổ chức cơ sở đảng, trong đó 22 đảng bộ xã"."""
    return bool(_JOINED.fullmatch(sentence.lowered, before.end, quantity.start))


def _is_some(sentence: Sentence, quantity: Quantity, has: re.Match[str], before: Before) -> bool:
    """Tell whether only some are counted: those that do something ("112/186 chi bộ thực hiện giám sát"), or
    those of an aside in brackets."""
    text, start, end = sentence.lowered, quantity.start, quantity.end
    if has["verb"] in _ALL:
        return False
    if _OF_A_KIND.match(text, end, sentence.end) or _is_in_parts(sentence, quantity, has):
        return True
    if quantity.of or _OF_ALL_VILLAGES.match(text, end, sentence.end):
        return True
    if not _MAY_GO_ON.match(text, end, sentence.end) or _ACT.match(text, end, sentence.end):
        return True
    opened = text.rfind("(", sentence.near(start), start)
    return (
        opened > text.rfind(")", sentence.near(start), start) and _HAS.search(text, opened, start) is not None
    )


def _is_in_parts(sentence: Sentence, quantity: Quantity, has: re.Match[str]) -> bool:
    """Tell whether a whole is told in parts: "Trong đó, 30 năm tuổi Đảng có 24 đảng viên"."""
    text = sentence.lowered
    phrase = max(sentence.phrase(quantity.start), sentence.clause(quantity.start))
    if _QUALITY.search(text, phrase, has.start()):
        return True
    parts = _IN_PARTS.match(text, sentence.start)
    return parts is not None and not _BODY.search(text, parts.end(), quantity.start)


def _is_had(sentence: Sentence, quantity: Quantity, has: re.Match[str], before: Before) -> bool:
    """Tell whether the verb before the number says that one organisation has what is counted."""
    text, start, clause = sentence.lowered, quantity.start, sentence.clause(quantity.start)
    if has["verb"] == "đại diện cho":
        return True
    if has["verb"] == "còn" and not _REMAINS.search(text, sentence.near(start), start):
        return False
    if has["verb"] == "tiếp nhận" and not _UNDER.match(text, quantity.end):
        return False
    if has["verb"] == "với":
        counted = _COUNTED_BEFORE.search(text, clause, has.start())
        if counted and (before is None or before[0].end <= counted.start()):
            return False
    if _is_of_others(text, clause, has) or _MANY_CELLS.search(text, clause, start):
        return False
    return not _NEGATED.search(text, clause, has.start()) and _is_strong(sentence, quantity, has["verb"])


def _beside(sentence: Sentence, quantity: Quantity) -> Reading | None:
    """Read members told without a verb: "Chi bộ 10A: 52 đảng viên", "23 đảng viên Chi bộ ấp 7 đã có mặt".

    Where someone is admitted, rewarded or punished the members are those, not all.
    """
    if quantity.kind != "members" or _DONE_TO.search(
        sentence.lowered, sentence.near(quantity.start), quantity.start
    ):
        return None
    if _UNIT_BEFORE.search(sentence.text, sentence.near(quantity.start), quantity.start):
        return Reading("members", "held-beside")
    opens = _OPENS.search(sentence.lowered, max(sentence.start, quantity.start - 12), quantity.start)
    is_opening = opens is not None or quantity.start == sentence.start
    if is_opening and _UNIT_BEHIND.match(sentence.text, quantity.end, sentence.end):
        return Reading("members", BEHIND)
    return None


def _is_apart(sentence: Sentence, quantity: Quantity, before: Before) -> bool:
    """Tell a part of the whole: "6 chi bộ ít đảng viên", "có 18 chi bộ, trong đó 9 chi bộ làng, thôn", "kết
    nạp 12 đảng viên, trong đó có 5 đảng viên là nữ"."""
    text, start = sentence.lowered, quantity.start
    words = _APART.get(_HELD[quantity.kind])
    if words and words.match(text, quantity.end, sentence.end):
        return True
    if _NAMED_EACH.match(sentence.text, quantity.end, sentence.end) or _ONE_OF.search(
        text, max(sentence.start, start - 16), start
    ):
        return True
    if _AMONG.search(text, sentence.clause(start), start):
        return True
    if before is None:
        return False
    alike = {_HELD[quantity.kind], "members_admitted" if quantity.kind == "members" else ""}
    is_below = before[1].indicator in alike and before[0].kind != "bodies"
    if is_below and "trong đó" in text[before[0].end : start] and ";" not in text[before[0].end : start]:
        return before[1].indicator == "members_admitted" or not _JOINED.fullmatch(text, before[0].end, start)
    return bool(_OF_VILLAGES.match(text, quantity.end, sentence.end))


def _is_of_others(text: str, clause: int, has: re.Match[str]) -> bool:
    """Tell whether it is no organisation that has them: a village, a firm, the cells just counted."""
    verb, at = has["verb"], has.start()
    if verb == "với":
        return bool(_OF_OTHERS.search(text, clause, at) or _PUNISHED.search(text, clause, at))
    others = _NO_ORGANISATION.search(text, clause, at) or _VILLAGE.match(text, clause, at)
    return verb == "có" and bool(others)


def read_total(sentence: Sentence, quantity: Quantity) -> Reading | None:
    """Read members named before their number: "nâng tổng số đảng viên lên 215 đồng chí"."""
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
