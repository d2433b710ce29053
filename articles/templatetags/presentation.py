"""How values look on a page, in the language of the page."""

from datetime import date
from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from articles.models.wording import in_words
from articles.views.calendars import Month

register = template.Library()


@register.filter
def number(value: int | Decimal) -> str:
    """Write a number as its readers do: 1257 is "1.257" in Vietnamese, "1,257" in English; 4.500 is "4,5"."""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if get_language() == "en" else text.translate(str.maketrans(",.", ".,"))


register.filter(in_words)


@register.filter
def day(value: date | None) -> SafeString | str:
    """Write a date for people and machines: ``<time datetime="2021-05-14">14/5/2021</time>``."""
    if value is None:
        return _("không rõ ngày")
    shown = date_format(value, "j F Y" if get_language() == "en" else "j/n/Y")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), shown)


@register.filter
def share(value: float) -> str:
    """Write a share of one in percent with at most one place: 0.986 is "98,6" in Vietnamese."""
    return number(Decimal(f"{100 * value:.1f}"))


@register.filter
def percent(share: float) -> int:
    """Return a share of one as whole percent."""
    return round(100 * share)


SECTIONS = (
    ("provinces", pgettext_lazy("gian", "Tỉnh")),
    ("directives", pgettext_lazy("gian", "Văn kiện")),
    ("units", pgettext_lazy("gian", "Tổ chức đảng")),
    ("years", pgettext_lazy("gian", "Năm")),
    ("newspapers", pgettext_lazy("gian", "Báo")),
)

INSIDE = {"provinces": ("/huyen/", "/xa/")}
"""Rooms that hold pages whose addresses do not begin with theirs."""


@register.simple_tag(takes_context=True)
def sections(context: template.Context) -> list[dict[str, object]]:
    """Return the rooms of the site; ``current`` is "page" in a room's list, "true" on a page inside it."""
    request = context.get("request")
    path = request.path if request else ""

    def current(name: str, url: str) -> str:
        return "page" if path == url else "true" if path.startswith((url, *INSIDE.get(name, ()))) else ""

    return [
        {"label": label, "url": (url := reverse(name)), "current": current(name, url)}
        for name, label in SECTIONS
    ]


@register.filter
def month_of_day(value: date | None) -> str:
    """Name the month of a day: "tháng 5/2021", "May 2021"; "" for no day."""
    if value is None or value == "":
        return ""
    return date_format(value, "F Y") if get_language() == "en" else f"tháng {value.month}/{value.year}"


@register.filter
def month_name(month: Month) -> str:
    """Name a month at the beginning of a line: "Tháng 5/2021", "May 2021"."""
    name = month_of_day(month.first)
    return name[:1].upper() + name[1:]


WEEKDAYS = (
    (pgettext_lazy("thứ", "T2"), gettext_lazy("Thứ Hai")),
    (pgettext_lazy("thứ", "T3"), gettext_lazy("Thứ Ba")),
    (pgettext_lazy("thứ", "T4"), gettext_lazy("Thứ Tư")),
    (pgettext_lazy("thứ", "T5"), gettext_lazy("Thứ Năm")),
    (pgettext_lazy("thứ", "T6"), gettext_lazy("Thứ Sáu")),
    (pgettext_lazy("thứ", "T7"), gettext_lazy("Thứ Bảy")),
    (pgettext_lazy("thứ", "CN"), gettext_lazy("Chủ nhật")),
)


@register.simple_tag
def weekdays() -> tuple[tuple[str, str], ...]:
    """Return the heads of a calendar, from Monday: what is shown, and the whole name."""
    return tuple((str(short), str(long)) for short, long in WEEKDAYS)


@register.simple_tag
def month_heads() -> tuple[tuple[str, str], ...]:
    """Return the heads of twelve columns: "1" for the eye and "tháng 1" in full."""
    in_english = get_language() == "en"
    return tuple(
        (str(number), date_format(date(2000, number, 1), "F") if in_english else f"tháng {number}")
        for number in range(1, 13)
    )
