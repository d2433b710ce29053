"""The archive's own vocabulary: learnt from its articles, rebuilt from them at any time."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

TIERS_A_DOUBLING = 2
HIGHEST_TIER = 48
"""The tier of a count is twice its logarithm: 1 → 0, 2 → 2, 3 → 3, a million → 39. What is looked for by its
beginning is read tier by tier from the top, so that the most frequent come first without sorting; and a count
that grows within its tier moves in no index."""

TIER_SQL = f"floor({TIERS_A_DOUBLING} * ln({{count}}) / ln(2))::smallint"


class Phrase(models.Model):
    """One to five syllables as the articles write them ("đảng ủy xã", "Lạng Sơn").

    ``written`` is the phrase in small letters with its tone marks in place, by which it is known; ``key`` is
    that without marks, as :func:`search.suggesting.keys.key` makes it; ``text`` is shown. ``count`` is in how
    many articles it was met since it is known: a sum that later changes of articles do not lower.
    ``is_headline``: it was met in a headline, and is worth offering though met only once.
    """

    written = models.TextField(primary_key=True, db_collation="C")
    key = models.TextField(db_collation="C")
    text = models.TextField()
    count = models.IntegerField()
    tier = models.SmallIntegerField()
    is_headline = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["Phrase"]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["tier", "key"], name="phrase_key_by_tier"),
            models.Index(fields=["tier", "written"], name="phrase_written_by_tier"),
            models.Index(fields=["key"], name="phrase_key"),
        ]

    def __str__(self) -> str:
        return self.text


class NameKey(models.Model):
    """One beginning under which a name is found: "dang bo xa chau son", "xa chau son", "chau son".

    ``number`` is the primary key of the authority row, from which label and address are taken when it is
    shown. ``count`` is in how many articles it was met, the same in all rows of one name.
    """

    class Kind(models.IntegerChoices):
        UNIT = 1, _("Tổ chức đảng")
        PROVINCE = 2, _("Tỉnh, thành phố")
        PLACE = 3, _("Địa danh")
        DIRECTIVE = 4, _("Văn kiện")
        NEWSPAPER = 5, _("Báo")

    kind = models.SmallIntegerField(choices=Kind)
    number = models.BigIntegerField()
    key = models.TextField(db_collation="C")
    count = models.IntegerField(default=0)
    tier = models.SmallIntegerField(default=0)

    objects: ClassVar[models.Manager["NameKey"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number", "key"], name="name_key")]
        indexes = [models.Index(fields=["kind", "tier", "key"], name="name_key_by_tier")]

    def __str__(self) -> str:
        return self.key


class Unlearnt(models.Model):
    """Articles whose words are not in the vocabulary yet: written with them, taken away when they are learnt.

    ``is_new`` is false where their words were counted before and only what is new in them is to be added.
    """

    article_ids = ArrayField(models.BigIntegerField())
    is_new = models.BooleanField(default=True)

    objects: ClassVar[models.Manager["Unlearnt"]] = models.Manager()

    def __str__(self) -> str:
        return f"{len(self.article_ids)} from #{self.article_ids[0]}"
