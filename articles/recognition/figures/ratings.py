"""Ratings: "45 cơ sở đảng hoàn thành tốt nhiệm vụ", "24 chi, đảng bộ đạt trong sạch vững mạnh"."""

import re

from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.readings import ABOUT, Before, Reading, is_told
from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either

_TASK = r"(?: chức trách,?)? nhiệm vụ"
_RATING = (
    rf"(?P<rating>hoàn thành xuất sắc{_TASK}|hoàn thành tốt{_TASK}|(?:không|chưa) hoàn thành{_TASK}"
    rf"|hoàn thành{_TASK}|trong sạch,? (?:và )?vững mạnh(?:,? tiêu biểu)?"
    r"|đủ tư cách,? hoàn thành (?:xuất sắc|tốt)? ?nhiệm vụ|vi phạm tư cách(?: đảng viên)?|yếu,? kém"
    r"|tsvm(?: tiêu biểu)?|htxsnv|httnv|htnv|khtnv|hoàn thành (?:xuất sắc|tốt)(?=\s*(?:[,;.)]|và\s)))"
    r"(?P<up> trở lên)?"
)
_GRADE = r"(?:xếp |phân |đạt |được )*loại (?P<grade>tốt|khá|trung bình|yếu kém|yếu|xuất sắc)"
_PASSIVE = either(
    "được|đạt|xếp|loại|đánh giá|phân loại|chất lượng|là|ở mức|mức|danh hiệu|tiêu chuẩn|đã|công nhận|bình xét"
    "|đều|có|chỉ|thuộc|cơ sở|đảng|trực thuộc"
)
_AREA = either("xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh|đảng bộ")
_RATED_AFTER = re.compile(
    rf"\s*(?:\([^)]{{0,30}}\)\s*)?(?:(?:trên địa bàn|thuộc|của|trong)\s+(?:toàn )?{_AREA}\s+)?"
    rf"(?:{_PASSIVE}\s*:?\s+)*[\"'“‘]?(?:{_RATING}|{_GRADE})(?!\w)"
)
# "1 chi bộ và 39 đảng viên hoàn thành xuất sắc nhiệm vụ": one rating of both.
_RATED_TOGETHER = re.compile(
    r"\s*(?:\([^)]{0,30}\)\s*)?(?:,|và|cùng)\s+\d[\d.]*\s+"
    r"(?:chi bộ|đảng viên|đảng bộ|tổ chức cơ sở đảng|tổ chức đảng)"
)
_RATED_BEFORE = re.compile(rf"(?:{_RATING})(?:\s*(?:có|là|:|gồm|với|đối với|cho))*\s*{ABOUT}$")
# "tặng giấy khen cho 59 đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm liền": those are not all of them.
_REWARDED = re.compile(r"(?<!\w)(?:tặng|biểu dương|tuyên dương|khen thưởng|giấy khen|bằng khen)(?!\w)[^.]*$")
_CHOSEN = re.compile(
    r"(?:\s+hoàn thành (?:xuất sắc |tốt )?nhiệm vụ)?\s+(?:được )?(?:đề nghị|khen|tặng|biểu dương)(?!\w)"
    r"|\s+(?:tiêu biểu\s+)?(?:trong\s+)?(?:\d+|hai|ba|bốn|năm|nhiều) năm (?:liền|liên tục|liên tiếp)"
)
_SHORT = {
    "tsvm": "trong sạch vững mạnh",
    "htxsnv": "hoàn thành xuất sắc nhiệm vụ",
    "httnv": "hoàn thành tốt nhiệm vụ",
    "htnv": "hoàn thành nhiệm vụ",
    "khtnv": "không hoàn thành nhiệm vụ",
}
"""Ratings as tables and short news print them."""
_IN_SHORT = frozenset({"hoàn thành xuất sắc", "hoàn thành tốt"})
# "Về đảng viên, 512 đồng chí hoàn thành xuất sắc nhiệm vụ".
_FITNESS = re.compile(r"\s+(?:(?:được|đạt|xếp|loại) ){0,3}đủ tư cách")
_OF_MEMBERS = re.compile(r"(?<!\w)đảng viên(?!\w)[^.]*$")
_RATED = {
    "organisations": "organisations_rated",
    "bodies": "organisations_rated",
    "cells": "cells_rated",
    "members": "members_rated",
}


def read_rating(sentence: Sentence, quantity: Quantity, before: Before) -> Reading | None:
    """Return the rating that the counted ones were given, None when they were given none."""
    if is_told(quantity):
        return None
    text, start, end = sentence.lowered, quantity.start, quantity.end
    indicator = _RATED.get(quantity.kind)
    if quantity.kind == "persons" and _are_members(sentence, quantity, before):
        indicator = "members_rated"
    if indicator is None:
        return None
    match = _RATED_AFTER.match(text, end, sentence.end)
    if match is None and (joined := _RATED_TOGETHER.match(text, end, sentence.end)):
        match = _RATED_AFTER.match(text, joined.end(), sentence.end)
    rule = "rated" if match else "rated-before"
    match = match or _RATED_BEFORE.search(text, sentence.clause(_colon(text, start)), start)
    if match is None or _REWARDED.search(text, sentence.near(start), start):
        return None
    is_some = rule == "rated" and _CHOSEN.match(text, match.end(), sentence.end)
    return None if is_some else Reading(indicator, rule, _rating_words(match))


def _colon(text: str, start: int) -> int:
    """Return where the colon right before the number stands, if any does: "hoàn thành nhiệm vụ: 2 đ/c"."""
    words = text[max(0, start - 3) : start].rstrip()
    return text.rindex(":", 0, start) if words.endswith(":") else start


def _are_members(sentence: Sentence, quantity: Quantity, before: Before) -> bool:
    """Tell whether comrades are members: "10 đảng viên hoàn thành xuất sắc nhiệm vụ; 78 đồng chí hoàn thành
    tốt nhiệm vụ"."""
    if before and before[1].indicator == "members_rated":
        return True
    text, start = sentence.lowered, quantity.start
    if quantity.unit not in {"đồng chí", "đ/c"}:
        return False
    is_theirs = _FITNESS.match(text, quantity.end)
    return bool(is_theirs or _OF_MEMBERS.search(text, sentence.near(start), start))


def _rating_words(match: re.Match[str]) -> str:
    """Return a rating in one spelling: "trong sạch vững mạnh" → "trong sạch, vững mạnh"."""
    groups = match.groupdict()
    if groups.get("grade"):
        return str(groups["grade"])
    words = " ".join(match["rating"].split())
    short, _, rest = words.partition(" ")
    words = f"{_SHORT[short]} {rest}".strip() if short in _SHORT else words
    if words.startswith("trong sạch"):
        words = "trong sạch, vững mạnh" + (" tiêu biểu" if words.endswith("tiêu biểu") else "")
    words += " nhiệm vụ" if words in _IN_SHORT else ""
    words = "yếu kém" if words.startswith("yếu") else words
    return words + (match["up"] or "")
