"""One moment: all of an answer is of one state of the archive, whatever other searches do meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from search.columns import keeping

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

TRIES = 3
"""So often is asked anew; then the others wait."""


def of_one_moment(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Let ``work`` begin anew, in a new transaction, where another search took the columns of this process to
    a later moment than it sees. Work within a transaction of its caller sees one moment anyway."""

    @wraps(work)
    def again(*asked: Asked.args, **more: Asked.kwargs) -> Answer:
        for _ in range(TRIES):
            try:
                return work(*asked, **more)
            except keeping.OvertakenError:
                continue
        with keeping.alone():
            return work(*asked, **more)

    return again
