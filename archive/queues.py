"""In which order a worker asks its queues."""

from collections.abc import Iterable

from django.conf import settings


class EditorsFirst:
    """Asks for what an editor waits for before any press run, each time anew.

    Taking turns, as Celery does by itself, each single report would wait for a whole chunk of the press run.
    What comes from the desk is little and soon done, so a press run goes on.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.update(names)

    def update(self, names: Iterable[str]) -> None:
        """Ask these queues from now on."""
        order = list(settings.CELERY_TASK_QUEUES)
        self._names = sorted(names, key=lambda name: order.index(name) if name in order else len(order))

    def consume(self, count: int) -> list[str]:
        """Return the next ``count`` queues to ask."""
        return self._names[:count]

    def rotate(self, last_used: str) -> None:
        """Change nothing: the first stays the first."""
