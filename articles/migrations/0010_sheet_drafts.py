import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Sheets kept until an editor has seen what their rows would become: a small table of its own."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("articles", "0009_review"),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=1000, verbose_name="tệp")),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField(help_text="byte", verbose_name="cỡ")),
                ("hints", models.JSONField(blank=True, default=dict)),
                ("label", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("preview", models.JSONField(default=dict)),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="nhận lúc"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        blank=True,
                        help_text="Lần nạp mà bảng này cùng đến, nếu có.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="articles.upload",
                        verbose_name="lần nạp",
                    ),
                ),
            ],
            options={
                "verbose_name": "bảng chờ xem trước",
                "verbose_name_plural": "bảng chờ xem trước",
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
    ]
