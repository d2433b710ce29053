"""Spotting names: every run of syllables that may name a place, with what the words around it say.

Nothing is settled here. A name with a designator ("xã Hợp Lý") is a place by its words alone; a bare name
("Tương tự Châu Sơn") only may be, and its surroundings are weighed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from articles.recognition.context import Context
from articles.recognition.designators import Designator, designator_before
from articles.recognition.gazetteer import Found, Gazetteer, gazetteer
from articles.recognition.surroundings import Setting, setting_of, touches_capital
from articles.records import Part, Span
from articles.reference import Place

# From one item of a list to the next: "A, B", "A và B", "A (5 chi bộ), B", "A; B".
_LIST_STEP = re.compile(
    r"\s?(?:\([^()\n]{0,80}\))?\s?"
    r"(?:[,;]\s?(?:(?:và|hay|hoặc|cùng)\s)?|(?:và|hay|hoặc|cùng|với|&)\s)"
)
_NUMBER_GOES_ON = re.compile(r"[.,/%-]\w|%")
_UNKNOWN_ITEMS = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that may be a place: the ``key`` of the name and the ``places`` that bear it (all versions), the
    designator and the number of the list or single naming it belongs to (``group``), or the ``setting`` of
    a bare name. ``lead`` is where its designator begins; for a bare name and a later item of a list, where
    the name does.
    """

    span: Span
    lead: int
    first: int
    last: int
    key: str
    places: tuple[Place, ...]
    designator: Designator | None
    group: int
    setting: Setting
    part: Part

    @property
    def is_designated(self) -> bool:
        """Tell whether its own words say that it is a place."""
        return self.designator is not None


def spot(context: Context) -> tuple[Mention, ...]:
    """Return every name in the article's own words that the gazetteer knows, in page order."""
    return tuple(_Spotter(context, gazetteer()).run())


class _Spotter:
    """Walks once over the syllables."""

    def __init__(self, context: Context, names: Gazetteer) -> None:
        self.context = context
        self.text = context.text
        self.tokens = context.tokens
        self.names = names

    def run(self) -> Iterator[Mention]:
        groups = count()
        behind = 0
        # A syllable begins with a letter or a digit, and of those only digits sort before the colon.
        beginnings = [
            index
            for index, (word, is_capitalised) in enumerate(
                zip(self.tokens.words, self.tokens.capitalised, strict=True)
            )
            if is_capitalised or word < ":"
        ]
        for index in beginnings:
            if index < behind:
                continue
            designator = designator_before(self.text, self.tokens, index)
            mentions = list(self._designated(index, designator, next(groups))) if designator else []
            if not mentions and self.tokens.capitalised[index]:
                mentions = self._bare(index, groups)
            yield from mentions
            behind = mentions[-1].last if mentions else index + 1

    def _designated(self, index: int, designator: Designator, group: int) -> Iterator[Mention]:
        """Yield the name at ``index`` and, while a list goes on, the names behind it."""
        lead: int | None = self.tokens.starts[designator.first]
        found = self._name(index, designator)
        while found is not None:
            yield self._mention(index, found, group, designator, lead)
            lead = None
            following = self._next_item(found.last, designator)
            index, found = following if following is not None else (index, None)

    def _bare(self, index: int, groups: Iterator[int]) -> list[Mention]:
        longest = next(self.names.matches(self.text, self.tokens, index), None)
        return [self._mention(index, longest, next(groups), None, None)] if longest else []

    def _name(self, index: int, designator: Designator) -> Found | None:
        """Return the longest name at ``index`` that a place of the designated level bears."""
        for found in self.names.matches(self.text, self.tokens, index):
            fitting = [place for place in found.places if designator.nearly_fits(place)]
            if fitting and (found.last - index > 1 or self._stands_alone(index, fitting, designator)):
                return found
        return None

    def _stands_alone(self, index: int, places: list[Place], designator: Designator) -> bool:
        """Tell whether one syllable is a name: "TP Vinh có", "phường 5"; not "xã Lâm Văn Anh"."""
        if not any(designator.fits(place) for place in places):
            return False
        if self.tokens.words[index][0].isdigit():
            return not _NUMBER_GOES_ON.match(self.text, self.tokens.ends[index])
        return not touches_capital(self.text, self.tokens, index + 1)

    def _next_item(self, last: int, designator: Designator) -> tuple[int, Found] | None:
        """Return where the next name of the list begins, and that name; in a list announced as one
        ("các xã …") or parted by semicolons names that the gazetteer lacks are stepped over."""
        for _ in range(_UNKNOWN_ITEMS):
            index = self._item_start(last)
            if index is None or designator_before(self.text, self.tokens, index) is not None:
                return None
            found = self._name(index, designator)
            if found is not None:
                return index, found
            goes_on = (
                designator.is_plural
                or ";" in self.text[self.tokens.ends[last - 1] : self.tokens.starts[index]]
            )
            if not goes_on or self.tokens.words[index].isdigit():
                return None
            last = self._run_end(index)
        return None

    def _item_start(self, last: int) -> int | None:
        """Return the token behind the comma or "và" that follows a list's item, None where the list ends."""
        step = _LIST_STEP.match(self.text, self.tokens.ends[last - 1])
        if step is None:
            return None
        index = self.context.token_index(step.end())
        tokens = self.tokens
        if index >= len(tokens.starts):
            return None
        goes_on = tokens.starts[index] == step.end() and index not in tokens.opening
        return index if goes_on and (tokens.capitalised[index] or tokens.words[index].isdigit()) else None

    def _run_end(self, index: int) -> int:
        """Return the index behind the run of capitalised syllables that begins at ``index``."""
        index += 1
        while index < len(self.tokens.starts) and touches_capital(self.text, self.tokens, index):
            index += 1
        return index

    def _mention(
        self, index: int, found: Found, group: int, designator: Designator | None, lead: int | None
    ) -> Mention:
        span = Span(self.tokens.starts[index], self.tokens.ends[found.last - 1])
        block = self.context.block_at(span.start)
        return Mention(
            span=span,
            lead=span.start if lead is None else lead,
            first=index,
            last=found.last,
            key=found.key,
            places=found.places,
            designator=designator,
            group=group,
            setting=Setting.PLACE if designator else setting_of(self.context, index, found.last),
            part=block.part if block else Part.BODY,
        )
