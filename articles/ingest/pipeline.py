"""The pure stages in a row: bytes → RawText → Report → Findings. No database, no
network; of the clock only today's date, beyond which no page can have been published."""

from dataclasses import dataclass

from articles.parsing import parse
from articles.reading import read
from articles.reading.allowance import allowance
from articles.reading.limits import MAX_REPORT_LETTERS
from articles.recognition import recognise
from articles.records import Findings, Hints, RawText, RefusedError, Report

PIPELINE_VERSION = 4
"""Raised whenever reading, parsing or recognition may give another answer for the same bytes; a document
whose article carries a lower number is parsed again when it is delivered again."""


@dataclass(frozen=True, slots=True)
class Processed:
    """One document after all pure stages."""

    report: Report
    findings: Findings


def process(name: str, data: bytes, hints: Hints) -> Processed:
    """Run every stage on one document.

    Raises :class:`articles.records.SourceError` with a reason for the reader when it cannot be taken in.
    """
    with allowance():
        return recognised(parsed(text_of(name, data, hints)))


def text_of(name: str, data: bytes, hints: Hints) -> RawText:
    """Run the first stage alone, as :func:`process` would; each of the three has an allowance of its own."""
    with allowance():
        raw = read(name, data, hints)
        if len(raw.text) > MAX_REPORT_LETTERS:
            raise RefusedError("văn bản dài quá %(n)s chữ cái, không phải một bài báo", n=MAX_REPORT_LETTERS)
        return raw


def parsed(raw: RawText) -> Report:
    """Run the second stage alone."""
    with allowance():
        return parse(raw)


def recognised(report: Report) -> Processed:
    """Run the third stage alone."""
    with allowance():
        return Processed(report, recognise(report))
