"""What a document may cost: beyond it the document is refused, and its process is as it was."""

import resource
import signal
import threading
import time
from contextlib import suppress

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


def swallow_all() -> None:
    """What a library does that calls a document's code: every error is passed over."""
    for _ in range(20):
        with suppress(BaseException):
            turn_round()


def test_an_interruption_that_a_library_swallows_comes_again() -> None:
    began = time.process_time()
    with pytest.raises(SourceError, match="quá lâu"), allowance(seconds=0.05):
        swallow_all()
    assert time.process_time() - began < 5
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def make_of_the_interruption(becomes: BaseException | None) -> None:
    try:
        turn_round()
    except SourceError:
        if becomes:
            raise becomes from None


@pytest.mark.parametrize("becomes", [None, ValueError("tệp hỏng"), MemoryError()])
def test_an_interrupted_document_is_refused_whatever_a_library_made_of_it(becomes: Exception | None) -> None:
    with pytest.raises(SourceError, match="quá lâu"), allowance(seconds=0.05):
        make_of_the_interruption(becomes)


def test_an_end_of_the_program_is_no_fault_of_the_document() -> None:
    with pytest.raises(KeyboardInterrupt), allowance(seconds=0.05):
        make_of_the_interruption(KeyboardInterrupt())


def test_the_memory_that_the_process_held_before_is_not_counted() -> None:
    held = bytearray(256 * 2**20)
    with allowance(memory=128 * 2**20):
        bytearray(32 * 2**20)
    with pytest.raises(SourceError, match="bộ nhớ"), allowance(memory=128 * 2**20):
        bytearray(160 * 2**20)
    assert len(held) == len(bytearray(256 * 2**20))


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
