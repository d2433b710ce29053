"""The grammar: rules of sentences read from data files and compiled, so that writing one is mostly look-ups.

An alternative of a rule is either plain words or a pattern with slots; a slot is a function of the writer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.press.tables import DATA, starred, weighted, zipf
from benchmarks.press.words import lexicon

if TYPE_CHECKING:
    from benchmarks.press.writer import Writer

Slot = Callable[["Writer"], str]
Alternative = str | tuple[str, tuple[Slot, ...]]
Table = list[Alternative]

_SLOT = re.compile(r"\{(\w+)\}")
TOPIC_LISTS = ("title", "do", "thing", "gain", "lack", "say")


@dataclass(frozen=True)
class Topic:
    """What some reports are about: their phrases by list, the codes of documents they cite, their tags."""

    name: str
    tables: dict[str, Table]
    codes: frozenset[str]
    tags: tuple[str, ...]
    since: int


@dataclass(frozen=True)
class Grammar:
    """All rules, and the topics, the most frequent first."""

    rules: dict[str, Table]
    topics: list[Topic]


class Compiler:
    """Turns phrases into alternatives. ``own`` are the slots that the writer fills itself."""

    def __init__(self, own: dict[str, Slot]) -> None:
        self.rules: dict[str, Table] = {}
        self._own = own

    def alternative(self, phrase: str) -> Alternative:
        """Return a phrase compiled: "kết nạp {n} đảng viên" becomes a pattern and its slots."""
        slots = tuple(self._slot(name) for name in _SLOT.findall(phrase))
        return (_SLOT.sub("%s", phrase.replace("%", "%%")), slots) if slots else phrase

    def _slot(self, name: str) -> Slot:
        if name in self._own:
            return self._own[name]
        if name in self.rules:
            table = self.rules[name]
            return lambda writer: writer.expand(table)
        if name in lexicon():
            words = lexicon()[name]
            if any("{" in word for word in words):
                compiled = [self.alternative(word) for word in words]
                return lambda writer: writer.expand(compiled)
            return lambda writer: writer.word(name, words)
        if name[0].isupper():
            inner = self._slot(name[0].lower() + name[1:])
            return lambda writer: capitalised(inner(writer))
        raise LookupError(f"no rule and no words for {{{name}}}")


def capitalised(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def compiled(own: dict[str, Slot]) -> Grammar:
    """Read grammar and topics; ``own`` names the slots that the writer fills itself."""
    compiler = Compiler(own)
    sections = dict(_sections())
    for name in sections:
        compiler.rules[name] = []
    for name, lines in sections.items():
        phrases, weights = zip(*map(starred, lines), strict=True)
        compiler.rules[name].extend(weighted([compiler.alternative(each) for each in phrases], weights, 64))
    return Grammar(compiler.rules, [_topic(compiler, *each) for each in _topics()])


@lru_cache(maxsize=1)
def _sections() -> tuple[tuple[str, list[str]], ...]:
    text = (DATA / "grammar.txt").read_text(encoding="utf-8")
    return tuple(
        (head.strip(), [line.strip() for line in lines.split("\n") if line.strip()])
        for head, lines in re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", text, re.DOTALL | re.MULTILINE)
    )


def _topics() -> list[tuple[str, dict[str, str]]]:
    text = (DATA / "topics.txt").read_text(encoding="utf-8")
    parts = [part.strip().split("\n") for part in re.split(r"^= ", text, flags=re.MULTILINE) if part.strip()]
    return [(head, dict(line.split(":", 1) for line in lines)) for head, *lines in parts]


def _topic(compiler: Compiler, name: str, lists: dict[str, str]) -> Topic:
    phrases = {
        key: [each.strip() for each in words.split(";") if each.strip()] for key, words in lists.items()
    }
    return Topic(
        name,
        {key: zipf([compiler.alternative(each) for each in phrases[key]], 0.6, 40) for key in TOPIC_LISTS},
        frozenset(lists["codes"].split()),
        tuple(phrases["tags"]),
        int(lists.get("since", "0")),
    )
