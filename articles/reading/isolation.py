"""A document of a kind that has brought readers down before, read in a process of its own.

A hostile PDF or Word file may crash, hang or swallow memory; then only that process dies, and the document is
refused with a reason. The process gets the bytes and nothing else: no settings, no addresses, no passwords;
it limits itself before it looks at them. It is started anew for each document (a worker of Celery is a daemon
and may start no ``multiprocessing`` child, but any other process).
"""

import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from articles.messages import Message
from articles.reading.limits import APART_MEMORY_BYTES, APART_SECONDS, MAX_TEXT_BYTES
from articles.records import RefusedError, SourceError

READERS = ("office", "pdf")
_ROOT = Path(__file__).parents[2]
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")
_TOO_LONG = Message("văn bản trong tệp quá dài")
_OUT_OF_MEMORY = Message("tệp đòi quá nhiều bộ nhớ khi đọc")
_TOO_SLOW = Message("tệp đọc quá %(n)s giây chưa xong, đã dừng", n=APART_SECONDS)
_CRASHED = Message("tệp hỏng đến mức trình đọc bị ngắt")


def read_apart(reader: str, data: bytes, *, seconds: float = APART_SECONDS) -> str:
    """Return what ``extract(data)`` of the named reader module returns, run in a process of its own.

    Raises :class:`SourceError` with the reader's reason, or with that for which the process had to end.
    """
    if reader not in READERS:
        raise ValueError(reader)
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(data)
        given.seek(0)
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "articles.reading.isolation", reader],
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise SourceError(_TOO_SLOW) from error
        answer.seek(0)
        return _answer(ended.returncode, answer.read(4 * MAX_TEXT_BYTES))


def _answer(code: int, written: bytes) -> str:
    if code != 0:
        raise SourceError(_CRASHED)
    try:
        said = json.loads(written)
        if "reason" not in said:
            return str(said["text"])
        reason = Message.from_json(said["reason"])
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise SourceError(_CRASHED) from error
    raise (RefusedError if said.get("is_refused") else SourceError)(reason)


def limit_this_process() -> None:
    """Bind this process for good: memory, processor time, files; no core of it is written."""
    for what, most in (
        (resource.RLIMIT_AS, APART_MEMORY_BYTES),
        (resource.RLIMIT_CPU, APART_SECONDS),
        (resource.RLIMIT_FSIZE, 4 * MAX_TEXT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def main(reader: str) -> None:
    """Read the document on standard input; write text or reason as JSON on standard output."""
    limit_this_process()
    extract = importlib.import_module(f"articles.reading.{reader}").extract
    said: dict[str, object]
    try:
        said = {"text": _bounded(extract(sys.stdin.buffer.read()))}
    except SourceError as error:
        said = {"reason": error.message.as_json(), "is_refused": isinstance(error, RefusedError)}
    except MemoryError:
        said = {"reason": _OUT_OF_MEMORY.as_json()}
    sys.stdout.write(json.dumps(said))


def _bounded(text: str) -> str:
    if len(text) > MAX_TEXT_BYTES:
        raise RefusedError(_TOO_LONG)
    return text


if __name__ == "__main__":
    main(sys.argv[1])
