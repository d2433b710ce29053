"""What documents are about, and which plenary session passed them: evidence where number and date miss.

Topics cover documents that the authority list does not hold too, so that "Nghị quyết Trung ương 5 khóa XIII
về kinh tế tập thể" is not taken for another resolution of the same session.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from articles.recognition.phrases import phrases
from articles.reference import Directive, reference
from articles.reference.directives import number_key, symbol_key
from articles.reference.tables import rows
from articles.vietnamese.letters import compose, lowered, same_key

Pairs = frozenset[tuple[str, str]]
"""The telling pairs of neighbouring syllables of a text."""

_PLENUM_FORM = re.compile(r"(?:trung ương|tw|t\.ư)\s*(?P<plenum>\d{1,2})\s*\(?khóa (?P<term>[ivx]+)")
_SYLLABLE = re.compile(r"\w+")

# Pairs of syllables that nearly every title has; they say nothing of the subject.
_COMMON_PAIRS = frozenset(
    tuple(pair.split())
    for pair in phrases("""
        tiếp tục|đẩy mạnh|thực hiện|tăng cường|nâng cao|chất lượng|trong tình|tình hình|hình mới|một số
        |số vấn|vấn đề|giai đoạn|đoạn mới|của đảng|lãnh đạo|sự lãnh|đạo của|đội ngũ|và nâng|về tiếp
        |về tăng|cao chất|tục đẩy|mạnh thực|hiện có|hiệu quả|công tác|về công|đảng viên|cán bộ|các cấp
        |đối với|với công|đổi mới|hệ thống|thống chính|chính trị|tổ chức|trên địa|địa bàn|nghị quyết
        |chỉ thị|xây dựng|trung ương|dựng đảng|bộ chính|ban bí|bí thư|khóa xii|khóa xi|khóa xiii|tục đổi
        |mới và|quyết trung|việc thực|về việc
    """)
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One document's subject; ``key`` is its authority key, None when the list does not hold it."""

    number: str
    symbol: str
    year: int
    term: str
    plenum: int | None
    pairs: Pairs
    key: str | None


def pairs(text: str) -> Pairs:
    """Return the telling pairs of neighbouring syllables of ``text``."""
    return pairs_of_lowered(lowered(compose(text))) if text else frozenset()


def pairs_of_lowered(text: str) -> Pairs:
    """Return the same for a text that is tone-canonical and in small letters already."""
    return frozenset(pairwise(_SYLLABLE.findall(text))) - _COMMON_PAIRS


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Return the reviewed table of subjects."""
    return tuple(_topic(row) for row in rows("document_topics"))


def _topic(row: dict[str, str]) -> Topic:
    year = int(row["year"])
    key = next(
        (
            document.key
            for document in reference().directives.coded(row["number"], row["symbol"])
            if document.year == year or (document.year is None and document.term == row["term"])
        ),
        None,
    )
    plenum = int(row["plenum"]) if row["plenum"] else None
    return Topic(row["number"], row["symbol"], year, row["term"], plenum, pairs(row["topic"]), key)


@lru_cache(maxsize=1)
def _pairs_by_key() -> dict[str, Pairs]:
    found = {document.key: pairs(document.title) for document in reference().directives}
    for topic in topics():
        if topic.key:
            found[topic.key] = found[topic.key] | topic.pairs
    return found


@lru_cache(maxsize=1)
def _known_plenums() -> dict[tuple[int, str], tuple[str, ...]]:
    found: dict[tuple[int, str], list[str]] = {}
    for document in reference().directives:
        for form in document.short_forms:
            if match := _PLENUM_FORM.search(same_key(form)):
                keys = found.setdefault((int(match["plenum"]), match["term"].upper()), [])
                keys += [] if document.key in keys else [document.key]
    return {session: tuple(keys) for session, keys in found.items()}


def subject(document: Directive) -> Pairs:
    """Return the telling pairs of a document's title and topic; empty when neither is known."""
    return _pairs_by_key()[document.key]


def likeness(printed: Pairs, known: Pairs) -> float:
    """Return how much of the printed title a subject shares, 0 to 1."""
    return len(printed & known) / max(1, min(len(printed), len(known)))


def share_phrase(printed: Pairs, known: Pairs) -> bool:
    """Tell whether both have a phrase of three syllables: "nơi cư trú".

    >>> share_phrase(pairs("trước chi bộ nơi cư trú"), pairs("nghĩa vụ công dân nơi cư trú"))
    True
    """
    common = printed & known
    beginnings = {first for first, _ in common}
    return any(second in beginnings for _, second in common)


def of_plenum(plenum: int, term: str) -> tuple[str, ...]:
    """Return the keys of the documents that go by a session's name ("Nghị quyết Trung ương 6 khóa XII")."""
    return _known_plenums().get((plenum, term), ())


def passed_by(plenum: int, term: str) -> tuple[Topic, ...]:
    """Return all documents known to have been passed by a session, held by the list or not."""
    return tuple(topic for topic in topics() if topic.plenum == plenum and topic.term == term)


def same_code(number: str, symbol: str) -> tuple[Topic, ...]:
    """Return the topics of all documents with that number and symbol."""
    return tuple(_by_code().get((number_key(number), symbol_key(symbol)), ()))


@lru_cache(maxsize=1)
def _by_code() -> dict[tuple[str, str], list[Topic]]:
    found: dict[tuple[str, str], list[Topic]] = {}
    for topic in topics():
        found.setdefault((number_key(topic.number), symbol_key(topic.symbol)), []).append(topic)
    return found
