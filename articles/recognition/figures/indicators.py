"""What a quantity counts: the words around it say so; targets, averages and bounds count nothing."""

import re

from articles.recognition.figures.admissions import read_admission, read_of_year
from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.ratings import read_rating
from articles.recognition.figures.readings import Before, Reading
from articles.recognition.figures.sentences import Sentence
from articles.recognition.figures.stocks import read_stock, read_total
from articles.recognition.phrases import either

_BOUND = re.compile(
    rf"(?<!\w)(?<!đến ){either('dưới|ít nhất|tối thiểu|tối đa|không quá|không dưới|quá|đủ từ|từ')}\s+$"
)
_TARGETS = """
    phấn đấu|mục tiêu|dự kiến|chỉ tiêu|kế hoạch|đặt ra|phải|yêu cầu|đăng ký|sẽ|nếu|đề nghị
    |đề xuất|giới thiệu|chờ|làm hồ sơ|mỗi năm|hằng năm|hàng năm|bình quân|trung bình|mỗi tháng|mỗi quý
    |mỗi kỳ|ước|có thể
"""
# "theo kế hoạch 200 đảng viên và kết quả cuối cùng là 250", "xem xét và đã kết nạp 227": what came of a
# target is none; what stands in a closed bracket says nothing of what follows.
_TARGET = re.compile(
    rf"(?<!\w)(?:{either(_TARGETS)}|(?<!đã )xem xét)(?!\w)"
    r"(?:(?!kết quả|\sthì\s|(?:như|cụ thể)\s?:|\sđã (?:kết nạp|phát triển|công nhận|chuyển))[^,;)])*$"
)
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


def read_indicator(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Return what ``quantity`` counts, None when it counts nothing asked for."""
    if _is_no_fact(sentence, quantity):
        return None
    if quantity.is_bare:
        return read_rating(sentence, quantity, before) or read_of_year(sentence, quantity)
    are_people = quantity.kind in {"members", "persons"}
    return (
        read_rating(sentence, quantity, before)
        or (read_admission(sentence, quantity, before) if are_people else None)
        or read_stock(sentence, quantity, before)
        or read_total(sentence, quantity)
    )


def _is_no_fact(sentence: Sentence, quantity: Quantity) -> bool:
    """Tell a bound, a target and what is still to come."""
    text, start = sentence.lowered, quantity.start
    clause = sentence.clause(start)
    if _BOUND.search(text, clause, start) or _UPWARDS.match(text, quantity.end):
        return True
    if _TARGET.search(text, sentence.phrase(start), start) or _TO_COME.search(text, clause, start):
        return True
    is_planned = _PLANNED.search(text, sentence.near(start), start)
    return bool(is_planned) and not _DONE.search(text, max(0, start - 30), start)
