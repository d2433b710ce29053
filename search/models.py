"""The tables of this application."""

from search.indexing.models import CorpusCounter, SearchEntry

__all__ = ["CorpusCounter", "SearchEntry"]
