"""Merging: two records that are one. ``merged_into`` of the lesser one is set, and that is all that changes.

What named the merged record goes on naming it, and counts for the survivor wherever it is read: mentions by
:func:`ends`, an article's newspaper when it is settled, the index when an entry is written. So taking a
merger back restores what was, to the letter, whatever came in meanwhile. What comes in later under the old
name is stored under the survivor, and stays there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from articles.ingest import acts, rings
from articles.ingest.acts import RefusedError
from articles.models import (
    Article,
    AuthorityAct,
    Directive,
    DirectiveMention,
    FigureMention,
    Mention,
    Newspaper,
    Table,
    Unit,
    UnitMention,
)
from articles.models.history import acting

Record = Unit | Directive | Newspaper

MODELS: Mapping[str, type[Unit] | type[Directive] | type[Newspaper]] = {
    Table.UNIT: Unit,
    Table.DIRECTIVE: Directive,
    Table.NEWSPAPER: Newspaper,
}

NAMED_BY: Mapping[type[Mention], tuple[str, type[models.Model]]] = {
    UnitMention: ("unit_id", Unit),
    FigureMention: ("unit_id", Unit),
    DirectiveMention: ("directive_id", Directive),
}
"""By which column a mention names a record that may be merged."""


def table_of(record: Record) -> str:
    """Return the list in which a record stands."""
    return next(table for table, model in MODELS.items() if isinstance(record, model))


def ends(model: type[models.Model], pks: Iterable[int]) -> dict[int, int]:
    """Return for each record the one into which it was merged in the end, itself when it was not.

    A ring, which the desk refuses, is left where it closes.
    """
    wanted = set(pks)
    into: dict[int, int] = {}
    asked: set[int] = set()
    while new := (wanted | set(into.values())) - asked:
        asked |= new
        merged = model._default_manager.filter(pk__in=new, merged_into__isnull=False)
        into |= dict(merged.order_by().values_list("pk", "merged_into_id"))
    return {pk: _end(pk, into) for pk in wanted}


def _end(pk: int, into: Mapping[int, int]) -> int:
    seen = {pk}
    while (further := into.get(pk)) and further not in seen:
        pk = further
        seen.add(pk)
    return pk


def standing(record: Any) -> Any:
    """Return the record for which one counts: itself, or the end of its mergers."""
    if record is None or record.merged_into_id is None:
        return record
    model = type(record)
    return model._default_manager.get(pk=ends(model, [record.pk])[record.pk])


def family(record: Record) -> list[int]:
    """Return the keys of a record and of all that were merged into it, by whatever detour; its own first."""
    found = [record.pk]
    new = found
    while new:
        merged = type(record)._default_manager.filter(merged_into__in=new).exclude(pk__in=found)
        new = list(merged.order_by("pk").values_list("pk", flat=True))
        found = [*found, *new]
    return found


def with_heirs(mentions: Sequence[Any], name: str) -> None:
    """Let mentions, fetched with their record, name the one for which it counts."""
    merged = [mention for mention in mentions if (held := getattr(mention, name)) and held.merged_into_id]
    if merged:
        model = type(getattr(merged[0], name))
        end = ends(model, {getattr(mention, f"{name}_id") for mention in merged})
        heirs = model._default_manager.in_bulk(set(end.values()))
        for mention in merged:
            setattr(mention, name, heirs[end[getattr(mention, f"{name}_id")]])


# ---------------------------------------------------------------- what ingest asks

_papers: ContextVar[dict[int, int] | None] = ContextVar("papers", default=None)


@contextmanager
def papers_of_now() -> Iterator[None]:
    """Ask but once which newspapers were merged, for all that is settled inside. The caller has let no act
    begin meanwhile."""
    merged = Newspaper.objects.filter(merged_into__isnull=False).order_by()
    token = _papers.set(dict(merged.values_list("pk", "merged_into_id")))
    try:
        yield
    finally:
        _papers.reset(token)


def paper_standing(pk: int | None) -> int | None:
    """Return the newspaper for which one counts, None for None."""
    if pk is None:
        return None
    known = _papers.get()
    return _end(pk, known) if known is not None else ends(Newspaper, [pk])[pk]


def keep_named(before: Mapping[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return the proposals of a new parse, with the newspaper named as it was where that comes to the same:
    a merger that is taken back later finds what it found."""
    old, new = before.get("newspaper"), now.get("newspaper")
    if not old or not new or old["value"] == new["value"]:
        return now
    if paper_standing(old["value"]) != paper_standing(new["value"]):
        return now
    return {**now, "newspaper": {**new, "value": old["value"]}}


def as_held(kind: type[Mention], held: Sequence[Mention], found: Sequence[Mention]) -> None:
    """Let found mentions name what held ones of the same words name, where that comes to the same record by
    mergers: parsing an article again moves nothing that a merger left in its place."""
    if kind not in NAMED_BY:
        return
    column, model = NAMED_BY[kind]
    for name in (column, "read_as"):
        named = {(each.surface, pk) for each in held if (pk := getattr(each, name))}
        others = [each for each in found if (pk := getattr(each, name)) and (each.surface, pk) not in named]
        if not others or not named:
            continue
        end = ends(model, {pk for _surface, pk in named} | {getattr(each, name) for each in others})
        before = {(surface, end[pk]): pk for surface, pk in sorted(named)}
        for each in others:
            pk = getattr(each, name)
            setattr(each, name, before.get((each.surface, end[pk]), pk))


# ---------------------------------------------------------------- the act


def articles_of(record: Record) -> list[int]:
    """Return the articles that count for a record, in no order, some more than once."""
    if isinstance(record, Newspaper):
        return list(Article.objects.filter(newspaper=record).order_by().values_list("pk", flat=True))
    return list(_mentions_of(record).values_list("article", flat=True).distinct())


def _mentions_of(record: Unit | Directive) -> models.QuerySet[Any]:
    kind, column = (UnitMention, "unit") if isinstance(record, Unit) else (DirectiveMention, "directive")
    found: models.QuerySet[Any] = kind._default_manager.filter(**{f"{column}__in": family(record)})
    return found.order_by()


def merge(record: Record, *, into: Record, by: Any, reason: str) -> AuthorityAct:
    """Merge a record into another; raise RefusedError where that makes no sense, or has to wait.

    Everything of the record counts for ``into`` from now on; articles and index have followed when this
    returns where they are few (``acts.AT_ONCE``), else when the bulk queue has carried the act on.
    """
    with acts.promptly():
        acts.alone()
        record, into = _locked(record), _locked(into)
        check(record, into)
        articles = articles_of(record)
        summary: dict[str, Any] = {"record": str(record), "target": str(into)}
        if not isinstance(record, Newspaper):
            summary |= {"mentions": _mentions_of(record).count(), "articles": len(articles)}
        record.merged_into = into
        with acting(by, reason=reason):
            record.save(update_fields=["merged_into"])
        act = AuthorityAct(
            kind=AuthorityAct.Kind.MERGE,
            table=table_of(record),
            record=record.pk,
            target=into.pk,
            by=by,
            reason=reason[:300],
            summary=summary,
        )
        acts.set_articles(act, articles)
    acts.follow_if_few(act)
    return act


def _locked(record: Any) -> Any:
    return type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)


def check(record: Record, into: Record) -> None:
    """Raise RefusedError where merging the one into the other makes no sense."""
    if type(record) is not type(into):
        raise RefusedError(_("Chỉ nhập được hai bản ghi của cùng một danh mục."))
    if record.pk == into.pk:
        raise RefusedError(_("Không nhập được một bản ghi vào chính nó."))
    if record.merged_into_id is not None:
        raise RefusedError(_("“%(record)s” đã được nhập vào bản ghi khác.") % {"record": record})
    if into.pk in family(record):
        raise RefusedError(_("Vòng tròn: “%(into)s” đã được nhập vào bản ghi này.") % {"into": into})
    if into.merged_into_id is not None:
        told = {"into": into, "heir": standing(into)}
        raise RefusedError(_("“%(into)s” đã được nhập vào “%(heir)s”: hãy chọn bản ghi ấy.") % told)
    rings.refuse_merging(record, into)


def undo(act: AuthorityAct, *, by: Any, reason: str) -> AuthorityAct:
    """Take a merger back: the record stands again with all it had. Raise RefusedError where it was taken back
    already, where a unit would stand above itself, or where it has to wait."""
    with acts.promptly():
        acts.alone()
        act = AuthorityAct.objects.select_for_update(of=("self",)).get(pk=act.pk)
        record = _locked(MODELS[act.table]._default_manager.get(pk=act.record or 0))
        if act.is_undone or record.merged_into_id != act.target:
            raise RefusedError(_("Việc này đã được hoàn tác."))
        rings.refuse_standing_again(record)
        record.merged_into = None
        with acting(by, reason=reason):
            record.save(update_fields=["merged_into"])
        acts.mark_undone(act, by=by, reason=reason)
        acts.set_articles(act, {*act.articles, *articles_of(record)})
    acts.follow_if_few(act)
    return act


def renamed(paper: Newspaper, before: str, *, by: Any, reason: str) -> AuthorityAct:
    """Let the reports of a newspaper be found by its new name."""
    with transaction.atomic():
        act = AuthorityAct(
            kind=AuthorityAct.Kind.RENAME,
            table=Table.NEWSPAPER,
            record=paper.pk,
            target=paper.pk,
            by=by,
            reason=reason[:300],
            summary={"record": before, "target": paper.name},
        )
        acts.set_articles(act, articles_of(paper))
    acts.follow_if_few(act)
    return act


@acts.follows(Table.NEWSPAPER)
def settle_papers(article_ids: list[int]) -> None:
    """Give articles, whose rows are locked, the newspaper that holds for them now."""
    from articles.ingest.settle import newspaper_holding

    with papers_of_now():
        changed = []
        for article in Article.objects.filter(pk__in=article_ids).defer("text", "blocks").order_by("pk"):
            paper = newspaper_holding(article)
            if paper != article.newspaper_id:
                article.newspaper_id = paper
                changed.append(article)
    Article.objects.bulk_update(changed, ["newspaper"], batch_size=acts.CHUNK)
