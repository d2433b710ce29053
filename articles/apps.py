"""The articles application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """What the archive holds and how it gets in."""

    name = "articles"
    verbose_name = _("Kho bài viết")
    default_auto_field = "django.db.models.BigAutoField"
