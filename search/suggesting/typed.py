"""What is typed so far: which words are whole, which is the last, and what stands before them for good."""

import re
from dataclasses import dataclass

from articles.vietnamese.letters import has_marks
from search.asking.language import QUOTES, clean
from search.suggesting.keys import WORD, beginnings, key, may_begin, word_key, written
from search.suggesting.sequences import FUNCTION_WORDS, LONGEST

# What the query language gives a meaning to: completed is only what follows it.
_SIGNS = re.compile(r'.*(?:["():|]|(?<!\S)-|(?<!\S)(?:OR|AND|NOT|HOẶC)(?!\S))', re.DOTALL)

MOST_WORDS = 12
"""Words at the end that are looked at."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed: of ``words`` the last may go on, unless ``is_closed``; ``starts`` are their places in
    ``text``. ``has_signs`` tells that something of the query language stands before them."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    is_closed: bool
    has_signs: bool

    @property
    def has_marks(self) -> bool:
        """Tell whether any word was typed with marks."""
        return any(map(has_marks, self.words))

    def before(self, start: int) -> str:
        """Return what stays as it is when a phrase takes the place of the words from ``start`` on."""
        return self.text[: self.starts[start]]

    def is_called(self, name: str) -> bool:
        """Tell whether all that is typed is how a name ends or what it is: "lang son" is Báo Lạng Sơn too."""
        return f" {key(name)} ".endswith(f" {' '.join(map(word_key, self.words))} ")

    def windows(self) -> list[int]:
        """Return where phrases may begin that go on with what is typed: the longest first."""
        longest = max(0, len(self.words) - LONGEST)
        return [start for start in range(longest, len(self.words)) if self._may_begin(start)]

    def _may_begin(self, start: int) -> bool:
        """Tell whether a phrase may begin at a word: not within "05-CT/TW"."""
        before = self.text[: self.starts[start]]
        if before and not before[-1].isspace() and not _SIGNS.fullmatch(before):
            return False
        # One word alone says too little of what goes before it, unless nothing does.
        is_alone = 0 < start == len(self.words) - 1
        return not is_alone or self.words[start - 1].lower() in FUNCTION_WORDS

    def keys_from(self, start: int) -> list[str]:
        """Return how the keys of phrases begin that begin with the words from ``start`` on."""
        whole = [word_key(word) for word in self.words[start:-1]]
        if self.is_closed:
            return [" ".join([*whole, word_key(self.words[-1])]) + " "]
        return [" ".join([*whole, begin]) for begin in beginnings(self.words[-1])]

    def written_from(self, start: int) -> list[str]:
        """Return how the phrases begin that begin so as they are written, marks and all."""
        whole = [written(word) for word in self.words[start:-1]]
        last = self.words[-1]
        if self.is_closed:
            return [" ".join([*whole, written(last)]) + " "]
        return [" ".join([*whole, each]) for each in dict.fromkeys((last.lower(), written(last)))]

    def misses(self, phrase: str, start: int) -> int:
        """Return how many words of a ``written`` phrase have other marks than those typed; a word typed
        without marks may be any."""
        pairs = list(zip(self.words[start:], phrase.split(), strict=False))
        missed = 0
        for place, (typed, word) in enumerate(pairs, start + 1):
            if has_marks(typed):
                is_open = place == len(self.words) and not self.is_closed
                missed += not (may_begin(typed, word) if is_open else written(typed) == word)
        return missed


def read(text: str) -> Typed | None:
    """Read what is typed; None where there is nothing to complete.

    >>> read("dang uy x").words, read("dang uy ").is_closed, read("tieude:(chi b").before(0)
    (('dang', 'uy', 'x'), True, 'tieude:(')
    """
    cleaned = clean(text).translate(QUOTES)
    signs = _SIGNS.match(cleaned)
    found = list(WORD.finditer(cleaned, signs.end() if signs else 0))[-MOST_WORDS:]
    if not found:
        return None
    return Typed(
        cleaned,
        tuple(match[0] for match in found),
        tuple(match.start() for match in found),
        is_closed=text[-1:].isspace() or found[-1].end() < len(cleaned),
        has_signs=signs is not None,
    )
