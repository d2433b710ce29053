"""``manage.py reparse``: read originals again with the present pipeline."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.ingest import reparsing, service
from articles.ingest.differences import Summary
from articles.ingest.pipeline import PIPELINE_VERSION
from articles.models import Article
from articles.records import SourceError
from articles.views.changes import lines

_KEYS = range(1, 1 << 63)
"""What can be the key of a row; the database refuses to look for others."""


class Command(BaseCommand):
    """Parse articles again; what an editor decided stays. Exit 1 when an original could no longer be read, or
    an id is that of no article; the others are parsed all the same."""

    help = "Read originals again with the present pipeline; no editor's decision is touched."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare which articles."""
        parser.add_argument(
            "ids", nargs="*", type=int, metavar="ID", help="article ids; without any: all stale ones"
        )
        parser.add_argument(
            "--all", action="store_true", help="all articles, not only those of an older pipeline"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="change nothing; say what would change, field by field"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse again, one transaction an article."""
        articles = Article.objects.order_by("pk")
        if options["ids"]:
            articles = articles.filter(pk__in=[pk for pk in options["ids"] if pk in _KEYS])
        elif not options["all"]:
            articles = articles.exclude(pipeline_version=PIPELINE_VERSION)
        ids = list(articles.values_list("pk", flat=True))
        unknown = sorted(set(options["ids"]) - set(ids))
        failed = self._try(ids) if options["dry_run"] else self._reparse(ids)
        for pk in unknown:
            self.stderr.write(_("#%(id)s: không có bài nào mang số này") % {"id": pk})
        if failed or unknown:
            sys.exit(1)

    def _reparse(self, ids: list[int]) -> int:
        """Parse articles again; return how many could no longer be read."""
        changed = failed = 0
        for pk in tqdm(ids, unit="bài", disable=not sys.stderr.isatty()):
            try:
                changed += service.reparse_article(pk)
            except SourceError as error:
                failed += 1
                self.stderr.write(f"#{pk}: {error}")
        self.stdout.write(
            _("Phân tích lại %(n)s bài, %(changed)s có thay đổi.") % {"n": len(ids), "changed": changed}
        )
        return failed

    def _try(self, ids: list[int]) -> int:
        """Say what would change; return how many could no longer be read."""
        with tqdm(total=len(ids), unit="bài", disable=not sys.stderr.isatty()) as bar:
            summary: Summary = reparsing.tried(ids, bar.update)
        for line in lines(summary):
            self.stdout.write(line)
        for pk, reason in summary.failed.items():
            self.stderr.write(f"#{pk}: {reason}")
        return summary.counts["failed"]
