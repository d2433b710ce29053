"""``manage.py load_reference``: bring the reference tables to what the code's data say."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles.ingest.reference_rows import load_reference


class Command(BaseCommand):
    """Load the reference data; safe to run at any time, an editor's records stay as they are."""

    help = "Bring places, newspapers, directives and kinds in the database to the reference data of the code."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print for each table what changed."""
        for model, tally in load_reference().items():
            if options["verbosity"] > 0:
                self.stdout.write(
                    _(
                        "%(table)s: %(created)s mới, %(updated)s thay đổi, %(unchanged)s giữ nguyên, "
                        "%(kept)s do biên tập viên giữ"
                    )
                    % {
                        "table": model._meta.verbose_name_plural,
                        "created": tally.created,
                        "updated": tally.updated,
                        "unchanged": tally.unchanged,
                        "kept": tally.kept,
                    }
                )
