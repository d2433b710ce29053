"""What an undated report tells of its day: estimate and bounds with their sentences, the days it names."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.admin.review.text import MOST_LETTERS
from articles.models import Article
from articles.records import FIRST_YEAR, Span
from articles.vietnamese.dates import Form, find_dates
from articles.views.evidence import Sentence, sentence_of
from articles.views.rules import in_words

MOST_DAYS = 9
"""Days offered: as many as there are keys that choose one."""

AROUND = 60
"""Letters shown before and after a day that the text names."""

_KNOWN: dict[str, Promise] = {
    "estimated_year": _("Ước chừng năm %(said)s"),
    "not_before": _("Đăng không trước ngày %(said)s"),
    "not_after": _("Đăng không sau ngày %(said)s"),
    "page_viewed_on": _("Trang được xem hay in ra ngày %(said)s (không phải ngày đăng)"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that the machine knows of the day, with its sentence, its rule in words and its certainty in
    percent."""

    words: str
    sentence: Sentence | None
    rule: str
    certainty: int


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day that the text names in full, with the words around it."""

    value: date
    sentence: Sentence

    @property
    def shown(self) -> str:
        """Return the day in figures."""
        return date_format(self.value, "j/n/Y")


def known(article: Article) -> list[Known]:
    """Return what the machine knows of the day of a report without one."""
    return [
        Known(
            words=str(words) % {"said": _shown(proposal["value"])},
            sentence=sentence_of(article, Span(*proposal["span"])) if proposal["span"] else None,
            rule=in_words(proposal["rule"]),
            certainty=round(100 * proposal["confidence"]),
        )
        for field, words in _KNOWN.items()
        if (proposal := article.proposed.get(field))
    ]


def written(article: Article, refused: Collection[Any] = ()) -> list[WrittenDay]:
    """Return the days that the text names in full, each where it comes first, but those that were refused."""
    return list(_written(article, {str(each) for each in refused}))[:MOST_DAYS]


def _written(article: Article, passed: set[str]) -> Iterator[WrittenDay]:
    today = timezone.localdate()
    for found in find_dates(article.text[:MOST_LETTERS]):
        if found.form is not Form.DAY or found.value is None or str(found.value) in passed:
            continue
        sentence = sentence_of(article, Span(found.start, found.end))
        if sentence is not None and found.value.year >= FIRST_YEAR and found.value <= today:
            passed.add(str(found.value))
            yield WrittenDay(found.value, _cut(sentence))


def _cut(sentence: Sentence) -> Sentence:
    before, after = sentence.before, sentence.after
    before = before if len(before) <= AROUND else f"…{before[-AROUND:].partition(' ')[2]}"
    after = after if len(after) <= AROUND else f"{after[:AROUND].rpartition(' ')[0]}…"
    return Sentence(before, sentence.words, after)


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, int) else date_format(date.fromisoformat(value), "j/n/Y")
