"""Whoever changes an entry, by whatever way, changes the edition of the corpus; the log tells the true moment."""

from django.db import migrations

COUNT = """
CREATE FUNCTION search_count_change() RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_corpuscounter AS c (shard, changes, stamp)
        VALUES (pg_backend_pid() % 64, 1, pg_current_xact_id()::text::bigint)
        ON CONFLICT (shard) DO UPDATE SET changes = c.changes + 1, stamp = excluded.stamp;
$$;
"""

NOTE = """
CREATE OR REPLACE FUNCTION search_note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (stamp, article_id{at_column})
        SELECT pg_current_xact_id()::text::bigint, article_id{at_value} FROM touched;
    {count}
    -- Nobody goes on from a state two hours old. What another transaction is taking away is left to it.
    IF random() < 0.001 THEN
        DELETE FROM search_change WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM search_change WHERE at < now() - interval '2 hours' LIMIT 100000
            FOR UPDATE SKIP LOCKED));
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Before, writers counted by themselves, and a deletion by cascade did not count."""

    dependencies = [("search", "0008_word_statistics")]

    operations = [
        migrations.RunSQL(COUNT, "DROP FUNCTION search_count_change()"),
        migrations.RunSQL(
            NOTE.format(
                at_column=", at", at_value=", clock_timestamp()", count="PERFORM search_count_change();"
            ),
            NOTE.format(at_column="", at_value="", count=""),
        ),
    ]
