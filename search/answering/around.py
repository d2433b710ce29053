"""What stands around the results: filters in force, other ways to see the same, pages."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from search.answering.facets import FACETS, Selection
from search.answering.shown import Chip, Choice, Page, Suggestion
from search.asking.request import (
    UNKNOWN,
    Copies,
    Kwic,
    Lens,
    Match,
    Mode,
    SearchRequest,
    Sort,
    View,
)
from search.asking.tree import Query

SIZES = (20, 50, 100)
"""So many results may stand on a page."""


def chips(selections: Mapping[str, Selection], request: SearchRequest, path: str) -> Iterable[Chip]:
    """Return the filters in force, one chip a value."""
    for facet in FACETS:
        for slug, label in _chosen(selections[facet.key]):
            # A province carried over from the other geography stands in the address under its other name.
            known = slug in request.values(facet.key)
            without = request.toggle(facet.key, slug) if known else request.without(facet.key)
            yield Chip(str(facet.name), label, f"{path}{without.querystring()}")
        if facet.key == "year" and request.month:
            yield Chip(_("Tháng"), str(request.month), f"{path}{request.changed(month=None).querystring()}")


def _chosen(selection: Selection) -> Iterable[tuple[str, str]]:
    """Yield the value and the label of each chosen value; of the years of a span the span alone."""
    yield from ((span.value, span.label) for span in selection.spans)
    for name in selection.names:
        if not any(span.holds(name.number) for span in selection.spans):
            yield name.slug, name.label
    if selection.unknown:
        yield UNKNOWN, _("không rõ")


def sorts(request: SearchRequest, query: Query, sort: Sort, path: str) -> tuple[Choice, ...]:
    """Return the orders there are; without words there is no order by words."""
    labels = {Sort.RELEVANCE: _("Sát nhất"), Sort.NEWEST: _("Mới nhất"), Sort.OLDEST: _("Cũ nhất")}
    usual = Sort.RELEVANCE if query.wanted else Sort.NEWEST
    return tuple(
        Choice(
            each.value,
            label,
            f"{path}{request.changed(sort=None if each is usual else each).querystring()}",
            each is sort,
        )
        for each, label in labels.items()
        if query.wanted or each is not Sort.RELEVANCE
    )


def lenses(request: SearchRequest, path: str) -> tuple[Choice, ...]:
    """Return the two geographies."""
    labels = {Lens.THEN: _("63 tỉnh, thành (đến 30/6/2025)"), Lens.NOW: _("34 tỉnh, thành (từ 1/7/2025)")}
    return tuple(
        Choice(lens.value, label, f"{path}{request.changed(lens=lens).querystring()}", lens is request.lens)
        for lens, label in labels.items()
    )


def modes(request: SearchRequest, path: str) -> tuple[Choice, ...]:
    """Return the ways to ask for marks."""
    labels = {Mode.AUTO: _("Như đã gõ"), Mode.EXACT: _("Đúng dấu"), Mode.FOLDED: _("Dấu nào cũng được")}
    return tuple(
        Choice(mode.value, label, f"{path}{request.changed(mode=mode).querystring()}", mode is request.mode)
        for mode, label in labels.items()
    )


def copies(request: SearchRequest, path: str) -> tuple[Choice, ...]:
    """Return the ways to count prints of one text."""
    labels = {Copies.ALL: _("Tính từng bài"), Copies.ONCE: _("Mỗi văn bản tính một lần")}
    return tuple(
        Choice(
            each.value, label, f"{path}{request.changed(copies=each).querystring()}", each is request.copies
        )
        for each, label in labels.items()
    )


def views(request: SearchRequest, path: str) -> tuple[Choice, ...]:
    """Return the ways to show results."""
    labels = {View.LIST: _("Trích đoạn"), View.COMPACT: _("Gọn"), View.KWIC: _("Từ trong câu")}
    return tuple(
        Choice(view.value, label, _anew(request, path, view=view), view is request.view)
        for view, label in labels.items()
    )


def kwic_orders(request: SearchRequest, path: str) -> tuple[Choice, ...]:
    """Return the orders of the places where the words stand."""
    labels = {
        Kwic.ORDER: _("Theo bài"),
        Kwic.LEFT: _("Theo chữ bên trái"),
        Kwic.RIGHT: _("Theo chữ bên phải"),
    }
    return tuple(
        Choice(kwic.value, label, _anew(request, path, kwic=kwic), kwic is request.kwic)
        for kwic, label in labels.items()
    )


def sizes(request: SearchRequest, path: str) -> tuple[Choice, ...]:
    """Return the numbers of results a page; the page shown is the one with the same first result."""
    first = (request.page - 1) * request.page_size
    return tuple(
        Choice(
            str(size),
            str(size),
            f"{path}{request.changed(page_size=size).page_querystring(first // size + 1)}",
            size == request.page_size,
        )
        for size in SIZES
    )


def _anew(request: SearchRequest, path: str, **fields: object) -> str:
    """Return the address of the page shown, shown otherwise."""
    return f"{path}{request.changed(**fields).page_querystring(request.page)}"


def page(request: SearchRequest, count: int, shown: int, path: str) -> Page:
    """Return where the page stands among ``count`` articles of which it shows ``shown``."""
    last = max(1, -(-count // request.page_size))
    offset = (request.page - 1) * request.page_size

    def url(number: int) -> str:
        return f"{path}{request.page_querystring(number)}"

    return Page(
        number=request.page,
        last=last,
        first_result=offset + 1 if shown else 0,
        last_result=offset + shown,
        previous_url=url(min(request.page - 1, last)) if request.page > 1 else "",
        next_url=url(request.page + 1) if request.page < last else "",
        first_url=url(1),
        last_url=url(last),
    )


def wider(request: SearchRequest, count: int | None, path: str) -> Suggestion | None:
    """Return the way to more articles, where few have all of many words and more have most of them."""
    if count is None:
        return None
    url = f"{path}{request.changed(match=Match.MOST).querystring()}"
    return Suggestion(_("Tìm cả những bài chỉ có phần lớn các từ"), url, count)
