"""What a document may cost: beyond it the document is refused, and its process is as it was."""

import resource
import signal
import threading
import time

import pytest

from articles.ingest import pipeline
from articles.reading.allowance import allowance
from articles.records import Hints, SourceError

NO_HINTS = Hints()
REPORT = "Đảng bộ xã Châu Sơn kết nạp 7 đảng viên\n\n(LSO) – Đảng bộ xã Châu Sơn họp.".encode()


def turn_round() -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        pass


def test_what_takes_too_long_is_stopped_with_a_reason() -> None:
    with pytest.raises(SourceError, match="quá lâu"), allowance(seconds=0.05):
        turn_round()


def test_what_wants_too_much_memory_is_stopped_with_a_reason() -> None:
    with pytest.raises(SourceError, match="bộ nhớ"), allowance(memory=64 * 2**20):
        bytearray(2**30)


def test_afterwards_the_process_is_as_it_was() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
    for memory in (64 * 2**20, 2**31):
        try:
            with allowance(seconds=5, memory=memory):
                bytearray(2**28)
        except SourceError:
            assert memory == 64 * 2**20
        assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)) == before
        assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_outside_the_main_thread_nothing_is_bounded_and_nothing_breaks() -> None:
    seen: list[float] = []

    def work() -> None:
        with allowance():
            seen.append(signal.getitimer(signal.ITIMER_PROF)[0])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [0.0]


def test_a_document_that_hangs_is_refused_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "parse", lambda _raw: turn_round())
    monkeypatch.setattr(pipeline, "allowance", lambda: allowance(seconds=0.05))
    with pytest.raises(SourceError, match="quá lâu"):
        pipeline.process("1.txt", REPORT, NO_HINTS)
    monkeypatch.undo()
    assert pipeline.process("1.txt", REPORT, NO_HINTS).report.headline
