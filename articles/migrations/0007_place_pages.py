"""What the pages of districts and communes need: no two places of one address, and mentions found by place.

Places whose names differ in marks alone shared a slug ("Phường Sa Pa", "Phường Sa Pả"); each gets its code
behind it, as :mod:`articles.reference.place_slugs` gives it to rows that are loaded anew.
"""

from collections import defaultdict
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count


def tell_apart(apps: Any, _schema_editor: Any) -> None:
    """Give the places of one slug slugs of their own."""
    places = apps.get_model("articles", "Place")._default_manager.exclude(level="province")
    shared = places.values("level", "slug").annotate(n=Count("pk")).filter(n__gt=1)
    sharing: dict[Any, list[Any]] = defaultdict(list)
    for place in places.filter(slug__in={row["slug"] for row in shared}).order_by("pk"):
        sharing[place.level, place.slug].append(place)
    changed = []
    for rows in sharing.values():
        groups: list[list[Any]] = []
        for row in rows:
            mine = [group for group in groups if any(_are_one(row, other) for other in group)]
            groups = [group for group in groups if group not in mine]
            groups.append([*(other for group in mine for other in group), row])
        for group in groups if len(groups) > 1 else []:
            code = min(row.code for row in group)
            for row in group:
                row.slug = f"{row.slug}-{code}-2025" if row.era == "34" else f"{row.slug}-{code}"
            changed += group
    places.bulk_update(changed, ["slug"], batch_size=500)


def _are_one(one: Any, other: Any) -> bool:
    return one.era == other.era and (one.full_name == other.full_name or one.code == other.code)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_mentions_without_record'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='placemention',
            index=models.Index(fields=['place', 'article', 'verdict'], name='mention_of_place'),
        ),
        migrations.AlterField(
            model_name='placemention',
            name='place',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='articles.place', verbose_name='địa danh'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('state', 'published'), _negated=True), fields=['id'], name='article_not_shown'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['province', 'published_on', 'id'], name='article_of_province'),
        ),
        migrations.AlterField(
            model_name='article',
            name='province',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='articles.place', verbose_name='tỉnh'),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
