"""What pages outside search may show of it."""

from django import template

from search.answering.living import living_ways
from search.asking.manual import Way

register = template.Library()


@register.simple_tag
def ways_that_answer() -> tuple[Way, ...]:
    """Return the ways to ask, each with examples that find something in this archive."""
    return living_ways()
