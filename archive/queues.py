"""In which order a worker asks its queues."""

from collections.abc import Iterable

from django.conf import settings

MOST_IN_A_ROW = 10
"""Tasks of the first queue after which the others are asked first, once: a flood of small ones stops none."""


class EditorsFirst:
    """Asks for what an editor waits for before any press run, each time anew.

    Taking turns, as Celery does by itself, each single report would wait for a whole chunk of the press run.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._in_a_row = 0
        self.update(names)

    def update(self, names: Iterable[str]) -> None:
        """Ask these queues from now on."""
        order = list(settings.CELERY_TASK_QUEUES)
        self._names = sorted(names, key=lambda name: order.index(name) if name in order else len(order))

    def consume(self, count: int) -> list[str]:
        """Return the next ``count`` queues to ask."""
        names = self._names if self._in_a_row < MOST_IN_A_ROW else self._names[::-1]
        return names[:count]

    def rotate(self, last_used: str) -> None:
        """Note from which queue a task came."""
        is_first = last_used == self._names[0] and self._in_a_row < MOST_IN_A_ROW
        self._in_a_row = self._in_a_row + 1 if is_first else 0
