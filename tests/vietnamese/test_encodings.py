"""Bytes of every age into the same text, or none."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.encodings import UndecodableError, decode, from_tcvn3, from_vni, mend_mojibake
from articles.vietnamese.letters import compose

TEXT = (
    "Đảng bộ huyện Sìn Hồ có 55 tổ chức cơ sở Đảng, trong đó 22 Đảng bộ xã, thị trấn. Huyện ủy kiện toàn, "
    "sắp xếp và giải thể một số chi bộ; đưa đảng viên là cán bộ xã về sinh hoạt tại chi bộ bản, khu phố. "
    "Khuỷu tay, quý, nghĩa, đẫm, ngã, ỷ, ỵ, ẫ, ẵ, ặ, ẹ, ĩ, ỗ, ỡ, ữ, ỹ."
)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    letters = []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in TONES)
        letters.append(unicodedata.normalize("NFC", "".join(m for m in marks if m not in TONES)) + tone)
    return "".join(letters).encode("cp1258")


def tcvn3(text: str) -> bytes:
    back = {from_tcvn3(chr(code)): chr(code) for code in range(0xA1, 0xFF)}
    return "".join(back.get(letter, letter) for letter in text).encode("latin-1")


def vni(text: str) -> bytes:
    signs = "ùøûõïâáàåãäêéèúüë"
    codes = [first + sign for first in "aeouyôöAEOUYÔÖ" for sign in ("", *signs, *signs.upper())]
    back = {from_vni(code): code for code in [*codes, *"ñÑìÌíÍæÆóÓòÒîÎ"] if len(from_vni(code)) == 1}
    return "".join(back.get(letter, letter) for letter in text).encode("cp1252")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (windows_1258(TEXT), "windows-1258"),
        (tcvn3(TEXT), "tcvn3"),
        (vni(TEXT), "vni"),
        (tcvn3(TEXT).decode("latin-1").encode(), "utf-8+tcvn3"),
        (vni(TEXT).decode("cp1252").encode(), "utf-8+vni"),
        (TEXT.encode().decode("latin-1").encode(), "utf-8+utf-8"),
        (TEXT.encode().decode("latin-1").encode().decode("latin-1").encode(), "utf-8+utf-8+utf-8"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_same_text_comes_out_of_every_encoding(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.text == TEXT
    assert decoded.encoding == encoding


@pytest.mark.parametrize(
    "data",
    [
        "Le député français a été élu à l'Assemblée".encode("latin-1"),
        "Привет мир, как дела".encode("cp1251"),
        bytes(range(128, 256)) * 3,
        TEXT.encode()[:-40] + b"\xe1\xbb" + TEXT.encode()[-40:],
        b"\xef\xbb\xbf\xff\xfe\xfa",
    ],
    ids=["french", "russian", "noise", "cut letter", "false mark"],
)
def test_what_no_encoding_explains_is_refused_and_never_garbled(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(data)


@pytest.mark.parametrize(
    "text",
    [
        "Plain English text, nothing more.",
        "Le député français a été élu à l'Assemblée, où ça.",
        "Ia Pnôn, Pơr'ning, plơi Jrai, ƀuôn Êđê čư̆ mgaṛ",
        "Привет",
    ],
)
def test_good_unicode_of_another_language_is_left_alone(text: str) -> None:
    assert decode(text.encode()).text == compose(text)


def test_mojibake_of_windows_is_mended_too() -> None:
    letters = (bytes([byte]).decode("cp1252", "replace") for byte in TEXT.encode())
    read_wrong = "".join(
        letter if letter != "\ufffd" else chr(byte)
        for letter, byte in zip(letters, TEXT.encode(), strict=True)
    )
    assert mend_mojibake(read_wrong) == TEXT


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UndecodableError:
        return
    assert decoded.text == compose(decoded.text)


def test_the_place_of_a_broken_byte_is_told() -> None:
    with pytest.raises(UndecodableError, match="UTF-8 hỏng: byte thứ 2 "):
        decode(b"m\xe1\xbb " + TEXT.encode())


def test_text_whose_letters_became_question_marks_is_refused() -> None:
    lost = "".join(letter if letter.isascii() else "?" for letter in TEXT)
    with pytest.raises(UndecodableError, match="dấu hỏi"):
        decode(lost.encode())
    assert decode("Vì sao? Vì đâu? Ai làm?".encode()).text == "Vì sao? Vì đâu? Ai làm?"
