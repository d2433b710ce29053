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
        from django.db.models.signals import post_delete, post_save

        from articles.ingest import announcing
        from articles.models import Directive, Newspaper, Place, Unit, UnitAlias
        from articles.views import diffusion, finding, remembering, sentences
        from articles.views import holdings as shown
        from search import for_editors, gathered, holdings
        from search.indexing import edition, index
        from search.suggesting import schedule

        shown.count_with(holdings.counted)
        finding.find_with(for_editors.found)
        remembering.remember_with(gathered.remember)
        diffusion.find_first_reports_with(gathered.first_reports)
        sentences.find_newest_articles_with(gathered.newest_articles)
        announcing.created.subscribe(index.add_entries)
        announcing.stored.subscribe(index.write_entries)
        announcing.regrouped.subscribe(index.write_groups)
        announcing.created.subscribe(schedule.learn_created)
        announcing.stored.subscribe(schedule.learn_stored)
        announcing.records.subscribe(edition.records_changed)
        for record in (Directive, Newspaper, Place, Unit, UnitAlias):
            for signal in (post_save, post_delete):
                signal.connect(edition.names_changed, sender=record, dispatch_uid="names_changed")
