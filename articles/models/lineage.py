"""What stands above an organisation, mergers followed to their end, and whether a change would close a ring.

A change is tried out as if it were made: ``parents`` says what would stand directly above a unit, ``mergers``
into which one it would be merged, None for none.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

Changes = Mapping[int, int | None]
NOTHING: Changes = {}

RING = _("Vòng tròn: đơn vị này cuối cùng trở về chính nó.")
"""What is said of it."""

_LOCK = 7_032_514_886
"""Names the advisory lock of whoever changes what stands above what."""


def alone() -> None:
    """Let nobody close a ring from its other side until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def ancestors(
    model: type[models.Model], pk: int, *, parents: Changes = NOTHING, mergers: Changes = NOTHING
) -> list[int]:
    """Return what stands above a unit, the nearest first; of a ring each once, the unit itself too where the
    ring leads back to it."""
    found: list[int] = []
    above = _end(model, pk, mergers)
    while (above := _above(model, above, parents, mergers)) is not None and above not in found:
        found.append(above)
    return found


def is_ring(
    model: type[models.Model], pk: int, *, parents: Changes = NOTHING, mergers: Changes = NOTHING
) -> bool:
    """Tell whether a unit would stand above itself."""
    return _end(model, pk, mergers) in ancestors(model, pk, parents=parents, mergers=mergers)


def would_close(model: type[models.Model], pk: int, parent: int) -> bool:
    """Tell whether a unit would stand above itself with this parent, which nobody else brings about until the
    transaction ends."""
    alone()
    return is_ring(model, pk, parents={pk: parent})


def _above(model: type[models.Model], pk: int | None, parents: Changes, mergers: Changes) -> int | None:
    if pk is None:
        return None
    parent = parents[pk] if pk in parents else _held(model, pk, "parent_id")
    return _end(model, parent, mergers)


def _end(model: type[models.Model], pk: int | None, mergers: Changes) -> int | None:
    """Return the unit for which one counts; a ring of mergers is left where it closes."""
    passed: set[int] = set()
    while pk is not None and pk not in passed:
        passed.add(pk)
        into = mergers[pk] if pk in mergers else _held(model, pk, "merged_into_id")
        pk = into if into is not None else pk
    return pk


def _held(model: type[models.Model], pk: int, column: str) -> Any:
    return model._default_manager.filter(pk=pk).values_list(column, flat=True).first()
