import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_waiting'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='directivemention',
            index=models.Index(condition=models.Q(('directive', None)), fields=['status', 'number', 'symbol'], name='mention_without_record'),
        ),
        migrations.AddIndex(
            model_name='directivemention',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('status', 'ambiguous')), fields=['candidates'], name='mention_candidates'),
        ),
    ]
