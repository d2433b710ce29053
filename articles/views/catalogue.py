"""The list of documents, narrowed by type, issuer, term, year and by what was typed, each choice a link."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Directive
from articles.vietnamese.letters import slugify
from articles.views.links import UNKNOWN
from articles.views.remembering import remembered

LONGEST = 200
"""Characters of what is typed that are read."""

LISTED = 12
"""Values of one kind shown at once; the others unfold."""


class Entry(NamedTuple):
    """What the list knows of a document before it is shown; ``words`` are its unmarked name and title."""

    pk: int
    type: str
    issuer: str
    term: str
    year: int
    words: str


@dataclass(frozen=True, slots=True)
class Parting:
    """One way to part the list: its key in the address, its name, the value of an entry ("" unknown)."""

    key: str
    name: Promise
    value: Callable[[Entry], str]
    latest_first: bool = False


PARTINGS = (
    Parting("loai", gettext_lazy("Loại"), lambda entry: entry.type),
    Parting("noi", gettext_lazy("Cơ quan ban hành"), lambda entry: entry.issuer),
    Parting("khoa", gettext_lazy("Khóa"), lambda entry: entry.term, latest_first=True),
    Parting("nam", gettext_lazy("Năm"), lambda entry: str(entry.year or ""), latest_first=True),
)

_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value: how many documents it would leave, and the address that chooses or drops it."""

    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A parting as shown: the first choices, and those that unfold."""

    name: str
    key: str
    choices: list[Choice]
    more: list[Choice]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The documents that answer the address, in order; what was typed; the choices; what a form keeps."""

    pks: list[int]
    typed: str
    chosen: list[Choice]
    partings: list[Shown]
    kept: list[tuple[str, str]]

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything was asked."""
        return bool(self.chosen or self.typed)


def catalogue(query: QueryDict, cited: Mapping[int, int]) -> Catalogue:
    """Return the documents that the address asks for, those that most articles cite (``cited``) first.

    Local documents are listed where an article cites them. A value that no document has leaves none.
    """
    entries = [entry for entry in _entries() if entry.pk in cited or not entry.words.startswith("-~")]
    typed = " ".join(query.get("tim", "")[:LONGEST].split())
    words = slugify(typed).split("-") if slugify(typed) else []
    entries = [entry for entry in entries if all(f"-{word}" in entry.words for word in words)]
    asked = {part.key: query.get(part.key, "")[:LONGEST] for part in PARTINGS if query.get(part.key)}
    state = {**({"tim": typed} if typed else {}), **asked}
    left = [entry for entry in entries if _passes(entry, asked)]
    left.sort(key=lambda entry: (-cited.get(entry.pk, 0), -entry.year, entry.pk))
    partings = [_shown(part, entries, asked, state) for part in PARTINGS]
    chosen = [choice for part in partings for choice in part.choices + part.more if choice.is_chosen]
    return Catalogue([entry.pk for entry in left], typed, chosen, partings, list(asked.items()))


def _entries() -> list[Entry]:
    rows = remembered("catalogue", (), _read)
    return [Entry(*row) for row in rows]


def _read() -> list[tuple[int, str, str, str, int, str]]:
    """Return the entries; the words of a local document begin with a tilde, so that it can be told."""
    fields = ("pk", "type", "number", "symbol", "issuer", "term", "year", "title", "short_forms", "scope")
    made = []
    for pk, kind, number, symbol, issuer, term, year, title, forms, scope in Directive.objects.filter(
        merged_into=None
    ).values_list(*fields):
        words = slugify(" ".join([kind, number, symbol, str(year or ""), issuer, title, *forms]))
        made.append((pk, kind, issuer, term, year or 0, f"-~-{words}" if scope else f"-{words}"))
    return made


def _slug(value: str) -> str:
    return slugify(value) or UNKNOWN


def _passes(entry: Entry, asked: Mapping[str, str], but: str = "") -> bool:
    return all(
        _slug(part.value(entry)) == asked[part.key]
        for part in PARTINGS
        if part.key in asked and part.key != but
    )


def _shown(
    part: Parting, entries: Sequence[Entry], asked: Mapping[str, str], state: Mapping[str, str]
) -> Shown:
    """Count the values of one parting under all other choices."""
    counts = Counter(part.value(entry) for entry in entries if _passes(entry, asked, part.key))
    wanted = asked.get(part.key, "")

    def choice(value: str, count: int) -> Choice:
        slug = _slug(value)
        others = {key: each for key, each in state.items() if key != part.key}
        query = urlencode(others if slug == wanted else {**others, part.key: slug})
        return Choice(value or _("Không rõ"), count, f"?{query}" if query else "?", slug == wanted)

    values = sorted(counts, key=lambda value: _rank(part, value, counts[value]))
    choices = [choice(value, counts[value]) for value in values]
    if wanted and not any(each.is_chosen for each in choices):
        choices.insert(0, choice(wanted, 0))
    first = [each for place, each in enumerate(choices) if place < LISTED or each.is_chosen]
    return Shown(str(part.name), part.key, first, [each for each in choices if each not in first])


def _rank(part: Parting, value: str, count: int) -> tuple[bool, int, str]:
    """Order terms and years latest first, everything else by frequency, the unknown last."""
    if part.latest_first:
        number = _ROMAN.index(value) if value in _ROMAN else int(value) if value.isdigit() else 0
        return not value, -number, value
    return not value, -count, value
