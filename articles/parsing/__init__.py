"""Parsing: from the text of one page to the report that stands on it, every letter accounted for."""

from articles.parsing.report import parse

__all__ = ["parse"]
