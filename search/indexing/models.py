"""The search table: one narrow row an article, all that a search asks and nothing that it shows."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F

from search.indexing.fields import VectorField

PENDING_KB = 16 * 1024
"""New postings wait in a list that every search reads too, and are sorted into the index when the list has
this size: far cheaper than one by one, and a search pays little for it
(docs/decisions/0023-cheap-writes.md)."""


class SearchEntry(models.Model):
    """What one published article is found by. Rebuilt from the article at any time; nothing points to it.

    Facet columns hold primary keys without foreign keys: they stand in line so that counting never leaves
    this table. ``province_id`` is of the 63, ``province_now_id`` of the 34; an empty column or array means
    "not known". ``copy_group`` tells the prints of one text by the id of the first, null for one that stands
    alone; it has no index, for it changes when other articles come in (see ``index.write_groups``).
    ``headline`` holds the headline's lexemes alone, ``words`` those of the whole article with
    the weights A headline, B lede, C body, D captions, byline, paper and province.
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="search_entry"
    )
    province_id = models.BigIntegerField(null=True)
    province_now_id = models.BigIntegerField(null=True)
    newspaper_id = models.BigIntegerField(null=True)
    year = models.SmallIntegerField(null=True)
    published_on = models.DateField(null=True)
    analyser_version = models.PositiveSmallIntegerField()
    unit_ids = ArrayField(models.BigIntegerField(), default=list)
    directive_ids = ArrayField(models.BigIntegerField(), default=list)
    copy_group = models.BigIntegerField(null=True)
    headline = VectorField()
    words = VectorField()

    objects: ClassVar[models.Manager["SearchEntry"]] = models.Manager()

    class Meta:
        indexes = [
            GinIndex(fields=["headline"], name="entry_headline"),
            GinIndex(fields=["words"], name="entry_words", gin_pending_list_limit=PENDING_KB),
            GinIndex(fields=["unit_ids"], name="entry_units"),
            GinIndex(fields=["directive_ids"], name="entry_directives"),
            models.Index(F("published_on").desc(nulls_last=True), F("article").desc(), name="entry_newest"),
            models.Index(fields=["province_id"], name="entry_province"),
            models.Index(fields=["province_now_id"], name="entry_province_now"),
            models.Index(fields=["newspaper_id"], name="entry_newspaper"),
            models.Index(fields=["year"], name="entry_year"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CorpusCounter(models.Model):
    """Changes of the archive's searchable content, counted in a few rows so that writers seldom wait for
    each other. The sum is the corpus version: it changes in the very transaction that changes the content.

    ``stamp`` is the last transaction that counted there. Its number never comes again, so that a change which
    was undone and another one in its place are told apart.
    """

    shard = models.PositiveSmallIntegerField(primary_key=True)
    changes = models.BigIntegerField()
    stamp = models.BigIntegerField(default=0)

    objects: ClassVar[models.Manager["CorpusCounter"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.shard}: {self.changes}"
