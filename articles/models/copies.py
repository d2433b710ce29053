"""Near-copies: what the words of an article look like, and with which others it is one text."""

from typing import ClassVar

from django.db import models

from articles.models.articles import Article


class CopySignature(models.Model):
    """The signature of an article's words, and its group. Rebuilt from the text at any time.

    ``group`` is the id of the first article (the smallest) among the prints of one text, null for an article
    that stands alone. Only ``ingest.copies`` writes here; the article's own row is left alone, so that nobody
    who saves an article can write an old group over a new one.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="copy_signature")
    minima = models.BinaryField()
    digest = models.BigIntegerField()
    version = models.PositiveSmallIntegerField()
    group = models.BigIntegerField(null=True)

    objects: ClassVar[models.Manager["CopySignature"]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["group"], name="copies_group", condition=models.Q(group__isnull=False))
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CopyBand(models.Model):
    """A key of an article's signature: articles that share one may be copies. A B-tree of numbers answers
    faster, and plans more surely, than an array with GIN."""

    pk = models.CompositePrimaryKey("key", "article")
    key = models.BigIntegerField()
    # No index of its own and no constraint: twenty rows an article, all found by their keys.
    article = models.ForeignKey(
        Article, models.CASCADE, db_index=False, db_constraint=False, related_name="copy_bands"
    )

    objects: ClassVar[models.Manager["CopyBand"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.key}"
