"""How a log line looks: a constant text, then the facts that were given with it."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

# What every record has of itself; anything beyond was passed as `extra`.
OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """What the caller passed as `extra`."""
    return {name: value for name, value in vars(record).items() if name not in OWN_FIELDS}


def moment(record: logging.LogRecord) -> str:
    """When it happened, in UTC: `2026-03-01T08:15:00.120+00:00`."""
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class WordsFormatter(logging.Formatter):
    """For a reader at a terminal: `… WARNING articles.ingest Document rejected input='a.txt'`."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the library's name
        """One line; `format` adds a traceback below it if there is one."""
        pairs = "".join(f" {name}={value!r}" for name, value in facts(record).items())
        return f"{moment(record)} {record.levelname} {record.name} {record.message}{pairs}"


class JsonFormatter(logging.Formatter):
    """For a log collector: one JSON object a line, the facts beside the text."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; values JSON does not know are written as text."""
        line = {
            "at": moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **facts(record),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
