"""Addresses: every number on a page leads to the search that counts the same."""

from urllib.parse import urlencode

from django.urls import reverse

from articles.models import Place

UNKNOWN = "khong-ro"
"""The facet value of articles of which the thing asked is not known."""


def search_url(**filters: str) -> str:
    """Return the address of a search: ``search_url(province="lang-son", year="2021")``; "" filters fall away.

    The lens of the 63 provinces is the usual one and is not written.
    """
    kept = {key: value for key, value in filters.items() if value and (key, value) != ("lens", "63")}
    return reverse("search") + (f"?{urlencode(kept)}" if kept else "")


def phrase_url(words: str) -> str:
    """Return the search for these words in this order."""
    return search_url(q=f'"{words}"')


def province_url(place: Place) -> str:
    """Return the page of a province, in the geography it belongs to."""
    lens = "?lens=34" if place.era == Place.Era.NOW else ""
    return reverse("province", args=[place.slug]) + lens


def lensed(address: str, lens: str) -> str:
    """Return the address read in a geography."""
    return f"{address}?lens={lens}" if lens == Place.Era.NOW else address
