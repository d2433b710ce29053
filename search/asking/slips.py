"""Slips: what was typed and could not be meant so; each is repaired, and the page says how."""

from dataclasses import dataclass
from enum import StrEnum, auto

from django.utils.translation import gettext_lazy as _


class Repair(StrEnum):
    """A kind of slip."""

    QUOTE = auto()
    BRACKET = auto()
    EMPTY = auto()
    DEPTH = auto()
    OPERATOR = auto()
    STAR = auto()
    MANY_STARS = auto()
    NEAR = auto()
    NEAR_WORDS = auto()
    FIELD = auto()
    EMPTY_FIELD = auto()
    YEARS = auto()
    NO_YEAR = auto()
    UNKNOWN_NAME = auto()
    MANY_NAMES = auto()


SAID = {
    Repair.QUOTE: _("dấu ngoặc kép lẻ được bỏ qua"),
    Repair.BRACKET: _("dấu ngoặc đơn lẻ được bỏ qua"),
    Repair.EMPTY: _("ngoặc không có từ nào được bỏ qua"),
    Repair.DEPTH: _("ngoặc lồng quá sâu được bỏ qua"),
    Repair.OPERATOR: _("“%s” đứng lẻ được bỏ qua"),
    Repair.STAR: _("dấu * chỉ dùng ở cuối từ; các dấu * khác được bỏ qua"),
    Repair.MANY_STARS: _("quá nhiều dấu *; các dấu * sau được bỏ qua"),
    Repair.NEAR: _("khoảng cách lớn quá được hạ xuống %s từ"),
    Repair.NEAR_WORDS: _("tìm gần nhau chỉ xét %s từ đầu"),
    Repair.FIELD: _("không có trường “%s”, nên tìm như từ thường"),
    Repair.EMPTY_FIELD: _("“%s:” không có giá trị được bỏ qua"),
    Repair.YEARS: _("khoảng năm viết ngược được đổi lại: %s"),
    Repair.NO_YEAR: _("“%s” không phải là năm, nên tìm như từ thường"),
    Repair.UNKNOWN_NAME: _("không thấy “%s” trong danh mục, nên tìm như từ thường"),
    Repair.MANY_NAMES: _("“%s” chỉ quá nhiều tên; kho tìm theo những tên đầu"),
}
"""The words that tell the reader what was done; "%s" is the piece of text that it is about."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip; ``what`` is the piece of text it is about, where one is told."""

    repair: Repair
    what: str = ""

    def __str__(self) -> str:
        said = str(SAID[self.repair])
        return said % self.what if "%s" in said else said
