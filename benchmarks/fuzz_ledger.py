"""What must hold when a fuzz run has ended: each input in the ledger, each line ended, all workers alive."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz_inputs import number_of

BROKEN_WORKER = ("WorkerLostError", "exited prematurely", "SoftTimeLimit", "TimeLimitExceeded")
BROKEN_DOCUMENT = ("cannot be stored together", "broke the pipeline", "Traceback (most recent call last)")
_IN_ARCHIVE = ("stored", "indexed", "duplicate")
_IN_TROUBLE = ("refused", "failed", "parked")
_UNEXPECTED = "lỗi bất ngờ"
_TRIED = "lần không xong"
_VIETNAMESE = re.compile("[à-ỹđ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and with which input (None: with the whole)."""

    what: str
    number: int | None = None


@dataclass(slots=True)
class Ledger:
    """How the documents of every input ended."""

    formats: dict[int, str] = field(default_factory=dict)
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)

    def read(self, lines: Iterable[tuple[str, str, str, str, int | None]]) -> Iterator[Fault]:
        """Take lines of ``(name, state, outcome, reason, article)``; yield what is wrong with them."""
        for name, state, outcome, reason, article in lines:
            number = number_of(name)
            self.seen.add(number)
            self.outcomes[self.formats[number], outcome or state] += 1
            if (fault := _fault(state, outcome, reason, article)) is not None:
                yield Fault(f"{fault}: {name}", number)

    def lost(self) -> Iterator[Fault]:
        """Yield the inputs of which the ledger knows nothing."""
        for number in sorted(self.formats.keys() - self.seen):
            yield Fault("input without a line in the ledger", number)

    def table(self) -> Iterator[str]:
        """Yield the counts by format and outcome as lines."""
        outcomes = sorted({outcome for _, outcome in self.outcomes})
        inputs = Counter(self.formats.values())
        yield "".join((f"{'format':<24}{'inputs':>9}", *(f"{outcome:>11}" for outcome in outcomes)))
        for kind in inputs:
            counts = (f"{self.outcomes[kind, outcome]:>11,}" for outcome in outcomes)
            yield "".join((f"{kind:<24}{inputs[kind]:>9,}", *counts))
        totals = (sum(n for (_, each), n in self.outcomes.items() if each == outcome) for outcome in outcomes)
        yield "".join((f"{'all':<24}{len(self.formats):>9,}", *(f"{total:>11,}" for total in totals)))


def _fault(state: str, outcome: str, reason: str, article: int | None) -> str | None:
    """Return what is wrong with one line, None when nothing is."""
    if state not in (*_IN_ARCHIVE, *_IN_TROUBLE):
        return "line that never ended"
    if _UNEXPECTED in reason or _TRIED in reason:
        return f"unforeseen end ({reason})"
    if state in _IN_TROUBLE and (outcome != "failed" or not _VIETNAMESE.search(reason)):
        return f"failure without a reason for the reader ({reason!r})"
    if state in _IN_ARCHIVE and (article is None or outcome in ("", "failed")):
        return f"{state} without an article ({outcome!r})"
    return None


def faults_in_log(log: Path) -> Iterator[Fault]:
    """Yield what a worker's log says of its own breaking and of documents that broke it."""
    text = log.read_text(errors="replace")
    for sign in (*BROKEN_WORKER, *BROKEN_DOCUMENT):
        if count := text.count(sign):
            yield Fault(f"{count} × {sign!r} in the worker's log")
