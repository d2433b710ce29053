"""The tables of this application."""

from search.indexing.models import CorpusCounter, SearchEntry
from search.suggesting.models import NameKey, Phrase, Unlearnt

__all__ = ["CorpusCounter", "NameKey", "Phrase", "SearchEntry", "Unlearnt"]
