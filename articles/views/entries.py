"""The list beside the text: each thing once, numbered, with the sentences that name it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from articles.models import Article
from articles.records import Span
from articles.views.evidence import Sentence, sentence_of
from articles.views.kinds import Kind
from articles.views.reading import Found

MOST_ENTRIES, MOST_SENTENCES, MOST_PLACES = 100, 3, 20
"""Things of one kind, sentences of one thing, and further places of it, that a page lists; it says how many
it leaves out. A whole series in one text holds thousands."""

MANY = 12
"""Of more things than this the list shows the first, and folds away the others."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in the text where a thing is named: its words and the fragment that leads there."""

    span: Span
    anchor: str


@dataclass
class Entry:
    """One thing found: its name and page, how it stands, what else it may be, the first sentences that name
    it, further places by their ordinal, and how many there are in all."""

    label: str
    url: str = ""
    note: str = ""
    candidates: list[tuple[str, str]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)
    count: int = 0
    number: str = ""
    anchor: str = ""

    @property
    def left(self) -> int:
        """Return how many places there are besides those listed."""
        return self.count - len(self.sentences) - len(self.places)


class Entries(list[Entry]):
    """The first things of one kind; ``left`` is how many there are besides."""

    left: int = 0

    @property
    def first(self) -> list[Entry]:
        """Return those that are always seen."""
        return self[:MANY]

    @property
    def folded(self) -> list[Entry]:
        """Return those that stand behind a fold."""
        return self[MANY:]


Listing = tuple[Mapping[Hashable, Entry], Mapping[Hashable, Sequence[Spot]]]
"""Things of one kind by what tells them apart, in order of first mention, and where each is named."""


def entries(article: Article, kind: Kind, listing: Listing) -> Entries:
    """Return the first things of a list, numbered, each with its sentences and places."""
    things, spots = listing
    made = Entries()
    for at, (key, entry) in enumerate(islice(things.items(), MOST_ENTRIES), start=1):
        named = spots[key]
        first, more = named[:MOST_SENTENCES], named[MOST_SENTENCES : MOST_SENTENCES + MOST_PLACES]
        found = (sentence_of(article, spot.span, f"#{spot.anchor}") for spot in first)
        entry.sentences = [sentence for sentence in found if sentence]
        entry.places = [(n, f"#{spot.anchor}") for n, spot in enumerate(more, start=len(first) + 1)]
        entry.count = len(named)
        entry.number, entry.anchor = kind.number(at), kind.entry(at)
        made.append(entry)
    made.left = len(things) - len(made)
    return made


def marked(kind: Kind, listing: Listing) -> Iterable[Found]:
    """Yield every place of the things of a list, for the text; what the list leaves out has no number."""
    things, spots = listing
    for key, entry in things.items():
        for spot in spots[key]:
            yield Found(spot.span, kind.key, spot.anchor, entry.url, entry.number, entry.anchor)
