"""What an answer is made of on a page: plain records that a template prints as they are."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Result:
    """One article of the answer. ``title_html`` and ``snippet`` are safe HTML with ``<mark>``; ``province``
    is read in the geography of the request ("" when not known). ``place`` counts from 1 through the whole
    list, and ``link`` is the article's address with the search and the place, so that its page can lead to
    its neighbours and back."""

    id: int
    place: int
    url: str
    link: str
    title: str
    title_html: SafeString
    snippet: SafeString
    published_on: date | None
    newspaper: str
    newspaper_slug: str
    province: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: ``url`` takes it away."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to see the same search (an order, a lens, a mode)."""

    value: str
    label: str
    url: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Where in the answer the page stands; addresses are "" where there is no such page."""

    number: int
    last: int
    first_result: int
    last_result: int
    previous_url: str
    next_url: str
    first_url: str
    last_url: str

    @property
    def has_previous(self) -> bool:
        """Tell whether a page stands before this one."""
        return bool(self.previous_url)

    @property
    def has_next(self) -> bool:
        """Tell whether a page follows."""
        return bool(self.next_url)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way on from an empty answer: what to do, the address that does it, and how many articles it brings
    (None where that is not counted)."""

    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """The page of something that the query names: its facet, what it is ("Tỉnh"), its name, its address."""

    facet: str
    kind: str
    label: str
    url: str
