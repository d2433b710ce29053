"""The rules by which new articles are published by themselves."""

from articles.models import Article, Document, PublishingRules, Upload
from articles.models.publishing import Rule


def rules() -> PublishingRules:
    """Return the rules that hold now."""
    return PublishingRules.objects.filter(pk=PublishingRules.ONLY).first() or PublishingRules(
        pk=PublishingRules.ONLY
    )


def rule_of(article: Article) -> Rule:
    """Return the rule for a held article, by the door through which it first came."""
    came = Document.objects.filter(article=article).order_by("pk")
    return rules().of(came.values_list("upload__door", flat=True).first() or Upload.Door.COMMAND)
