"""Rulings on near-copies, the desk's list of groups, and what the desk's lists ask of large tables.

New tables, and partial indexes of few rows each: no table is rewritten. Only the index of unmarked names reads
a table through, that of the units.
"""

from collections import defaultdict

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from articles.granting import granted

MOST_COMPARED = 40


def list_groups(apps, schema_editor):
    """List the groups that there are; nobody has ruled on them yet."""
    held = apps.get_model("articles", "CopySignature")._default_manager.filter(group__isnull=False)
    groups = apps.get_model("articles", "CopyGroup")._default_manager
    group, prints, rows = None, [], []
    columns = ("group", "pk", "digest", "minima")
    for number, _article, digest, minima in held.order_by("group", "pk").values_list(*columns).iterator():
        if number != group and group is not None:
            rows.append(row(groups.model, group, prints))
            prints = []
        group = number
        prints.append((digest, memoryview(bytes(minima)).cast("H")))
        if len(rows) == 1000:
            groups.bulk_create(rows)
            rows = []
    if prints:
        rows.append(row(groups.model, group, prints))
    groups.bulk_create(rows)


def row(model, group, prints):
    """Return the row of one group: prints as (digest, signature), the first one first."""
    wordings = list(dict(prints).values())
    shown = wordings[:MOST_COMPARED]
    rates = [
        max(sum(map(int.__eq__, one, other)) / 60 for other in shown if other is not one) for one in shown[1:]
    ]
    doubt = round(100 * (1 - min(rates))) if rates else 0
    return model(
        first_id=group, size=len(prints), open=len(wordings) - 1, doubt=doubt, changed_at=timezone.now()
    )


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('articles', '0012_trigrams'),
    ]

    operations = [
        migrations.CreateModel(
            name='CopyGroup',
            fields=[
                ('first', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='copy_group', serialize=False, to='articles.article', verbose_name='bản đầu tiên')),
                ('size', models.PositiveIntegerField(verbose_name='số bản')),
                ('open', models.PositiveIntegerField(verbose_name='chưa xem')),
                ('doubt', models.PositiveSmallIntegerField(verbose_name='khác nhau (%)')),
                ('changed_at', models.DateTimeField(verbose_name='thay đổi lúc')),
            ],
            options={
                'verbose_name': 'nhóm bản gần giống',
                'verbose_name_plural': 'nhóm bản gần giống',
                'indexes': [
                    models.Index(condition=models.Q(('open__gt', 0)), fields=['doubt', 'first'], name='group_doubtful'),
                    models.Index(fields=['changed_at', 'first'], name='group_newest'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CopyRuling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('together', 'một bài, nhiều bản in'), ('apart', 'hai bài khác nhau')], max_length=8, verbose_name='kết luận')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='hủy lúc')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người quyết')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người hủy')),
            ],
            options={
                'verbose_name': 'quyết định về bản gần giống',
                'verbose_name_plural': 'quyết định về bản gần giống',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='CopyRuled',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.PositiveSmallIntegerField(default=0)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
                ('ruling', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='articles.copyruling')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ruling', 'article'), name='named_once_in_a_ruling')],
            },
        ),
        migrations.AddField(
            model_name='copyruling',
            name='articles',
            field=models.ManyToManyField(related_name='copy_rulings', through='articles.CopyRuled', to='articles.article', verbose_name='các bài'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('state', 'published'), _negated=True), fields=['slug'], name='article_not_shown_headline', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('state__in', ('stored', 'duplicate', 'refused', 'failed', 'parked'))), fields=['state', 'id'], name='document_ended'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('outcome__in', ('updated', 'unchanged', 'duplicate', 'review', 'failed'))), fields=['outcome', 'id'], name='document_outcome'),
        ),
        migrations.AddIndex(
            model_name='unit',
            index=django.contrib.postgres.indexes.GinIndex(fields=['slug'], name='unit_unmarked_name', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='unitalias',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('surface'), name='gin_trgm_ops'), name='unit_alias_words'),
        ),
        migrations.RunPython(list_groups, migrations.RunPython.noop),
        granted({"viewers": ["view_copygroup", "view_copyruling"]}),
    ]
