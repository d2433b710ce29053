"""No unit stands above itself: acts that would bring that about are refused, in words.

Until the caller's transaction ends nobody else closes the ring from its other side.
"""

from typing import Any

from django.utils.translation import gettext as _

from articles.ingest.acts import RefusedError
from articles.models import Unit, lineage


def refuse_merging(record: Any, into: Any) -> None:
    """Raise RefusedError where what a unit is to be merged into stands below it."""
    if _is_above(record, into):
        words = _(
            "“%(into)s” đứng dưới “%(record)s”: nhập cấp trên vào cấp dưới thì thành vòng tròn. "
            "Hãy giữ lại “%(record)s”, hoặc đổi cấp trên của “%(into)s” trước."
        )
        words %= {"record": record, "into": into}
        raise RefusedError(words)


def refuse_standing_again(record: Any) -> None:
    """Raise RefusedError where what was above a merged unit has come to stand below it."""
    if not isinstance(record, Unit):
        return
    lineage.alone()
    if lineage.is_ring(Unit, record.pk, mergers={record.pk: None}):
        words = _(
            "“%(parent)s”, cấp trên của “%(record)s”, nay đứng dưới nó: "
            "hãy đổi cấp trên của “%(parent)s” trước."
        )
        words %= {"record": record, "parent": record.parent}
        raise RefusedError(words)


def refuse_giving_up(made: Any, source: Any) -> None:
    """Raise RefusedError where a unit that was split off has come to stand above what it was split from."""
    if _is_above(made, source):
        words = _("“%(source)s” nay đứng dưới “%(made)s”: hãy đổi cấp trên của nó rồi mới hoàn tác.")
        words %= {"source": source, "made": made}
        raise RefusedError(words)


def _is_above(one: Any, other: Any) -> bool:
    if not isinstance(one, Unit) or not isinstance(other, Unit):
        return False
    lineage.alone()
    return one.pk in lineage.ancestors(Unit, other.pk)
