"""A log of which entries changed in which transaction, for those who hold their columns in memory."""

from django.db import migrations

FORWARD = """
CREATE TABLE search_change (
    stamp bigint NOT NULL,
    article_id bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX search_change_stamp ON search_change USING brin (stamp) WITH (pages_per_range = 4);

CREATE FUNCTION search_note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_change (stamp, article_id)
        SELECT pg_current_xact_id()::text::bigint, article_id FROM touched;
    -- Nobody goes on from a state two hours old. What another transaction is taking away is left to it.
    IF random() < 0.001 THEN
        DELETE FROM search_change WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM search_change WHERE at < now() - interval '2 hours' LIMIT 100000
            FOR UPDATE SKIP LOCKED));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER entry_inserted AFTER INSERT ON search_searchentry
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION search_note_changes();
CREATE TRIGGER entry_updated AFTER UPDATE ON search_searchentry
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION search_note_changes();
CREATE TRIGGER entry_deleted AFTER DELETE ON search_searchentry
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION search_note_changes();
"""

BACKWARD = """
DROP TRIGGER entry_inserted ON search_searchentry;
DROP TRIGGER entry_updated ON search_searchentry;
DROP TRIGGER entry_deleted ON search_searchentry;
DROP FUNCTION search_note_changes();
DROP TABLE search_change;
"""


class Migration(migrations.Migration):
    """Triggers and a plain table: no model asks it."""

    dependencies = [("search", "0006_corpus_edition")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
