"""The pure stages in a row: bytes → RawText → Report → Findings. No database, no
network; of the clock only today's date, beyond which no page can have been published."""

from dataclasses import dataclass

from articles.parsing import parse
from articles.reading import read
from articles.reading.allowance import allowance
from articles.reading.limits import MAX_REPORT_LETTERS
from articles.recognition import recognise
from articles.records import Findings, Hints, Report, SourceError

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
        raw = read(name, data, hints)
        if len(raw.text) > MAX_REPORT_LETTERS:
            raise SourceError(f"văn bản dài quá {MAX_REPORT_LETTERS} chữ cái, không phải một bài báo")
        report = parse(raw)
        return Processed(report, recognise(report))
