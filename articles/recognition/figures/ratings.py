"""Ratings: "45 cơ sở đảng hoàn thành tốt nhiệm vụ", "24 chi, đảng bộ đạt trong sạch vững mạnh"."""

import re

from articles.recognition.figures.quantities import Quantity
from articles.recognition.figures.readings import ABOUT, Reading, is_told
from articles.recognition.figures.sentences import Sentence
from articles.recognition.phrases import either

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
# "1 chi bộ và 39 đảng viên hoàn thành xuất sắc nhiệm vụ": one rating of both.
_RATED_TOGETHER = re.compile(
    r"\s*(?:\([^)]{0,30}\)\s*)?(?:,|và|cùng)\s+\d[\d.]*\s+"
    r"(?:chi bộ|đảng viên|đảng bộ|tổ chức cơ sở đảng|tổ chức đảng)"
)
_RATED_BEFORE = re.compile(rf"(?:{_RATING})(?:\s*(?:có|là|:|gồm|với|đối với|cho))*\s*{ABOUT}$")
_RATED = {
    "organisations": "organisations_rated",
    "bodies": "organisations_rated",
    "cells": "cells_rated",
    "members": "members_rated",
}


def read_rating(sentence: Sentence, quantity: Quantity) -> Reading | None:
    """Return the rating that the counted ones were given, None when they were given none."""
    if quantity.kind not in _RATED or is_told(quantity):
        return None
    indicator = _RATED[quantity.kind]
    match = _RATED_AFTER.match(sentence.lowered, quantity.end, sentence.end)
    if match is None and (joined := _RATED_TOGETHER.match(sentence.lowered, quantity.end, sentence.end)):
        match = _RATED_AFTER.match(sentence.lowered, joined.end(), sentence.end)
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
