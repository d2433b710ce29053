"""Hostile and broken files of every format: nothing but SourceError comes out, and it comes soon."""

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest

from articles.reading import read, uploaded
from articles.reading.limits import MAX_HTML_TAGS, MAX_TEXT_BYTES
from articles.records import Hints, SourceError
from tests.reading.layouts import LAYOUTS, LEDE
from tests.reading.test_office import made, report
from tests.reading.test_warc import Crawl

NO_HINTS = Hints()
TOKENS = (
    b"<div>", b"</td>", b"<table><tr><td>", b"<form>", b"<h1>", b"<!--", b"<![CDATA[", b"&#x110000;",
    b"&#xD800;", b"<pre>\n", b"<link rel=canonical href='http://[x'>", b"<time datetime='2021-02-31'>",
    b"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"@graph\":[[{}]]}", b"\x00",
    b"\xe1\xba", b"\xff\xfe", b"WARC/1.0\r\n", b"Content-Length: 99999999\r\n", b"\x1f\x8b\x08",
    b"Transfer-Encoding: chunked\r\n", b"WARC-Type: response\r\n", b"\r\n\r\n", b"PK\x03\x04",
    b"endobj", b"/Count 99999999", b"/Length 999999999", b"stream\n",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return ``data`` with a few bytes turned, cut, doubled or replaced."""
    hurt = bytearray(data)
    for _ in range(chance.choice((1, 2, 4, 8, 30))):
        at = chance.randrange(len(hurt) + 1)
        end = min(len(hurt), at + chance.choice((1, 4, 50, 500, 5000)))
        match chance.randrange(5):
            case 0 if at < len(hurt):
                hurt[at] ^= 1 << chance.randrange(8)
            case 1:
                del hurt[at:end]
            case 2:
                hurt[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 200))
            case 3:
                hurt[at:at] = hurt[at:end]
            case _:
                hurt[at:end] = chance.randbytes(min(end - at, 64))
    return bytes(hurt)


def survives(name: str, data: bytes) -> None:
    for each in uploaded(name, data, NO_HINTS):
        assert (each.data is None) == bool(each.error)
        if each.data is not None:
            with suppress(SourceError):
                assert read(each.name, each.data, each.hints).text.strip()


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_broken_pages_are_read_or_refused(layout: str, seed: int) -> None:
    chance = random.Random(f"{layout} {seed}")
    for _ in range(10):
        survives("1.html", mutated(LAYOUTS[layout]().encode(), chance))


@pytest.mark.parametrize("packed", [True, False])
def test_broken_warc_files_are_read_or_refused(*, packed: bool) -> None:
    chance = random.Random(4)
    whole = Crawl(packed=packed).add(1).add(2, LAYOUTS["tables"]().encode()).data
    for _ in range(200):
        survives("1.warc", mutated(whole, chance))


def test_broken_pdf_and_word_files_are_read_or_refused() -> None:
    chance = random.Random(5)
    printed = (Path(__file__).parents[1] / "data" / "report.pdf").read_bytes()
    for whole in (printed, made(report)):
        for _ in range(5):
            survives("1", mutated(whole, chance))


FULL = MAX_HTML_TAGS - 10


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<a href=x>tin </a>" * (FULL // 2),
        "<html><table>" + "<tr><td>1</td><td>2</td></tr>" * (FULL // 6),
        "<html>" + "<div class=menu>" * 1900 + "<p>x</p>" * 40_000 + "<h1>t</h1>",
        "<html><head>" + "<meta name=pubdate content=2021-01-01>" * FULL,
        "<html><script type='application/ld+json'>" + "[" * 150_000 + "</script>",
        "<!---->" * FULL,
        "<html><p>" + "x" * (MAX_TEXT_BYTES - 20),
        "<html>" + f"<div><p>{LEDE}</p></div>" * 1400,
    ],
    ids=lambda page: page[:30],
)
def test_pages_made_to_cost_time_cost_little(page: str) -> None:
    begun = time.process_time()
    survives("1.html", page.encode())
    assert time.process_time() - begun < 10
