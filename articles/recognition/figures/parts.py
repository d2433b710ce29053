"""Those counted that are only some of the whole: of one kind, doing one thing, told in an aside."""

import re

from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either

_VILLAGES = either("bản|thôn|làng|ấp|khu|xóm|tổ dân|buôn|khóm")
# "hiện có 94 chi bộ thôn, khu phố": only those of the villages.
_OF_ALL_VILLAGES = re.compile(rf"\s*{_VILLAGES}(?: dân cư| phố)?\s*(?:,|và)\s*(?:các )?{_VILLAGES}(?!\w)")

# Behind what is counted only these go on with a stock; another word says what some of them do or are:
# "có 534 đảng viên HTXSNV", "có 12 chi bộ vận động xây nhà".
_GOES_ON = """
    trực thuộc|thuộc|của|ở|tại|trong|trên|toàn|với|và|cùng|gồm|bao gồm|thì|nhưng|nên|do|song|mà|rồi|cơ sở
    |sinh hoạt|đang sinh hoạt|tham gia sinh hoạt|hiện|nay|chi bộ|đảng bộ|đảng ủy|dưới|bản|thôn|làng|ấp|khu|xóm
    |khóm|tổ dân|buôn|được đánh|tính|cả|so|về trực thuộc|lại|theo quyết định|đến từ
"""
_MAY_GO_ON = re.compile(rf"\s*(?:[^\w\s]|$|{either(_GOES_ON)}(?!\w))")
_ACTS = """
    kiểm điểm|(?<!được )đánh giá|thực hiện|tổ chức|tiến hành|hoàn thành|kích hoạt|đăng ký|thành lập|sáp nhập
    |giải thể|bầu|tham gia(?! sinh hoạt)|triển khai|kết nạp|có cấp ủy|có chi ủy|chưa|vi phạm|bị
"""
_ACT = re.compile(rf"[^,.;:()\d]{{0,60}}?(?<!\w)(?:{either(_ACTS)})(?!\w)")
_ALL = {"cả", "tất cả", "toàn bộ"}
# "có 5 chi bộ trực thuộc với 34 đảng viên ở khu vực kinh tế tư nhân": neither number is of all.
_OF_A_KIND = re.compile(
    r"(?:\s+trực thuộc)?(?:\s*(?:,|và|với|gồm)\s*\d[\d.]*\s+(?:chi bộ|đảng viên))?"
    r"\s+(?:trong|ở|tại|thuộc)\s+(?:các\s+)?(?:loại hình|doanh nghiệp|đơn vị|khu vực|lực lượng|trường"
    r"|hợp tác xã|vùng|cơ quan|ngành|dn)(?!\w)"
)
_KIND_SPOKEN = re.compile(
    r"\d\s+(?:chi bộ|đảng viên|tổ chức (?:cơ sở )?đảng)\s+(?:trong|ở|tại)\s+(?:các\s+)?"
    r"(?:doanh nghiệp|dn|khu vực|loại hình)(?!\w)"
)
_QUALITY = re.compile(
    rf"(?<!\w){either('tuổi đảng|độ tuổi|trình độ|dân tộc|tôn giáo|huy hiệu|giới tính|nữ|dự bị|tuổi đời')}"
    r"\s+(?:(?:thì|đã|hiện|cũng|chỉ)\s+)*$"
)
_IN_PARTS = re.compile(r"\s*trong (?:đó|số (?:đó|này))(?!\w)")
_BODY = re.compile(
    rf"(?<!\w){either('đảng bộ|chi bộ|đảng ủy|xã|phường|thị trấn|huyện|thị xã|thành phố|quận')}(?!\w)"
)


def is_of_kind(sentence: Sentence, quantity: Quantity) -> bool:
    """Tell whether those of one kind are counted: "7 chi bộ trong doanh nghiệp", also "năm 2015 có 120 chi bộ
    trong doanh nghiệp thì đến nay có 245 chi bộ"."""
    text, start = sentence.lowered, quantity.start
    spoken = _KIND_SPOKEN.search(text, sentence.clause(start), start)
    return bool(spoken or _OF_A_KIND.match(text, quantity.end, sentence.end))


def is_some(sentence: Sentence, quantity: Quantity, has: re.Match[str]) -> bool:
    """Tell whether only some are counted: those that do something ("112/186 chi bộ thực hiện giám sát"), or
    those of an aside in brackets."""
    text, start, end = sentence.lowered, quantity.start, quantity.end
    if has["verb"] in _ALL:
        return False
    if is_of_kind(sentence, quantity) or _is_in_parts(sentence, quantity, has):
        return True
    if quantity.of or _OF_ALL_VILLAGES.match(text, end, sentence.end):
        return True
    if not _MAY_GO_ON.match(text, end, sentence.end) or _ACT.match(text, end, sentence.end):
        return True
    opened = text.rfind("(", sentence.near(start), start)
    return text.rfind(")", sentence.near(start), start) < opened <= has.start()


def _is_in_parts(sentence: Sentence, quantity: Quantity, has: re.Match[str]) -> bool:
    """Tell whether a whole is told in parts: "Trong đó, 30 năm tuổi Đảng có 24 đảng viên"."""
    text = sentence.lowered
    phrase = max(sentence.phrase(quantity.start), sentence.clause(quantity.start))
    if _QUALITY.search(text, phrase, has.start()):
        return True
    parts = _IN_PARTS.match(text, sentence.start)
    return parts is not None and not _BODY.search(text, parts.end(), quantity.start)
