"""The rules by which articles are published without a look."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from articles.granting import granted


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0017_upload_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishingRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uploaded', models.CharField(choices=[('all', 'mọi bài đăng ngay, bài còn ngờ vẫn vào hàng chờ duyệt'), ('sure', 'bài chắc chắn đăng ngay, bài còn ngờ chờ duyệt rồi mới đăng'), ('none', 'mọi bài chờ duyệt rồi mới đăng')], default='sure', help_text='Tệp, thư mục, bảng và văn bản dán mà biên tập viên đưa lên.', max_length=4, verbose_name='bài nạp ở bàn biên tập')),
                ('ingested', models.CharField(choices=[('all', 'mọi bài đăng ngay, bài còn ngờ vẫn vào hàng chờ duyệt'), ('sure', 'bài chắc chắn đăng ngay, bài còn ngờ chờ duyệt rồi mới đăng'), ('none', 'mọi bài chờ duyệt rồi mới đăng')], default='all', help_text='Bài mà người vận hành nạp hàng loạt bằng lệnh ingest.', max_length=4, verbose_name='bài nạp bằng lệnh')),
            ],
            options={
                'verbose_name': 'quy tắc đăng bài',
                'verbose_name_plural': 'quy tắc đăng bài',
            },
        ),
        migrations.CreateModel(
            name='HistoricalPublishingRules',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('uploaded', models.CharField(choices=[('all', 'mọi bài đăng ngay, bài còn ngờ vẫn vào hàng chờ duyệt'), ('sure', 'bài chắc chắn đăng ngay, bài còn ngờ chờ duyệt rồi mới đăng'), ('none', 'mọi bài chờ duyệt rồi mới đăng')], default='sure', help_text='Tệp, thư mục, bảng và văn bản dán mà biên tập viên đưa lên.', max_length=4, verbose_name='bài nạp ở bàn biên tập')),
                ('ingested', models.CharField(choices=[('all', 'mọi bài đăng ngay, bài còn ngờ vẫn vào hàng chờ duyệt'), ('sure', 'bài chắc chắn đăng ngay, bài còn ngờ chờ duyệt rồi mới đăng'), ('none', 'mọi bài chờ duyệt rồi mới đăng')], default='all', help_text='Bài mà người vận hành nạp hàng loạt bằng lệnh ingest.', max_length=4, verbose_name='bài nạp bằng lệnh')),
                ('history_change_reason', models.CharField(blank=True, default='', max_length=300, verbose_name='lý do')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
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
            name='Reweighing',
            fields=[
                ('rules', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='articles.publishingrules')),
                ('reached', models.BigIntegerField(default=0)),
                ('touched_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        granted({"viewers": ["view_publishingrules"]}),
    ]
