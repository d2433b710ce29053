"""What waits for an editor in the morning: each part of the desk says what of its own does.

A part registers its task once, when its admin module is loaded::

    tasks_of_the_day.register(
        Task(
            "reports",
            _("Báo lỗi của bạn đọc"),
            open_reports,
            "admin:articles_readerreport_changelist",
            permission=permissions.ANSWER_REPORTS,
            order=30,
        )
    )

``open_reports(request, most)`` counts no further than ``most + 1``, as
:func:`articles.admin.lists.count_up_to` does. A task is shown only where its address exists and whoever looks
has the right.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from articles.admin.lists import MOST_COUNTED

Words = str | Promise
Count = Callable[[HttpRequest, int], int]
"""Counts what waits, up to one more than the number given."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that may wait: ``key`` is its own, ``view`` the name of its page and ``query`` what stands
    behind the address ("?state__exact=failed"). Smaller ``order`` comes first; ``note`` says in a sentence
    what is to be done."""

    key: str
    name: Words
    count: Count
    view: str
    permission: str
    order: int = 50
    note: Words = ""
    query: str = ""

    def address(self) -> str | None:
        """Return the address of the page, None where there is none."""
        try:
            return reverse(self.view) + self.query
        except NoReverseMatch:
            return None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task with what waits: ``count``, or more than that where ``is_more``."""

    key: str
    name: Words
    note: Words
    url: str
    count: int
    is_more: bool


_tasks: dict[str, Task] = {}


def register(task: Task) -> None:
    """Show a task from now on, in place of an earlier one with the same key."""
    _tasks[task.key] = task


def waiting(request: HttpRequest, most: int = MOST_COUNTED) -> list[Waiting]:
    """Return the tasks of whoever asks, in order, each counted up to ``most``."""
    found: list[Waiting] = []
    for task in sorted(_tasks.values(), key=lambda each: (each.order, each.key)):
        url = task.address()
        if url is None or not request.user.has_perm(task.permission):
            continue
        count = task.count(request, most)
        found.append(Waiting(task.key, task.name, task.note, url, min(count, most), count > most))
    return found
