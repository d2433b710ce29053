"""Acts of review: taking and refusing what the machine proposes, for single fields and for an article.

Each is one transaction that locks the article, as whoever parses it does, and tells the index.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.ingest import announcing, doubts, form_rulings, noting, settle
from articles.ingest.settle import EditorsWord
from articles.models import Article, RefusedValue


class ChangedMeanwhileError(ValueError):
    """What the editor saw is not there any more: a colleague or a new parse came first."""


def state_of(article: Article, field: str, word: EditorsWord) -> str:
    """Return what the desk shows of a field, as a short word that changes with it."""
    proposal = article.proposed.get(field)
    proposed = None if proposal is None else proposal["value"]
    refused = proposal is not None and word.has_refused(field, proposed)
    seen = (field in word.decided, settle.plain(word.decided.get(field)), proposed, refused)
    return doubts.digest(repr(seen))


def accept(
    article: Article, fields: Iterable[str], *, by: Any, reason: str = "", seen: str | None = None
) -> Article:
    """Decide that the machine is right on these fields; those for which it proposes nothing are passed over.

    ``seen`` is what :func:`state_of` said of the one field when the editor looked. Raises
    ChangedMeanwhileError where it says otherwise now.
    """
    chosen = list(fields)

    def act(locked: Article, word: EditorsWord) -> None:
        _check(locked, chosen, word, seen)
        for field in chosen:
            proposal = locked.proposed.get(field)
            if proposal is not None:
                _lift(locked, field, proposal["value"])
                settle.decide(locked, field, proposal["value"], by=by, reason=reason, is_acceptance=True)

    return _act(article, act, about=chosen)


def decide(
    article: Article, field: str, value: Any, *, by: Any, reason: str = "", seen: str | None = None
) -> Article:
    """Decide on one field; ``value`` is as its column has it, None for none. See :func:`accept`."""

    def act(locked: Article, word: EditorsWord) -> None:
        _check(locked, [field], word, seen)
        settle.decide(locked, field, value, by=by, reason=reason)

    return _act(article, act, about=[field])


def refuse(article: Article, field: str, *, by: Any, reason: str = "", seen: str | None = None) -> Article:
    """Refuse what the machine proposes for a field: this value never holds again, another one may.

    A decision that took it falls with it; one for another value stands. See :func:`accept`.
    """

    def act(locked: Article, word: EditorsWord) -> None:
        _check(locked, [field], word, seen)
        proposal = locked.proposed.get(field)
        if proposal is None or word.has_refused(field, proposal["value"]):
            return
        RefusedValue.objects.create(
            article=locked, field=field, value=proposal["value"], by=by, reason=reason
        )
        if field in word.decided and settle.same(word.decided[field], proposal["value"]):
            locked.decisions.current().filter(field=field).update(is_current=False)

    return _act(article, act)


@transaction.atomic
def reopen(article: Article, field: str, *, seen: str | None = None) -> Article:
    """Take back what was decided and refused on a field: the machine's proposal holds again. The history
    stays. See :func:`accept`."""
    was_held: dict[str, Any] = {}

    def act(locked: Article, word: EditorsWord) -> None:
        _check(locked, [field], word, seen)
        was_held.update(noting.held(locked, [field]))
        locked.decisions.current().filter(field=field).update(is_current=False)
        locked.refused_values.filter(field=field).update(is_current=False)
        own = {each for each in locked.doubts_seen if f":{field}=" in each}
        locked.doubts_seen = [each for each in locked.doubts_seen if each not in own]

    settled = _act(article, act)
    noting.returned(settled, was_held)
    return settled


def close(article: Article, *, by: Any, reason: str = "", seen: Sequence[str] | None = None) -> Article:
    """Accept a whole article: every proposal that holds is decided on, and every doubt counts as settled but
    what is lacking and what readers report.

    An article that lacks something is not done: it goes on waiting, and nobody has reviewed it yet
    (:func:`articles.ingest.doubts.lacking`). ``seen`` are the keys of the doubts that the editor saw; raises
    ChangedMeanwhileError where there are others by now.
    """

    def act(locked: Article, word: EditorsWord) -> None:
        if seen is not None and not set(doubts.unseen(locked)) <= set(seen):
            raise ChangedMeanwhileError
        for field in settle.FIELDS:
            proposal = locked.proposed.get(field)
            if proposal is None or field in word.decided or word.has_refused(field, proposal["value"]):
                continue
            settle.decide(locked, field, proposal["value"], by=by, reason=reason, is_acceptance=True)
        settle.settle(locked)
        if doubts.lacking(locked):
            return
        if word.decided.get("state") == Article.State.WAITING:
            locked.decisions.current().filter(field="state").update(is_current=False)
        locked.reviewed_at, locked.reviewed_by = timezone.now(), by

    return _act(article, act, whole=True)


def weigh_anew(article_ids: Sequence[int]) -> int:
    """Weigh the doubts of held articles again, as after a reader's report or new weights; return how many
    articles came to stand elsewhere in the queue, or came before readers."""
    moved = 0
    for pk in sorted(article_ids):
        with transaction.atomic():
            article = Article.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            if article is None:
                continue
            before = (article.doubt, article.doubts, article.state)
            doubts.weigh(article, settle.editors_word(article))
            if before == (article.doubt, article.doubts, article.state):
                continue
            moved += 1
            article.save(update_fields=["doubt", "doubts", "state"])
            if before[2] != article.state:
                announcing.stored([pk])
    return moved


@transaction.atomic
def _act(
    article: Article,
    act: Callable[[Article, EditorsWord], None],
    *,
    about: Sequence[str] = (),
    whole: bool = False,
) -> Article:
    """Do something with a locked article, then settle, weigh and save it; doubts about the fields ``about``,
    or all, count as settled."""
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    act(locked, settle.editors_word(locked))
    word = settle.settle(locked)
    doubts.weigh(locked, word, seen=lambda each: whole or each.field in about)
    locked.save()
    form_rulings.moved(locked, about)
    announcing.stored([locked.pk])
    return locked


def _check(article: Article, fields: Sequence[str], word: EditorsWord, seen: str | None) -> None:
    if seen is not None and any(state_of(article, field, word) != seen for field in fields):
        raise ChangedMeanwhileError


def _lift(article: Article, field: str, value: Any) -> None:
    """Lift the refusal of a value that an editor takes after all."""
    for refusal in article.refused_values.filter(field=field, is_current=True):
        if settle.same(refusal.value, value):
            refusal.is_current = False
            refusal.save(update_fields=["is_current"])
