"""The kinds of things found in a text: how each is called, lettered and chosen."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding. ``key`` names it in addresses and anchors, ``letter`` heads its numbers ("V3")."""

    key: str
    letter: str
    name: Promise

    def number(self, at: int) -> str:
        """Return the number of an entry of this kind: "V3"."""
        return f"{self.letter}{at}"

    def entry(self, at: int) -> str:
        """Return the fragment of an entry in the list beside the text: "muc-van-kien-3"."""
        return f"muc-{self.key}-{at}"


DIRECTIVE = Kind("van-kien", "V", pgettext_lazy("gian", "Văn kiện"))
UNIT = Kind("to-chuc", "T", pgettext_lazy("gian", "Tổ chức đảng"))
PLACE = Kind("dia-danh", "Đ", gettext_lazy("Địa danh"))
FIGURE = Kind("so-lieu", "S", gettext_lazy("Số liệu"))
DAY = Kind("ngay", "N", gettext_lazy("Ngày tháng"))

KINDS = (DIRECTIVE, UNIT, PLACE, FIGURE, DAY)
BY_KEY = {kind.key: kind for kind in KINDS}
