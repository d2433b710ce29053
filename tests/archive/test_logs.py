"""A log line is a constant text and the facts beside it."""

import json
import logging
import sys

from archive.logs import JsonFormatter, WordsFormatter


def record(**extra: object) -> logging.LogRecord:
    logger = logging.getLogger("articles.ingest")
    return logger.makeRecord(
        logger.name, logging.WARNING, __file__, 1, "Document rejected", (), None, extra=extra
    )


def test_words_show_the_facts_after_the_text():
    line = WordsFormatter().format(record(input="báo.txt"))
    assert line.endswith("WARNING articles.ingest Document rejected input='báo.txt'")


def test_json_is_one_line_with_the_facts_as_keys():
    line = JsonFormatter().format(record(input="báo.txt"))
    assert "\n" not in line
    read = json.loads(line)
    assert (read["message"], read["input"], read["level"]) == ("Document rejected", "báo.txt", "WARNING")


def test_json_carries_a_traceback():
    failed = record()
    try:
        int("hỏng")
    except ValueError:
        failed.exc_info = sys.exc_info()
    assert "ValueError: invalid literal" in json.loads(JsonFormatter().format(failed))["traceback"]
