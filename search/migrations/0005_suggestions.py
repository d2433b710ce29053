"""The vocabulary of suggestions; articles that are there already wait to be learnt."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0004_cheaper_writes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unlearnt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('is_new', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='NameKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SmallIntegerField(choices=[(1, 'Tổ chức đảng'), (2, 'Tỉnh, thành phố'), (3, 'Địa danh'), (4, 'Văn kiện'), (5, 'Báo')])),
                ('number', models.BigIntegerField()),
                ('key', models.TextField(db_collation='C')),
                ('count', models.IntegerField(default=0)),
                ('tier', models.SmallIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'tier', 'key'], name='name_key_by_tier')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'number', 'key'), name='name_key')],
            },
        ),
        migrations.CreateModel(
            name='Phrase',
            fields=[
                ('written', models.TextField(db_collation='C', primary_key=True, serialize=False)),
                ('key', models.TextField(db_collation='C')),
                ('text', models.TextField()),
                ('count', models.IntegerField()),
                ('tier', models.SmallIntegerField()),
                ('is_headline', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['tier', 'key'], name='phrase_key_by_tier'), models.Index(fields=['tier', 'written'], name='phrase_written_by_tier'), models.Index(fields=['key'], name='phrase_key')],
            },
        ),
        # Counts change in place: each page keeps room for the new version of a row.
        migrations.RunSQL(
            "ALTER TABLE search_phrase SET (fillfactor = 85); ALTER TABLE search_namekey SET (fillfactor = 85)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "INSERT INTO search_unlearnt (article_ids, is_new) SELECT array_agg(id ORDER BY id), true"
            " FROM articles_article GROUP BY id / 500 ORDER BY id / 500",
            migrations.RunSQL.noop,
        ),
    ]
