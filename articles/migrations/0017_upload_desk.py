import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What an editor says of the columns of a sheet, and how far its rows came; who let documents be that
    cannot be read."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("articles", "0016_reasons"),
    ]

    operations = [
        migrations.AddField(
            model_name="sheetdraft",
            name="columns",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="sheetdraft",
            name="accepted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="cho nạp lúc"),
        ),
        migrations.AddField(
            model_name="sheetdraft",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người cho nạp",
            ),
        ),
        migrations.AddField(
            model_name="sheetdraft",
            name="received",
            field=models.PositiveIntegerField(default=0, verbose_name="số dòng đã nhận"),
        ),
        migrations.AddField(
            model_name="sheetdraft",
            name="touched_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="bỏ qua lúc")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do")),
                (
                    "taken_back_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="đưa lại lúc"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người bỏ qua",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dismissals",
                        to="articles.document",
                        verbose_name="tài liệu nạp",
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đưa lại",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần bỏ qua",
                "verbose_name_plural": "lần bỏ qua",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("document",),
                        name="dismissed_once_at_a_time",
                    )
                ],
            },
        ),
    ]
