"""Known items: words drawn from one report, and the twins of a query that mean the same."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from articles.vietnamese.letters import fold
from articles.vietnamese.syllables import split_tone
from benchmarks.search.documents import Document

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.!?…]\s")
_OPEN = re.compile(r"([^\W\d_]*?)(oa|oe|uy)", re.IGNORECASE)
MARKED, UNMARKED, DECOMPOSED, OTHER_TONE = "as printed", "unmarked", "decomposed", "other tone place"


@dataclass(frozen=True, slots=True)
class KnownItem:
    """Words that one report is looked for by: ``source`` is "headline" or "first sentence"."""

    target: str
    source: str
    text: str


def known_items(documents: Mapping[str, Document], count: int, seed: int = 1) -> list[KnownItem]:
    """Draw up to ``count`` queries from headlines and as many from first sentences.

    A headline gives three to six words, mostly neighbours; a sentence five to nine. What two reports would
    answer word for word (a reprint) is drawn for neither.
    """
    chance = random.Random(seed)
    titles = Counter(each.title for each in documents.values())
    openings = Counter(_first_sentence(each) for each in documents.values())
    names = sorted(documents)
    found: dict[tuple[str, str], KnownItem] = {}
    for source, most, part, seen in (
        ("headline", (3, 6), lambda each: each.title, titles),
        ("first sentence", (5, 9), _first_sentence, openings),
    ):
        drawn = chance.sample(names, len(names))
        for name in drawn:
            text = part(documents[name])
            words = _WORD.findall(text)
            if seen[text] == 1 and len(words) >= most[0] + 1:
                found[name, source] = KnownItem(name, source, _drawn(chance, words, *most))
            if sum(each.source == source for each in found.values()) == count:
                break
    return list(found.values())


def _drawn(chance: random.Random, words: list[str], least: int, most: int) -> str:
    """Draw words in their order: half of the times a run of neighbours, else with some left out."""
    length = min(len(words), chance.randint(least, most))
    if chance.random() < 0.5:
        start = chance.randrange(len(words) - length + 1)
        return " ".join(words[start : start + length]).lower()
    return " ".join(words[at] for at in sorted(chance.sample(range(len(words)), length))).lower()


def _first_sentence(each: Document) -> str:
    return _SENTENCE.split(each.lede, maxsplit=1)[0]


def twins(text: str) -> dict[str, str]:
    """Return the ways of typing a text by name; those that come out the same are left out.

    >>> twins("huỷ bỏ")["other tone place"], twins("huỷ bỏ")["unmarked"], len(twins("Ba Na"))
    ('hủy bỏ', 'huy bo', 1)
    """
    composed = unicodedata.normalize("NFC", text)
    ways = {
        UNMARKED: fold(composed),
        DECOMPOSED: unicodedata.normalize("NFD", composed),
        OTHER_TONE: other_tone_place(composed),
    }
    return {MARKED: composed, **{name: way for name, way in ways.items() if way.lower() != composed.lower()}}


def other_tone_place(text: str) -> str:
    """Return the text with the tone on the other letter where custom differs: oa, oe, uy at a word's end.

    >>> other_tone_place("hòa thủy khoẻ quý của hoàn")
    'hoà thuỷ khỏe quý của hoàn'
    """
    return " ".join(_moved(word) for word in text.split(" "))


def _moved(word: str) -> str:
    plain, tone = split_tone(word)
    match = _OPEN.fullmatch(plain)
    if not tone or match is None or match[1].lower() == "q":
        return word
    first = unicodedata.normalize("NFC", f"{match[1]}{match[2][0]}{tone}{match[2][1]}")
    second = unicodedata.normalize("NFC", f"{match[1]}{match[2]}{tone}")
    return second if word == first else first


def differing(answers: Mapping[str, Iterable[int]]) -> list[str]:
    """Return the twins whose answers are not what they must be: the same set, or for the unmarked one all of
    it and maybe more.

    >>> differing({"as printed": [1, 2], "unmarked": [2, 1, 3], "decomposed": [1]})
    ['decomposed']
    """
    marked = set(answers[MARKED])
    return [
        name
        for name, found in answers.items()
        if (not marked <= set(found) if name == UNMARKED else marked != set(found))
    ]


def pairs(words: list[str]) -> list[str]:
    """Return neighbouring words as terms: ["chi bộ", "bộ thôn"]."""
    return [f"{one} {other}" for one, other in pairwise(words)]
