"""What is done to inputs: to the words of a page, to the bytes of a file, to the fields of its format."""

import random
import re
import struct
from collections.abc import Callable

from benchmarks.fuzz_tokens import HOSTILE_BYTES, HOSTILE_WORDS

WordsMutation = Callable[[str, random.Random], str]
BytesMutation = Callable[[bytes, random.Random], bytes]

_DIGITS_TEXT = re.compile(r"\d+")
_DIGITS = re.compile(rb"\d+")
_NUMBERS = (b"0", b"-1", b"1", b"65535", b"2147483648", b"4294967295", b"99999999999999999999", b"9" * 200)


def mutated_words(text: str, chance: random.Random) -> str:
    """Return a page with a few things done to its words."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        text = chance.choices(_ON_WORDS, _WORDS_WEIGHTS)[0](text, chance)
    return text


def mutated_bytes(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """Return a file with a few things done to its bytes; ``other`` is a file of another format."""
    for _ in range(chance.choice((1, 1, 1, 2, 4, 12))):
        if chance.random() < 0.08:
            data = spliced(data, other, chance)
        else:
            data = chance.choice(_ON_BYTES)(data, chance)
    return data


def _stretch(length: int, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(length + 1)
    return start, min(length, start + chance.choice((1, 2, 8, 60, 500, 4000)))


# ---------------------------------------------------------------- words


def _insert_hostile(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(HOSTILE_WORDS) * chance.choice((1, 1, 1, 3, 40)) + text[at:]


def _shuffle_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def _cut_words(text: str, chance: random.Random) -> str:
    start, end = _stretch(len(text), chance)
    return text[:start] + text[end:]


def _double_words(text: str, chance: random.Random) -> str:
    start, end = _stretch(len(text), chance)
    return text[:end] + text[start:end] * chance.choice((1, 2, 20)) + text[end:]


def _change_number(text: str, chance: random.Random) -> str:
    return _at_one(_DIGITS_TEXT, text, chance, chance.choice(_NUMBERS).decode())


def _at_one(pattern: re.Pattern[str], text: str, chance: random.Random, put: str) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text + put
    hit = chance.choice(found)
    return text[: hit.start()] + put + text[hit.end() :]


def _change_case(text: str, chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _no_lines(text: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice((" ", "", "\t", "\r", "\u2028")))


def _no_spaces(text: str, chance: random.Random) -> str:
    return text.replace(" ", chance.choice(("", "\n", "\u00a0", "\u200b", "  ", "_")))


def _stack_marks(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    marks = "".join(
        chance.choices(
            "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0489", k=chance.choice((2, 30, 900))
        )
    )
    return text[:at] + marks + text[at:]


def _odd_letters(text: str, chance: random.Random) -> str:
    """Letters that only a comparison without case takes for the plain ones."""
    share, odd = chance.random(), {"i": "\u0131", "s": "\u017f", "k": "\u212a", "I": "\u0130"}
    return "".join(odd.get(letter, letter) if chance.random() < share else letter for letter in text)


def _lengthen(text: str, chance: random.Random) -> str:
    """Much more of one thing: a word, a line, a list."""
    piece = chance.choice(
        (
            "đ",
            "Đảng bộ xã ",
            "xã Châu Sơn, ",
            "Chi bộ thôn Nà Lầu; ",
            "18-KL/TW, ",
            "12 đảng viên, ",
            "“",
            "- ",
        )
    )
    at = chance.randrange(len(text) + 1)
    return text[:at] + piece * chance.choice((100, 1000, 4000)) + text[at:]


def _flood(text: str, chance: random.Random) -> str:
    """Half a megabyte of words that are all different: more than an index row likes to hold."""
    return text + "\n" + " ".join(f"{chance.getrandbits(48):x}" for _ in range(40_000))


_ON_WORDS: tuple[WordsMutation, ...] = (
    _insert_hostile, _shuffle_lines, _cut_words, _double_words, _change_number, _change_case,
    _no_lines, _no_spaces, _stack_marks, _lengthen, _odd_letters, _flood,
)  # fmt: skip
_WORDS_WEIGHTS = (40, 6, 14, 10, 14, 5, 3, 3, 6, 4, 3, 0.1)


# ---------------------------------------------------------------- bytes


def _flip(data: bytes, chance: random.Random) -> bytes:
    hurt = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20)) if hurt else 0):
        hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
    return bytes(hurt)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(len(data), chance)
    return data[:start] + data[end:]


def _cut_short(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(HOSTILE_BYTES) * chance.choice((1, 1, 1, 4)) + data[at:]


def _double(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(len(data), chance)
    return data[:end] + data[start:end] * chance.choice((1, 3, 50)) + data[end:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    one, two, three, four = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:one] + data[three:four] + data[two:three] + data[one:two] + data[four:]


def _rubbish(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(len(data), chance)
    return data[:start] + chance.randbytes(min(end - start, 300)) + data[end:]


def _number(data: bytes, chance: random.Random) -> bytes:
    """Another number where digits stand: lengths, offsets, counts of WARC, PDF, XML."""
    found = list(_DIGITS.finditer(data))
    if not found:
        return data
    hit = chance.choice(found)
    return data[: hit.start()] + chance.choice(_NUMBERS) + data[hit.end() :]


# Where a field of two or four bytes begins behind the signature of a ZIP structure.
_ZIP_FIELDS = {
    b"PK\x03\x04": ((4, 2), (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)),
    b"PK\x01\x02": (
        (6, 2),
        (8, 2),
        (10, 2),
        (16, 4),
        (20, 4),
        (24, 4),
        (28, 2),
        (30, 2),
        (32, 2),
        (38, 4),
        (42, 4),
    ),
    b"PK\x05\x06": ((4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)),
}


def _zip_field(data: bytes, chance: random.Random) -> bytes:
    """A lie in a header of a ZIP; one in a binary number elsewhere."""
    places = [
        (at.start() + offset, size)
        for signature, fields in _ZIP_FIELDS.items()
        for at in re.finditer(re.escape(signature), data)
        for offset, size in fields
    ]
    at, size = chance.choice(places or [(chance.randrange(len(data) + 1), chance.choice((1, 2, 4)))])
    value = chance.choice((0, 1, 8, 12, 14, 99, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, chance.getrandbits(32)))
    return data[:at] + struct.pack("<I", value)[:size] + data[at + size :]


def spliced(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The beginning of one file, the end of another, or one put into the other."""
    at, from_ = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    tail = chance.choice((b"", data[at:]))
    return data[:at] + other[from_:] + tail


_ON_BYTES: tuple[BytesMutation, ...] = (
    _flip, _cut, _cut_short, _insert, _insert, _double, _swap, _rubbish, _number, _number, _zip_field,
)  # fmt: skip
