"""Bytes into Vietnamese text: Unicode, Windows-1258, and the font encodings of the 1990s, TCVN3 and VNI.

The old encodings carry no sign of themselves; the only witness is the text. Every candidate is decoded, and
the share of words that are built like Vietnamese syllables decides. A candidate that does not convince, or
two that convince equally, are refused: a garbled text is worse than none.
"""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from articles.messages import TellingError
from articles.vietnamese.letters import compose, has_marks
from articles.vietnamese.syllables import count_syllables

CONVINCING = 0.85
"""Share of well-built syllables among the words with marks from which on a decoding is believed."""

_MARGIN = 0.1
_SAMPLE_WORDS = 600
_FEW_WORDS = 150
_CLEAR = 0.95
"""Where so many of the first few words are syllables, no more are asked."""

_STRETCH = 600
_WORD = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_SIGN_IN_WORD = re.compile(
    r"[^\W\d_][\u00a1-\u00a9\u00ab-\u00b9\u00bb-\u00bf\u2122\u0192\u201a\u2020\u2021][^\W\d_]"
)


class UndecodableError(TellingError, ValueError):
    """No encoding gives a text that can be believed."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text and the encoding it was in (the name that is kept with the original)."""

    text: str
    encoding: str


# TCVN 5712 VN3, "ABC": one byte a letter; capitals with tones exist only in the capital fonts (.VnTimeH).
_TCVN3_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {
    code: letter
    for first, letters in _TCVN3_LETTERS.items()
    for code, letter in enumerate(letters, start=first)
}

# VNI for Windows: the vowel, then one sign for its hat and tone; đ, ơ, ư and the toned i have their own.
_FIVE_TONES = "\u0300\u0309\u0303\u0301\u0323"
_VNI_SIGNS = {
    "aeouyôö": dict(zip("øûõùï", _FIVE_TONES, strict=True)),
    "aeo": {"â": "\u0302"} | {sign: "\u0302" + tone for sign, tone in zip("àåãáä", _FIVE_TONES, strict=True)},
    "a": {"ê": "\u0306"} | {sign: "\u0306" + tone for sign, tone in zip("èúüéë", _FIVE_TONES, strict=True)},
}
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for vowels, signs in _VNI_SIGNS.items():
        for vowel in vowels:
            for sign, marks in signs.items():
                table[vowel + sign] = unicodedata.normalize("NFC", _VNI_SINGLE.get(vowel, vowel) + marks)
    capitals = {
        key.upper() if upper else key[0].upper() + key[1:]: letter.upper()
        for key, letter in table.items()
        for upper in (True, False)
    }
    return table | capitals


_VNI = _vni_table()
_VNI_SEQUENCE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def from_tcvn3(letters: str) -> str:
    """Return TCVN3 text, given as the Latin-1 letters of its bytes, in Unicode.

    Capitals set in a capital font come as small letters; inside a word in capitals they are raised again.

    >>> from_tcvn3("§¶ng bé x· NghÜa §ång"), from_tcvn3("§¶NG Bé")
    ('Đảng bộ xã Nghĩa Đồng', 'ĐẢNG Bộ')
    """
    text = letters.translate(_TCVN3)
    return re.sub(r"[^\W\d_]{2,}", lambda word: _raised(word[0]), text)


def _raised(word: str) -> str:
    plain = [letter for letter in word if letter.isascii() or letter in "ĂÂÊÔƠƯĐ"]
    return word.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else word


def from_vni(letters: str) -> str:
    """Return VNI text, given as the Latin-1 letters of its bytes, in Unicode.

    >>> from_vni("Ñaûng boä xaõ Nghóa Ñoàng")
    'Đảng bộ xã Nghĩa Đồng'
    """
    return _VNI_SEQUENCE.sub(lambda found: _VNI[found[0]], letters)


def mend_mojibake(text: str) -> str:
    r"""Return the text whose UTF-8 bytes were once read as Windows-1252 or Latin-1; else ``text`` itself.

    >>> mend_mojibake("Ä\x90áº£ng bá»™ xÃ£")
    'Đảng bộ xã'
    """
    if not re.search("[ÃÄÅÆ]|á[»º]", text):
        return text
    try:
        return _as_windows_bytes(text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _as_windows_bytes(text: str) -> bytes:
    """Encode to Windows-1252, with the five codes it leaves empty (and Latin-1 controls) as themselves."""
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        return b"".join(
            letter.encode("latin-1" if "\x80" <= letter <= "\xff" else "cp1252") for letter in text
        )


def plausibility(text: str, sample: int = _SAMPLE_WORDS) -> float:
    """Return the share of well-built Vietnamese syllables among the words with letters beyond a–z (0 to 1).

    1.0 for a text that has no such word: plain Latin text gives no ground for doubt. Only the first
    ``sample`` of such words are asked.
    """
    marked = _marked_words(text, sample)
    return count_syllables(marked) / len(marked) if marked else 1.0


def _marked_words(text: str, sample: int = _SAMPLE_WORDS) -> list[str]:
    """Return the first words of ``text`` that have letters beyond a–z."""
    words: list[str] = []
    at = 0
    while at < len(text) and len(words) < sample:
        # A stretch ends where the run of letters does, so that no word is cut.
        end = _WORD.match(text, at + _STRETCH)
        stop = end.end() if end else at + _STRETCH
        words += [word for word in _WORD.findall(text, at, stop) if not word.isascii()]
        at = stop
    return words[:sample]


_LOST_LETTER = re.compile(r"[^\W\d_]\?+[^\W\d_]|(?<!\S)\?+[^\W\d_]|[^\W\d_]\?{2,}")
_WORDS_A_LOSS = 10
"""One word in so many has a question mark where a letter was: "??ng b? x?" cannot be told any more."""


def decode(data: bytes) -> Decoded:
    """Return the text of ``data``, composed, in the one encoding that gives Vietnamese or plain Latin words.

    Raises :class:`UndecodableError` when none convinces or several do.
    """
    unicode = _decode_unicode(data)
    if unicode is None:
        try:
            return _best(_legacy_candidates(data))
        except UndecodableError:
            _refuse_broken_utf_8(data)
            raise
    text = compose(unicode.text)
    if "?" in text and len(_LOST_LETTER.findall(text)) * _WORDS_A_LOSS > len(_WORD.findall(text)):
        raise UndecodableError("chữ có dấu đã mất từ trước, thành dấu hỏi: “??ng b?”")
    if plausibility(text, _FEW_WORDS) >= _CLEAR or plausibility(text) >= CONVINCING:
        return Decoded(text, unicode.encoding)
    return _mended(unicode.text, unicode.encoding)


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
    (b"\xff\xfe", "utf-16-le", "utf-16"),
    (b"\xfe\xff", "utf-16-be", "utf-16"),
)


def _decode_unicode(data: bytes) -> Decoded | None:
    """Try the byte order marks, then UTF-16 without a mark, then UTF-8."""
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), name)
            except UnicodeDecodeError as error:
                raise UndecodableError("dấu đầu tệp nói là Unicode nhưng nội dung hỏng") from error
    return _decode_utf_16(data) or _decode_utf_8(data)


def _decode_utf_8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _refuse_broken_utf_8(data: bytes) -> None:
    """Raise with the place of the damage when ``data`` is UTF-8 but for a few bytes."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    if broken <= 3 + len(data) // 200 and any(byte >= 0xC2 for byte in data):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UndecodableError("UTF-8 hỏng: byte thứ %(n)s không đọc được", n=error.start + 1) from error


def _decode_utf_16(data: bytes) -> Decoded | None:
    sample = data[:4096]
    if len(data) % 2 or b"\x00" not in sample:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        # Line feeds, digits and most Vietnamese letters have a high byte of 0, 1 or 0x1E.
        if (
            len(high) > 4
            and sum(byte in (0, 1, 3, 0x1E, 0x20) for byte in high) > 0.95 * len(high)
            and 0 in high
        ):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                continue
    return None


def _legacy_candidates(data: bytes) -> list[Decoded]:
    letters = data.decode("latin-1")
    candidates = [
        Decoded(from_tcvn3(letters), "tcvn3"),
        Decoded(from_vni(data.decode("cp1252", "replace")), "vni"),
    ]
    with suppress(UnicodeDecodeError):
        candidates.append(Decoded(compose(data.decode("cp1258")), "windows-1258"))
    return candidates


def _best(candidates: list[Decoded]) -> Decoded:
    """Return the candidate that convinces clearly more than the others."""
    scored = sorted(((_score(each.text), each) for each in candidates), key=lambda pair: -pair[0])
    best = scored[0]
    if best[0] < CONVINCING:
        raise UndecodableError("không nhận ra bảng mã của văn bản")
    if len(scored) > 1 and scored[1][0] > best[0] - _MARGIN and scored[1][1].text != best[1].text:
        raise UndecodableError("không phân biệt được bảng mã của văn bản")
    return best[1]


def _score(text: str) -> float:
    """Score a guess: its marked words must be syllables, and there must be enough of them to judge by."""
    marked = _marked_words(text)
    if len(marked) < 3 or not has_marks(text) or _CONTROL.search(text):
        return 0.0
    return plausibility(text)


def _mended(text: str, encoding: str) -> Decoded:
    """Repair text that is Unicode only in name: mojibake, or font encodings saved as UTF-8."""
    repairs: tuple[tuple[Callable[[str], str], str], ...] = (
        (lambda given: compose(mend_mojibake(given)), f"{encoding}+utf-8"),
        (lambda given: compose(mend_mojibake(mend_mojibake(given))), f"{encoding}+utf-8+utf-8"),
        (from_tcvn3, f"{encoding}+tcvn3"),
        (from_vni, f"{encoding}+vni"),
    )
    before = plausibility(text)
    guesses = [Decoded(repair(text), name) for repair, name in repairs]
    guesses = [guess for guess in guesses if guess.text != text and _score(guess.text) > before]
    try:
        return _best(guesses)
    except (UndecodableError, IndexError):
        # Valid UTF-8 in another language (French, Ê-đê, Jrai) is no error; rubble is.
        if _is_rubble(text):
            raise UndecodableError("không nhận ra bảng mã của văn bản") from None
        return Decoded(compose(text), encoding)


def _is_rubble(text: str) -> bool:
    """Tell whether the words of ``text`` hold signs inside them that no orthography puts there."""
    return "\ufffd" in text or len(_SIGN_IN_WORD.findall(text)) > 0.2 * max(len(_marked_words(text)), 1)
