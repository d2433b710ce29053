"""How the days of places look on a page."""

from datetime import date, timedelta

from django import template
from django.utils.safestring import SafeString

from articles.templatetags.presentation import day

register = template.Library()


@register.filter
def day_before(value: date) -> SafeString | str:
    """Write the last day of what was no more on ``value``: 1/7/2025 is "30/6/2025"."""
    return day(value - timedelta(days=1))
