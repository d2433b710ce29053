"""Days and months that the text of an article names, each with the places where it stands."""

from collections import defaultdict
from collections.abc import Hashable

from django.utils.translation import gettext as _

from articles.models import Article
from articles.records import Part
from articles.vietnamese.dates import Form, WrittenDate, find_dates
from articles.views.entries import Entry, Listing, Spot
from articles.views.kinds import DAY
from articles.views.links import phrase_url

TOLD = frozenset({Part.LEDE, Part.BODY, Part.HEADING, Part.CAPTION})

MOST_CHARACTERS = 200_000
"""So much of a text is searched for days; a whole series in one file is longer."""


def named_days(article: Article) -> Listing:
    """Return the days of the text in order of first mention, by their label, and where each stands.

    A day leads to the search for its words: what other reports say of it. Recognised while the page is made
    and kept nowhere, unlike the date of publication.
    """
    days: dict[Hashable, Entry] = {}
    spots: dict[Hashable, list[Spot]] = defaultdict(list)
    read = 0
    for block in article.parts(*TOLD):
        read += block.span.end - block.span.start
        if read > MOST_CHARACTERS:
            break
        words = block.span.of(article.text)
        for found in find_dates(words):
            label = _label(found)
            surface = words[found.start : found.end]
            days.setdefault(label, Entry(label, phrase_url(surface.lower()), _note(found)))
            start = block.span.start + found.start
            span = type(block.span)(start, block.span.start + found.end)
            spots[label].append(Spot(span, f"{DAY.key}-{start}"))
    return days, spots


def _label(found: WrittenDate) -> str:
    if found.value is None:
        return f"{found.day}/{found.month}"
    if found.form is Form.MONTH:
        return f"{found.value.month}/{found.value.year}"
    return f"{found.value.day}/{found.value.month}/{found.value.year}"


def _note(found: WrittenDate) -> str:
    return _("bài không nêu năm") if found.value is None else ""
