"""Members told without a verb, or called comrades: "Chi bộ 10A: 52 đảng viên", "chi bộ có 9 đồng chí"."""

import re

from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.readings import BEFORE, BEHIND, TOUCHING, Reading
from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either

_CELL_NAMED = (
    r"[Cc]hi bộ (?:[\w-]+ ){0,7}?(?:[A-ZĐ][\w’']*|\d+[A-ZĐ]?)"
    r"(?:, (?:xã|phường|thị trấn|huyện)(?: [A-ZĐ]\w*){1,4})?"
)
_UNIT_BEFORE = re.compile(
    rf"(?:{_CELL_NAMED}|{_CELL_NAMED.replace('[Cc]hi bộ', '[Đđ]ảng bộ')})\s*(?::|\()\s*$"
)
# "Chi bộ thôn 8, xã Đức Thuận 19 đảng viên, đều là người dân tộc thiểu số."
_UNIT_TOUCHES = re.compile(rf"{_CELL_NAMED}\s+$")
_UNIT_BEHIND = re.compile(r"\s+(?:của\s+)?Chi bộ\s+(?:[^\W\d_]+\s+){0,3}?[A-ZĐ\d]")
_CELL_HAS = re.compile(r"[Cc]hi bộ (?:\w+ ){1,6}(?:hiện |nay |hiện nay )?có (?:tổng số )?$")
_ENDS = re.compile(r"\s*[,.;]")
_OPENS = re.compile(r"(?:[,:]|\s(?:toàn thể|tất cả|cả|cùng))\s+$")
_DONE = """
    kết nạp|kỷ luật|huy hiệu|khen thưởng|giấy khen|bằng khen|xóa tên|khai trừ|cảnh cáo|khiển trách
    |phát triển|vi phạm|kiểm tra|giám sát|biểu dương|đề nghị|giới thiệu
"""
DONE_TO = re.compile(rf"(?<!\w){either(_DONE)}(?!\w)")


def read_comrades(sentence: Sentence, quantity: Quantity) -> Reading | None:
    """Read the members of a cell that are not called so: "Chi bộ thôn Luồng có 9 đồng chí"."""
    is_all = quantity.unit in {"đồng chí", "đ/c"} and _ENDS.match(sentence.text, quantity.end, sentence.end)
    if not is_all or not _CELL_HAS.search(sentence.text, sentence.near(quantity.start), quantity.start):
        return None
    return Reading("members", "held")


def read_beside(sentence: Sentence, quantity: Quantity) -> Reading | None:
    """Read members told without a verb: "Chi bộ 10A: 52 đảng viên", "23 đảng viên Chi bộ ấp 7 đã có mặt".

    Where someone is admitted, rewarded or punished the members are those, not all.
    """
    if quantity.kind != "members" or DONE_TO.search(
        sentence.lowered, sentence.near(quantity.start), quantity.start
    ):
        return None
    near = sentence.near(quantity.start)
    if _UNIT_BEFORE.search(sentence.text, near, quantity.start):
        return Reading("members", BEFORE)
    is_closed = _ENDS.match(sentence.text, quantity.end) is not None
    if is_closed and _UNIT_TOUCHES.search(sentence.text, near, quantity.start):
        return Reading("members", TOUCHING)
    opens = _OPENS.search(sentence.lowered, max(sentence.start, quantity.start - 12), quantity.start)
    is_opening = opens is not None or quantity.start == sentence.start
    if is_opening and _UNIT_BEHIND.match(sentence.text, quantity.end, sentence.end):
        return Reading("members", BEHIND)
    return None
