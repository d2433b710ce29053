from django.db import migrations, models


class Migration(migrations.Migration):
    """Reasons that can be said in any language; rows of before keep their words."""

    dependencies = [
        ("articles", "0015_labels"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="reasons",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
    ]
