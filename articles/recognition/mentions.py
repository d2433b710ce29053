"""Spotting names: every run of syllables that may name a place, with what the words around it say.

Nothing is settled here. A name with a designator ("xã Hợp Lý") is a place by its words alone; a bare name
("Tương tự Châu Sơn", "ông Trần Hòa Bình") only may be, and its surroundings are weighed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from articles.recognition.context import Context, Token
from articles.recognition.designators import Designator, designator_before
from articles.recognition.gazetteer import Gazetteer, gazetteer
from articles.records import Part, Span
from articles.reference import Place

# From one item of a list to the next: "A, B", "A và B", "A (5 chi bộ), B", "A; B".
_LIST_STEP = re.compile(r"\s?(?:\([^()\n]{0,80}\))?\s?(?:[,;]\s?(?:(?:và|hay|hoặc|cùng)\s)?|(?:và|hay|hoặc|cùng|với|&)\s)")
_ADJACENT = re.compile(r"[ \t]+|\s?[-–]\s?")
_UNKNOWN_ITEM = 4

_HONORIFICS = frozenset(
    "ông bà anh chị em cháu thầy cô bác chú cụ đ/c chí sĩ sỹ giả hùng tướng tá úy tên nghệ nhân giáo sư luật"
    " bí thư tịch trưởng viên".split()
)
# What bears the name of a place or a person and is neither: "thôn Châu Sơn", "đường Lê Hồng Phong".
_BEARERS = frozenset(
    "thôn bản ấp buôn làng xóm khóm tổ khu đường phố ngõ hẻm chợ sông suối hồ núi đèo cầu cống kênh đập bến cảng"
    " đảo hang động chùa đền đình nhà máy ty xưởng trại rừng quỹ giải dự án hiệu hãng báo đài chí"
    " trường thpt thcs học mầm non tiểu ảnh tin bài kiên lớp dòng họ phong trào nguyễn lê trần phạm hoàng".split()
)
# Words that begin a sentence and leave the name behind them bare: "Tại Đình Lập", "Huyện Đình Lập".
_OPENERS = frozenset(
    "ở tại về từ đến tới với như cùng theo là và của cho do nhờ riêng còn nay khi vì sao nếu trên trong qua gần"
    " tương tự hiện người dân nhân đảng cấp ủy bộ lực đoàn công quân cán huyện xã tỉnh phường thị thành".split()
)
# Words behind which a bare name is most likely a place.
_PLACE_WORDS = frozenset(
    "ở tại về từ đến tới như của bộ ủy dân an sự nhân quê đất vùng địa phương ubnd hđnd mttq cùng với riêng tự"
    " gồm là và".split()
)
_SURNAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đào đoàn trịnh mai lương hà"
    " vàng giàng lò lường quàng cầm vi lộc nông triệu hứa tô tạ thái cao châu tăng kiều lưu vương phùng thào mùa"
    " sùng lầu hạng cứ chu điêu khuất văn".split()
)


class Setting(IntEnum):
    """What the words around a bare name make of it, weakest first."""

    OTHER = 0      # part of a longer name, a person, a street, a paper: no place
    PLAIN = 1      # nothing for or against
    PLACE = 2      # "ở Đình Lập", "Đảng bộ Châu Sơn", "(Đình Lập)"
    SUBJECT = 3    # the headline's subject: "Phú Quý: Xây dựng…", "Vì sao Lập Thạch luôn đạt…"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that may be a place: the ``places`` of that name (all versions of all), the designator and
    the number of the list or single naming it belongs to (``group``), or the ``setting`` of a bare name."""

    span: Span
    first: int
    last: int
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
    return tuple(_Spotter(context).run())


class _Spotter:
    """Walks once over the syllables."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.tokens = context.tokens
        self.gazetteer: Gazetteer = gazetteer()
        self.group = 0

    def run(self) -> Iterator[Mention]:
        index = 0
        count = len(self.tokens)
        while index < count:
            token = self.tokens[index]
            if not (token.is_capitalised or token.text[0].isdigit()):
                index += 1
                continue
            designator = designator_before(self.text, self.tokens, index)
            if designator is not None:
                mentions = list(self._designated(index, designator))
                if mentions:
                    self.group += 1
                    yield from mentions
                    index = mentions[-1].last
                    continue
            bare = self._bare(index) if token.is_capitalised else None
            if bare is not None:
                self.group += 1
                yield bare
                index = bare.last
                continue
            index += 1

    # -------------------------------------------------------- names with a designator

    def _designated(self, index: int, designator: Designator) -> Iterator[Mention]:
        """Yield the name at ``index`` and, while a list goes on, the names behind it."""
        found = self._best(index, designator)
        if found is None:
            return
        while found is not None:
            last, places = found
            yield self._mention(index, last, places, designator)
            following = self._next_item(last, designator)
            if following is None:
                return
            index, found = following

    def _best(self, index: int, designator: Designator) -> tuple[int, tuple[Place, ...]] | None:
        """Return the longest name at ``index`` that a place of the designated level bears."""
        for last, places in self.gazetteer.matches(self.text, self.tokens, index):
            fitting = tuple(place for place in places if designator.nearly_fits(place))
            if not fitting:
                continue
            if last - index == 1 and not self._stands_alone(index, fitting, designator):
                continue
            return last, places
        return None

    def _stands_alone(self, index: int, places: tuple[Place, ...], designator: Designator) -> bool:
        """Tell whether a name of one syllable is one: "TP Vinh có", "phường 5", not "xã Lâm Văn Anh"."""
        if not any(designator.fits(place) for place in places):
            return False
        token = self.tokens[index]
        if token.text[0].isdigit():
            return _is_whole_number(self.text, token)
        return not self._touches_capital(index + 1)

    def _next_item(
        self, last: int, designator: Designator
    ) -> tuple[int, tuple[int, tuple[Place, ...]]] | None:
        """Return where the next name of the list begins, and that name; a name not in the gazetteer is
        stepped over."""
        for _ in range(_UNKNOWN_ITEM):
            step = _LIST_STEP.match(self.text, self.tokens[last - 1].end)
            if step is None:
                return None
            index = self.context.token_index(step.end())
            if index >= len(self.tokens) or self.tokens[index].start != step.end():
                return None
            token = self.tokens[index]
            if not token.is_capitalised and not token.text.isdigit():
                return None
            if designator_before(self.text, self.tokens, index) is not None:
                return None
            found = self._best(index, designator)
            if found is not None:
                return index, found
            if not designator.is_plural or token.text.isdigit():
                return None
            last = index + 1
            while last < len(self.tokens) and self._touches_capital(last):
                last += 1
        return None

    # -------------------------------------------------------- bare names

    def _bare(self, index: int) -> Mention | None:
        for last, places in self.gazetteer.matches(self.text, self.tokens, index):
            return self._mention(index, last, places, None)
        return None

    def _setting(self, index: int, last: int) -> Setting:
        """Weigh the words around a bare name."""
        token = self.tokens[index]
        block = self.context.block_at(token.start)
        before = self.tokens[index - 1] if index else None
        gap = self.text[before.end : token.start] if before else "\n"
        if "\n" in gap or (block is not None and before is not None and before.start < block.span.start):
            before, gap = None, "\n"
        if self._touches_capital(last):
            return Setting.OTHER
        follows = self.text[self.tokens[last - 1].end : self.tokens[last - 1].end + 2].lstrip()
        is_title = block is not None and block.part is Part.HEADLINE
        if before is None:
            return Setting.SUBJECT if is_title else Setting.PLAIN
        if _ADJACENT.fullmatch(gap) and not gap.strip():
            if before.key in _HONORIFICS or before.key in _BEARERS:
                return Setting.OTHER
            if before.is_capitalised and before.key not in _OPENERS:
                return Setting.OTHER
            if is_title:
                return Setting.SUBJECT
            return Setting.PLACE if before.key in _PLACE_WORDS else Setting.PLAIN
        if gap.strip() in {"-", "–"} and before.is_capitalised:
            return Setting.PLACE if self.tokens[index].start - before.end > 1 else Setting.OTHER
        if gap.strip() in {":", "."} and before.key in {"ảnh", "bài", "tin"}:
            return Setting.OTHER
        if is_title and not self.text[block.span.start : token.start].strip(" \"“'"):
            return Setting.SUBJECT
        if gap.strip() == "(" or (gap.strip() == "," and follows[:1] in {",", ".", ";", "…", ")"}):
            return Setting.PLACE
        return Setting.PLAIN

    def _touches_capital(self, index: int) -> bool:
        """Tell whether token ``index`` goes on the capitalised run before it, only a space between."""
        if not 0 < index < len(self.tokens) or not self.tokens[index].is_capitalised:
            return False
        gap = self.text[self.tokens[index - 1].end : self.tokens[index].start]
        return gap in (" ", "  ")

    def _mention(
        self, index: int, last: int, places: tuple[Place, ...], designator: Designator | None
    ) -> Mention:
        span = Span(self.tokens[index].start, self.tokens[last - 1].end)
        block = self.context.block_at(span.start)
        return Mention(
            span=span,
            first=index,
            last=last,
            places=places,
            designator=designator,
            group=self.group,
            setting=Setting.PLACE if designator else self._setting(index, last),
            part=block.part if block else Part.BODY,
        )


def _is_whole_number(text: str, token: Token) -> bool:
    """Tell whether the digits are a number by themselves: not "5.000", "5/7", "5%", "5-CT"."""
    return not re.match(r"[.,/%-]\w|%", text[token.end : token.end + 2])


def bears_surname(text: str, mention: Mention) -> bool:
    """Tell whether the name begins like a person's: "Nguyễn Thái Bình", "Lê Hồng Phong"."""
    words = mention.span.of(text).lower().split()
    return len(words) >= 3 and words[0] in _SURNAMES
