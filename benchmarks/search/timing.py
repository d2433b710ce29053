"""Asking and taking the time: by one client, and by several at a fixed rate of arrivals.

Every engine is asked in processes of its own, one a client, so that none is measured through another's
memory and each client has a whole processor's share of Python to itself.
"""

import contextlib
import math
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from typing import Any

import psutil

from benchmarks.press import Kind, Question
from benchmarks.search.engines import Engine, Place, engine
from benchmarks.search.engines.base import Reply, TookTooLongError

SLICE = 9
"""So many questions an engine answers in a row, one of each kind."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One question: its kind, how long the whole answer took, and how many it found; None where the engine
    gave up, the time being that until then."""

    kind: Kind
    seconds: float
    count: int | None


@dataclass(frozen=True, slots=True)
class Alone:
    """What one client saw: its questions for the first time and again, the processor seconds of a question
    (client and server), the memory of the client and of the server processes in MB, and the bytes on disk."""

    first: tuple[Timing, ...]
    again: tuple[Timing, ...]
    processor: float
    client_memory: float
    server_memory: float
    disk: int


@dataclass(frozen=True, slots=True)
class Slice:
    """Some questions in a row, and the processor seconds that they took."""

    timings: tuple[Timing, ...]
    processor: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """What several clients saw at ``rate`` arrivals a second; a time begins with the arrival, so that waiting
    for a free client counts. ``unanswered`` came to nobody before the end."""

    rate: float
    clients: int
    timings: tuple[Timing, ...]
    unanswered: int


_clients: dict[str, Any] = {}
"""In a client's process: its engine, and what clients at a fixed rate share."""


def percentile(values: Iterable[float], share: float) -> float:
    """Return the nearest-rank percentile: the smallest value that ``share`` of all do not exceed.

    >>> percentile([4, 1, 3, 2], 0.5), percentile([4, 1, 3, 2], 0.95), percentile([], 0.5)
    (2, 4, nan)
    """
    ordered = sorted(values)
    return ordered[max(1, math.ceil(share * len(ordered))) - 1] if ordered else math.nan


def timed(asked: Engine, question: Question, since: float | None = None) -> tuple[Timing, Reply | None]:
    """Ask one question; ``since`` is when it arrived (``time.monotonic``), now if not given."""
    started = time.monotonic() if since is None else since
    reply: Reply | None = None
    with contextlib.suppress(TookTooLongError):
        reply = asked.ask(question)
    seconds = time.monotonic() - started
    return Timing(question.kind, seconds, reply.count if reply else None), reply


def alone(
    names: Sequence[str], place: Place, questions: Sequence[Question], warm: Sequence[Question]
) -> dict[str, Alone]:
    """Let one client of each engine ask all questions, twice; ``warm`` ones before are not counted.

    One engine works at a time. They take turns after every few questions, so that what else goes on in the
    machine falls on all of them alike.
    """
    context = get_context("spawn")
    with ExitStack() as stack:
        pools = {
            name: stack.enter_context(
                ProcessPoolExecutor(1, context, initializer=_open_alone, initargs=(name, place, warm))
            )
            for name in names
        }
        for pool in pools.values():
            pool.submit(_forget).result()
        taken: list[dict[str, list[Slice]]] = []
        for _round in ("first", "again"):
            slices: dict[str, list[Slice]] = {name: [] for name in names}
            for turn, start in enumerate(range(0, len(questions), SLICE)):
                for name in (*names[turn % len(names) :], *names[: turn % len(names)]):
                    asked = questions[start : start + SLICE]
                    slices[name].append(pools[name].submit(_ask_slice, asked).result())
            taken.append(slices)
        return {name: _alone(pools[name], taken[0][name], taken[1][name]) for name in names}


def _alone(pool: ProcessPoolExecutor, first: Sequence[Slice], again: Sequence[Slice]) -> Alone:
    once = tuple(timing for part in first for timing in part.timings)
    return Alone(
        once,
        tuple(timing for part in again for timing in part.timings),
        sum(part.processor for part in first) / (len(once) or 1),
        *pool.submit(_facts).result(),
    )


def _open_alone(name: str, place: Place, warm: Sequence[Question]) -> None:
    asked = engine(name, place)
    for question in warm:
        timed(asked, question)
    _clients.update(asked=asked)


def _forget() -> None:
    _clients["asked"].forget()


def _ask_slice(questions: Sequence[Question]) -> Slice:
    asked: Engine = _clients["asked"]
    before = _processor_seconds(asked)
    timings = tuple(timed(asked, question)[0] for question in questions)
    return Slice(timings, _processor_seconds(asked) - before)


def _facts() -> tuple[float, float, int]:
    """Return the memory of the client and of the servers in MB, and the bytes on disk."""
    asked: Engine = _clients["asked"]
    return _memory([psutil.Process().pid]), _memory(asked.processes()), asked.size()


def _processor_seconds(asked: Engine) -> float:
    """Return the processor time that this client and its server took so far, ended server processes too."""
    taken = time.process_time()
    for place, pid in enumerate(asked.processes()):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = psutil.Process(pid).cpu_times()
            taken += times.user + times.system
            if not place:
                taken += times.children_user + times.children_system
    return taken


def _memory(processes: Iterable[int]) -> float:
    """Return what processes hold in MB, shared pages parted among those that share them."""
    held = 0.0
    for pid in processes:
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            held += psutil.Process(pid).memory_full_info().pss
    return held / 2**20


def crowd(
    name: str, place: Place, questions: Sequence[Question], *, clients: int, rate: float, seconds: float
) -> Crowd:
    """Let questions arrive at a fixed rate for some seconds, whoever is free taking the next one; after twice
    the time what still waits is given up."""
    context = get_context("spawn")
    turn, start = context.Value("l", 0), context.Value("d", 0.0)
    arrivals = int(rate * seconds)
    with (
        context.Manager() as manager,
        ProcessPoolExecutor(
            clients, context, initializer=_open, initargs=(name, place, questions[:3], turn, start)
        ) as pool,
    ):
        gate = manager.Barrier(clients)
        futures = [pool.submit(_serve, gate, questions, arrivals, rate, 2 * seconds) for _ in range(clients)]
        timings = tuple(timing for future in futures for timing in future.result())
    return Crowd(rate, clients, timings, arrivals - len(timings))


def _open(
    name: str, place: Place, warm: Sequence[Question], turn: "Synchronized[int]", start: "Synchronized[float]"
) -> None:
    asked = engine(name, place)
    asked.forget()  # what is remembered for all would leave this process cold
    for question in warm:
        timed(asked, question)
    _clients.update(asked=asked, turn=turn, start=start)


def _serve(
    gate: Any, questions: Sequence[Question], arrivals: int, rate: float, patience: float
) -> list[Timing]:
    """Take arrivals until there are none, each not before its time."""
    if gate.wait(timeout=300) == 0:
        _forget()
        _clients["start"].value = time.monotonic()
    gate.wait(timeout=300)
    start = _clients["start"].value
    return list(
        serve(
            lambda question, since: timed(_clients["asked"], question, since)[0],
            _next(_clients["turn"], arrivals),
            questions,
            start=start,
            rate=rate,
            patience=patience,
        )
    )


def _next(turn: "Synchronized[int]", arrivals: int) -> Iterable[int]:
    """Yield numbers of arrivals, none to two clients."""
    for _ in count():
        with turn.get_lock():
            number = turn.value
            turn.value += 1
        if number >= arrivals:
            return
        yield number


def serve(
    ask: Callable[[Question, float], Timing],
    arrivals: Iterable[int],
    questions: Sequence[Question],
    *,
    start: float,
    rate: float,
    patience: float,
) -> Iterable[Timing]:
    """Answer arrivals: number n arrives at ``start + n / rate``; ends ``patience`` seconds after it."""
    for number in arrivals:
        arrival = start + number / rate
        wait = arrival - time.monotonic()
        if time.monotonic() > start + patience:
            return
        if wait > 0:
            time.sleep(wait)
        yield ask(questions[number % len(questions)], arrival)
