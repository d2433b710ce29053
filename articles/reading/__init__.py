"""Reading: from what a person hands in to the text of each document. One module a format; knows no newspaper.

:func:`documents` walks files, folders, archives and tables and yields the bytes of each document with what is
known of it; :func:`read` turns the bytes of one into a :class:`articles.records.RawText`.
"""

from articles.reading.containers import documents, uploaded
from articles.reading.delivered import Delivered
from articles.reading.formats import read
from articles.reading.limits import MAX_TEXT_BYTES

__all__ = ["MAX_TEXT_BYTES", "Delivered", "documents", "read", "uploaded"]
