from django.db import migrations, models


class Migration(migrations.Migration):
    """What an editor says of the columns of a sheet."""

    dependencies = [
        ("articles", "0015_labels"),
    ]

    operations = [
        migrations.AddField(
            model_name="sheetdraft",
            name="columns",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
