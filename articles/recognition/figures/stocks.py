"""Stocks: what an organisation has, not what was done: "hiện có 18 chi bộ với 170 đảng viên"."""

import re

from articles.recognition.figures.beside import DONE_TO, read_beside, read_comrades
from articles.recognition.figures.parts import is_of_kind, is_some
from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.readings import ABOUT, PART, Before, Reading
from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either

_TOTAL = re.compile(
    r"(?<!\w)(?:(?P<members>(?:tổng số|số lượng) (?:đảng viên|đv))|(?P<cells>số chi bộ)"
    r"|(?P<organisations>tổng số (?:tổ chức (?:cơ sở )?đảng|tccsđ)))(?!\w)"
    rf"[^,;]{{0,70}}\s(?:là|lên|đạt|có|xuống còn)\s+(?:con số\s+)?{ABOUT}$"
)
# "nâng tổng số toàn Đảng bộ tỉnh 47.174 đảng viên".
_RAISED = re.compile(r"(?<!\w)nâng tổng số (?:toàn|của|trong)[^,;\d]{0,50}$")
_OF_OTHERS = re.compile(r"\d\s+(?:chi bộ|đảng bộ|tổ chức)(?!\w)[^,;]{0,40}$")
_HELD = {"organisations": "grassroots_organisations", "cells": "cells", "members": "members"}

_VERBS = """
    có|đại diện cho|tiêu biểu cho|gồm|bao gồm|quản lý|lãnh đạo|với|tổng số|trong số|trong|lên|là|tại|toàn bộ
    |cả|tất cả|thuộc|ở|còn|tiếp nhận
"""
_ADVERBS = """
    hiện|tổng số|tổng cộng|tất cả|tới|đến|gần|hơn|trên|khoảng|chỉ|đã|đủ|được|là|toàn bộ|có|lên|cả thảy
    |vỏn vẹn|vẻn vẹn|đúng|chừng
"""
# "Chi bộ có 3 tổ đảng, 99 đảng viên", "xã có 12 thôn, 14 chi bộ": the groups and villages are passed over.
_PARTS = either("tổ đảng|thôn|bản|ấp|xóm|làng|khu phố|khu dân cư|tổ dân phố|xã|phường|đơn vị|khu|thị trấn")
_HAS = re.compile(
    rf"(?<!\w)(?<!đối )(?P<verb>{either(_VERBS)})"
    rf"\s+(?:{either(_ADVERBS)}\s+)*"
    rf"(?:\d{{1,3}}\s+{_PARTS}(?:,?\s+(?:và\s+)?{_PARTS})*\s*(?:,|và|với|gồm)\s*)?$"
)
_NEGATED = re.compile(r"(?<!\w)(?:không|không còn|chưa|chẳng)\s+(?:có|còn)?\s*$")
_BETWEEN = """
    và|với|gồm|bao gồm|có|trong đó|trực thuộc|cơ sở|đảng ủy|đảng bộ|chi bộ|xã|thị trấn|phường|các|sinh hoạt
    |sinh hoạt trong|tại|ở|loại hình|tổng số|tổng|hiện|bộ phận|trên|hơn|gần|đang|là|sự nghiệp
    |lực lượng vũ trang|tỉnh ủy|thành ủy|huyện ủy|thị ủy|khối|cơ quan|doanh nghiệp|công an|quân sự|của
    |thuộc|đến từ
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
    "cells": re.compile(
        rf"\s*(?:thôn |bản |ấp |xóm |khu phố |tổ dân phố )?"
        rf"(?:(?:dưới|trên|từ) \d+ (?:đảng viên|đv)|{either(_CELLS_APART)})(?!\w)"
    ),
    "members": re.compile(
        rf"\s*(?:[(,] ?chiếm(?![^.;]{{0,30}}dân số)|trên \d+ tuổi|\d+ năm tuổi|tham gia(?! sinh hoạt(?! nơi))"
        rf"|{either(_MEMBERS_APART)})(?!\w)"
    ),
}
"""Words that make the counted ones a part of the whole: "6 chi bộ ít đảng viên"."""
# "3 chi bộ Hải Cường, Thuận Quý, Hòa Bình", "2 chi bộ số 3, số 4": some, called by their names.
_NAMED_EACH = re.compile(r"(?<=[bB]ộ)\s+(?:số\s+\d|(?!Đảng|Chi )[A-ZĐÁÀÂĂÔƠƯ]\w+(?: \w+)?,)")
_NAMED = re.compile(r"(?<=[bB]ộ)\s+(?!Đảng|Chi )[A-ZĐÁÀÂĂÔƠƯ]")
_PUNISHED = re.compile(
    r"(?<!\w)(?:kỷ luật|khiển trách|cảnh cáo|kiểm tra|giám sát|xử lý|huy hiệu|khen|biểu dương"
    r"|khai trừ|xóa tên)(?!\w)[^,;]{0,60}$"
)
_ONE_OF = re.compile(r"(?:\d|một)\s+trong\s+(?:số\s+)?$")
_VILLAGES = either("bản|thôn|làng|ấp|khu|xóm|tổ dân|buôn|khóm")
_OF_VILLAGES = re.compile(rf"\s*{_VILLAGES}(?!\w)")
_TOGETHER = re.compile(r"(?<!\w)(?:phối hợp|làm việc|sinh hoạt|cùng|liên kết|ký kết)\s+$")
_REMAINS = re.compile(r"(?<!\w)(?:giảm|sắp xếp|sáp nhập|hợp nhất|hiện|nay|xuống|chỉ|tinh gọn)(?!\w)[^.]*$")
_LISTED = re.compile(
    r"(?:\s+(?:cơ sở|trực thuộc))*(?: (?:tỉnh|thành|huyện|thị) ủy)?\s*(?:[,;]|và|với)\s*\d[\d.]*\s+"
    r"(?:chi bộ (?:cơ sở|trực thuộc)|tổ chức cơ sở|tccs)"
)
_UNDER = re.compile(r" trực thuộc(?!\w)")
_COUNTED_BEFORE = re.compile(r"\d\s+(?:chi bộ|đảng bộ|tổ chức|cơ sở|đơn vị)(?!\w)[^;.\d]{0,80}$")
# "có 31 đảng bộ trực thuộc với 1.462 tổ chức cơ sở đảng": all of these are the owner's as well.
_OF_WHOLE = re.compile(r"(?<!\w)đảng bộ trực thuộc,? (?:với|có|gồm) \d[\d.]* (?:tổ chức cơ sở|tccs)")

_MANY = "nhiều|mỗi|các|những|một số|có|vài|từng|hầu hết|nơi"
_MANY_CELLS = re.compile(
    rf"(?<!\w)(?<!một trong ){either(_MANY)} (?:chi bộ|thôn|bản|đảng bộ|tổ|nơi|xã)(?!\w| \d)[^,;]*$"
)
_OTHERS = """
    thôn|bản|ấp|làng|xóm|tổ|lớp|nhóm|công ty|doanh nghiệp|gia đình|dòng họ|họ|nhà|đoàn|đội|phòng họp
    |đến dự|tham dự|xưởng
"""
_NO_ORGANISATION = re.compile(
    rf"(?<!\w)(?<!bộ )(?<!ủy ){either(_OTHERS)}\s*(?:(?:còn|chỉ|mới|nay|đã|hiện|vẫn)\s+)*$"
)
_NAME_ENDS = re.compile(r"[A-ZĐÁÀÂĂÔƠƯÊÉÍÓÚÝ][^\W\d_]* [A-ZĐ]$")
_VILLAGE = re.compile(rf"\s*(?:ở |tại )?{either('thôn|bản|ấp|làng|xóm|buôn|khu phố|khóm')}\s+[^,;]*$")
_OWNER_BEHIND = re.compile(
    rf"\s*(?:trực thuộc|của|thuộc)\s+"
    rf"{either('chi bộ|đảng bộ|xã|huyện|thị xã|thành phố|phường|thị trấn|toàn|quận|đảng ủy')}"
)
_BECAME = re.compile(r"(?:nay|tổng số|số) (?:đã )?(?:là|đảng viên là) $")
# "phân công 97 đảng viên tham dự sinh hoạt tại 81 chi bộ": those are not theirs.
_ASSIGNED = re.compile(r"(?<!\w)(?:phân công|tăng cường|giới thiệu|điều động|cử)(?!\w)")
_MEETING = re.compile(r"sinh hoạt (?:tại|ở|trong) $")
# "Trong số đảng viên mới được kết nạp, có 32 đảng viên là công nhân": a part of those just counted.
_AMONG = re.compile(r"(?<!\w)trong (?:tổng )?số(?: các| những)? đảng viên[^.;]{0,80},\s+(?:hiện )?có\s+$")


def read_stock(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Read a stock: "hiện có 18 chi bộ với 170 đảng viên"; parts of a stock are none."""
    if quantity.kind == "persons":
        return read_comrades(sentence, quantity)
    if quantity.kind not in _HELD or quantity.unit.startswith("đảng bộ cơ sở"):
        return _part_of_list(sentence, quantity, before)
    if _is_apart(sentence, quantity, before):
        return None
    text, start = sentence.lowered, quantity.start
    if before and before[1].is_stock and _JOINED.fullmatch(text, before[0].end, start):
        return _joined(sentence, quantity, *before)
    has = _HAS.search(text, sentence.clause(start), start)
    if has is None:
        return read_beside(sentence, quantity)
    is_stock = _is_had(sentence, quantity, has, before) and not is_some(sentence, quantity, has)
    return Reading(_HELD[quantity.kind], "held") if is_stock else None


def _part_of_list(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Read "hiện có 25 đảng bộ trực thuộc và 30 chi bộ cơ sở": the first is no figure, the list goes on; the
    "17 đảng bộ cơ sở" are only some of the grassroots organisations."""
    if quantity.kind == "organisations":
        return Reading("bodies", PART)
    if before or quantity.unit != "đảng bộ":
        return None
    opens = _HAS.search(sentence.lowered, sentence.clause(quantity.start), quantity.start)
    is_list = opens is not None and _LISTED.match(sentence.lowered, quantity.end, sentence.end)
    return Reading("bodies", PART) if is_list else None


def _joined(sentence: Sentence, quantity: Quantity, last: Quantity, reading: Reading) -> Reading:
    """Read what a list of stocks goes on with: "…, 310 chi bộ trực thuộc với 3.882 đảng viên"."""
    indicator = _HELD[quantity.kind]
    is_below = bool(_BELOW.search(sentence.lowered, last.end, quantity.start)) or (
        last.kind == "bodies" and quantity.kind == "organisations"
    )
    is_part = (is_below or reading.rule == PART) and reading.indicator == indicator
    return Reading(indicator, PART if is_part or is_of_kind(sentence, quantity) else "held-too")


def goes_on(sentence: Sentence, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether a list of stocks goes on: "55 tổ chức cơ sở đảng, trong đó 22 đảng bộ xã"."""
    return bool(_JOINED.fullmatch(sentence.lowered, before.end, quantity.start))


def _is_had(sentence: Sentence, quantity: Quantity, has: re.Match[str], before: Before) -> bool:
    """Tell whether the verb before the number says that one organisation has what is counted."""
    text, start, clause = sentence.lowered, quantity.start, sentence.clause(quantity.start)
    if has["verb"] in {"đại diện cho", "tiêu biểu cho"}:
        return True
    if has["verb"] == "với" and _is_along(text, clause, has, before):
        return False
    is_over = has["verb"] == "còn" and not _REMAINS.search(text, sentence.near(start), start)
    is_moved = has["verb"] == "tiếp nhận" and not _UNDER.match(text, quantity.end)
    if is_over or is_moved or _is_of_others(sentence, clause, has) or _MANY_CELLS.search(text, clause, start):
        return False
    return not _NEGATED.search(text, clause, has.start()) and _is_strong(sentence, quantity, has["verb"])


def _is_along(text: str, clause: int, has: re.Match[str], before: Before) -> bool:
    """Tell what is only done together with those counted ("dự sinh hoạt với 186 chi bộ"), or what others have
    that were counted before."""
    if _TOGETHER.search(text, max(clause, has.start() - 12), has.start()):
        return True
    counted = _COUNTED_BEFORE.search(text, clause, has.start())
    if counted is None or (before and before[0].end > counted.start()):
        return False
    return not _is_whole(text, clause, has)


def _is_whole(text: str, clause: int, has: re.Match[str]) -> bool:
    """Tell whether what the last of the counted have is all that their owner has."""
    is_whole = _OF_WHOLE.search(text, max(clause, has.start() - 20), has.end() + 26) is not None
    return is_whole and "trong đó" not in text[clause : has.start()]


def _is_apart(sentence: Sentence, quantity: Quantity, before: Before) -> bool:
    """Tell a part of the whole: "6 chi bộ ít đảng viên", "có 18 chi bộ, trong đó 9 chi bộ làng, thôn", "kết
    nạp 12 đảng viên, trong đó có 5 đảng viên là nữ"."""
    text, start = sentence.lowered, quantity.start
    words = _APART.get(_HELD[quantity.kind])
    if words and words.match(text, quantity.end, sentence.end):
        return True
    named = _NAMED_EACH if quantity.value > 1 else _NAMED
    if (
        named.match(sentence.text, quantity.end, sentence.end)
        or _ONE_OF.search(text, max(sentence.start, start - 16), start)
        or _AMONG.search(text, sentence.clause(start), start)
    ):
        return True
    if before is None:
        return False
    if before[1].indicator == "members" and text.startswith("chính thức", quantity.end + 1):
        return True  # "5 đồng chí (3 đảng viên chính thức, 2 đảng viên dự bị)"
    alike = {_HELD[quantity.kind], "members_admitted" if quantity.kind == "members" else ""}
    is_below = before[1].indicator in alike and before[0].kind != "bodies"
    if is_below and "trong đó" in text[before[0].end : start] and ";" not in text[before[0].end : start]:
        return before[1].indicator == "members_admitted" or not _JOINED.fullmatch(text, before[0].end, start)
    return bool(_OF_VILLAGES.match(text, quantity.end, sentence.end))


def _is_of_others(sentence: Sentence, clause: int, has: re.Match[str]) -> bool:
    """Tell whether it is no organisation that has them: a village, a firm, the cells just counted."""
    text, verb, at = sentence.lowered, has["verb"], has.start()
    if verb == "với":
        others = _OF_OTHERS.search(text, clause, at) and not _is_whole(text, clause, has)
        return bool(others or _PUNISHED.search(text, clause, at))
    if verb != "có":
        return False
    other = _NO_ORGANISATION.search(text, clause, at)
    # "Chi bộ thôn Mương Làng có 31 đảng viên": the capital makes it a name.
    is_name = other is not None and _NAME_ENDS.search(sentence.text, clause, other.start() + 1)
    return bool((other and not is_name) or _VILLAGE.match(text, clause, at))


def read_total(sentence: Sentence, quantity: Quantity) -> Reading | None:
    """Read what is named before its number: "nâng tổng số đảng viên lên 215 đồng chí", "số chi bộ là 656"."""
    start = quantity.start
    total = _TOTAL.search(sentence.lowered, sentence.clause(start), start)
    kind = "members" if quantity.kind == "persons" else quantity.kind
    if total and total[0].rstrip().endswith("có") and quantity.kind in _HELD:
        total = None if _is_apart(sentence, quantity, None) else total
    if quantity.kind == "members" and _RAISED.search(sentence.lowered, sentence.clause(start), start):
        return Reading("members", "held")
    return Reading(_HELD[kind], "held") if total and kind in _HELD and total[kind] else None


def _is_strong(sentence: Sentence, quantity: Quantity, verb: str) -> bool:
    """Tell whether the verb gives a stock; weak ones need more: "trong 11 chi bộ của xã", "nay đã là 9"."""
    text, start = sentence.lowered, quantity.start
    if verb in {"cả", "tất cả", "thuộc"} or (verb == "trong" and not _meets(sentence, start)):
        return bool(_OWNER_BEHIND.match(text, quantity.end, sentence.end))
    if verb == "là":
        return bool(_BECAME.search(text, max(sentence.start, start - 24), start))
    if verb in {"tại", "ở", "trong"}:
        return _meets(sentence, start) and not DONE_TO.search(text, sentence.near(start), start)
    return True


def _meets(sentence: Sentence, start: int) -> bool:
    """Tell whether members meet in those counted: "sinh hoạt tại 29 tổ chức cơ sở đảng"."""
    text = sentence.lowered
    meets = _MEETING.search(text, max(sentence.start, start - 20), start)
    return meets is not None and not _ASSIGNED.search(text, sentence.clause(start), meets.start())
