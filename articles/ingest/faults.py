"""Faults of the database that pass by themselves: named, and told apart from those that come again.

Only these are worth another try. A document that Postgres refuses every time (a word too long for an index,
say) comes as an ``OperationalError`` too, and tried again it would stop its whole chunk for ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError

CONNECTION = (OperationalError, InterfaceError)
"""As what faults of the connection come, and some others."""

PASSING = {
    "08": "the connection broke",
    "40": "a deadlock, or two transactions that cannot both be",
    "53": "no memory, disk or connection left",
    "55P03": "a lock was waited for too long",
    "57014": "a statement was given up",
    "57P": "the server stops, starts or recovers",
    "58": "the system under the server failed",
}
"""Beginnings of the SQLSTATE of what passes. A connection that ends without a word has none."""


class TransientError(OperationalError):
    """The database was away or in the way: worth another try, and no fault of the document."""


def is_transient(fault: BaseException) -> bool:
    """Tell whether a fault passes by itself.

    >>> is_transient(OperationalError("server closed the connection")), is_transient(ValueError("tít"))
    (True, False)
    """
    if not isinstance(fault, CONNECTION):
        return False
    state = getattr(fault.__cause__, "sqlstate", None)
    return state is None or str(state).startswith(tuple(PASSING))


@contextmanager
def named() -> Iterator[None]:
    """Raise :class:`TransientError` in place of a database fault that passes by itself; all else as it is."""
    try:
        yield
    except TransientError:
        raise
    except CONNECTION as fault:
        if is_transient(fault):
            raise TransientError(str(fault)) from fault
        raise
