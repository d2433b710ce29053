"""How to cite a report: one record, and the forms in which it is written."""

from articles.citing.citation import Citation

__all__ = ["Citation"]
