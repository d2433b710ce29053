"""Names of fields as the desk shows them, and which places it offers as provinces: no SQL."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_authority_acts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="article",
            name="province",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                limit_choices_to={"level": "province"},
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="articles.place",
                verbose_name="tỉnh",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="documents",
                to="articles.article",
                verbose_name="bài viết",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="số lần thử"),
        ),
        migrations.AlterField(
            model_name="document",
            name="finished_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="xong lúc"),
        ),
        migrations.AlterField(
            model_name="document",
            name="hints",
            field=models.JSONField(blank=True, default=dict, verbose_name="điều người gửi ghi"),
        ),
        migrations.AlterField(
            model_name="document",
            name="original",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="articles.original",
                verbose_name="bản gốc",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="source_key",
            field=models.CharField(db_index=True, max_length=1100, verbose_name="mã nguồn"),
        ),
        migrations.AlterField(
            model_name="historicalnewspaper",
            name="province",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                limit_choices_to={"level": "province"},
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="articles.place",
                verbose_name="tỉnh",
            ),
        ),
        migrations.AlterField(
            model_name="historicalunit",
            name="province",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                limit_choices_to={"level": "province"},
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="articles.place",
                verbose_name="tỉnh",
            ),
        ),
        migrations.AlterField(
            model_name="newspaper",
            name="province",
            field=models.ForeignKey(
                blank=True,
                limit_choices_to={"level": "province"},
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="newspapers",
                to="articles.place",
                verbose_name="tỉnh",
            ),
        ),
        migrations.AlterField(
            model_name="original",
            name="content",
            field=models.BinaryField(verbose_name="nội dung"),
        ),
        migrations.AlterField(
            model_name="original",
            name="received_at",
            field=models.DateTimeField(auto_now_add=True, verbose_name="nhận lúc"),
        ),
        migrations.AlterField(
            model_name="original",
            name="sha256",
            field=models.CharField(max_length=64, unique=True, verbose_name="mã SHA-256"),
        ),
        migrations.AlterField(
            model_name="original",
            name="size",
            field=models.PositiveIntegerField(help_text="byte", verbose_name="cỡ"),
        ),
        migrations.AlterField(
            model_name="place",
            name="folded_name",
            field=models.CharField(editable=False, max_length=120, verbose_name="tên không dấu"),
        ),
        migrations.AlterField(
            model_name="place",
            name="latitude",
            field=models.FloatField(blank=True, null=True, verbose_name="vĩ độ"),
        ),
        migrations.AlterField(
            model_name="place",
            name="longitude",
            field=models.FloatField(blank=True, null=True, verbose_name="kinh độ"),
        ),
        migrations.AlterField(
            model_name="place",
            name="slug",
            field=models.SlugField(max_length=140, verbose_name="phần địa chỉ"),
        ),
        migrations.AlterField(
            model_name="unit",
            name="province",
            field=models.ForeignKey(
                blank=True,
                limit_choices_to={"level": "province"},
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.place",
                verbose_name="tỉnh",
            ),
        ),
    ]
