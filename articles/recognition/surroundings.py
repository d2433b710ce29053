"""What the words around a bare name make of it.

"ở Đình Lập", "Phú Quý: Xây dựng…" name places; "ông Trần Hòa Bình", "đường Lê Hồng Phong", "thôn Châu Sơn",
"Báo Lạng Sơn" do not, whatever the gazetteer says of the syllables.
"""

from enum import IntEnum

from articles.recognition.context import Context, Tokens
from articles.records import Part


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HONORIFICS = _words(
    "ông bà anh chị em cháu thầy cô bác chú cụ đ/c chí sĩ sỹ giả hùng tướng tá úy tên nghệ nhân giáo sư luật"
    " thư tịch trưởng viên"
)
# What bears the name of a place or a person and is neither.
_BEARERS = _words(
    "thôn bản ấp buôn làng xóm khóm tổ khu đường phố ngõ hẻm chợ sông suối hồ núi đèo cầu cống kênh đập bến"
    " cảng đảo hang động chùa đền đình nhà máy ty xưởng trại rừng quỹ giải dự án hiệu hãng báo đài chí trường"
    " thpt thcs nghiệp học mầm non tiểu ảnh tin bài lớp dòng họ trào nguyễn lê trần phạm hoàng"
)
# Words that begin a sentence and leave the name behind them bare: "Tại Đình Lập", "Huyện Đình Lập".
_OPENERS = _words(
    "ở tại về từ đến tới với như cùng theo là và của cho do nhờ riêng còn nay khi vì sao nếu trên trong qua"
    " gần tương tự hiện người dân nhân đảng cấp ủy bộ lực đoàn công quân cán huyện xã tỉnh phường thị thành"
)
# Words behind which a bare name is most likely a place.
_PLACE_WORDS = _words(
    "ở tại về từ đến tới sang vào ra lên xuống qua thăm bên khỏi rời như của bộ ủy dân an sự nhân quê"
    " đất vùng địa phương ubnd hđnd mttq cùng với riêng tự gồm là và"
)
_SURNAMES = _words(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đào đoàn trịnh mai lương hà"
    " vàng giàng lò lường quàng cầm vi lộc nông triệu hứa tô tạ thái cao châu tăng kiều lưu vương phùng thào"
    " mùa sùng lầu hạng cứ chu điêu khuất văn"
)
_CREDITS = _words("ảnh bài tin")
_SURNAMED_SYLLABLES = 3


class Setting(IntEnum):
    """What the words around a bare name make of it, weakest first."""

    OTHER = 0  # part of a longer name, a person, a street, a paper: no place
    PLAIN = 1  # nothing for or against
    PLACE = 2  # "ở Đình Lập", "Đảng bộ Châu Sơn", "(Đình Lập)"
    SUBJECT = 3  # the headline's subject: "Phú Quý: Xây dựng…", "Vì sao Lập Thạch luôn đạt…"


def setting_of(context: Context, first: int, last: int) -> Setting:
    """Weigh the words around the bare name of tokens ``first`` to ``last`` (half open)."""
    tokens, text = context.tokens, context.text
    if touches_capital(text, tokens, last):
        return Setting.OTHER
    start = tokens.starts[first]
    block = context.block_at(start)
    is_title = block is not None and block.part is Part.HEADLINE
    if first in tokens.opening or first == 0:
        return Setting.SUBJECT if is_title else Setting.PLAIN
    gap = text[tokens.ends[first - 1] : start]
    if not gap.strip():
        return _behind_word(tokens, first - 1, is_title=is_title)
    return _behind_mark(context, first - 1, gap.strip(), last)


def _behind_word(tokens: Tokens, before: int, *, is_title: bool) -> Setting:
    """Weigh a name that only a space parts from the word before it."""
    key = tokens.keys[before]
    if key in _HONORIFICS or key in _BEARERS:
        return Setting.OTHER
    # "Bà Trần Thị Hòa Bình" is a woman; "Thị" opens no name of a place behind a capitalised word.
    is_middle_name = key == "thị" and before > 0 and tokens.capitalised[before - 1]
    if tokens.capitalised[before] and (key not in _OPENERS or is_middle_name):
        return Setting.OTHER
    if is_title:
        return Setting.SUBJECT
    return Setting.PLACE if key in _PLACE_WORDS else Setting.PLAIN


def _behind_mark(context: Context, before: int, mark: str, last: int) -> Setting:
    """Weigh a name that a mark parts from the word before it: "xã Châu Sơn (Đình Lập)", "Ảnh: Sơn Đông"."""
    tokens = context.tokens
    if mark in {":", "."} and tokens.keys[before] in _CREDITS:
        return Setting.OTHER
    if mark in {"-", "–"} and tokens.capitalised[before]:
        return Setting.PLACE
    if mark == "(":
        return Setting.PLACE
    end = tokens.ends[last - 1]
    follows = context.text[end : end + 2].lstrip()[:1]
    if mark == "," and follows and follows in ",.;…)":
        return Setting.PLACE
    return Setting.PLAIN


def touches_capital(text: str, tokens: Tokens, index: int) -> bool:
    """Tell whether token ``index`` goes on the capitalised run before it with only a space between: the name
    is then part of a longer one."""
    if not 0 < index < len(tokens.starts) or not tokens.capitalised[index] or index in tokens.opening:
        return False
    return text[tokens.ends[index - 1] : tokens.starts[index]] in {" ", "  "}


def bears_surname(name: str) -> bool:
    """Tell whether a name begins like a person's.

    >>> bears_surname("Nguyễn Thái Bình"), bears_surname("Châu Sơn")
    (True, False)
    """
    words = name.lower().split()
    return len(words) >= _SURNAMED_SYLLABLES and words[0] in _SURNAMES
