"""For pages of the archive: what holds for an edition, and who spoke of a document first."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from search.answering.condition import Condition
from search.answering.moments import of_one_moment
from search.answering.remembering import remembered
from search.columns.arrays import Columns, Ints
from search.columns.keeping import columns
from search.indexing.edition import one_edition, present


def remember(what: str, of: tuple[Any, ...], work_out: Callable[[], Any]) -> Any:
    """Return what was worked out at this edition; work it out where nobody has yet, and where the
    transaction has written itself, for nobody else may see what it sees."""
    with one_edition():
        return work_out() if present().is_own else remembered(f"page:{what}", Condition("", of), work_out)


@of_one_moment
def first_reports(directive: int, column: str, since: int) -> dict[int, tuple[int, int]]:
    """Return for each province (0: unknown) the day and the id of the first article from the day ``since`` on
    that cites the document. Days count from 1 January of the year 1; ``column`` is "province_id" or
    "province_now_id". The undated are passed over."""
    with one_edition(), columns() as held:
        rows = _naming(held, "directive_ids", [directive])
        rows = rows[held.one["day"][rows] >= max(1, since)]
        places, days, ids = held.one[column][rows], held.one["day"][rows], held.ids[rows]
        order = np.lexsort((ids, days))
        provinces, first = np.unique(places[order], return_index=True)
        earliest = order[first]
        return {
            int(province): (int(days[row]), int(ids[row]))
            for province, row in zip(provinces, earliest, strict=True)
        }


@of_one_moment
def newest_articles(kind: str, keys: Sequence[int], most: int) -> list[int]:
    """Return the newest articles that name all of these directives or units, the undated last."""
    with one_edition(), columns() as held:
        rows = _naming(held, f"{kind}_ids", keys)
        order = np.lexsort((held.ids[rows], held.one["day"][rows]))[::-1][:most]
        found: list[int] = held.ids[rows[order]].tolist()
        return found


def _naming(held: Columns, column: str, keys: Sequence[int]) -> Ints:
    flags = held.alive[: held.count].copy()
    for key in keys:
        flags &= held.many[column].having(np.array([key]), len(held.ids))[: held.count]
    return np.flatnonzero(flags)
