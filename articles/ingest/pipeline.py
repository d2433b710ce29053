"""The pure stages in a row: bytes → RawText → Report → Findings. No database, no
network; of the clock only today's date, beyond which no page can have been published."""

from dataclasses import dataclass

from articles.parsing import parse
from articles.reading import read
from articles.reading.allowance import allowance
from articles.recognition import recognise
from articles.records import Findings, Hints, Report

PIPELINE_VERSION = 2
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
        report = parse(read(name, data, hints))
        return Processed(report, recognise(report))
