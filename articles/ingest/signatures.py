"""Signatures of articles and the keys under which they are found, as rows."""

from collections.abc import Iterable, Sequence

from django.db import connection

from articles.ingest import likeness
from articles.ingest.likeness import SIGNATURE_VERSION, Wording
from articles.models import Article, CopySignature


def compared(article: Article) -> Wording:
    """Return the words of an article that are compared with others'."""
    return likeness.wording(article.words(*likeness.PARTS))


def signature(article_id: int, words: Wording) -> CopySignature:
    """Return the signature that these words ask for, in no group."""
    return CopySignature(
        article_id=article_id,
        minima=likeness.minima(words),
        digest=likeness.digest(words),
        version=SIGNATURE_VERSION,
    )


def is_written(held: CopySignature | None, wanted: CopySignature) -> bool:
    """Tell whether a signature is held as it is wanted; its group is another matter."""
    return held is not None and _row(held) == _row(wanted)


def _row(signature: CopySignature) -> tuple[bytes, int, int]:
    return bytes(signature.minima), signature.digest, signature.version


def keys_of(signature: CopySignature) -> list[int]:
    """Return the keys under which an article may meet its copies, last the one of its words alone.

    That one is entered only where others are crowded: a reprint is found among ten thousand filled-in forms.
    """
    shared = likeness.bands(bytes(signature.minima))
    return [*shared, len(shared) << 48 | signature.digest & (1 << 48) - 1] if shared else []


def holders(keys: Iterable[int]) -> list[tuple[int, int]]:
    """Return who is found under these keys, as (key, article)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, article_id FROM articles_copyband WHERE key = ANY(%s::bigint[]) ORDER BY article_id",
            [list(keys)],
        )
        found: list[tuple[int, int]] = cursor.fetchall()
    return found


def insert_keys(keys: Sequence[tuple[int, int]]) -> None:
    """Let articles be found under keys, given as (key, article)."""
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO articles_copyband (key, article_id)"
                " SELECT * FROM unnest(%s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING",
                [[key for key, _pk in keys], [pk for _key, pk in keys]],
            )


def delete_keys(keys: Sequence[tuple[int, int]]) -> None:
    """Let articles be found under keys, given as (key, article), no more."""
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM articles_copyband"
                " USING unnest(%s::bigint[], %s::bigint[]) AS old (key, article_id)"
                " WHERE articles_copyband.key = old.key AND articles_copyband.article_id = old.article_id",
                [[key for key, _pk in keys], [pk for _key, pk in keys]],
            )
