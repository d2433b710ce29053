"""``manage.py weigh_doubts``: weigh again why editors should look at articles."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.ingest import review
from articles.models import Article

BATCH = 500


class Command(BaseCommand):
    """Weigh the doubts of all articles again, as after an upgrade: what waited and need not any more is
    published."""

    help = "Weigh again why editors should look at articles; nothing else of them changes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Weigh, one short transaction an article."""
        moved, after = 0, 0
        with tqdm(unit="bài", disable=not sys.stderr.isatty()) as bar:
            while ids := self._next(after):
                moved += review.weigh_anew(ids)
                after = ids[-1]
                bar.update(len(ids))
        self.stdout.write(_("Đã cân lại các điều cần xem; %(n)s bài đổi chỗ trong hàng chờ.") % {"n": moved})

    def _next(self, after: int) -> list[int]:
        articles = Article.objects.filter(pk__gt=after).order_by("pk")
        return list(articles.values_list("pk", flat=True)[:BATCH])
