"""The review queue: the weight of each article's doubts, refused values, decisions on mentions, runs of the parser.

New columns have constant defaults, so that no table is rewritten. Articles that lack something are weighed
here; ``manage.py weigh_doubts`` finds all other doubts of articles stored before.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WEIGH = """
UPDATE articles_article SET doubts = review_reasons::varchar(120)[], doubt = 10000000 * (
    40 * ('no_title' = ANY(review_reasons))::int + 30 * ('no_date' = ANY(review_reasons))::int
    + 20 * ('no_province' = ANY(review_reasons))::int + 10 * ('no_newspaper' = ANY(review_reasons))::int
    + 5 * ('not_vietnamese' = ANY(review_reasons))::int)
WHERE review_reasons <> '{}' AND state = 'published'
"""


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('articles', '0008_history_roles_and_reports'),
    ]

    operations = [
        migrations.AlterField(
            model_name='article',
            name='state',
            field=models.CharField(choices=[('published', 'đã đăng'), ('waiting', 'chờ duyệt'), ('withdrawn', 'đã rút')], default='published', max_length=10, verbose_name='trạng thái'),
        ),
        migrations.AddField(
            model_name='article',
            name='doubt',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='độ ngờ'),
        ),
        migrations.AddField(
            model_name='article',
            name='doubts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name='article',
            name='doubts_seen',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name='article',
            name='reviewed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='duyệt lúc'),
        ),
        migrations.AddField(
            model_name='article',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người duyệt'),
        ),
        migrations.AddField(
            model_name='decision',
            name='is_acceptance',
            field=models.BooleanField(default=False, verbose_name='nhận đề xuất'),
        ),
        migrations.CreateModel(
            name='RefusedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=30, verbose_name='trường')),
                ('value', models.JSONField(verbose_name='giá trị')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('is_current', models.BooleanField(default=True, verbose_name='đang giữ')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refused_values', to='articles.article')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người bác')),
            ],
            options={
                'verbose_name': 'giá trị đã bác',
                'verbose_name_plural': 'giá trị đã bác',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='MentionDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('place', 'địa danh'), ('unit', 'tổ chức đảng'), ('directive', 'văn kiện'), ('figure', 'số liệu')], max_length=10, verbose_name='loại')),
                ('mention', models.BigIntegerField()),
                ('surface', models.CharField(max_length=400, verbose_name='nguyên văn')),
                ('act', models.CharField(choices=[('confirmed', 'xác nhận'), ('refused', 'bác'), ('corrected', 'sửa'), ('added', 'thêm'), ('reopened', 'để ngỏ lại')], max_length=10, verbose_name='việc')),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('machine', models.JSONField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('is_current', models.BooleanField(default=True, verbose_name='đang giữ')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mention_decisions', to='articles.article')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người quyết')),
            ],
            options={
                'verbose_name': 'ý kiến về chỗ nhắc đến',
                'verbose_name_plural': 'ý kiến về chỗ nhắc đến',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('kind', 'mention'), name='one_current_mention_decision')],
            },
        ),
        migrations.CreateModel(
            name='Reparse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(blank=True, max_length=300, verbose_name='chọn theo')),
                ('stage', models.CharField(choices=[('trial', 'xem thử'), ('real', 'làm thật'), ('stopped', 'đã thôi')], default='trial', max_length=8, verbose_name='giai đoạn')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='số bài')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='đã xong')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='có thay đổi')),
                ('failed', models.PositiveIntegerField(default=0, verbose_name='không đọc được')),
                ('summary', models.JSONField(default=dict)),
                ('pipeline_version', models.PositiveIntegerField(default=0, verbose_name='bộ máy')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='làm thật từ')),
                ('queued_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người làm')),
            ],
            options={
                'verbose_name': 'lần phân tích lại',
                'verbose_name_plural': 'lần phân tích lại',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReparseBundle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('articles', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bundles', to='articles.reparse')),
            ],
            options={
                'verbose_name': 'nhóm bài phân tích lại',
                'verbose_name_plural': 'nhóm bài phân tích lại',
                'ordering': ['pk'],
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['run', 'id'], name='reparse_unended')],
            },
        ),
        migrations.RunSQL(WEIGH, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('doubt__gt', 0)), fields=['doubt', 'id'], name='article_to_review'),
        ),
    ]
