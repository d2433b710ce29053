"""``manage.py reindex [--stale]``: write the search entries again while search goes on answering."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from search.indexing.index import count_outdated, outdated, write_entries


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

    def handle(self, *args: Any, **options: Any) -> None:
        """Index until nothing is left."""
        stale, after = options["stale"], options["after"]
        total = count_outdated(after=after, stale_only=stale)
        done = 0
        with tqdm(total=total, unit="bài", disable=not sys.stderr.isatty(), file=sys.stderr) as bar:
            while ids := outdated(after=after, stale_only=stale):
                write_entries(ids)
                after = ids[-1]
                done += len(ids)
                bar.update(len(ids))
                bar.set_postfix_str(f"--after {after}", refresh=False)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_searchentry")
        self.stdout.write(
            ngettext("Đã lập chỉ mục %(n)s bài.", "Đã lập chỉ mục %(n)s bài.", done) % {"n": done}
            if done
            else _("Chỉ mục đã đúng, không có gì phải làm.")
        )
