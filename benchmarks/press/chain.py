"""Sentences from the pairs of words in the project's own texts: a chain of the second order.

Learned are only stretches in small letters without numbers, so that no name of the sources comes along; where
a pair ends, the chain goes on from another with the same last word.
"""

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from benchmarks.press.tables import named_lists

ROOT = Path(__file__).parent.parent.parent
SOURCES = ("seeds", "tests/labelled")
SHORTEST, LONGEST = 9, 26
_LINE = 120
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"[^\W\d_]+[,;]?")


@dataclass(frozen=True)
class Chain:
    """Pairs that begin a sentence, words that follow a pair ("" ends) or a word, words that end none."""

    begins: list[tuple[str, str]]
    after: dict[tuple[str, str], list[str]]
    onward: dict[str, list[str]]
    dangling: frozenset[str]


@lru_cache(maxsize=1)
def chain() -> Chain:
    """Learn the chain from the texts; once a process."""
    begins: list[tuple[str, str]] = []
    after: dict[tuple[str, str], list[str]] = defaultdict(list)
    onward: dict[str, list[str]] = defaultdict(list)
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.txt")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if len(line) >= _LINE:
                    for sentence in _SENTENCE.split(line):
                        _learn(sentence, begins, after, onward)
    return Chain(begins, dict(after), dict(onward), frozenset(dict(named_lists("sounds.txt"))["dangling"]))


def _learn(
    sentence: str,
    begins: list[tuple[str, str]],
    after: dict[tuple[str, str], list[str]],
    onward: dict[str, list[str]],
) -> None:
    words = sentence.rstrip(".!?…").split()
    if len(words) > 1 and words[1][:1].islower():
        words[0] = words[0][:1].lower() + words[0][1:]
    runs: list[list[str]] = [[]]
    for word in words:
        if word.islower() and _WORD.fullmatch(word):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    for run in runs:
        if len(run) < 4:
            continue
        if run[0] == words[0]:
            begins.append((run[0], run[1]))
        for first, second, third in zip(run, run[1:], [*run[2:], ""], strict=False):
            if third or run[-1] == words[-1]:
                after[first, second].append(third)
            onward[first].append(second)


def sentence(chance: random.Random) -> str:
    """Return a sentence of about 10 to 26 words, without its full stop."""
    known, draw = chain(), chance.random
    first, second = known.begins[int(draw() * len(known.begins))]
    words = [first, second]
    while len(words) < LONGEST:
        following = known.after.get((words[-2], words[-1]))
        if following is None or draw() < 0.12:
            following = known.onward.get(words[-1])
            if following is None:
                break
        word = following[int(draw() * len(following))]
        if word:
            words.append(word)
        elif len(words) >= SHORTEST:
            break
        else:
            following = known.onward.get(words[-1])
            if following is None:
                break
            words.append(following[int(draw() * len(following))])
    while len(words) > 4 and words[-1].rstrip(",;") in known.dangling:
        words.pop()
    text = " ".join(words).rstrip(",;")
    return text[0].upper() + text[1:]
