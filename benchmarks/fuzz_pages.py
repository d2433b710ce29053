# ruff: noqa: E501 -- markup as its writers write it
"""Well-formed single documents of words: plain text in every encoding, web pages in several layouts."""

import json
import random
import unicodedata
from html import escape

from articles.vietnamese.encodings import from_tcvn3, from_vni

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VNI_SIGNS = "ùøûõïâáàåãäêéèúüë"
_VNI_CODES = [
    *(first + sign for first in "aeouyôöAEOUYÔÖ" for sign in ("", *_VNI_SIGNS, *_VNI_SIGNS.upper())),
    *"ñÑìÌíÍæÆóÓòÒîÎ",
]
_TO_VNI = {ord(from_vni(code)): code for code in _VNI_CODES if len(from_vni(code)) == 1}
_TO_TCVN3 = {ord(from_tcvn3(chr(code))): chr(code) for code in range(0xA1, 0xFF)}


# ---------------------------------------------------------------- plain text


def windows_1258(text: str) -> bytes:
    """Letters with their hats composed, tones as signs of their own."""
    letters = []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in _TONES)
        letters.append(unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONES)) + tone)
    return "".join(letters).encode("cp1258", "replace")


def tcvn3(text: str) -> bytes:
    return text.translate(_TO_TCVN3).encode("latin-1", "replace")


def vni(text: str) -> bytes:
    return text.translate(_TO_VNI).encode("cp1252", "replace")


def twice(text: str) -> bytes:
    """UTF-8 whose bytes were once taken for Windows-1252 and encoded again."""
    once = utf_8(text)
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in once).encode()


def utf_8(text: str) -> bytes:
    """UTF-8 in which a lone surrogate stands as the three bytes that no decoder takes."""
    return text.encode("utf-8", "surrogatepass")


def utf_16(text: str, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16-le", "utf-16-be"))
    mark = chance.choice(("\ufeff", "\ufeff", ""))
    return (mark + text).encode(encoding, "surrogatepass")


# ---------------------------------------------------------------- web pages


def html(pages: list[str], chance: random.Random) -> bytes:
    """One page in one of the ways in which papers build them."""
    title, *lines = [escape(line, quote=False) for line in pages[0].split("\n") if line.strip()] or ["?"]
    return utf_8(chance.choice(_LAYOUTS)(title, lines).replace("https://baomau.vn/1.html", address(chance)))


def _semantic(title: str, lines: list[str]) -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title} - Báo Mẫu</title>'
        f'<meta property="og:title" content="{title}"><link rel="canonical" href="https://baomau.vn/1.html">'
        '<meta property="article:published_time" content="2021-03-09T14:20:00+07:00"></head>'
        f'<body><nav><a href="/">Trang chủ</a></nav><main><article><h1>{title}</h1>'
        f'<time datetime="2021-03-09T14:20:00+07:00">09/03/2021</time>{body}</article></main>'
        '<aside><h3>Đọc nhiều</h3><a href="/2">Tin khác</a></aside><footer>Giấy phép</footer></body></html>'
    )


def _tables(title: str, lines: list[str]) -> str:
    body = "".join(f"<P align=justify>{line}</P>" for line in lines)
    return (
        f"<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY><TABLE><TR><TD colspan=2><A href=/>Trang chủ</A></TD>"
        f"</TR><TR><TD><TABLE><TR><TD class=title><FONT size=4><B>{title}</B></FONT></TD></TR><TR><TD>"
        f"<I>Cập nhật lúc 14:20, 09/03/2021</I></TD></TR><TR><TD>{body}</TD></TR></TABLE></TD></TR></TABLE>"
        "</BODY></HTML>"
    )


def _aspnet(title: str, lines: list[str]) -> str:
    body = "<br /><br />".join(lines)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><form method=post id=aspnetForm>"
        f'<input type="hidden" name="__VIEWSTATE" value="{"x" * 400}" /><span class="ArticleTitle">{title}'
        f'</span><span class="pdate">09/03/2021 14:20</span><div id="ctl00_content">{body}</div></form></body>'
        "</html>"
    )


def _structured(title: str, lines: list[str]) -> str:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "NewsArticle", "headline": title, "datePublished": "2021-03-09T07:20:00Z"},
            {"@type": "Person", "name": lines[-1:] or [""]},
        ],
    }
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title} | baomau.vn</title>"
        f'<script type="application/ld+json">{json.dumps(graph)}</script></head><body>'
        f'<div class="wrapper"><h1 class="detail-title">{title}</h1><div class="detail-content">{body}</div>'
        '<div class="related-news"><ul><li><a href="/9">Tin liên quan</a></li></ul></div></div></body></html>'
    )


def _fragment(title: str, lines: list[str]) -> str:
    return f"<div><b>{title}</b>{''.join(f'<div>{line}</div>' for line in lines)}</div>"


_LAYOUTS = (_semantic, _tables, _aspnet, _structured, _fragment)


def address(chance: random.Random) -> str:
    """An address that another page may have too."""
    return f"https://baomau.vn/xay-dung-dang/{chance.randrange(20_000)}.html"
