"""What one document may cost the process that reads it: so much processor time, so much memory.

A text made to cost more than its length (a list that is read again from each of its members, say) is refused
like any other bad file; the worker that met it goes on to the next.
"""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from articles.reading.limits import DOCUMENT_MEMORY_BYTES, DOCUMENT_SECONDS
from articles.records import SourceError

AGAIN_SECONDS = 0.25
"""Processor time after which an interruption that was swallowed comes again."""

_STATM = Path("/proc/self/statm")


@contextmanager
def allowance(*, seconds: float = DOCUMENT_SECONDS, memory: int = DOCUMENT_MEMORY_BYTES) -> Iterator[None]:
    """Raise :class:`SourceError` where what is done inside takes more processor time than this, or makes the
    process grow by more memory.

    Processor time, so that a busy machine refuses nothing. A library may swallow the interruption, as a bare
    ``except`` does: it comes again, and what ends all the same is refused, since something of it was left
    out. Signals reach the main thread alone: elsewhere, and inside another allowance, this bounds nothing.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_PROF)[0]:
        yield
        return
    watch = _Watch()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    earlier = signal.signal(signal.SIGPROF, watch.stop)
    try:
        if held := _address_space():
            resource.setrlimit(resource.RLIMIT_AS, (_smaller(held + memory, soft), hard))
        signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
        with watch:
            yield
    except MemoryError as error:
        raise SourceError("tài liệu đòi quá nhiều bộ nhớ khi xử lý") from error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, earlier)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


class _Watch:
    """Interrupts what runs inside; outside, a late signal does nothing. Whatever came of the interruption on
    its way out, a document that was interrupted ends with that reason."""

    def __init__(self) -> None:
        self._is_on = False
        self._has_struck = False

    def __enter__(self) -> None:
        self._is_on = True

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._is_on = False
        if self._has_struck and (error is None or isinstance(error, Exception)):
            raise _too_slow() from error

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Answer the clock."""
        if self._is_on:
            self._has_struck = True
            raise _too_slow()


def _too_slow() -> SourceError:
    return SourceError("tài liệu xử lý quá lâu, đã dừng")


def _address_space() -> int | None:
    """Return the size of this process's memory as the limit counts it; None where the system does not say."""
    try:
        return int(_STATM.read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return None


def _smaller(bound: int, held: int) -> int:
    return bound if held == resource.RLIM_INFINITY else min(bound, held)
