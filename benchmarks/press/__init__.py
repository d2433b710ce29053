"""Believable reports of the provincial press for load measurements: many, all different, always the same.

A report is written by a grammar (``data/grammar.txt``) from the phrases of 30 topics, a lexicon with a tail
of made words, places, papers and documents of the reference data as of its day, invented names, and
sentences from the pairs of words in the project's own texts. Its facts are known, so a page can be judged.

=====================================================  =============================================
measured on 10,000 (seed 1, one process)               value
=====================================================  =============================================
pages · values a second                                2,600 – 2,900 · 3,100 – 3,900, ready in 0.5 s
page, mean · median · 1 % · 99 %                       3.12 · 3.00 · 1.77 · 5.56 kB; 532 words
distinct words after 100 · 1,000 · 10,000 pages        2,508 · 4,590 · 8,498, a third of them in one page
distinct pairs of words after 1,000 · 10,000           88,140 · 314,357, 46 % of them in one page
share of pages with "đảng" · "chi bộ" · "nghị quyết"   100 · 99.5 · 60 % (own texts: 100 · 97 · 69)
"phát triển" · "nông thôn" · "học tập" · "chuyển đổi"  17 · 10 · 7 · 2 %
share with the word of rank 10 · 100 · 500 · 2,000     96 · 62 · 19 · 1.1 %
share with the pair of rank 10 · 100 · 1,000 · 10,000  69 · 31 · 7.7 · 0.6 %
words · pairs in more than a fifth of the pages        481 · 218
likeness (triples) of different reports                mean 0.02, 99 % below 0.06, largest found 0.12
same, of the same organisation (17,847 pairs)          mean 0.03, largest 0.12
near-copies                                            4.9 %, likeness 0.82 or more for nine in ten
without date · without province · without document     3.6 · 2.2 · 28 %
first · last of the 63 provinces                       7.2 % · 0.5 %
organisations: a report · distinct · named once        1 – 15, mean 4.9 · 18,922 (60,000: 45,000) · 36 %
documents cited at all                                 129, the first in 15 % of the reports
the pipeline on 900: date · province · headline        100 · 100 · 100 % as meant
same: paper · by-line · documents P, R · units P, R    99 · 99 · 99.9, 99.8 · 95.9, 99.2 %
=====================================================  =============================================

Flatter than real press: pairs of middling rank (218 in more than a fifth of the pages, about 110 in the
project's own texts), and the growth of the vocabulary, for real pages have more foreign words and slips.
"""

from collections.abc import Iterator

from benchmarks.press.asking import SAMPLE, Kind, Question, questions, vocabulary_of
from benchmarks.press.layouts import page
from benchmarks.press.story import COPIES, Story, chance_of, story

__all__ = [
    "COPIES",
    "SAMPLE",
    "Kind",
    "Question",
    "Story",
    "queries",
    "questions",
    "reports",
    "rows",
    "vocabulary_of",
]

_PAGE = 2


def rows(count: int, seed: int = 1, *, first: int = 0, copies: float = COPIES) -> Iterator[Story]:
    """Yield reports ``first`` to before ``first + count`` as values.

    A report depends on ``seed`` and its number alone, so that processes can share the work.
    """
    return (story(seed, number, copies) for number in range(first, first + count))


def reports(count: int, seed: int = 1, *, first: int = 0, copies: float = COPIES) -> Iterator[str]:
    """Yield the same reports as whole pages, as a crawler's text of them."""
    return (
        page(each, chance_of(seed, each.number, _PAGE))
        for each in rows(count, seed, first=first, copies=copies)
    )


def queries(seed: int = 1, count: int = 225, *, documents: int = 1_000_000) -> list[Question]:
    """Return different questions about the first ``documents`` reports of ``seed``, all kinds in turn."""
    return questions(seed, count, documents)
