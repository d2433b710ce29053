"""What a new parse would change, in words: counts for each field, and examples from what to what."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.ingest import doubts
from articles.ingest.differences import Summary
from articles.models import Article, Directive, Newspaper, Place, Unit

NAMES = {
    "title": gettext_lazy("Tít"),
    "published_on": gettext_lazy("Ngày đăng"),
    "province": gettext_lazy("Tỉnh"),
    "newspaper": gettext_lazy("Báo"),
    "byline": gettext_lazy("Tác giả"),
    "text": gettext_lazy("Văn bản"),
    "blocks": gettext_lazy("Cách chia phần của trang"),
    "state": gettext_lazy("Trạng thái"),
    "doubts": gettext_lazy("Điều cần xem"),
    "place": gettext_lazy("Địa danh"),
    "unit": gettext_lazy("Tổ chức đảng"),
    "directive": gettext_lazy("Văn kiện"),
    "figure": gettext_lazy("Số liệu"),
}
"""What changes, in the order in which it is told."""

RECORDS = {"province": Place, "newspaper": Newspaper, "place": Place, "unit": Unit, "directive": Directive}
MENTIONS = ("place", "unit", "directive", "figure")
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Example:
    """One article in which something would change."""

    article: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change: in how many articles, with the first examples."""

    name: str
    count: int
    examples: list[Example]


def changes(summary: Summary, *, hidden: bool = False) -> list[Change]:
    """Return what would change, or what editors' words keep from changing; four queries at most."""
    counts = summary.hidden if hidden else summary.counts
    kept = summary.hidden_examples if hidden else summary.examples
    names = _Names(kept)
    return [
        Change(
            str(label),
            counts[name],
            [
                Example(each["article"], names.shown(name, each["old"]), names.shown(name, each["new"]))
                for each in kept.get(name, ())
            ],
        )
        for name, label in NAMES.items()
        if counts[name]
    ]


def lines(summary: Summary) -> Iterator[str]:
    """Yield the same as lines for a terminal."""
    yield _("Xem thử %(n)s bài, %(changed)s sẽ thay đổi. Chưa ghi gì.") % {
        "n": summary.articles,
        "changed": summary.changed,
    }
    for each in changes(summary):
        yield f"{each.name}: {_articles(each.count)}"
        yield from (f"  #{one.article}: {one.old} → {one.new}" for one in each.examples)
    hidden = changes(summary, hidden=True)
    if hidden:
        yield _("Máy nói khác, nhưng quyết định của biên tập viên giữ nguyên:")
    for each in hidden:
        yield f"{each.name}: {_articles(each.count)}"
        yield from (f"  #{one.article}: {one.old} ≠ {one.new}" for one in each.examples)


def _articles(count: int) -> str:
    return ngettext("%(n)s bài", "%(n)s bài", count) % {"n": count}


class _Names:
    """The names of the records that examples speak of."""

    def __init__(self, examples: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self._known: dict[str, dict[int, str]] = {}
        for name, model in RECORDS.items():
            keys = {key for each in examples.get(name, ()) for key in _keys(name, each)}
            if keys:
                held = model._default_manager.in_bulk(keys)
                self._known[name] = {pk: str(record) for pk, record in held.items()}

    def shown(self, name: str, value: Any) -> str:
        """Return a value in words, "–" for none."""
        if value in (None, "", []):
            return "–"
        if name in MENTIONS:
            return "; ".join(self._mention(name, words, key) for words, key in value)
        if name in RECORDS:
            return self._known.get(name, {}).get(value, f"#{value}")
        return _IN_WORDS.get(name, _cut)(value)

    def _mention(self, name: str, words: str, key: str) -> str:
        record = self._known.get(name, {}).get(int(key), "") if key.isdecimal() else ""
        return f"“{_cut(words)}”" + (f" ({record})" if record else "")


def _cut(words: str) -> str:
    return Truncator(words).chars(LONGEST)


_IN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "published_on": lambda day: date_format(date.fromisoformat(day), "j/n/Y"),
    "state": lambda state: str(Article.State(state).label),
    "doubts": lambda keys: "; ".join(dict.fromkeys(map(doubts.label, keys))),
    "text": lambda count: _("%(n)s chữ cái") % {"n": count},
    "blocks": lambda count: _("%(n)s phần") % {"n": count},
}


def _keys(name: str, example: Mapping[str, Any]) -> Iterable[int]:
    for value in (example["old"], example["new"]):
        if name in MENTIONS:
            yield from (int(key) for _words, key in value or () if key.isdecimal())
        elif isinstance(value, int):
            yield value
