"""The address under which an answer is taken away."""

from collections.abc import Iterable, Iterator
from threading import BoundedSemaphore

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.answering.matching import SearchTimeoutError
from search.asking.manual import ways_to_ask
from search.asking.request import SearchRequest
from search.exports.forms import FORMS
from search.exports.heading import Heading, content_disposition
from search.exports.rows import rows
from search.exports.taking import take

PIECE = 64 * 1024
"""Characters sent at once."""

SEATS = 2
"""So many files a process gives at a time: each keeps a thread until its reader has all of it, and pages must
not wait for that."""

WAIT_SECONDS = 60

_seats = BoundedSemaphore(SEATS)


class Stream:
    """A file on its way: pieces of it as bytes, and the seat that is given back when all is over, however it
    ends."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self._has_seat = True

    def __iter__(self) -> Iterator[bytes]:
        """Yield the file in pieces. An error ends the connection, not the file: readers see it broken off."""
        waiting: list[str] = []
        length = 0
        for line in self._lines:
            waiting.append(line)
            length += len(line)
            if length >= PIECE:
                yield "".join(waiting).encode()
                waiting, length = [], 0
        yield "".join(waiting).encode()

    def close(self) -> None:
        """Give the seat back, once."""
        if self._has_seat:
            self._has_seat = False
            _seats.release()


@require_safe
def take_away(request: HttpRequest, form: str) -> HttpResponseBase:
    """Stream the whole answer of a search as a file; 503 where too many take files, or the search takes too
    long."""
    if form not in FORMS:
        raise Http404
    if request.method == "HEAD":
        return _with_headers(HttpResponse(content_type=FORMS[form].media_type))
    search = SearchRequest.from_query(request.GET).changed()
    if not _seats.acquire(blocking=False):
        return _later(render(request, "search/busy.html", {"search": search}, status=503))
    try:
        taken = take(search)
    except SearchTimeoutError:
        _seats.release()
        page = {"search": search, "ways": ways_to_ask(), "answer": None}
        return _later(render(request, "search/results.html", page, status=503))
    except BaseException:
        _seats.release()
        raise
    site = request.build_absolute_uri("/")[:-1]
    told = rows(taken, site, with_snippets=FORMS[form].with_snippets)
    lines = FORMS[form].write(Heading.of(taken, site), told)
    response = StreamingHttpResponse(Stream(lines), content_type=FORMS[form].media_type)
    response["Content-Disposition"] = content_disposition(taken, form)
    return _with_headers(response)


def _with_headers(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["X-Accel-Buffering"] = "no"  # a proxy shall pass the pieces on as they come
    return response


def _later(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(WAIT_SECONDS)
    return response
