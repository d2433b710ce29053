"""Mergers of directives and newspapers, acts on authority records, rulings on forms.

Columns of mentions are empty at first, and their indexes hold only the few that a ruling decides, or that have
no place; no table is written anew.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.granting import granted


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_copies_at_the_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorityAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merge', 'nhập'), ('split', 'tách'), ('rule', 'xác định'), ('rename', 'đổi tên')], max_length=8, verbose_name='việc')),
                ('table', models.CharField(choices=[('unit', 'tổ chức đảng'), ('directive', 'văn kiện'), ('newspaper', 'báo'), ('place', 'địa danh')], max_length=10, verbose_name='danh mục')),
                ('record', models.BigIntegerField(null=True)),
                ('target', models.BigIntegerField()),
                ('reason', models.CharField(max_length=300, verbose_name='lý do')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('summary', models.JSONField(default=dict)),
                ('articles', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('total', models.PositiveIntegerField(default=0, verbose_name='số bài')),
                ('done', models.PositiveIntegerField(default=0)),
                ('is_finished', models.BooleanField(default=False)),
                ('touched_at', models.DateTimeField(auto_now=True)),
                ('undone_at', models.DateTimeField(null=True, verbose_name='hoàn tác lúc')),
                ('undo_reason', models.CharField(blank=True, max_length=300, verbose_name='lý do hoàn tác')),
            ],
            options={
                'verbose_name': 'việc nhập, tách, xác định',
                'verbose_name_plural': 'việc nhập, tách, xác định',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='FormRuling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(choices=[('unit', 'tổ chức đảng'), ('directive', 'văn kiện'), ('newspaper', 'báo'), ('place', 'địa danh')], max_length=10)),
                ('form', models.CharField(max_length=400)),
                ('source', models.BigIntegerField(null=True)),
                ('target', models.BigIntegerField()),
                ('provinces', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('first_year', models.PositiveSmallIntegerField(null=True)),
                ('last_year', models.PositiveSmallIntegerField(null=True)),
                ('articles', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('is_standing', models.BooleanField(default=True)),
            ],
            options={
                'verbose_name': 'phán quyết về cách gọi',
                'verbose_name_plural': 'phán quyết về cách gọi',
            },
        ),
        migrations.AlterModelOptions(
            name='directiverelation',
            options={'verbose_name': 'quan hệ với văn kiện khác', 'verbose_name_plural': 'quan hệ với văn kiện khác'},
        ),
        migrations.AlterModelOptions(
            name='unitalias',
            options={'verbose_name': 'cách viết tên', 'verbose_name_plural': 'các cách viết tên'},
        ),
        migrations.AddField(
            model_name='directive',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='articles.directive', verbose_name='đã nhập vào'),
        ),
        migrations.AddField(
            model_name='directive',
            name='valid_to',
            field=models.DateField(blank=True, null=True, verbose_name='hết hiệu lực từ'),
        ),
        migrations.AddField(
            model_name='directivemention',
            name='read_as',
            field=models.BigIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='figuremention',
            name='read_as',
            field=models.BigIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='historicaldirective',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.directive', verbose_name='đã nhập vào'),
        ),
        migrations.AddField(
            model_name='historicaldirective',
            name='valid_to',
            field=models.DateField(blank=True, null=True, verbose_name='hết hiệu lực từ'),
        ),
        migrations.AddField(
            model_name='historicalnewspaper',
            name='aliases',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=160), blank=True, default=list, size=None, verbose_name='tên khác'),
        ),
        migrations.AddField(
            model_name='historicalnewspaper',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.newspaper', verbose_name='đã nhập vào'),
        ),
        migrations.AddField(
            model_name='historicalnewspaper',
            name='valid_from',
            field=models.DateField(blank=True, null=True, verbose_name='có từ'),
        ),
        migrations.AddField(
            model_name='historicalnewspaper',
            name='valid_to',
            field=models.DateField(blank=True, null=True, verbose_name='đến'),
        ),
        migrations.AddField(
            model_name='historicalunit',
            name='valid_from',
            field=models.DateField(blank=True, null=True, verbose_name='có từ'),
        ),
        migrations.AddField(
            model_name='historicalunit',
            name='valid_to',
            field=models.DateField(blank=True, null=True, verbose_name='đến'),
        ),
        migrations.AddField(
            model_name='newspaper',
            name='aliases',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=160), blank=True, default=list, size=None, verbose_name='tên khác'),
        ),
        migrations.AddField(
            model_name='newspaper',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='articles.newspaper', verbose_name='đã nhập vào'),
        ),
        migrations.AddField(
            model_name='newspaper',
            name='valid_from',
            field=models.DateField(blank=True, null=True, verbose_name='có từ'),
        ),
        migrations.AddField(
            model_name='newspaper',
            name='valid_to',
            field=models.DateField(blank=True, null=True, verbose_name='đến'),
        ),
        migrations.AddField(
            model_name='placemention',
            name='read_as',
            field=models.BigIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='unit',
            name='valid_from',
            field=models.DateField(blank=True, null=True, verbose_name='có từ'),
        ),
        migrations.AddField(
            model_name='unit',
            name='valid_to',
            field=models.DateField(blank=True, null=True, verbose_name='đến'),
        ),
        migrations.AddField(
            model_name='unitmention',
            name='read_as',
            field=models.BigIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='directive',
            name='note',
            field=models.TextField(blank=True, verbose_name='ghi chú'),
        ),
        migrations.AlterField(
            model_name='directive',
            name='origin',
            field=models.CharField(choices=[('reference', 'dữ liệu tham chiếu'), ('machine', 'máy nhận dạng'), ('editor', 'biên tập viên')], default='reference', max_length=10, verbose_name='do ai lập'),
        ),
        migrations.AlterField(
            model_name='directive',
            name='short_forms',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None, verbose_name='cách gọi tắt'),
        ),
        migrations.AlterField(
            model_name='directive',
            name='slug',
            field=models.SlugField(max_length=140, unique=True, verbose_name='phần địa chỉ'),
        ),
        migrations.AlterField(
            model_name='directive',
            name='source_count',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='số nguồn'),
        ),
        migrations.AlterField(
            model_name='directive',
            name='title_is',
            field=models.CharField(blank=True, max_length=20, verbose_name='trích yếu lấy từ'),
        ),
        migrations.AlterField(
            model_name='directiverelation',
            name='kind',
            field=models.CharField(max_length=40, verbose_name='quan hệ'),
        ),
        migrations.AlterField(
            model_name='directiverelation',
            name='target',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='relations_in', to='articles.directive', verbose_name='văn kiện kia'),
        ),
        migrations.AlterField(
            model_name='directiverelation',
            name='target_text',
            field=models.CharField(max_length=200, verbose_name='ghi là'),
        ),
        migrations.AlterField(
            model_name='historicaldirective',
            name='note',
            field=models.TextField(blank=True, verbose_name='ghi chú'),
        ),
        migrations.AlterField(
            model_name='historicaldirective',
            name='origin',
            field=models.CharField(choices=[('reference', 'dữ liệu tham chiếu'), ('machine', 'máy nhận dạng'), ('editor', 'biên tập viên')], default='reference', max_length=10, verbose_name='do ai lập'),
        ),
        migrations.AlterField(
            model_name='historicaldirective',
            name='short_forms',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None, verbose_name='cách gọi tắt'),
        ),
        migrations.AlterField(
            model_name='historicaldirective',
            name='slug',
            field=models.SlugField(max_length=140, verbose_name='phần địa chỉ'),
        ),
        migrations.AlterField(
            model_name='historicaldirective',
            name='source_count',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='số nguồn'),
        ),
        migrations.AlterField(
            model_name='historicaldirective',
            name='title_is',
            field=models.CharField(blank=True, max_length=20, verbose_name='trích yếu lấy từ'),
        ),
        migrations.AlterField(
            model_name='historicaldirectiverelation',
            name='kind',
            field=models.CharField(max_length=40, verbose_name='quan hệ'),
        ),
        migrations.AlterField(
            model_name='historicaldirectiverelation',
            name='target',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.directive', verbose_name='văn kiện kia'),
        ),
        migrations.AlterField(
            model_name='historicaldirectiverelation',
            name='target_text',
            field=models.CharField(max_length=200, verbose_name='ghi là'),
        ),
        migrations.AlterField(
            model_name='historicalnewspaper',
            name='origin',
            field=models.CharField(choices=[('reference', 'dữ liệu tham chiếu'), ('machine', 'máy nhận dạng'), ('editor', 'biên tập viên')], default='reference', max_length=10, verbose_name='do ai lập'),
        ),
        migrations.AlterField(
            model_name='historicalnewspaper',
            name='slug',
            field=models.SlugField(max_length=160, verbose_name='phần địa chỉ'),
        ),
        migrations.AlterField(
            model_name='historicalunit',
            name='origin',
            field=models.CharField(choices=[('reference', 'dữ liệu tham chiếu'), ('machine', 'máy nhận dạng'), ('editor', 'biên tập viên')], default='machine', max_length=10, verbose_name='do ai lập'),
        ),
        migrations.AlterField(
            model_name='historicalunitalias',
            name='surface',
            field=models.CharField(max_length=200, verbose_name='nguyên văn'),
        ),
        migrations.AlterField(
            model_name='newspaper',
            name='origin',
            field=models.CharField(choices=[('reference', 'dữ liệu tham chiếu'), ('machine', 'máy nhận dạng'), ('editor', 'biên tập viên')], default='reference', max_length=10, verbose_name='do ai lập'),
        ),
        migrations.AlterField(
            model_name='newspaper',
            name='slug',
            field=models.SlugField(max_length=160, unique=True, verbose_name='phần địa chỉ'),
        ),
        migrations.AlterField(
            model_name='unit',
            name='origin',
            field=models.CharField(choices=[('reference', 'dữ liệu tham chiếu'), ('machine', 'máy nhận dạng'), ('editor', 'biên tập viên')], default='machine', max_length=10, verbose_name='do ai lập'),
        ),
        migrations.AlterField(
            model_name='unitalias',
            name='surface',
            field=models.CharField(max_length=200, verbose_name='nguyên văn'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='directive_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='newspaper',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='newspaper_not_merged_into_itself'),
        ),
        migrations.AddField(
            model_name='authorityact',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người làm'),
        ),
        migrations.AddField(
            model_name='authorityact',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người hoàn tác'),
        ),
        migrations.AddField(
            model_name='formruling',
            name='act',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='articles.authorityact'),
        ),
        migrations.AddField(
            model_name='directivemention',
            name='ruling',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.formruling'),
        ),
        migrations.AddField(
            model_name='figuremention',
            name='ruling',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.formruling'),
        ),
        migrations.AddField(
            model_name='placemention',
            name='ruling',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.formruling'),
        ),
        migrations.AddField(
            model_name='unitmention',
            name='ruling',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.formruling'),
        ),
        migrations.AddIndex(
            model_name='directivemention',
            index=models.Index(condition=models.Q(('ruling__isnull', False)), fields=['ruling'], name='directivemention_ruled'),
        ),
        migrations.AddIndex(
            model_name='figuremention',
            index=models.Index(condition=models.Q(('ruling__isnull', False)), fields=['ruling'], name='figuremention_ruled'),
        ),
        migrations.AddIndex(
            model_name='placemention',
            index=models.Index(condition=models.Q(('ruling__isnull', False)), fields=['ruling'], name='placemention_ruled'),
        ),
        migrations.AddIndex(
            model_name='placemention',
            index=models.Index(condition=models.Q(('place', None)), fields=['surface'], name='mention_without_place'),
        ),
        migrations.AddIndex(
            model_name='unitmention',
            index=models.Index(condition=models.Q(('ruling__isnull', False)), fields=['ruling'], name='unitmention_ruled'),
        ),
        migrations.AddIndex(
            model_name='authorityact',
            index=models.Index(fields=['table', 'record'], name='act_on_record'),
        ),
        migrations.AddIndex(
            model_name='authorityact',
            index=models.Index(fields=['table', 'target'], name='act_for_target'),
        ),
        migrations.AddIndex(
            model_name='authorityact',
            index=models.Index(condition=models.Q(('is_finished', False)), fields=['id'], name='act_unfinished'),
        ),
        migrations.AddIndex(
            model_name='formruling',
            index=models.Index(condition=models.Q(('is_standing', True)), fields=['table', 'form'], name='ruling_of_form'),
        ),
        migrations.AlterField(
            model_name='historicalunit',
            name='key',
            field=models.CharField(db_index=True, max_length=240, verbose_name='khóa nhận dạng'),
        ),
        migrations.AlterField(
            model_name='historicalunit',
            name='slug',
            field=models.SlugField(max_length=220, verbose_name='phần địa chỉ'),
        ),
        migrations.AlterField(
            model_name='unit',
            name='key',
            field=models.CharField(max_length=240, unique=True, verbose_name='khóa nhận dạng'),
        ),
        migrations.AlterField(
            model_name='unit',
            name='slug',
            field=models.SlugField(max_length=220, unique=True, verbose_name='phần địa chỉ'),
        ),
        granted({"viewers": ["view_authorityact"]}),
    ]
