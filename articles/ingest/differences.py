"""What a new parse would change of an article, found out by doing it and taking it back."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from articles.ingest import settle
from articles.ingest.judged import COLUMNS, kind_of
from articles.messages import Message
from articles.models import (
    Article,
    DirectiveMention,
    FigureMention,
    Mention,
    PlaceMention,
    UnitMention,
)
from articles.models.history import machine_at_work

EXAMPLES = 5
"""Examples kept of each thing that changes."""

KINDS: tuple[type[Mention], ...] = (PlaceMention, UnitMention, DirectiveMention, FigureMention)

TEXT, PARTS, STATE, DOUBTS = "text", "blocks", "state", "doubts"

Held = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of one article that would change.

    ``name`` is a field, "text", "blocks", "state", "doubts", or a kind of mention; ``old`` and ``new`` are as
    JSON has them: the lengths of a text, how many parts, words and keys for mentions.

    ``is_hidden`` where an editor's decision or refusal stands before it: the machine says something else, but
    nothing else holds.
    """

    article: int
    name: str
    old: Any
    new: Any
    is_hidden: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it for a JSON column."""
        return {"article": self.article, "old": self.old, "new": self.new}


@dataclass(slots=True)
class Summary:
    """What would change of several articles: how many articles for each name, what is hidden by editors'
    words, and the first examples of each."""

    articles: int = 0
    changed: int = 0
    failed: dict[int, Message] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    hidden_examples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, differences: Sequence[Difference]) -> None:
        """Count one article."""
        self.articles += 1
        self.changed += any(not each.is_hidden for each in differences)
        for name in {each.name for each in differences if not each.is_hidden}:
            self.counts[name] += 1
        for name in {each.name for each in differences if each.is_hidden}:
            self.hidden[name] += 1
        for each in differences:
            into = self.hidden_examples if each.is_hidden else self.examples
            kept = into.setdefault(each.name, [])
            if len(kept) < EXAMPLES:
                kept.append(each.as_json())

    def fail(self, article: int, reason: Message) -> None:
        """Count one article whose original can no longer be read."""
        self.articles += 1
        if len(self.failed) < EXAMPLES or article in self.failed:
            self.failed[article] = reason
        self.counts["failed"] += 1

    def merge(self, other: "Summary") -> None:
        """Take in what another summary counted."""
        self.articles += other.articles
        self.changed += other.changed
        self.counts += other.counts
        self.hidden += other.hidden
        self.failed = dict([*self.failed.items(), *other.failed.items()][:EXAMPLES])
        for mine, theirs in (
            (self.examples, other.examples),
            (self.hidden_examples, other.hidden_examples),
        ):
            for name, kept in theirs.items():
                mine[name] = [*mine.get(name, ()), *kept][:EXAMPLES]

    def as_json(self) -> dict[str, Any]:
        """Return it for a JSON column."""
        return {
            "articles": self.articles,
            "changed": self.changed,
            "failed": {str(article): reason.as_json() for article, reason in self.failed.items()},
            "counts": dict(self.counts),
            "hidden": dict(self.hidden),
            "examples": self.examples,
            "hidden_examples": self.hidden_examples,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Summary":
        """Return what :meth:`as_json` wrote."""
        return cls(
            articles=data["articles"],
            changed=data["changed"],
            failed={int(article): Message.from_json(reason) for article, reason in data["failed"].items()},
            counts=Counter(data["counts"]),
            hidden=Counter(data["hidden"]),
            examples=dict(data["examples"]),
            hidden_examples=dict(data["hidden_examples"]),
        )


def trial(article: Article, rewrite: Callable[[Article], Article]) -> list[Difference]:
    """Return what ``rewrite`` would change of a held article: it is done in a transaction that is taken back,
    so that this is what would happen, to the letter."""
    with machine_at_work(), transaction.atomic():
        before = _read(Article.objects.select_for_update(of=("self",)).get(pk=article.pk))
        after = _read(rewrite(article))
        transaction.set_rollback(True)
    return list(_between(article.pk, before, after))


@dataclass(frozen=True, slots=True)
class _State:
    columns: Held
    proposed: Held
    word: settle.EditorsWord
    mentions: Mapping[str, Counter[tuple[str, str]]]


def _read(article: Article) -> _State:
    """Return what an article is now, with its mentions."""
    columns = {name: settle.what_holds(article, name)["value"] for name in settle.FIELDS}
    columns |= {TEXT: article.text, PARTS: article.blocks, STATE: str(article.state)}
    columns[DOUBTS] = [each for each in article.doubts if each not in set(article.doubts_seen)]
    mentions = {kind_of(kind).value: _mentions(article, kind) for kind in KINDS}
    return _State(columns, dict(article.proposed), settle.editors_word(article), mentions)


def _mentions(article: Article, kind: type[Mention]) -> Counter[tuple[str, str]]:
    """Return the words of the mentions that stand, with what they stand for."""
    names = ["surface", "indicator", "value"] if kind is FigureMention else ["surface", COLUMNS[kind]]
    standing = kind._default_manager.filter(article=article).exclude(verdict="refused").order_by()
    return Counter((str(row[0]), " ".join(map(str, row[1:]))) for row in standing.values_list(*names))


def _between(pk: int, before: _State, after: _State) -> Iterable[Difference]:
    for name in settle.FIELDS:
        old, new = before.columns[name], after.columns[name]
        if not settle.same(old, new):
            yield Difference(pk, name, old, new)
            continue
        was, now = _value(before.proposed, name), _value(after.proposed, name)
        has_word = name in after.word.decided or after.word.has_refused(name, now)
        if not settle.same(was, now) and has_word:
            yield Difference(pk, name, settle.plain(old), now, is_hidden=True)
    if before.columns[TEXT] != after.columns[TEXT]:
        yield Difference(pk, TEXT, len(before.columns[TEXT]), len(after.columns[TEXT]))
    elif before.columns[PARTS] != after.columns[PARTS]:
        yield Difference(pk, PARTS, len(before.columns[PARTS]), len(after.columns[PARTS]))
    for name in (STATE, DOUBTS):
        if before.columns[name] != after.columns[name]:
            yield Difference(pk, name, before.columns[name], after.columns[name])
    for kind, old_mentions in before.mentions.items():
        new_mentions = after.mentions[kind]
        if old_mentions != new_mentions:
            gone, come = old_mentions - new_mentions, new_mentions - old_mentions
            yield Difference(pk, kind, sorted(gone)[:EXAMPLES], sorted(come)[:EXAMPLES])


def _value(proposed: Held, name: str) -> Any:
    proposal = proposed.get(name)
    return None if proposal is None else proposal["value"]
