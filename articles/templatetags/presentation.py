"""How values look on a page, in the language of the page."""

from datetime import date
from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def number(value: int | Decimal) -> str:
    """Write a number as its readers do: 1257 is "1.257" in Vietnamese, "1,257" in English; 4.500 is "4,5"."""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if get_language() == "en" else text.translate(str.maketrans(",.", ".,"))


@register.filter
def day(value: date | None) -> SafeString | str:
    """Write a date for people and machines: ``<time datetime="2021-05-14">14/5/2021</time>``."""
    if value is None:
        return _("không rõ ngày")
    shown = date_format(value, "j F Y" if get_language() == "en" else "j/n/Y")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), shown)


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


@register.simple_tag(takes_context=True)
def sections(context: template.Context) -> list[dict[str, object]]:
    """Return the rooms of the site; ``current`` is "page" in a room's list, "true" on a page inside it."""
    request = context.get("request")
    path = request.path if request else ""

    def current(url: str) -> str:
        return "page" if path == url else "true" if path.startswith(url) else ""

    return [
        {"label": label, "url": (url := reverse(name)), "current": current(url)} for name, label in SECTIONS
    ]


KEPT = ("province", "unit", "year", "directive", "newspaper", "lens", "mode", "copies", "sort", "page_size")


@register.simple_tag(takes_context=True)
def kept_filters(context: template.Context) -> list[tuple[str, str]]:
    """Return the filters of the present address, for a form that asks other words under the same ones."""
    query = context["request"].GET
    return [(key, value) for key in KEPT for value in query.getlist(key)][:100]
