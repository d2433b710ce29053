"""``manage.py check_archive``: prove that rows, index and originals agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.models import Article
from search.indexing.checking import problems


class Command(BaseCommand):
    """Compare every original with its hash and every entry with its article; exit 1 and a list where not."""

    help = "Prove that rows, index and originals agree; exit 1 and a list where not."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each disagreement as it is found."""
        found = 0
        for problem in problems():
            found += 1
            self.stdout.write(str(problem))
        if found:
            raise CommandError(_("Có %s chỗ không khớp.") % found)
        self.stdout.write(_("Kho khớp: %s bài, chỉ mục và bản gốc.") % Article.objects.count())
