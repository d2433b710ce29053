"""Letters: what makes two spellings of a Vietnamese word the same word, and what makes a mark disappear.

Three strengths of sameness, each a pure function on ``str``:

* :func:`compose` — one Unicode form (NFC, Icelandic Ð written for Đ mended); changes no letter that a
  reader sees. It may shorten the text, so it is applied once, at the door, before offsets are taken.
* :func:`canonical` — *hoà* = *hòa*, *uỷ* = *ủy*: tone marks at one place; for comparison only, the
  stored article keeps its own spelling. Keeps the length of composed text, so offsets stay true.
* :func:`fold` — no marks at all, đ → d, lower case: what a person types without a Vietnamese keyboard.
  Keeps the length of composed text too.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeVar

TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}

# U+00D0/U+00F0 look like Đ/đ and come from old converters: "vào Ðảng" (a real page of Báo Vĩnh Phúc).
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})

# Where a tone mark stands on the wrong one of two neighbouring vowels. The dictionary convention puts it on
# the first vowel of open oa, oe, uy (hòa, thủy); the rest are slips of the keyboard: đọan, đựơc, cuả, naỳ.
# After q the u, and after g the i, belong to the consonant (quý, già).
_O, _U, _I, _Y, _W = "òóỏõọ", "ùúủũụ", "ìíỉĩị", "ỳýỷỹỵ", "ừứửữự"
_A, _E = "àáảãạ", "èéẻẽẹ"
_MISPLACED = re.compile(
    rf"""(?P<forward>
            [{_O}](?=[aăe][^\W\d_])             # đọan → đoạn, ngòai → ngoài
          | [{_U}](?=y[ntpc])                   # hùynh → huỳnh
          | [{_U}{_I}{_Y}{_W}](?=[ăâêôơ])       # đựơc → được, tìên → tiền
          | (?<=q)[{_U}](?=[aeiy])              # qủa → quả, qúy → quý
          | (?<=g)[{_I}](?=[aeou])              # gìa → già
          | (?P<far>[{_U}])y(?=ê)               # chủyên → chuyển
        )(?P<heir>.)
      | (?P<first>
            o(?=[{_A}{_E}](?![^\W\d_]))         # hoà → hòa
          | (?<!q)u(?=[{_Y}](?![^\W\d_]))       # thuỷ → thủy
          | (?<![qg])[iuư](?=[{_A}](?![^\W\d_]))  # cuả → của, nưã → nữa
          | a(?=[{_I}{_Y}{_U}{_O}]) | â(?=[{_Y}{_U}])   # taì → tài, naỳ → này, đâù → đầu
          | (?<!q)[uoôơư](?=[{_I}])             # nuì → nùi, tôị → tội
          | (?<!g)[eêiư](?=[{_U}]) | e(?=[{_O}])        # nhiêù → nhiều, keó → kéo
        )(?P<second>\w)""",
    re.VERBOSE | re.IGNORECASE,
)


_Fact = TypeVar("_Fact")
_LONGEST_WORD = 40
_MOST_WORDS = 20_000


class ByWord(dict[str, _Fact]):
    """What ``rule`` says of each word, remembered: words repeat, and looking one up costs a tenth of working
    it out. Odd texts cannot fill the memory: runs longer than any word are worked out each time.

    >>> lengths = ByWord(len)
    >>> lengths["đảng"], lengths["ủy"], len(lengths)
    (4, 2, 2)
    """

    def __init__(self, rule: Callable[[str], _Fact]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, word: str) -> _Fact:
        fact = self._rule(word)
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = fact
        return fact


def compose(text: str) -> str:
    """Return ``text`` in NFC with Icelandic eth mended to Đ/đ."""
    composed = unicodedata.normalize("NFC", text)
    return composed.translate(_ETH) if "Ð" in composed or "ð" in composed else composed


@lru_cache(maxsize=4096)
def _move_tone(giver: str, taker: str) -> tuple[str, str]:
    """Return both vowels with the tone mark of the first on the second; unchanged when that has no letter."""
    marks = unicodedata.normalize("NFD", giver)
    tone = next((mark for mark in marks if mark in TONES), "")
    bare = unicodedata.normalize("NFC", marks.replace(tone, "")) if tone else giver
    toned = unicodedata.normalize("NFC", taker + tone)
    return (bare, toned) if len(toned) == 1 else (giver, taker)


def _seat_tone(match: re.Match[str]) -> str:
    if match["first"]:
        second, first = _move_tone(match["second"], match["first"])
        return first + second
    if match["far"]:
        first, heir = _move_tone(match["far"], match["heir"])
        return first + match["forward"][1:] + heir
    return "".join(_move_tone(match["forward"], match["heir"]))


def canonical(text: str) -> str:
    """Return composed ``text`` with every tone mark on the vowel where the dictionary has it; length is kept.

    >>> canonical("Huyện uỷ Hoà Bình"), canonical("Quý"), canonical("toàn"), canonical("thuỷ")
    ('Huyện ủy Hòa Bình', 'Quý', 'toàn', 'thủy')
    >>> canonical("hòan thành đọan đường đựơc chủyên giao"), canonical("cuả già, qủa gìa")
    ('hoàn thành đoạn đường được chuyển giao', 'của già, quả già')
    """
    if "\n" in text:
        return "\n".join(map(canonical, text.split("\n")))
    return " ".join(map(_CANONICAL.__getitem__, text.split(" ")))


def _canonical_word(word: str) -> str:
    # A second pass is only for letters that are no Vietnamese syllable; what does not come to rest stays as
    # it was written.
    settled = word
    for _ in range(0 if word.isascii() else 4):
        before, settled = settled, _MISPLACED.sub(_seat_tone, settled)
        if settled == before:
            return settled
    return word


_CANONICAL = ByWord(_canonical_word)


def lowered(text: str) -> str:
    """Return composed ``text`` in small letters with its tone marks in place; length is kept.

    >>> lowered("Huyện UỶ Hoà Bình")
    'huyện ủy hòa bình'
    """
    return _small(canonical(text))


def _small(text: str) -> str:
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


class Page(NamedTuple):
    """A whole text as it is compared, letter for letter: tone marks in place, and in small letters too."""

    canonical: str
    lowered: str


@lru_cache(maxsize=2)
def page(text: str) -> Page:
    """Return both forms of the text of one document; the last is remembered, for parsing and recognition both
    ask for it."""
    marked = canonical(text)
    return Page(marked, _small(marked))


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    if letter in "đĐðÐ":
        return "d"
    base = unicodedata.normalize("NFD", letter)
    kept = base[0].lower() if unicodedata.combining(base[0]) == 0 else letter
    # Lower-casing may lengthen a letter (İ); one letter stands for one letter.
    return kept[0] if kept else letter


class _FoldTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded_letter(chr(code))
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Return composed ``text`` in lower case without marks, letter for letter.

    >>> fold("Đảng uỷ xã Ðông")
    'dang uy xa dong'
    """
    return text.translate(_FOLD)


def same_key(text: str) -> str:
    """Return the key under which two spellings of one name are equal.

    Composed, tone-canonical, lower case, single spaces.

    >>> same_key("Huyện  uỷ") == same_key("HUYỆN ỦY")
    True
    """
    return " ".join(canonical(compose(text).lower()).split())


_TAKEN_FOR = str.maketrans({"\u0131": "i", "İ": "i", "\u017f": "s", "\u212a": "k"})


def list_key(words: str) -> str:
    r"""Return words as a list holds them: small letters, single spaces.

    For what a pattern that ignores case has matched: such a pattern takes the long s for "s" too, and the i
    without a dot for "i".

    >>> list_key("Thị  XÃ"), list_key("\u017fóc")
    ('thị xã', 'sóc')
    """
    return " ".join(words.translate(_TAKEN_FOR).lower().split())


def slugify(text: str) -> str:
    """Return an unmarked, hyphenated address part; đ becomes d.

    >>> slugify("Đảng bộ xã Ea H'leo")
    'dang-bo-xa-ea-hleo'
    """
    return "-".join(filter(None, map(_SLUGS.__getitem__, compose(text).split())))


def _slug_of_word(word: str) -> str:
    letters = fold(word).replace("'", "").replace("\u2019", "")
    return "-".join(re.findall(r"[a-z0-9]+", letters))


_SLUGS = ByWord(_slug_of_word)


def has_marks(text: str) -> bool:
    """Tell whether ``text`` carries any Vietnamese mark (đ included)."""
    return fold(text) != text.lower()
