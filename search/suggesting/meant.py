"""What somebody may have meant: the words typed, read as the archive writes such words.

What is typed is cut into phrases of the vocabulary, each with the marks the articles give it; slips of the
keyboard and keys of Telex are mended where that makes words the archive knows. Of all readings the likeliest
is taken, with a price on each word that changes: so "chỉ bộ" is read as "chi bộ" for that is far more
frequent, and "đảng" stays what it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf, log

from articles.vietnamese.letters import has_marks
from articles.vietnamese.syllables import is_syllable
from search.suggesting import slips, vocabulary
from search.suggesting.keys import word_key, written
from search.suggesting.sequences import LONGEST
from search.suggesting.telex import decoded
from search.suggesting.vocabulary import Known

MOST_WORDS = 8
"""Longer queries are sentences, of which every word may be meant."""

OTHER_MARKS = 2.5
OF_TELEX = 1.0
"""What a word with other marks than those typed costs, and one whose Telex keys are read."""

RARITY = 20.0
"""A phrase as frequent as the most frequent one is taken to stand in one of so many articles: the higher, the
longer the phrases that a text is cut into."""

UNKNOWN = 0.2
"""A word that the vocabulary does not know counts as met so many times."""

FAR_MORE, NEVER = 50, 0.3
"""Where what is typed has answers enough, a phrase must be so many times more frequent to be meant instead;
one that was never met counts as met so many times."""

READINGS, MENDED = 4, 2
"""So many readings of a word are tried, and so many words of a query at once."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a typed word: its key, and what that costs."""

    key: str
    cost: float = 0.0


def meant(words: Sequence[str], *, is_scarce: bool) -> str | None:
    """Return what ``words`` may have been meant for, as the archive writes it; None where nothing is likelier
    than the words themselves.

    ``is_scarce`` tells that the words found little or nothing. Where they found enough, only a phrase typed
    whole is read otherwise, one that is far more frequent.
    """
    if not 0 < len(words) <= MOST_WORDS:
        return None
    if not is_scarce:
        return _far_more_frequent(words)
    sequences = [list(each) for each in product(*_readings(words))]
    known = vocabulary.written_as(_keys(sequences))
    top = RARITY * max((each.count for variants in known.values() for each in variants), default=1)
    best = max((_best(words, sequence, known, top) for sequence in sequences), key=lambda each: each[0])
    typed = _as_typed(words, known, top)
    text = " ".join(best[1])
    return text if _changes(words, text) and best[0] > typed else None


def _far_more_frequent(words: Sequence[str]) -> str | None:
    """Return the phrase of these words with other marks that is far more frequent: "chi bộ" for "chỉ bộ"."""
    if not 1 < len(words) <= LONGEST or not any(map(has_marks, words)):
        return None
    key = " ".join(map(word_key, words))
    variants = vocabulary.written_as([key]).get(key, [])
    typed = max((each.count for each in variants if not _changes(words, each.text)), default=NEVER)
    best = variants[0] if variants else None
    return best.text if best and best.count >= FAR_MORE * typed and _changes(words, best.text) else None


def _changes(words: Sequence[str], text: str) -> bool:
    """Tell whether a text has other letters than the words typed, or other marks where marks were typed."""
    return any(
        word_key(word) != word_key(new) or (has_marks(word) and written(word) != written(new))
        for word, new in zip(words, text.split(), strict=True)
    )


def _best(
    words: Sequence[str], sequence: Sequence[_Reading], known: Mapping[str, list[Known]], top: float
) -> tuple[float, list[str]]:
    """Return the likeliest way to write a sequence of readings, and how likely: a negative logarithm."""
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(words) + 1):
        ways = [
            (score + best[start][0], [*best[start][1], text])
            for start in range(max(0, end - LONGEST), end)
            for score, text in _ways(words[start:end], sequence[start:end], known, top)
        ]
        # Of a reading that the vocabulary knows nothing of, the word stands as typed, and for nothing.
        best.append(max(ways, key=lambda way: way[0], default=(-inf, [*best[-1][1], words[end - 1]])))
    return best[-1]


def _ways(
    words: Sequence[str], readings: Sequence[_Reading], known: Mapping[str, list[Known]], top: float
) -> Iterator[tuple[float, str]]:
    """Yield the ways to write some words as one phrase, and how likely each is."""
    cost = sum(reading.cost for reading in readings)
    for each in known.get(" ".join(reading.key for reading in readings), ()):
        changed = sum(
            has_marks(word) and written(word) != new
            for word, new in zip(words, each.written.split(), strict=False)
        )
        yield log(each.count / top) - cost - changed * OTHER_MARKS, each.text
    if len(words) == 1 and not cost:
        yield log(UNKNOWN / top), words[0]


def _as_typed(words: Sequence[str], known: Mapping[str, list[Known]], top: float) -> float:
    """Return how likely the words are as they stand, with every mark typed."""
    kept = {key: [each for each in variants if _fits(words, each)] for key, variants in known.items()}
    return _best(words, [_Reading(word_key(word)) for word in words], kept, top)[0]


def _fits(words: Sequence[str], known: Known) -> bool:
    """Tell whether a phrase has, for every word typed with marks that it holds, just these marks."""
    typed = {word_key(word): written(word) for word in words if has_marks(word)}
    return all(typed.get(word_key(word), word) == word for word in known.written.split())


# ---------------------------------------------------------------- readings


def _keys(sequences: Sequence[Sequence[_Reading]]) -> list[str]:
    """Return the keys of all phrases that the sequences may hold."""
    keys = {
        " ".join(reading.key for reading in sequence[start:end])
        for sequence in sequences
        for start in range(len(sequence))
        for end in range(start + 1, min(len(sequence), start + LONGEST) + 1)
    }
    return sorted(keys)


def _readings(words: Sequence[str]) -> list[list[_Reading]]:
    """Return the ways to read each word; other ones than it stands for few words, the unlikeliest."""
    plain = [word_key(word) for word in words]
    readings = [[_Reading(key)] for key in plain]
    pairs = (" ".join(plain[at : at + 2]) for at in range(len(plain)))
    known = vocabulary.written_as(sorted({*plain, *pairs}))
    doubtful = sorted(range(len(words)), key=lambda at: _doubt(plain, at, known), reverse=True)
    for at in [at for at in doubtful if _doubt(plain, at, known) > 0][:MENDED]:
        word = decoded(words[at]) if not is_syllable(words[at]) else None
        telex = [_Reading(word_key(word), OF_TELEX)] if word else []
        readings[at] += (telex + _mended(plain, at))[: READINGS - 1]
    return readings


def _doubt(plain: Sequence[str], at: int, known: Mapping[str, list[Known]]) -> int:
    """Return 2 for a word that the vocabulary does not know, 1 for one it does not know beside its
    neighbours."""
    if plain[at] not in known:
        return 2
    neighbours = [" ".join(plain[start : start + 2]) for start in (at - 1, at) if 0 <= start < len(plain) - 1]
    return int(bool(neighbours) and not any(pair in known for pair in neighbours))


def _mended(plain: Sequence[str], at: int) -> list[_Reading]:
    """Return the likeliest words that one slip turns into this one: those that stand beside its neighbours
    in the archive, else those that stand there at all."""
    costs = slips.meant(plain[at])
    before, after = plain[at - 1 : at] if at else [], plain[at + 1 : at + 2]
    asked: dict[str, str] = {}
    for word in costs:
        asked[word] = word
        asked |= {f"{each} {word}": word for each in before} | {f"{word} {each}": word for each in after}
    found = vocabulary.written_as(list(asked))
    beside = {key: variants for key, variants in found.items() if " " in key}
    likely: dict[str, float] = {}
    for key, variants in (beside or found).items():
        score = log(variants[0].count) - costs[asked[key]]
        likely[asked[key]] = max(score, likely.get(asked[key], score))
    best = sorted(likely, key=lambda word: (-likely[word], word))
    return [_Reading(word, costs[word]) for word in best]
