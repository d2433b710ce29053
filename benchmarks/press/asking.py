"""Questions for load: drawn from what the reports really say, in classes by how many of them it hits."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from articles.reference import THEN, reference
from articles.vietnamese.letters import fold, slugify
from benchmarks.press.citing import code_of
from benchmarks.press.story import Story, story

SAMPLE = 1000
_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_CAPITAL = "[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
_NAME = re.compile(rf"(?<=[\w,] )(?:{_CAPITAL}\w+ ){{1,2}}{_CAPITAL}\w+")
BOUND = 0.15
"""Of all times that one syllable is said, so often the other must stand beside it to be one word with it."""

PAGE_SIZE = 20


class Kind(StrEnum):
    """Why a question is asked of the search."""

    RARE = "rare"
    MEDIUM = "medium"
    BROAD = "broad"
    PHRASE = "phrase"
    UNMARKED = "unmarked"
    CODE = "code"
    FILTERED = "filtered"
    FACETS = "facet-only"
    DEEP = "deep page"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``filters`` are pairs of a facet and a slug as the address takes them. ``share`` is the
    part of the reports that hold its words (0 to 1) as a sample tells; None where that is not known."""

    kind: Kind
    q: str
    filters: tuple[tuple[str, str], ...] = ()
    page: int = 1
    share: float | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """The question as parameters of ``/api/v1/search``."""
        pages = {"page": str(self.page)} if self.page > 1 else {}
        return {"q": self.q, **dict(self.filters), **pages}


@dataclass(frozen=True)
class Vocabulary:
    """Words of two syllables and names by how many reports of a sample hold them, and the sample itself."""

    rare: list[str]
    medium: list[str]
    broad: list[str]
    share: dict[str, float]
    sample: list[Story]


def _text(each: Story) -> str:
    return " . ".join([each.title, each.lede, *each.paragraphs])


@lru_cache(maxsize=2)
def vocabulary(seed: int, size: int = SAMPLE) -> Vocabulary:
    """Count the words of the first ``size`` reports."""
    return vocabulary_of([story(seed, number) for number in range(size)])


def vocabulary_of(sample: list[Story]) -> Vocabulary:
    """Count the words of a sample of reports, wherever they are from."""
    size = len(sample)
    single, pairs, reports = Counter[str](), Counter[str](), Counter[str]()
    names: set[str] = set()
    for each in sample:
        text = _text(each)
        here: list[str] = []
        for run in _RUN.findall(text):
            words = run.lower().split()
            single.update(words)
            here += map(" ".join, pairwise(words))
        pairs.update(here)
        reports.update(set(here))
        names.update(_NAME.findall(text))
    share = {pair: count / size for pair, count in reports.items()}
    bound = sorted(pair for pair in share if _is_bound(pair, pairs[pair], single))
    rare = [pair for pair in bound if share[pair] <= 2.5 / size]
    return Vocabulary(
        sorted({*rare, *(name for name in names if _is_rare(name, share, 2.5 / size))}),
        [pair for pair in bound if 0.01 <= share[pair] <= 0.05],
        [pair for pair in bound if share[pair] > 0.2],
        share,
        sample,
    )


def _is_bound(pair: str, count: int, single: Counter[str]) -> bool:
    """Tell whether two syllables belong together: "nghị quyết", not "các chi"."""
    first, second = pair.split()
    return count >= BOUND * single[first] and count >= BOUND * single[second]


def _is_rare(name: str, share: dict[str, float], most: float) -> bool:
    return min(share.get(pair, 1.0) for pair in map(" ".join, pairwise(name.lower().split()))) <= most


def questions(seed: int, count: int, documents: int, known: Vocabulary | None = None) -> list[Question]:
    """Return ``count`` different questions, all kinds in turn; always the same for one seed. ``known`` are
    the words to ask for, those of the generated reports where none are given."""
    known, chance = known or vocabulary(seed), random.Random(seed + 7)
    made: dict[Question, None] = {}
    kinds = list(Kind)
    for turn in range(50 * count):
        if len(made) == count:
            break
        kind = kinds[turn % len(kinds)]
        made[_deep(chance, known, documents) if kind is Kind.DEEP else _MAKERS[kind](chance, known)] = None
    return list(made)


def _plain(kind: Kind) -> Callable[[random.Random, Vocabulary], Question]:
    def make(chance: random.Random, known: Vocabulary) -> Question:
        q = chance.choice(getattr(known, kind.value))
        if kind is Kind.BROAD and chance.random() < 0.5:
            q = f"{q} {chance.choice(known.broad)}"
        return Question(kind, q, share=known.share.get(q))

    return make


def _phrase(chance: random.Random, known: Vocabulary) -> Question:
    """Ask for 2 to 4 words in the order in which a report has them."""
    runs = _RUN.findall(_text(chance.choice(known.sample)))
    words = max((chance.choice(runs) for _ in range(3)), key=len).split()
    length = min(len(words), chance.randint(2, 4))
    start = chance.randrange(len(words) - length + 1)
    phrase = " ".join(words[start : start + length])
    return Question(Kind.PHRASE, f'"{phrase}"', share=known.share.get(phrase.lower()))


def _unmarked(chance: random.Random, known: Vocabulary) -> Question:
    marked = chance.choice(known.broad if chance.random() < 0.3 else known.medium)
    return Question(Kind.UNMARKED, fold(marked), share=known.share[marked])


def _code(chance: random.Random, known: Vocabulary) -> Question:
    cited = chance.choice([each for each in known.sample if each.directives]).directives
    directive = reference().directives[chance.choice(cited)]
    code = code_of(directive)
    written = (code, re.sub("[-/]", " ", code), f"{directive.type} {code}", code.replace("TW", "TƯ"))
    return Question(Kind.CODE, chance.choice(written))


def _filters(chance: random.Random, known: Vocabulary, count: int) -> tuple[tuple[str, str], ...]:
    """Choose values that one report has, so that the answer is not empty."""
    while True:
        each = chance.choice(known.sample)
        values = [("newspaper", each.newspaper.slug)]
        if each.dated:
            values.append(("year", str(each.day.year)))
        if each.province is not None and each.province.ref.era == THEN:
            values.append(("province", slugify(each.province.name)))
        if each.directives:
            values.append(("directive", reference().directives[each.directives[0]].slug))
        if len(values) >= count:
            return tuple(sorted(chance.sample(values, count)))


def _filtered(chance: random.Random, known: Vocabulary) -> Question:
    q = chance.choice(known.medium if chance.random() < 0.5 else known.broad)
    return Question(Kind.FILTERED, q, _filters(chance, known, chance.randint(1, 2)))


def _facets(chance: random.Random, known: Vocabulary) -> Question:
    return Question(Kind.FACETS, "", _filters(chance, known, chance.randint(1, 2)))


def _deep(chance: random.Random, known: Vocabulary, documents: int) -> Question:
    """Ask for a page far behind the first, up to the last but a tenth of ``documents`` reports' answer."""
    q = chance.choice(known.broad)
    last = max(3, int(0.9 * known.share[q] * documents / PAGE_SIZE))
    return Question(Kind.DEEP, q, page=int(2 * (last / 2) ** chance.random()), share=known.share[q])


_MAKERS: dict[Kind, Callable[[random.Random, Vocabulary], Question]] = {
    Kind.RARE: _plain(Kind.RARE),
    Kind.MEDIUM: _plain(Kind.MEDIUM),
    Kind.BROAD: _plain(Kind.BROAD),
    Kind.PHRASE: _phrase,
    Kind.UNMARKED: _unmarked,
    Kind.CODE: _code,
    Kind.FILTERED: _filtered,
    Kind.FACETS: _facets,
}
