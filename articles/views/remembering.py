"""What is worked out for a page holds until the published content of the archive changes.

Whoever knows the edition of that content offers itself here when the site starts (``remember_with``), for
this room knows nothing of search.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

Answer = TypeVar("Answer")

Remember = Callable[[str, tuple[Any, ...], Callable[[], Any]], Any]

_remembering: list[Remember] = []


def remember_with(remember: Remember) -> None:
    """Remember with this function from now on."""
    _remembering[:] = [remember]


def remembered(what: str, of: tuple[Any, ...], work_out: Callable[[], Answer]) -> Answer:
    """Return what ``work_out`` gave at this edition, or gives now; ``what`` and ``of`` tell answers apart.

    Answers are pickled: plain values, small ones.
    """
    if not _remembering:
        return work_out()
    return cast(Answer, _remembering[0](what, of, work_out))
