"""``manage.py learn_words [--anew]``: bring the vocabulary of suggestions up to date."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from search.suggesting import learning


class Command(BaseCommand):
    """Learn the words of the articles that wait for it, in batches, each a transaction of its own. The worker
    does the same by itself; ``--anew`` forgets what was learnt and begins with the first article."""

    help = "Learn the words that suggestions come from."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what to learn."""
        parser.add_argument("--anew", action="store_true", help="forget everything and learn all articles")

    def handle(self, *args: Any, **options: Any) -> None:
        """Learn until nothing waits."""
        if options["anew"]:
            learning.forget()
        done = 0
        is_seen = sys.stderr.isatty()
        with tqdm(total=learning.waiting(), unit="bài", disable=not is_seen, file=sys.stderr) as bar:
            while learnt := learning.learn():
                done += learnt
                bar.update(learnt)
        self.stdout.write(
            ngettext("Đã học từ ngữ của %(n)s bài.", "Đã học từ ngữ của %(n)s bài.", done) % {"n": done}
            if done
            else _("Không có bài nào chờ học từ ngữ.")
        )
