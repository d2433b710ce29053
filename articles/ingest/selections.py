"""Which mentions an editor's act is about: words of some forms that stand for one record, or for none."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, TextField, Value, When
from django.db.models.functions import ExtractYear

from articles.ingest import merging
from articles.ingest.form_rulings import COLUMNS, form_of
from articles.models import DirectiveMention, Mention, PlaceMention, Table, UnitMention, Verdict

KINDS: dict[str, type[Mention]] = {
    Table.UNIT: UnitMention,
    Table.DIRECTIVE: DirectiveMention,
    Table.PLACE: PlaceMention,
}
"""The mentions that stand for the records of each list."""

MOST_FORMS = 3000
"""So many forms are listed, the most frequent ones."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form: what it is printed as most often, other prints, how many mentions have it, the columns of the
    mentions that print it. ``by_status`` says how many are of each status, ``status`` is the commonest."""

    key: str
    label: str
    others: list[str]
    count: int
    columns: tuple[tuple[Any, ...], ...] = ()
    status: str = ""
    by_status: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """The mentions of these forms that recognition took for ``source``, null for none, in an article of one
    of the provinces (0: unknown) and from the one year to the other, or in one of ``articles``; what is empty
    sets no bound."""

    table: str
    forms: tuple[str, ...] = ()
    source: int | None = None
    provinces: tuple[int, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    articles: tuple[int, ...] = field(default=())

    def mentions(self) -> "QuerySet[Any]":
        """Return the mentions that are there now."""
        found = loose(self.table, self.source)
        chosen = [form for form in forms(self.table, self.source, self.forms) if form.key in self.forms]
        found = found.filter(reduce(or_, map(_printed(self.table), chosen))) if chosen else found.none()
        if self.provinces:
            known = [pk for pk in self.provinces if pk]
            unknown = Q(article__province=None) if 0 in self.provinces else Q(pk__in=[])
            found = found.filter(Q(article__province__in=known) | unknown)
        if self.first_year:
            found = found.filter(article__published_on__gte=date(self.first_year, 1, 1))
        if self.last_year:
            found = found.filter(article__published_on__lte=date(self.last_year, 12, 31))
        if self.articles:
            found = found.filter(article__in=self.articles)
        return found

    def counted(self) -> tuple[int, int]:
        """Return how many mentions there are, and in how many articles."""
        row = self.mentions().aggregate(n=Count("pk"), articles=Count("article", distinct=True))
        return row["n"], row["articles"]

    def article_ids(self) -> list[int]:
        """Return the articles of the mentions."""
        return list(self.mentions().values_list("article", flat=True).distinct())

    def by_year_and_province(self) -> list[tuple[int, int, int]]:
        """Return how many mentions stand in articles of each year and province (0: unknown)."""
        rows = self.mentions().values_list(ExtractYear("article__published_on"), "article__province")
        return [(year or 0, province or 0, n) for year, province, n in rows.annotate(n=Count("pk"))]


def loose(table: str, source: int | None) -> "QuerySet[Any]":
    """Return the mentions that recognition took for a record, or for those merged into it, or for none; on
    which neither an editor nor a ruling has spoken."""
    kind = KINDS[table]
    column = COLUMNS[kind][1].removesuffix("_id")
    found = kind._default_manager.filter(
        verdict=Verdict.NONE, origin=Mention.Origin.MACHINE, ruling=None
    ).order_by()
    if source is None:
        return found.filter(**{f"{column}__isnull": True})
    if table in merging.MODELS:
        record = merging.MODELS[table]._default_manager.get(pk=source)
        return found.filter(**{f"{column}__in": merging.family(record)})
    return found.filter(**{column: source})


_FIELDS = {Table.DIRECTIVE: ("type", "number", "symbol", "status")}

_PRINTED = Case(When(number="", then="surface"), default=Value(""), output_field=TextField())
"""The words of a document without a number; those of others are told by their columns."""


def forms(table: str, source: int | None, wanted: Sequence[str]) -> list[Form]:
    """Return the wanted ones among the forms of such mentions, with all their prints; all forms of a record's
    mentions where none is named."""
    found = loose(table, source)
    if table == Table.DIRECTIVE and wanted:
        found = found.filter(number__in=_numbers(wanted))
    columns = ("surface", *_FIELDS.get(Table(table), ()))
    rows = found.values(*columns).annotate(n=Count("pk")).order_by("-n")
    made = _forms(table, rows if wanted else rows[:MOST_FORMS], columns)
    return [form for form in made if form.key in wanted] if wanted else made


def frequent(table: str) -> list[Form]:
    """Return the forms of mentions without a record, the most frequent first, each with a print or two; no
    more than :data:`MOST_FORMS`. Documents are told by their columns, and not by every print."""
    found, fields = waiting(table), _FIELDS.get(Table(table), ())
    if fields:
        rows = found.annotate(printed=_PRINTED).values("printed", *fields)
        rows = rows.annotate(n=Count("pk"), one=Min("surface"), other=Max("surface"))
    else:
        rows = found.values(one=F("surface")).annotate(n=Count("pk"))
    listed = ({"surface": row["one"], **row} for row in rows.order_by("-n")[:MOST_FORMS])
    return _forms(table, listed, ("surface", *fields))


def waiting(table: str) -> "QuerySet[Any]":
    """Return the mentions without a record for which one may be found: of acts of the state the archive keeps
    none."""
    found = loose(table, None)
    return found.exclude(status=DirectiveMention.Status.STATE) if table == Table.DIRECTIVE else found


def years(table: str, listed: Sequence[Form]) -> dict[str, tuple[int, int]]:
    """Return the first and the last year of the dated articles that have mentions of some listed forms."""
    if not listed:
        return {}
    found = waiting(table).filter(reduce(or_, map(_printed(table), listed)))
    found = found.filter(article__published_on__isnull=False)
    fields = _FIELDS.get(Table(table), ())
    if fields:
        grouped = found.annotate(printed=_PRINTED).values("printed", *fields).annotate(surface=Min("surface"))
    else:
        grouped = found.values("surface")
    spans: dict[str, tuple[int, int]] = {}
    for row in grouped.annotate(first=Min("article__published_on"), last=Max("article__published_on")):
        key, first, last = form_of(KINDS[table], row), row["first"].year, row["last"].year
        held = spans.get(key, (first, last))
        spans[key] = min(first, held[0]), max(last, held[1])
    return spans


def _forms(table: str, rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> list[Form]:
    """Put rows of one form together."""
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[form_of(KINDS[table], row)].append(row)
    made = [_form(key, rows, columns) for key, rows in grouped.items()]
    return sorted(made, key=lambda form: (-form.count, form.key))


def _numbers(wanted: Iterable[str]) -> set[str]:
    """Return the numbers that the columns of wanted forms may hold; "" for words without one."""
    numbers = {key.split("|")[1] if key.count("|") == 2 else "" for key in wanted}
    return numbers | {number.lower() for number in numbers}


def _form(key: str, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Form:
    rows.sort(key=lambda row: (-row["n"], row["surface"]))
    prints = list(dict.fromkeys(row[name] for name in ("surface", "other") for row in rows if row.get(name)))
    values = dict.fromkeys(tuple(row[name] for name in columns) for row in rows)
    statuses: Counter[str] = Counter()
    for row in rows:
        statuses[row.get("status", "")] += row["n"]
    commonest = statuses.most_common(1)[0][0]
    return Form(key, prints[0], prints[1:6], statuses.total(), tuple(values), commonest, dict(statuses))


def _printed(table: str) -> Any:
    """Return what makes the condition that a mention prints a form."""

    def condition(form: Form) -> Q:
        if table == Table.DIRECTIVE and form.columns[0][2]:
            cited = {(kind, number, symbol) for _surface, kind, number, symbol, _status in form.columns}
            return reduce(or_, (Q(type=k, number=n, symbol=s) for k, n, s in sorted(cited)))
        surfaces = sorted({columns[0] for columns in form.columns})
        unnumbered = Q(number="") if table == Table.DIRECTIVE else Q()
        return unnumbered & Q(surface__in=surfaces)

    return condition
