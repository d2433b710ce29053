import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import search.indexing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CorpusCounter',
            fields=[
                ('shard', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('changes', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_entry', serialize=False, to='articles.article')),
                ('province_id', models.BigIntegerField(null=True)),
                ('province_now_id', models.BigIntegerField(null=True)),
                ('newspaper_id', models.BigIntegerField(null=True)),
                ('year', models.SmallIntegerField(null=True)),
                ('published_on', models.DateField(null=True)),
                ('analyser_version', models.PositiveSmallIntegerField()),
                ('unit_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('directive_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('headline', search.indexing.fields.VectorField()),
                ('words', search.indexing.fields.VectorField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['headline'], name='entry_headline'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='entry_words'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['unit_ids'], name='entry_units'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['directive_ids'], name='entry_directives'), models.Index(models.OrderBy(models.F('published_on'), descending=True, nulls_last=True), models.OrderBy(models.F('article'), descending=True), name='entry_newest'), models.Index(fields=['province_id'], name='entry_province'), models.Index(fields=['province_now_id'], name='entry_province_now'), models.Index(fields=['newspaper_id'], name='entry_newspaper'), models.Index(fields=['year'], name='entry_year')],
            },
        ),
    ]
