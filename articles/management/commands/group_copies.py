"""``manage.py group_copies``: find the near-copies of all articles again."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.ingest import announcing, copies
from articles.models import Article

BATCH = 100


class Command(BaseCommand):
    """Sign every article's words and link it anew, in batches, each a transaction of its own. Every batch
    dissolves the groups of its articles and takes back what holds together, so that nothing of an older
    grouping is left at the end, while search goes on answering."""

    help = "Group the near-copies of all articles again, in batches, while the archive is in use."

    def handle(self, *args: Any, **options: Any) -> None:
        """Group until every article was asked."""
        articles = Article.objects.order_by("pk").only("text", "blocks")
        after, changed = 0, 0
        with tqdm(total=articles.count(), unit="bài", disable=not sys.stderr.isatty()) as bar:
            while batch := list(articles.filter(pk__gt=after)[:BATCH]):
                with transaction.atomic():
                    moved = copies.regroup(batch, afresh=True)
                    if moved:
                        announcing.regrouped(sorted(moved))
                after = batch[-1].pk
                changed += len(moved)
                bar.update(len(batch))
        self.stdout.write(_("Đã xếp lại nhóm bài đăng lại: %s chỗ thay đổi.") % changed)
