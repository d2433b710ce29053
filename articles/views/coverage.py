"""Coverage: of which province and year the archive has reports, has none, or holds nothing to look in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models import Newspaper, Place
from articles.models.geography import NOW, Geography
from articles.spreadsheet import csv_lines
from articles.views.geography import chosen_lens
from articles.views.holdings import Asked, Counts, counted, province_of
from articles.views.links import UNKNOWN, lensed, province_url, search_url

YEARS_SHOWN = 20


class State(StrEnum):
    """What the archive can say of a province in a year."""

    REPORTS = "reports"
    NONE_FOUND = "none-found"
    NOT_HELD = "not-held"


STATES = {
    State.REPORTS: gettext_lazy("có bài"),
    State.NONE_FOUND: gettext_lazy("có báo, không thấy bài"),
    State.NOT_HELD: gettext_lazy("không giữ"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A province in a year (0: undated). ``count`` are reports of the province, ``url`` finds them;
    ``papers_count`` are reports of whatever subject in the papers of the province, ``papers_url`` finds
    those."""

    year: int
    count: int
    url: str
    papers_count: int = 0
    papers_url: str = ""

    @property
    def state(self) -> State:
        """Return which of the three states this is."""
        if self.count:
            return State.REPORTS
        return State.NONE_FOUND if self.papers_count else State.NOT_HELD


@dataclass(frozen=True, slots=True)
class Row:
    """A province; None is the row of reports whose province is not known."""

    place: Place | None
    cells: tuple[Cell, ...]
    total: Cell

    @property
    def url(self) -> str:
        """Return the page of the province, "" for the unknown."""
        return province_url(self.place) if self.place else ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole of one geography: a row a province, a column a year, 0 at the end for the undated."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]

    def url_of(self, year: int) -> str:
        """Return the page of a year, "" where there is none for want of reports."""
        held = year and any(cell.count for row in self.rows for cell in row.cells if cell.year == year)
        return reverse("year", args=[year]) if held else ""

    def states(self) -> dict[State, int]:
        """Return how many cells of known province and year are in each state."""
        numbers = dict.fromkeys(State, 0)
        for row in self.rows:
            for cell in row.cells:
                if row.place and cell.year:
                    numbers[cell.state] += 1
        return numbers


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Show the matrix of one geography, twenty years at a time, the latest first."""
    lens = chosen_lens(request)
    whole = matrix(Geography.load(), lens)
    dated = [year for year in whole.years if year]
    spans = [dated[max(0, end - YEARS_SHOWN) : end] for end in range(len(dated), 0, -YEARS_SHOWN)]
    asked = request.GET.get("den", "")
    span = next((each for each in spans if str(each[-1]) == asked), spans[0] if spans else [])
    shown = {*span, *([0] if not spans or span == spans[0] else [])}
    context = {
        "lens": lens,
        "years": [(year, whole.url_of(year)) for year in whole.years if year in shown],
        "rows": [(row, [cell for cell in row.cells if cell.year in shown]) for row in whole.rows],
        "spans": [(each, _span_url(request.path, each, lens), each == span) for each in spans],
        "states": {state.replace("-", "_"): number for state, number in whole.states().items()},
        "total": sum(row.total.count for row in whole.rows),
        "csv_url": lensed(reverse("coverage-csv"), lens),
    }
    return render(request, "articles/coverage.html", context)


def _span_url(path: str, span: list[int], lens: str) -> str:
    return f"{path}?{urlencode({'den': span[-1], **({'lens': lens} if lens == NOW else {})})}"


@require_safe
def coverage_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the whole matrix of one geography, a line a province and year."""
    lens = chosen_lens(request)
    header = (_("tỉnh"), _("năm"), _("số bài"), _("tình trạng"), _("số bài của báo trong tỉnh"))
    lines = csv_lines(header, _csv_rows(matrix(Geography.load(), lens)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="do-phu-{lens}.csv"'
    return response


def _csv_rows(whole: Matrix) -> Iterator[tuple[object, ...]]:
    for row in whole.rows:
        name = row.place.name if row.place else _("Không rõ tỉnh")
        for cell in row.cells:
            state = STATES[cell.state] if row.place and cell.year else ""
            yield name, cell.year or _("không rõ"), cell.count, str(state), cell.papers_count


def matrix(geography: Geography, lens: str) -> Matrix:
    """Return the matrix of one geography over all years from the first held to the last."""
    counts, of_papers = counted(Asked((province_of(lens), "year")), Asked(("newspaper", "year")))
    papers = _papers(geography, lens)
    years = {year for _province, year in counts}
    dated = range(min(years - {0}), max(years) + 1) if years - {0} else range(0)
    columns = (*dated, 0) if 0 in years else tuple(dated)
    in_papers = {pk: _added(of_papers, {paper.pk for paper in own}) for pk, own in papers.items()}

    def row(place: Place | None) -> Row:
        key = place.pk if place else 0
        filters = {"province": place.slug if place else UNKNOWN, "lens": lens}
        held, own = in_papers.get(key, {}), papers.get(key, [])
        cells = tuple(
            Cell(
                year,
                counts.get((key, year), 0),
                search_url(**filters, year=str(year) if year else UNKNOWN),
                held.get(year, 0),
                _papers_url(own, year),
            )
            for year in columns
        )
        return Row(place, cells, Cell(0, sum(cell.count for cell in cells), search_url(**filters)))

    rows = [row(place) for place in geography.of(lens)]
    unknown = row(None)
    return Matrix(columns, (*rows, unknown) if unknown.total.count else tuple(rows))


def _papers(geography: Geography, lens: str) -> dict[int, list[Newspaper]]:
    """Return the papers of each province of a geography."""
    seen_as, papers = geography.seen_as(lens), dict[int, list[Newspaper]]()
    for paper in Newspaper.objects.filter(province__isnull=False).order_by("pk"):
        papers.setdefault(seen_as.get(paper.province_id or 0, 0), []).append(paper)
    return papers


def _added(of_papers: Counts, papers: set[int]) -> Mapping[int, int]:
    years: dict[int, int] = {}
    for (paper, year), count in of_papers.items():
        if paper in papers:
            years[year] = years.get(year, 0) + count
    return years


def _papers_url(papers: list[Newspaper], year: int) -> str:
    pairs = [*(("newspaper", paper.slug) for paper in papers), ("year", str(year) if year else UNKNOWN)]
    return f"{reverse('search')}?{urlencode(pairs)}"
