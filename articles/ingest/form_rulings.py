"""Rulings: what an editor says that printed words mean, for mentions that are there and those that come.

Recognition finds a mention and takes it for a record, or for none; then the latest ruling that holds for the
words decides. Both are kept with the mention, so that a ruling taken back leaves what recognition said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import RawSQL

from articles.ingest import acts, doubts, merging, settle
from articles.models import (
    Article,
    DirectiveMention,
    FigureMention,
    FormRuling,
    Mention,
    PlaceMention,
    Table,
    UnitMention,
    Verdict,
)
from articles.vietnamese.letters import same_key

COLUMNS: Mapping[type[Mention], tuple[Table, str]] = {
    UnitMention: (Table.UNIT, "unit_id"),
    FigureMention: (Table.UNIT, "unit_id"),
    DirectiveMention: (Table.DIRECTIVE, "directive_id"),
    PlaceMention: (Table.PLACE, "place_id"),
}
"""Of which list the records of a mention are, and the column that names one."""

BOUNDS = frozenset({"published_on", "province"})
"""The fields of an article by which a ruling may be bounded."""

Rows = Mapping[type[Mention], Sequence[dict[str, Any]]]


def form_of(kind: type[Mention], row: Mapping[str, Any]) -> str:
    """Return the form of a mention's words, as rulings know it: type, number and symbol of a numbered
    document ("chỉ thị|05|CT/TW"), for all else the words, however they are cased and toned."""
    if kind is DirectiveMention and row["number"]:
        return f"{same_key(row['type'])}|{row['number'].upper()}|{row['symbol'].upper()}"
    words = row["organisation"] if kind is FigureMention else row["surface"]
    return same_key(words)[:400]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A mention as rulings see it; ``record`` is what recognition took its words for."""

    table: Table
    form: str
    record: int | None
    article: int
    province: int
    year: int | None


class _Rulings:
    """The standing rulings on some forms, the latest first."""

    def __init__(self, heard: Iterable[_Heard]) -> None:
        heard = list(heard)
        forms = list({each.form for each in heard})
        # One array: thousands of single parameters would cost more than the answer.
        asked = RawSQL("SELECT unnest(%s::text[])", [forms])
        rows = FormRuling.objects.filter(is_standing=True, form__in=asked).order_by("-pk") if forms else []
        self._held: dict[tuple[str, str], list[FormRuling]] = defaultdict(list)
        for ruling in rows:
            self._held[ruling.table, ruling.form].append(ruling)
        self._ends = self._all_ends(heard) if self._held else {}

    def _all_ends(self, heard: Iterable[_Heard]) -> dict[tuple[str, int], int]:
        """Follow the mergers of what rulings and mentions name; places are not merged."""
        named: dict[str, set[int]] = defaultdict(set)
        for each in heard:
            for ruling in self._held.get((each.table, each.form), ()):
                named[each.table] |= {pk for pk in (each.record, ruling.source) if pk}
        return {
            (table, pk): end
            for table, pks in named.items()
            if table in merging.MODELS
            for pk, end in merging.ends(merging.MODELS[table], pks).items()
        }

    def on(self, heard: _Heard) -> FormRuling | None:
        """Return the ruling that decides, None where none does."""
        held = self._held.get((heard.table, heard.form), ())
        return next((ruling for ruling in held if self._holds(ruling, heard)), None)

    def _holds(self, ruling: FormRuling, heard: _Heard) -> bool:
        if self._end(ruling.table, ruling.source) != self._end(ruling.table, heard.record):
            return False
        if ruling.articles and heard.article not in ruling.articles:
            return False
        if ruling.provinces and heard.province not in ruling.provinces:
            return False
        if ruling.first_year is None and ruling.last_year is None:
            return True
        return heard.year is not None and (
            (ruling.first_year or 0) <= heard.year <= (ruling.last_year or 9999)
        )

    def _end(self, table: str, pk: int | None) -> int | None:
        return None if pk is None else self._ends.get((table, pk), pk)


def rule(built: Sequence[tuple[Article, Rows]]) -> None:
    """Let the rows of new mentions stand for what rulings say; one query where none is on their forms."""
    heard = [
        (row, column, _heard(kind, row, row[column], article))
        for article, rows in built
        for kind, (_table, column) in COLUMNS.items()
        for row in rows[kind]
        if kind is not FigureMention or row["unit_id"]
    ]
    rulings = _Rulings(each for _row, _column, each in heard)
    for row, column, each in heard:
        ruling = rulings.on(each)
        if ruling is not None:
            row |= {"ruling_id": ruling.pk, "read_as": each.record, column: ruling.target}


def _heard(kind: type[Mention], row: Mapping[str, Any], record: int | None, article: Article) -> _Heard:
    table = COLUMNS[kind][0]
    return _Heard(table, form_of(kind, row), record, article.pk, article.province_id or 0, article.year)


def give_way(found: Sequence[Mention], kept: Sequence[Mention]) -> None:
    """Leave to found mentions what recognition says where an editor has spoken on the single mention."""
    for mention in found:
        if mention.ruling_id is not None and any(
            mention.start < each.end and each.start < mention.end for each in kept
        ):
            setattr(mention, COLUMNS[type(mention)][1], mention.read_as)
            mention.ruling_id = mention.read_as = None


@acts.follows(Table.UNIT, Table.DIRECTIVE, Table.PLACE)
def reapply(article_ids: list[int]) -> None:
    """Let the mentions of articles, whose rows are locked, stand for what rulings say now; those on which an
    editor has spoken singly are left alone."""
    articles = Article.objects.defer("text", "blocks", "proposed").in_bulk(article_ids)
    heard: list[tuple[Any, str, _Heard]] = []
    for kind, (_table, column) in COLUMNS.items():
        machine = kind._default_manager.filter(
            article__in=article_ids, verdict=Verdict.NONE, origin=Mention.Origin.MACHINE
        )
        for mention in machine.order_by("pk"):
            record = mention.read_as if mention.ruling_id else getattr(mention, column)
            if kind is FigureMention and record is None:
                continue
            heard.append(
                (mention, column, _heard(kind, mention.__dict__, record, articles[mention.article_id]))
            )
    rulings = _Rulings(each for _mention, _column, each in heard)
    changed: dict[type[Mention], list[Any]] = defaultdict(list)
    for mention, column, each in heard:
        ruling = rulings.on(each)
        wanted = (ruling.pk, each.record, ruling.target) if ruling else (None, None, each.record)
        if (mention.ruling_id, mention.read_as, getattr(mention, column)) != wanted:
            mention.ruling_id, mention.read_as = wanted[:2]
            setattr(mention, column, wanted[2])
            changed[type(mention)].append(mention)
    for kind, mentions in changed.items():
        fields = ["ruling", "read_as", COLUMNS[kind][1].removesuffix("_id")]
        kind._default_manager.bulk_update(mentions, fields, batch_size=500)
    _weigh({mention.article_id for mentions in changed.values() for mention in mentions})


def moved(article: Article, fields: Iterable[str]) -> None:
    """Ask the rulings again of an article, locked and saved, of which these fields were decided on anew."""
    if not BOUNDS.isdisjoint(fields):
        reapply([article.pk])
        article.refresh_from_db(fields=["doubts", "doubts_seen", "doubt", "state"])


def _weigh(article_ids: Iterable[int]) -> None:
    """What is ruled is in doubt no more."""
    for article in Article.objects.filter(pk__in=article_ids).order_by("pk"):
        doubts.weigh(article, settle.editors_word(article))
        article.save(update_fields=["doubts", "doubts_seen", "doubt", "state"])
