"""What one document may cost the process that reads it: so much processor time, so much memory.

A text made to cost more than its length (a list that is read again from each of its members, say) is refused
like any other bad file; the worker that met it goes on to the next.
"""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from articles.reading.limits import DOCUMENT_MEMORY_BYTES, DOCUMENT_SECONDS
from articles.records import SourceError

_STATM = Path("/proc/self/statm")


@contextmanager
def allowance(*, seconds: float = DOCUMENT_SECONDS, memory: int = DOCUMENT_MEMORY_BYTES) -> Iterator[None]:
    """Raise :class:`SourceError` where what is done inside takes more processor time or memory than this.

    Processor time, so that a busy machine refuses nothing. Signals reach the main thread alone: elsewhere,
    and inside another allowance, this bounds nothing.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_PROF)[0]:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with ExitStack() as undo:
        undo.callback(signal.signal, signal.SIGPROF, signal.signal(signal.SIGPROF, _stop))
        if held := _address_space():
            resource.setrlimit(resource.RLIMIT_AS, (_smaller(held + memory, soft), hard))
            undo.callback(resource.setrlimit, resource.RLIMIT_AS, (soft, hard))
        undo.callback(signal.setitimer, signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            yield
        except MemoryError as error:
            raise SourceError("tài liệu đòi quá nhiều bộ nhớ khi xử lý") from error


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SourceError("tài liệu xử lý quá lâu, đã dừng")


def _address_space() -> int | None:
    """Return the size of this process's memory as the limit counts it; None where the system does not say."""
    try:
        return int(_STATM.read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return None


def _smaller(bound: int, held: int) -> int:
    return bound if held == resource.RLIM_INFINITY else min(bound, held)
