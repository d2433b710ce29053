"""The articles application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """What the archive holds and how it gets in."""

    name = "articles"
    verbose_name = _("Kho bài viết")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the lines of documents follow what editors say of their articles, and the queue what readers
        report."""
        from articles.ingest import announcing, doubts, ledger, reports

        announcing.stored.subscribe(ledger.follow)
        doubts.also_from(reports.doubts_of)
