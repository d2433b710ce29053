"""The history of an article: decisions on its fields and mentions, refusals, rulings, parses, arrivals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.history import mentions
from articles.admin.history.lines import (
    MACHINE,
    Change,
    Line,
    Names,
    Source,
    Step,
    gathered,
    in_words,
    person,
)
from articles.ingest import acts, settle, store
from articles.models import (
    Act,
    Article,
    Decision,
    Document,
    Newspaper,
    Place,
)
from articles.models.history import acting

MOST = 500
"""Entries of each source that a page looks at; an article with more of them has been argued about enough."""

KINDS = {
    "truong": _("trường của bài"),
    "nhac": _("chỗ nhận dạng"),
    "rut": _("rút, đưa trở lại"),
    "may": _("nạp, phân tích lại"),
    "ban-in": _("bản in trùng"),
}
"""Kinds of lines, by the word that names them in addresses."""

NOT_RESTORED = ("state",)
"""To withdraw, to bring back and to publish are acts of their own."""

COLUMNS = {"newspaper": Newspaper, "province": Place}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of history. ``key`` names what it changed, "" for nothing that could be restored; ``before``
    and ``after`` are as the row has them."""

    ref: str
    at: datetime
    by: str
    kind: str
    act: str
    reason: str
    key: str = ""
    label: str = ""
    before: Any = None
    after: Any = None
    source: Source | None = None


def entries(article: Article) -> list[Entry]:
    """Return what happened to an article, the latest first."""
    found = chain(
        _decisions(article),
        _acts(article),
        _refusals(article),
        _mentions(article),
        _rulings(article),
        _docs(article),
    )
    beginning = _arrival(article)
    rest = sorted(found, key=lambda each: (each.at, each.ref), reverse=True)
    return [*rest, beginning]


def lines(article: Article) -> list[Line]:
    """Return the lines of an article's page of history."""
    found = entries(article)
    names = _names(found)
    return gathered(
        Line(each.ref, each.at, each.by, each.kind, each.act, _changes(each, names), each.reason, each.source)
        for each in found
    )


def steps(article: Article, ref: str) -> list[Step]:
    """Return what restoring the state after a line would change; raise LookupError where there is no line."""
    found = entries(article)
    names = _names(found)
    then = _then(found, ref)
    now = _now(article, then)
    return [
        Step(
            key,
            entry.label,
            _word(key, _like(now[key], entry.before), names),
            _word(key, entry.before, names),
        )
        for key, entry in then.items()
        if key in now and not _is_same(now[key], entry.before)
    ]


@acts.promptly()
def restore(article: Article, ref: str, keys: Iterable[str], *, by: Any, reason: str) -> int:
    """Make the chosen things what they were after a line, as new changes; return how many were changed.

    Raises LookupError where there is no line, :class:`articles.ingest.verdicts.MentionGoneError` where a
    mention has gone.
    """
    wanted = set(keys)
    then = {key: entry.before for key, entry in _then(entries(article), ref).items() if key in wanted}
    now = _now(article, then)
    changed = 0
    with acting(by, reason=reason):
        for key, before in then.items():
            if key in now and not _is_same(now[key], before):
                _restore_one(article, key, before, by=by, reason=reason)
                changed += 1
    return changed


def _restore_one(article: Article, key: str, before: Any, *, by: Any, reason: str) -> None:
    kind, _colon, rest = key.partition(":")
    if kind == "field":
        if not before["decided"]:
            article = store.withdraw_decisions(article, {rest})
        if before["decided"] or settle.what_holds(article, rest)["value"] != before["value"]:
            store.decide(article, {rest: before["value"]}, by=by, reason=reason)
        return
    mentions.restore(kind, int(rest), before, by=by, reason=reason)


def _decisions(article: Article) -> Iterable[Entry]:
    rows = list(article.decisions.select_related("by").order_by("-pk")[:MOST])
    for number, row in enumerate(rows):
        before = row.before or _before(row, rows[number + 1 :])
        is_state = row.field in NOT_RESTORED
        act = _("nhận đề xuất của máy") if row.is_acceptance else _("quyết định")
        yield Entry(
            f"q{row.pk}",
            row.at,
            person(row.by),
            "rut" if is_state else "truong",
            str(_("đổi trạng thái") if is_state else act),
            row.reason,
            f"field:{row.field}",
            _field_label(row.field),
            before,
            {"value": row.value, "decided": True},
        )


def _before(row: Decision, earlier: Sequence[Decision]) -> dict[str, Any]:
    """Return what held before a decision of which that was not noted: the decision before it, if known."""
    last = next((each for each in earlier if each.field == row.field), None)
    return {"value": last.value if last else None, "decided": last is not None}


def _acts(article: Article) -> Iterable[Entry]:
    for row in article.acts.select_related("by").order_by("-pk")[:MOST]:
        kind = "truong" if row.kind == Act.Kind.RETURNED else "may"
        key, label = (f"field:{row.field}", _field_label(row.field)) if row.field else ("", "")
        act = row.get_kind_display()
        yield Entry(
            f"v{row.pk}", row.at, person(row.by), kind, act, row.reason, key, label, row.before, row.after
        )


def _refusals(article: Article) -> Iterable[Entry]:
    for row in article.refused_values.select_related("by").order_by("-pk")[:MOST]:
        label, act = _field_label(row.field), str(_("bác đề xuất của máy"))
        was = {"value": row.value, "decided": False}
        yield Entry("", row.at, person(row.by), "truong", act, row.reason, f"refused:{row.field}", label, was)


def _mentions(article: Article) -> Iterable[Entry]:
    for row in article.mention_decisions.select_related("by").order_by("-pk")[:MOST]:
        yield Entry(
            f"n{row.pk}",
            row.at,
            person(row.by),
            "nhac",
            row.get_act_display(),
            row.reason,
            f"{row.kind}:{row.mention}",
            f"{row.get_kind_display()} “{row.surface}”",
            {name: value for name, value in row.before.items() if name != "overruled"},
            row.after,
        )


def _rulings(article: Article) -> Iterable[Entry]:
    for row in article.copy_rulings.select_related("by", "undone_by").order_by("-pk")[:MOST]:
        act = row.get_verdict_display()
        yield Entry("", row.at, person(row.by), "ban-in", act, row.reason)
        if row.undone_at:
            undone = str(_("hủy: %(act)s") % {"act": act})
            yield Entry("", row.undone_at, person(row.undone_by), "ban-in", undone, "")


def _arrival(article: Article) -> Entry:
    """Return how the article came: out of which file, in which delivery."""
    came = article.documents.order_by("pk").first()
    source = _source(came) if came else None
    return Entry("0", article.created_at, str(MACHINE), "may", str(_("vào kho")), "", source=source)


def _source(document: Document) -> Source:
    words = _("%(name)s, lần nạp số %(n)s") % {"name": document.name, "n": document.upload_id}
    return Source(words, reverse("admin:articles_upload_change", args=[document.upload_id]))


def _docs(article: Article) -> Iterable[Entry]:
    rows = article.documents.filter(outcome=Document.Outcome.UPDATED).select_related("upload__by")
    for row in rows.order_by("-pk")[:MOST]:
        at, by, act = row.finished_at or row.received_at, person(row.upload.by), str(_("nạp lại"))
        yield Entry("", at, by, "may", act, row.reason, source=_source(row))


def _field_label(name: str) -> str:
    return str(Article._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _then(found: Sequence[Entry], ref: str) -> dict[str, Entry]:
    """Return, for each thing changed since a line, the first entry that changed it then."""
    place = next((number for number, each in enumerate(found) if ref and each.ref == ref), None)
    if place is None:
        raise LookupError(ref)
    newer = reversed(found[:place])
    first: dict[str, Entry] = {}
    for entry in newer:
        kind, _colon, rest = entry.key.partition(":")
        if kind in ("field", *mentions.MODELS) and rest not in NOT_RESTORED:
            first.setdefault(entry.key, entry)
    return first


def _now(article: Article, keys: Iterable[str]) -> dict[str, Any]:
    """Return what these things are now; those that are gone are left out."""
    now: dict[str, Any] = {}
    for key in keys:
        kind, _colon, rest = key.partition(":")
        if kind == "field":
            now[key] = settle.what_holds(article, rest)
        elif mention := mentions.found(kind, int(rest)):
            now[key] = mentions.state_of(mention)
    return now


def _like(now: Any, then: Any) -> Any:
    """Return of the present state what the earlier one speaks of."""
    return {name: value for name, value in now.items() if name in then}


def _is_same(now: Any, then: Any) -> bool:
    return all((now.get(name) or None) == (value or None) for name, value in then.items() if name in now)


def _changes(entry: Entry, names: Names) -> tuple[Change, ...]:
    if not entry.label:
        return ()
    return (Change(entry.label, _word(entry.key, entry.before, names), _word(entry.key, entry.after, names)),)


def _word(key: str, state: Any, names: Names) -> str:
    """Return a state in words: of a field its value, of a mention its verdict and what it stands for."""
    if not state:
        return ""
    kind, _colon, rest = key.partition(":")
    if kind in ("field", "refused"):
        return in_words(Article._meta.get_field(rest), state["value"], names)  # type: ignore[arg-type]
    return mentions.told(kind, state, names)


def _names(found: Iterable[Entry]) -> Names:
    names = Names()
    for entry in found:
        kind, _colon, rest = entry.key.partition(":")
        for state in filter(None, (entry.before, entry.after)):
            if rest in COLUMNS:
                names.want(COLUMNS[rest], state["value"])
            elif kind in mentions.MODELS:
                mentions.want(kind, state, names)
    return names
