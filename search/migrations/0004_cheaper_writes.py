"""Writing an entry costs less: postings are sorted into the indexes many at a time, and a near-copy's group
changes in place, for no index holds it and each page keeps room for the new version of a row."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

LISTS = {"headline": None, "words": 16 * 1024, "units": None, "directives": None}
COLUMNS = {"headline": "headline", "words": "words", "units": "unit_ids", "directives": "directive_ids"}


def collected() -> migrations.SeparateDatabaseAndState:
    """Turn the list of waiting postings on, without building the indexes again."""
    forward, backward, state = [], [], []
    for name, limit in LISTS.items():
        size = f", gin_pending_list_limit = {limit}" if limit else ""
        forward.append(f"ALTER INDEX entry_{name} SET (fastupdate = on{size})")
        backward.append(f"ALTER INDEX entry_{name} SET (fastupdate = off)")
        index = GinIndex(fields=[COLUMNS[name]], name=f"entry_{name}", gin_pending_list_limit=limit)
        state += [
            migrations.RemoveIndex(model_name="searchentry", name=f"entry_{name}"),
            migrations.AddIndex(model_name="searchentry", index=index),
        ]
    return migrations.SeparateDatabaseAndState([migrations.RunSQL(forward, backward)], state)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_copies")]

    operations = [
        migrations.RemoveIndex(model_name="searchentry", name="entry_copies"),
        migrations.RunSQL(
            "ALTER TABLE search_searchentry SET (fillfactor = 90)",
            "ALTER TABLE search_searchentry RESET (fillfactor)",
        ),
        collected(),
    ]
