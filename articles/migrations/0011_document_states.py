"""How far each document came: from three states to ten.

A million rows are written anew in stretches of their keys, each committed by itself, so that nobody waits for
more than one of them; that takes about half a minute. Run again after a break it goes on where it stopped.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations, models
from django.db.models import Max

STRETCH = 20_000

FORWARDS = """
    UPDATE articles_document AS document
    SET state = CASE
        WHEN document.state = 'done' AND outcome = 'duplicate' THEN 'duplicate'
        WHEN document.state = 'done' AND EXISTS (
            SELECT FROM articles_article AS article
            WHERE article.id = document.article_id AND article.state = 'published'
        ) THEN 'indexed'
        WHEN document.state = 'done' THEN 'stored'
        WHEN original_id IS NULL THEN 'refused'
        WHEN attempts > 5 THEN 'parked'
        ELSE document.state
    END
    WHERE document.id BETWEEN %s AND %s
        AND (document.state = 'done' OR document.state = 'failed' AND (original_id IS NULL OR attempts > 5))
"""

BACKWARDS = """
    UPDATE articles_document
    SET state = CASE
        WHEN state IN ('refused', 'parked') THEN 'failed'
        WHEN state IN ('stored', 'indexed', 'duplicate') THEN 'done'
        ELSE 'received'
    END
    WHERE id BETWEEN %s AND %s AND state NOT IN ('received', 'done', 'failed')
"""


def stretches(documents: Any) -> Iterator[tuple[int, int]]:
    """Yield the first and last key of each stretch."""
    last = documents.aggregate(last=Max("pk"))["last"] or 0
    for first in range(1, last + 1, STRETCH):
        yield first, first + STRETCH - 1


def tell_apart(apps: Any, schema_editor: Any) -> None:
    """Give each document the state that its outcome and its article tell."""
    _rewrite(apps, schema_editor, FORWARDS)


def lump_together(apps: Any, schema_editor: Any) -> None:
    """Leave the three states there were."""
    _rewrite(apps, schema_editor, BACKWARDS)


def _rewrite(apps: Any, schema_editor: Any, statement: str) -> None:
    documents = apps.get_model("articles", "Document").objects
    with schema_editor.connection.cursor() as cursor:
        for stretch in stretches(documents):
            cursor.execute(statement, stretch)


class Migration(migrations.Migration):
    # Each stretch is to be committed by itself.
    atomic = False

    dependencies = [("articles", "0010_sheet_drafts")]

    operations = [
        migrations.RunPython(tell_apart, lump_together),
        migrations.AlterField(
            model_name="document",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "đã nhận, chờ xử lý"),
                    ("read", "đã đọc ra chữ"),
                    ("parsed", "đã tách tít, thân bài"),
                    ("recognised", "đã nhận diện, chờ lưu"),
                    ("stored", "đã lưu, chưa đăng"),
                    ("indexed", "đã lưu, tìm được"),
                    ("duplicate", "trùng với bài đã có"),
                    ("refused", "không nhận"),
                    ("failed", "không nạp được"),
                    ("parked", "để riêng sau nhiều lần thử"),
                ],
                default="received",
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
        # Partial, on the few rows a worker still has to do with: made in one pass of the table.
        migrations.RemoveIndex(model_name="document", name="document_waiting"),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("state__in", ("received", "read", "parsed", "recognised"))),
                fields=["received_at"],
                name="document_underway",
            ),
        ),
    ]
