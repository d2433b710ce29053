"""The search application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """How the archive is asked."""

    name = "search"
    verbose_name = _("Tìm kiếm")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for stored articles."""
        from articles.ingest import announcing
        from search.indexing import index
        from search.suggesting import schedule

        announcing.created.subscribe(index.add_entries)
        announcing.stored.subscribe(index.write_entries)
        announcing.regrouped.subscribe(index.write_groups)
        announcing.created.subscribe(schedule.learn_created)
        announcing.stored.subscribe(schedule.learn_stored)
