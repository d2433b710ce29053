"""The column type of a prepared text vector."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    TextField = models.Field[str, str]
else:
    TextField = models.Field


class VectorField(TextField):
    """A ``tsvector`` written as a literal made by :mod:`search.indexing.vectors`."""

    description = "prepared full-text vector"

    def db_type(self, connection: Any) -> str:
        """Return the column's type."""
        return "tsvector"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """Read the value as a literal; Postgres' parser never sees text."""
        return "%s::tsvector"
