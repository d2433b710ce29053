"""Members admitted and made official: "kết nạp được 7 đảng viên", "công nhận 5 đảng viên chính thức"."""

import re

from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.readings import ABOUT, BESIDE, Before, Reading, is_told
from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either

# "Bình quân mỗi năm, Đảng bộ xã A kết nạp 15 đảng viên": an average is no count.
_ON_AVERAGE = re.compile(
    r"(?<!\w)(?:bình quân|trung bình|mỗi năm|hằng năm|hàng năm)(?!\w)"
    r"(?:(?!(?<!\w)(?:riêng|đã|đến nay|nhiệm kỳ|năm (?:19|20)|trong \d))[^;])*kết nạp[^,;]*$"
)
_EACH_OF = either("nơi|đơn vị|xã|chi bộ|đảng bộ|địa phương|phường|trường|chi đoàn")
_ADMITTED_BEFORE = re.compile(
    rf"(?<!\w)(?<!đối tượng )(?<!nguồn )(?<!chỉ tiêu )kết nạp"
    rf"(?:\s+(?:được|mới|thêm|vào|đảng|cho|viên|là|đã|chỉ))*\s*:?\s*{ABOUT}(?:mỗi {_EACH_OF} )?$"
)
# "mở 2 lớp bồi dưỡng kết nạp Đảng cho 196 quần chúng": they only learn.
_TAUGHT = re.compile(r"(?<!\w)lớp (?:(?!và\s)[^\W\d_]+ ){0,7}kết nạp(?!\w)[^,;]*$")
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
    rf"(?<!\w)(?:xét )?(?:chuyển|công nhận|trao quyết định){_OFFICIAL}"
    rf"(?:\s+(?:cho|được|đối với|với|là))*\s*:?\s*{ABOUT}$"
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
_TOTAL_ADMITTED = re.compile(
    rf"(?<!\w)số (?:đảng viên|đv)(?: mới)?(?: được)? kết nạp[^,;]{{0,50}}\s(?:là|lên|đạt)\s+{ABOUT}$"
)
# "thị xã A kết nạp 98 đảng viên, huyện B 87 đảng viên": the verb is said once for all.
_NEXT_NAMED = re.compile(
    r"(?:[,;]|\svà)\s+(?:(?:[Đđ]ảng bộ|[Đđ]ảng ủy|[Cc]hi bộ)\s)?"
    r"(?:(?:huyện|thị xã|thành phố|TP\.?|quận|xã|phường|thị trấn)\s)?"
    r"[A-ZĐÁÀÂĂÔƠƯÊÉÍÓÚÝ](?:(?!\s(?:có|gồm|với|là|kết nạp|được)\s)[^,;:.()\d]){1,50}\s$"
)
_NUMBER_ADMITTED = re.compile(r"(?<!\w)(?:được )?kết nạp[^,;:]{0,60}\slà\s+$")
_OPENED = re.compile(r"\w\s*\((?:kết nạp\s+)?$")
_LISTED = re.compile(
    r"(?<!\w)kết nạp(?:(?!trong đó)[^.;])*?(?<!\w)(?:như|điển hình|tiêu biểu|gồm|là)(?!\w)[^.;]*$"
)
"""Such as in "kết nạp được nhiều như Đảng bộ xã A (12 đảng viên), Đảng bộ xã B (9 đảng viên)"."""
# "2.039 đảng viên, trong đó ở độ tuổi Đoàn được kết nạp là 1.369 người": a part that is nobody's own.
_SOME_OF_THEM = re.compile(
    r"trong đó(?:(?!(?<!\w)"
    r"(?:đảng bộ|chi bộ|đảng ủy|ủy|xã|phường|thị trấn|huyện|quận|thành phố|tháng|năm|quý)(?!\w))[^;.\d])*$"
)
_YEAR_TELLS = re.compile(r"năm (?:19|20)\d\d\s*(?::|là|kết nạp(?: được)?)\s*$")
_ADMITS = re.compile(r"(?<!\w)kết nạp(?:(?!(?<!\w)(?:bị|kỷ luật|huy hiệu|đối tượng|chính thức)(?!\w))[^.])*$")
_ADMITTED = (_ADMITTED_BEFORE, _NUMBER_ADMITTED, _TOTAL_ADMITTED)
# "tham mưu cho cấp ủy các cấp kết nạp 505 đảng viên": it is they who admit.
_FOR_OTHERS = re.compile(
    r"(?<!\w)(?:tham mưu|giúp)(?: cho)?(?: các)? (?:cấp ủy|địa phương|xã|đảng ủy)[^,;]*$"
)
# "Trong số các đảng viên mới kết nạp có 130 đảng viên nữ": a part.
_AMONG = re.compile(
    r"(?<!\w)trong (?:tổng )?số (?:các |những )?đảng viên (?:mới )?(?:được )?kết nạp(?: mới)?[^,;\d]*$"
)
_NO_ADMISSION = (_AMONG, _SOME_OF_THEM, _TAUGHT, _ON_AVERAGE, _FOR_OTHERS)


def read_admission(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Tell members admitted from members made official."""
    if _is_official(sentence, quantity):
        return Reading("members_made_official", "made-official")
    text, start, end = sentence.lowered, quantity.start, quantity.end
    clause = sentence.clause(start)
    if any(each.search(text, clause, start) for each in _ADMITTED):
        is_none = any(each.search(text, clause, start) for each in _NO_ADMISSION)
        return None if is_none else Reading("members_admitted", "admitted")
    if not is_told(quantity) and _ADMITTED_AFTER.match(text, end, min(sentence.end, end + 90)):
        return Reading("members_admitted", "admitted")
    if _OPENED.search(text, max(clause, start - 12), start) and _LISTED.search(
        text, sentence.near(start), start
    ):
        return Reading("members_admitted", BESIDE)
    if quantity.kind == "members" or _DEVELOPED_MEMBERS.search(text, clause, start):
        return _admitted_otherwise(sentence, quantity, before)
    return None


def read_of_year(sentence: Sentence, quantity: Quantity) -> Reading | None:
    """Read the numbers of single years: "kết nạp 486 đảng viên (năm 2021: 178, năm 2022: 205)"."""
    text, start = sentence.lowered, quantity.start
    if quantity.kind != "members" or not _YEAR_TELLS.search(text, max(sentence.start, start - 40), start):
        return None
    admitted = _ADMITS.search(text, sentence.near(start), start)
    return Reading("members_admitted", "admitted") if admitted else None


def _is_official(sentence: Sentence, quantity: Quantity) -> bool:
    text, start, end = sentence.lowered, quantity.start, quantity.end
    clause = sentence.clause(start)
    if _OFFICIAL_BEFORE.search(text, clause, start) or _OFFICIAL_AFTER.match(text, end, sentence.end):
        return True
    is_inside = _OFFICIAL_ENDS.match(text, end, sentence.end) and _OFFICIAL_OPENS.search(text, clause, start)
    return bool(is_inside)


def _admitted_otherwise(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Read "phát triển được 12 đảng viên" and "trong đó nhiều nhất là Đảng bộ xã B với 13 đảng viên"."""
    text, start = sentence.lowered, quantity.start
    if _DEVELOPED_BEFORE.search(text, sentence.clause(start), start):
        return Reading("members_admitted", "admitted")
    if before and before[1].indicator == "members_admitted":
        if of_year := read_of_year(sentence, quantity):
            return of_year
        if _NEXT_NAMED.search(sentence.text, max(before[0].end, sentence.near(start)), start):
            return Reading("members_admitted", BESIDE)
        part = _PART.search(text, max(before[0].end, sentence.near(start)), start)
        is_part = part is not None and _OF_BODY.search(part["named"])
        return Reading("members_admitted", "part-of-admitted") if is_part else None
    return None
