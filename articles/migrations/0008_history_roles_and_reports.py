"""What was before and in whose name it was changed; the roles of the desk; what readers report.

Cheap on large tables: the one column added is empty, all else is new. The members of the one group that there
was could do everything, so they become chief editors.
"""

from importlib import import_module

from articles.granting import ORDER, granted

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import simple_history.models
from django.conf import settings
from django.db import migrations, models


VIEWED = (
    "upload", "document", "original", "article", "decision", "act", "placemention", "unitmention",
    "directivemention", "figuremention", "newspaper", "unit", "unitalias", "directive", "directiverelation",
    "place", "readerreport",
)
RIGHTS = {
    "viewers": [f"view_{model}" for model in VIEWED],
    "editors": [
        *(f"add_{model}" for model in ("upload", "newspaper", "unit", "unitalias", "directive", "directiverelation")),
        *(
            f"change_{model}"
            for model in VIEWED
            if model not in ("original", "decision", "act", "place")
        ),
        "delete_unitalias",
        "delete_directiverelation",
    ],
    "chief_editors": [
        "withdraw_article", "merge_authority", "rule_mentions", "rule_copies", "reparse_article", "bulk_act",
    ],
    "administrators": ["set_rules"],
}
USERS = {"administrators": ["view_user", "add_user", "change_user", "view_group"]}


def make_roles(apps, schema_editor):
    """Make the four groups; whoever was an editor is a chief editor."""
    groups = {name: apps.get_model("auth", "Group").objects.get_or_create(name=name)[0] for name in ORDER}
    for user in groups["editors"].user_set.all():
        user.groups.add(groups["chief_editors"])


def one_group(apps, schema_editor):
    """Leave the one group, with everybody who could do as much, and the rights that it had."""
    groups = apps.get_model("auth", "Group").objects
    editors = groups.get(name="editors")
    for user in apps.get_model("auth", "User").objects.filter(groups__name__in=ORDER[2:]).distinct():
        user.groups.add(editors)
    groups.filter(name__in=[name for name in ORDER if name != "editors"]).delete()
    import_module("articles.migrations.0002_editors_group").make_group(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_place_pages'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='article',
            options={'ordering': ['-pk'], 'permissions': [('withdraw_article', 'Rút bài và đưa bài trở lại'), ('rule_copies', 'Phân xử các bản in trùng'), ('reparse_article', 'Cho phân tích lại bài'), ('bulk_act', 'Làm một việc với nhiều bài'), ('set_rules', 'Đặt quy tắc của bàn biên tập')], 'verbose_name': 'bài viết', 'verbose_name_plural': 'bài viết'},
        ),
        migrations.AlterModelOptions(
            name='directivemention',
            options={'ordering': ['start'], 'permissions': [('rule_mentions', 'Xác định nhiều chỗ nhắc cùng lúc')], 'verbose_name': 'nhắc đến văn kiện', 'verbose_name_plural': 'nhắc đến văn kiện'},
        ),
        migrations.AlterModelOptions(
            name='unit',
            options={'permissions': [('merge_authority', 'Nhập, tách các bản ghi và hoàn tác việc đó')], 'verbose_name': 'tổ chức đảng', 'verbose_name_plural': 'tổ chức đảng'},
        ),
        migrations.AddField(
            model_name='decision',
            name='before',
            field=models.JSONField(editable=False, null=True, verbose_name='trước đó'),
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('returned', 'trả về đề xuất của máy'), ('reparsed', 'phân tích lại')], max_length=10, verbose_name='việc')),
                ('field', models.CharField(blank=True, max_length=30, verbose_name='trường')),
                ('before', models.JSONField(null=True, verbose_name='trước')),
                ('after', models.JSONField(null=True, verbose_name='sau')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='lúc')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='lý do')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='articles.article')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người làm')),
            ],
            options={
                'verbose_name': 'việc biên tập',
                'verbose_name_plural': 'việc biên tập',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalDirective',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=120, verbose_name='khóa')),
                ('slug', models.SlugField(max_length=140)),
                ('type', models.CharField(max_length=40, verbose_name='loại')),
                ('number', models.CharField(max_length=12, verbose_name='số')),
                ('symbol', models.CharField(blank=True, max_length=40, verbose_name='ký hiệu')),
                ('issuer', models.CharField(blank=True, max_length=160, verbose_name='cơ quan ban hành')),
                ('date_issued', models.DateField(blank=True, null=True, verbose_name='ngày ban hành')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm')),
                ('term', models.CharField(blank=True, max_length=8, verbose_name='khóa')),
                ('title', models.TextField(blank=True, verbose_name='trích yếu')),
                ('title_is', models.CharField(blank=True, max_length=20)),
                ('short_forms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None)),
                ('source_count', models.PositiveSmallIntegerField(default=0)),
                ('note', models.TextField(blank=True)),
                ('origin', models.CharField(choices=[('reference', 'dữ liệu tham chiếu'), ('machine', 'máy nhận dạng'), ('editor', 'biên tập viên')], default='reference', max_length=10)),
                ('history_change_reason', models.CharField(blank=True, default='', max_length=300, verbose_name='lý do')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scope', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.place', verbose_name='địa bàn')),
            ],
            options={
                'verbose_name': 'phiên bản trước',
                'verbose_name_plural': 'phiên bản trước',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalDirectiveRelation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('target_text', models.CharField(max_length=200)),
                ('history_change_reason', models.CharField(blank=True, default='', max_length=300, verbose_name='lý do')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.directive')),
                ('target', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.directive')),
            ],
            options={
                'verbose_name': 'phiên bản trước',
                'verbose_name_plural': 'phiên bản trước',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalNewspaper',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=160, verbose_name='tên')),
                ('slug', models.SlugField(max_length=160)),
                ('kind', models.CharField(blank=True, max_length=60, verbose_name='loại')),
                ('level', models.CharField(blank=True, max_length=40, verbose_name='cấp')),
                ('domains', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None, verbose_name='tên miền')),
                ('dateline_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='ký hiệu đầu bài')),
                ('name_after_merger', models.CharField(blank=True, max_length=160, verbose_name='tên sau sáp nhập')),
                ('origin', models.CharField(choices=[('reference', 'dữ liệu tham chiếu'), ('machine', 'máy nhận dạng'), ('editor', 'biên tập viên')], default='reference', max_length=10)),
                ('history_change_reason', models.CharField(blank=True, default='', max_length=300, verbose_name='lý do')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('province', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.place', verbose_name='tỉnh')),
            ],
            options={
                'verbose_name': 'phiên bản trước',
                'verbose_name_plural': 'phiên bản trước',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalUnit',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=240)),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('slug', models.SlugField(max_length=220)),
                ('origin', models.CharField(choices=[('reference', 'dữ liệu tham chiếu'), ('machine', 'máy nhận dạng'), ('editor', 'biên tập viên')], default='machine', max_length=10)),
                ('history_change_reason', models.CharField(blank=True, default='', max_length=300, verbose_name='lý do')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.unitkind', verbose_name='loại')),
                ('merged_into', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.unit', verbose_name='đã nhập vào')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.unit', verbose_name='cấp trên')),
                ('place', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.place', verbose_name='địa bàn')),
                ('province', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.place', verbose_name='tỉnh')),
            ],
            options={
                'verbose_name': 'phiên bản trước',
                'verbose_name_plural': 'phiên bản trước',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalUnitAlias',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('surface', models.CharField(max_length=200)),
                ('history_change_reason', models.CharField(blank=True, default='', max_length=300, verbose_name='lý do')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.unit')),
            ],
            options={
                'verbose_name': 'phiên bản trước',
                'verbose_name_plural': 'phiên bản trước',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ReaderReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('text', 'Chữ sai hoặc thiếu so với bản in'), ('fact', 'Ngày, báo, tác giả hoặc tỉnh không đúng'), ('named', 'Nhận sai địa danh, tổ chức, văn kiện hoặc số liệu'), ('rights', 'Bản quyền, đời tư hoặc việc rút bài'), ('other', 'Việc khác')], max_length=10, verbose_name='điều sai')),
                ('quote', models.CharField(blank=True, max_length=500, verbose_name='đoạn chữ')),
                ('start', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ('end', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ('message', models.TextField(max_length=2000, verbose_name='lời báo')),
                ('contact', models.CharField(blank=True, max_length=200, verbose_name='cách liên lạc')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('state', models.CharField(choices=[('open', 'chờ trả lời'), ('answered', 'đã xử lý'), ('refused', 'không tiếp nhận')], default='open', max_length=10, verbose_name='tình trạng')),
                ('handled_at', models.DateTimeField(blank=True, null=True, verbose_name='xử lý lúc')),
                ('answer', models.TextField(blank=True, max_length=1000, verbose_name='kết quả xử lý')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='articles.article', verbose_name='bài viết')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xử lý')),
            ],
            options={
                'verbose_name': 'báo lỗi của bạn đọc',
                'verbose_name_plural': 'báo lỗi của bạn đọc',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['article'], name='report_open'), models.Index(condition=models.Q(('contact', ''), _negated=True), fields=['handled_at'], name='report_with_contact')],
            },
        ),
        migrations.RunPython(make_roles, one_group),
        granted(RIGHTS),
        granted(USERS, app="auth"),
    ]
