"""What a file says of itself: what was searched, how many answered, when, and where to ask again."""

from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from articles.citing.citation import ARCHIVE, one_line
from articles.vietnamese.letters import slugify
from search.asking.request import FACET_KEYS, PAGE_SIZE, Kwic, SearchRequest, View
from search.exports.taking import Taken

_LONGEST = 60
_NO_FILE = str.maketrans(dict.fromkeys('/\\:*?"<>|%', " "))


@dataclass(frozen=True, slots=True)
class Heading:
    """``query`` says in words what was searched, ``address`` asks the same again; ``retrieved`` is the moment
    in ISO 8601 with its zone."""

    archive: str
    query: str
    order: str
    count: int
    retrieved: str
    address: str

    @classmethod
    def of(cls, taken: Taken, site: str) -> "Heading":
        """Return the heading of what was taken from the archive at ``site``."""
        asked = usual(taken.request).querystring()
        return cls(
            archive=ARCHIVE,
            query=one_line(taken.words),
            order=taken.order.value,
            count=taken.count,
            retrieved=taken.at.isoformat(timespec="seconds"),
            address=f"{site}{reverse('search')}{asked}",
        )


def usual(request: SearchRequest) -> SearchRequest:
    """Return a request as it asks the same whatever its page shows of the answer."""
    return request.changed(page_size=PAGE_SIZE, view=View.LIST, kwic=Kwic.ORDER)


def content_disposition(taken: Taken, form: str) -> str:
    """Return the header that names the file: its day and what was searched, in plain letters for old programs
    and as typed for all others (RFC 6266)."""
    request, day = taken.request, taken.at.date().isoformat()
    values = [value for key in FACET_KEYS for value in request.values(key)]
    slug = _cut(slugify("-".join([request.q, *values])) or "tat-ca", "-")
    words = " ".join(one_line(" ".join([request.q, *values]).translate(_NO_FILE)).split()).strip(". ")
    name = quote(f"Kho báo {day} {_cut(words, ' ') or 'tất cả'}.{form}", safe="")
    return f"attachment; filename=\"kho-bao-{day}-{slug}.{form}\"; filename*=UTF-8''{name}"


def _cut(text: str, between: str) -> str:
    """Return no more than a file name should have, in whole words where there are any."""
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST + 1].rpartition(between)[0] or text[:_LONGEST]
