"""``manage.py reindex [--stale]``: write the search entries again while search goes on answering."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any

import django
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from search.indexing.index import count_outdated, outdated, write_entries

MOST_JOBS = 32
AHEAD = 2
"""So many batches wait for each process, so that none is idle and what an interruption undoes is little."""


class Command(BaseCommand):
    """Index articles again in batches, each a transaction of its own: a reader sees the old entry or the new
    one, never none. What an interrupted run left undone, ``--stale`` or ``--after`` finishes."""

    help = "Write the search entries again, in batches, while search goes on answering."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what to index."""
        parser.add_argument(
            "--stale", action="store_true", help="only entries that are missing or of an older analyser"
        )
        parser.add_argument(
            "--after", type=int, default=0, metavar="ID", help="begin behind this article (to resume)"
        )
        parser.add_argument(
            "--jobs", type=int, default=1, metavar="N", help="so many processes at once (1 by default)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Index until nothing is left."""
        stale, after, jobs = options["stale"], options["after"], options["jobs"]
        if not 1 <= jobs <= MOST_JOBS:
            raise CommandError(_("--jobs phải từ 1 đến %(most)s.") % {"most": MOST_JOBS})
        total = count_outdated(after=after, stale_only=stale)
        done = 0
        with tqdm(total=total, unit="bài", disable=not sys.stderr.isatty(), file=sys.stderr) as bar:
            for ids in _written(_batches(after, stale=stale), jobs):
                done += len(ids)
                bar.update(len(ids))
                bar.set_postfix_str(f"--after {ids[-1]}", refresh=False)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_searchentry")
        self.stdout.write(
            ngettext("Đã lập chỉ mục %(n)s bài.", "Đã lập chỉ mục %(n)s bài.", done) % {"n": done}
            if done
            else _("Chỉ mục đã đúng, không có gì phải làm.")
        )


def _batches(after: int, *, stale: bool) -> Iterator[list[int]]:
    while ids := outdated(after=after, stale_only=stale):
        yield ids
        after = ids[-1]


def _written(batches: Iterable[list[int]], jobs: int) -> Iterator[Sequence[int]]:
    """Write the entries of each batch; yield those written, in order, so that the last one yielded tells
    where to go on."""
    if jobs == 1:
        for ids in batches:
            write_entries(ids)
            yield ids
        return
    # A forked process would share this one's connection.
    database = str(connection.settings_dict["NAME"])
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=django.setup) as pool:
        coming = ((ids, pool.submit(_write, database, ids)) for ids in batches)
        under_way = deque(islice(coming, jobs * AHEAD))
        while under_way:
            ids, written = under_way.popleft()
            written.result()
            yield ids
            under_way += islice(coming, 1)


def _write(database: str, ids: Sequence[int]) -> None:
    """Write entries in a process of its own."""
    connection.settings_dict["NAME"] = database
    write_entries(ids)
