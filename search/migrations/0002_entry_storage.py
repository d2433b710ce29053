"""Keep the counted columns of a search entry together and its vectors out of line: counting a facet then
reads a narrow heap and never a vector. The arrays are counted too, so they stay in the row (MAIN)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_entry")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE search_searchentry SET (toast_tuple_target = 128);
            ALTER TABLE search_searchentry ALTER COLUMN unit_ids SET STORAGE MAIN;
            ALTER TABLE search_searchentry ALTER COLUMN directive_ids SET STORAGE MAIN;
            """,
            """
            ALTER TABLE search_searchentry RESET (toast_tuple_target);
            ALTER TABLE search_searchentry ALTER COLUMN unit_ids SET STORAGE EXTENDED;
            ALTER TABLE search_searchentry ALTER COLUMN directive_ids SET STORAGE EXTENDED;
            """,
        )
    ]
