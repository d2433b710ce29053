"""The one writer: from what the pipeline says of a document to the rows of its article.

Everything for one document happens in one transaction, the search entry included
(:mod:`articles.ingest.announcing`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles.ingest import (
    acts,
    announcing,
    copies,
    differences,
    doubts,
    form_rulings,
    identity,
    mentions,
    merging,
    noting,
    publishing,
    settle,
)
from articles.ingest.differences import Difference
from articles.ingest.identity import Identity, Incoming
from articles.ingest.pipeline import PIPELINE_VERSION, Processed
from articles.ingest.sources import site_of
from articles.messages import NOTHING, Message, joined
from articles.models import Article
from articles.models.bulk import copy_objects, draw_keys
from articles.models.history import machine_at_work
from articles.models.wording import in_words
from articles.records import Hints, Outcome


@dataclass(frozen=True, slots=True)
class Stored:
    """How one document ended: outcome, its article, and the reason ("" when none).

    ``has_replaced`` says that the article had other words before, from other bytes, which it lost.
    """

    outcome: Outcome
    article: Article | None
    reason: Message = NOTHING
    has_replaced: bool = False


def review_reason(article: Article) -> str:
    """Return in words why an editor should look at the article ("" when nothing is missing)."""
    return in_words(_lacking(article))


def _lacking(article: Article) -> Message:
    return joined(*map(doubts.message, article.review_reasons))


@machine_at_work()
@transaction.atomic
def store(incoming: Sequence[Incoming]) -> list[Stored]:
    """Write processed documents; running it again changes nothing. Answers stand in the given order."""
    acts.storing()
    identity.lock(identity.keys_of(incoming))
    answers: dict[int, Stored] = {}
    written: list[Article] = []
    waiting = list(incoming)
    with merging.papers_of_now():
        while waiting:
            now, waiting = identity.apart(waiting)
            written += _store_apart(now, answers)
    _group(written)
    return [answers[id(document)] for document in incoming]


def _group(written: Sequence[Article]) -> None:
    """Find the near-copies of articles just written. It waits for its turn among the workers, and nobody else
    groups until this transaction ends: so it comes last, when no other row is still to be locked."""
    announcing.regrouped(sorted(copies.regroup(written)))


def _store_apart(incoming: Sequence[Incoming], answers: dict[int, Stored]) -> list[Article]:
    """Store documents of which none can be the same article as another; return the articles written."""
    written: list[Article] = []
    known = identity.Known(incoming)
    new: list[tuple[Incoming, Article, Message | None]] = []
    for document in incoming:
        held = known.same_file(document)
        if held is not None:
            answers[id(document)] = _again(held, document, written)
            continue
        article = Article(source_key=document.key)
        _fill(article, document)
        match = known.match(document, settle.named_newspaper(article))
        if match.identity is Identity.COPY and match.article is not None:
            answers[id(document)] = Stored(Outcome.DUPLICATE, match.article, _copy_reason(match.article))
        elif match.identity is Identity.NEW_TEXT and match.article is not None:
            article, _ = _rewrite(match.article, document)
            written.append(article)
            has_replaced = (
                match.article.original_id != article.original_id
                and match.article.fingerprint != article.fingerprint
            )
            answers[id(document)] = Stored(Outcome.UPDATED, article, _lacking(article), has_replaced)
        else:
            reprinted = match.article if match.identity is Identity.REPRINT else None
            new.append((document, article, _reprint_reason(reprinted) if reprinted else None))
    _insert([(article, document) for document, article, _ in new])
    for document, article, reprint in new:
        lacking = _lacking(article)
        outcome = Outcome.REVIEW if lacking else Outcome.CREATED
        answers[id(document)] = Stored(outcome, article, joined(lacking, reprint))
    return [*written, *(article for _, article, _ in new)]


def _again(held: Article, document: Incoming, written: list[Article]) -> Stored:
    changed = False
    if held.pipeline_version != PIPELINE_VERSION or held.hints != document.hints.as_json():
        held, changed = _rewrite(held, document)
        written.append(held)
    return Stored(Outcome.UPDATED if changed else Outcome.UNCHANGED, held, _lacking(held))


def _insert(new: Sequence[tuple[Article, Incoming]]) -> None:
    if not new:
        return
    articles = [article for article, _ in new]
    draw_keys(articles)
    built = mentions.build([(article, document.processed.findings) for article, document in new])
    rules = publishing.rules()
    for (article, document), rows in zip(new, built, strict=True):
        doubts.weigh_new(article, rows, rules.of(document.door))
    copy_objects(articles)
    mentions.add(built)
    announcing.created(articles)


def _reprint_reason(article: Article) -> Message:
    if article.newspaper is None:
        return Message("cùng văn bản với bài số %(id)s ở %(site)s", id=article.pk, site=site_of(article.url))
    paper = str(article.newspaper)
    return Message("cùng văn bản với bài số %(id)s của %(paper)s", id=article.pk, paper=paper)


def _copy_reason(article: Article) -> Message:
    return Message("trùng với bài số %(id)s: %(title)s", id=article.pk, title=article.title)


def reparse(article: Article, processed: Processed) -> bool:
    """Write what the present pipeline says of an article's own original; return whether anything changed."""
    hints = Hints.from_json(article.hints)
    document = Incoming.of(processed, article.original, article.source_key, hints)
    with transaction.atomic():
        acts.storing()
        identity.lock(document.keys)
        with merging.papers_of_now():
            article, changed = _rewrite(article, document)
        _group([article])
    return changed


def try_reparse(article: Article, processed: Processed) -> list[Difference]:
    """Return what :func:`reparse` would change; nothing is changed."""
    document = Incoming.of(processed, article.original, article.source_key, Hints.from_json(article.hints))
    with transaction.atomic():
        acts.storing()
        identity.lock(document.keys)
        with merging.papers_of_now():
            return differences.trial(article, lambda held: _rewrite(held, document, tells=False)[0])


def _fill(article: Article, document: Incoming) -> settle.EditorsWord:
    """Set every column of an article from a document (not saved) but its doubts; return its editors' word."""
    report, hints = document.processed.report, document.hints
    own = report.raw.hints  # a page may tell its own address
    article.original = document.original
    article.hints = hints.as_json()
    article.url = (hints.url or own.url or article.url)[:1000]
    article.retrieved_on = hints.retrieved or article.retrieved_on
    article.fingerprint = document.words
    article.pipeline_version = PIPELINE_VERSION
    article.text = report.text
    article.blocks = [[b.part.value, b.span.start, b.span.end, b.rule] for b in report.blocks]
    proposed = settle.proposals(report, document.processed.findings)
    article.proposed = merging.keep_named(article.proposed, proposed)
    return settle.settle(article)


def _rewrite(article: Article, document: Incoming, *, tells: bool = True) -> tuple[Article, bool]:
    """Give a held article the text and findings of a document; return it as it is now, and whether anything
    changed. The index is told, unless it is only a trial.

    The row is locked first: an editor's decision comes before or after, never in between.
    """
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    before, was_held = _snapshot(article), noting.held(article)
    article.source_key = document.key
    word = _fill(article, document)
    moved = mentions.replace(article, document.processed.findings)
    doubts.weigh(article, word)
    article.save()
    changed = moved or before != _snapshot(article)
    if changed:
        noting.reparsed(article, was_held)
    announcing.stored([article.pk] if changed and tells else [])
    return article, changed


def _snapshot(article: Article) -> dict[str, Any]:
    skipped = {"updated_at", "created_at", "pipeline_version"}
    return {
        field.attname: getattr(article, field.attname)
        for field in article._meta.concrete_fields
        if field.attname not in skipped
    }


@transaction.atomic
def decide(article: Article, changes: dict[str, Any], *, by: Any, reason: str = "") -> Article:
    """Record an editor's decisions on several fields and make them hold at once, in the index too."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    for field, value in changes.items():
        settle.decide(locked, field, value, by=by, reason=reason)
    doubts.weigh(locked, settle.settle(locked), seen=lambda each: each.field in changes)
    locked.save()
    form_rulings.moved(locked, changes)
    announcing.stored([locked.pk])
    return locked


@transaction.atomic
def withdraw_decisions(
    article: Article, fields: set[str], *, state: Article.State = Article.State.PUBLISHED
) -> Article:
    """Let the machine's proposal hold again for these fields; the decisions stay in the history. ``state`` is
    what an article becomes whose state was decided on, unless it waits or need not wait any more."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    was_held = noting.held(locked, sorted(fields))
    locked.decisions.current().filter(field__in=fields).update(is_current=False)
    if "state" in fields:
        locked.state = state
    locked.refused_values.filter(field__in=fields).update(is_current=False)
    doubts.weigh(locked, settle.settle(locked))
    locked.save()
    form_rulings.moved(locked, fields)
    noting.returned(locked, was_held)
    announcing.stored([locked.pk])
    return locked
