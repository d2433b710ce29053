"""The one writer: from what the pipeline says of a document to the rows of its article.

Everything for one document happens in one transaction, the search entry included (``on_stored``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.ingest import identity, mentions, settle
from articles.ingest.identity import Identity
from articles.ingest.pipeline import PIPELINE_VERSION, Processed
from articles.models import Article, Original
from articles.records import Hints, Outcome

Listener = Callable[[Sequence[int]], None]
_listeners: list[Listener] = []


def on_stored(listener: Listener) -> None:
    """Call ``listener`` with the primary keys of stored articles, in the transaction that stores them."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(article_ids: Sequence[int]) -> None:
    """Tell every listener that these articles changed."""
    for listener in _listeners:
        listener(article_ids)


@dataclass(frozen=True, slots=True)
class Stored:
    """How one document ended: outcome, its article, and the reason for the reader ("" when none)."""

    outcome: Outcome
    article: Article | None
    reason: str = ""


REASONS = {
    settle.NO_TITLE: gettext_lazy("không thấy tít bài"),
    settle.NO_DATE: gettext_lazy("không thấy ngày đăng"),
    settle.NO_PROVINCE: gettext_lazy("không rõ tỉnh"),
    settle.NO_NEWSPAPER: gettext_lazy("không rõ báo"),
}


def review_reason(article: Article) -> str:
    """Return in words why an editor should look at the article ("" when nothing is missing)."""
    return "; ".join(str(REASONS[code]) for code in article.review_reasons)


@transaction.atomic
def store(processed: Processed, original: Original, key: str, hints: Hints) -> Stored:
    """Write one processed document; running it again changes nothing."""
    words_hash = identity.fingerprint(processed.report)
    identity.lock(key, original.sha256, words_hash)
    held = identity.delivered_before(key, original)
    if held is not None:
        changed = held.pipeline_version != PIPELINE_VERSION and _write(held, processed, original, hints)
        return Stored(Outcome.UPDATED if changed else Outcome.UNCHANGED, held, review_reason(held))
    proposed = settle.proposals(processed.report, processed.findings)
    paper = proposed["newspaper"]["value"] if proposed["newspaper"] else None
    match = identity.match(key, original, processed.report, words_hash, paper)
    if match.identity is Identity.COPY and match.article is not None:
        return Stored(Outcome.DUPLICATE, match.article, _copy_reason(match.article))
    if match.identity is Identity.NEW_TEXT and match.article is not None:
        _write(match.article, processed, original, hints)
        return Stored(Outcome.UPDATED, match.article, review_reason(match.article))
    article = Article(source_key=key)
    _write(article, processed, original, hints)
    reason = review_reason(article)
    outcome = Outcome.REVIEW if reason else Outcome.CREATED
    if match.identity is Identity.REPRINT and match.article is not None:
        reprint = _("cùng văn bản với bài số %(id)s của %(paper)s") % {
            "id": match.article.pk,
            "paper": match.article.newspaper,
        }
        reason = "; ".join(filter(None, [reason, reprint]))
    return Stored(outcome, article, reason)


def _copy_reason(article: Article) -> str:
    return _("trùng với bài số %(id)s: %(title)s") % {"id": article.pk, "title": article.title}


def reparse(article: Article, processed: Processed) -> bool:
    """Write what the present pipeline says of an article's own original; return whether anything changed."""
    with transaction.atomic():
        identity.lock(article.source_key, article.original.sha256, article.fingerprint)
        return _write(article, processed, article.original, Hints.from_json(article.hints))


def _write(article: Article, processed: Processed, original: Original, hints: Hints) -> bool:
    report = processed.report
    before = _snapshot(article) if article.pk else None
    article.original = original
    article.hints = hints.as_json()
    article.url = (hints.url or article.url)[:1000]
    article.retrieved_on = hints.retrieved or article.retrieved_on
    article.fingerprint = identity.fingerprint(report)
    article.pipeline_version = PIPELINE_VERSION
    article.text = report.text
    article.blocks = [[b.part.value, b.span.start, b.span.end, b.rule] for b in report.blocks]
    article.proposed = settle.proposals(report, processed.findings)
    settle.settle(article)
    article.save()
    moved = mentions.replace(article, processed.findings)
    changed = moved or before != _snapshot(article)
    if changed:
        announce([article.pk])
    return changed


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
    settle.settle(locked)
    locked.save()
    announce([locked.pk])
    return locked


@transaction.atomic
def judge(mention: Any, verdict: str) -> None:
    """Record an editor's verdict on one mention, in the index too."""
    mention.verdict = verdict
    mention.save(update_fields=["verdict"])
    announce([mention.article_id])


@transaction.atomic
def withdraw_decisions(article: Article, fields: set[str]) -> Article:
    """Let the machine's proposal hold again for these fields; the decisions stay in the history."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    locked.decisions.current().filter(field__in=fields).update(is_current=False)
    if "state" in fields:
        locked.state = Article.State.PUBLISHED
    settle.settle(locked)
    locked.save()
    announce([locked.pk])
    return locked
