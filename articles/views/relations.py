"""How a document stands to others, read from both ends of what the list of documents says."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from articles.ingest import merging
from articles.models import Directive, DirectiveRelation
from articles.models.relations import RELATIONS

LOOSEST = "same subject as"

_PAIRS = (
    ("replaces", "replaced by"),
    ("amends", "amended by"),
    ("continues", "continued by"),
    ("carries out", "carried out by"),
    ("guides", "guided by"),
    ("same subject as", "same subject as"),
    ("takes up the line of", "same line taken up by"),
    ("takes up the subject of", "same subject taken up by"),
)
INVERSE = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


@dataclass(frozen=True, slots=True)
class Relation:
    """One kind of relation and the documents at its other end: each as cited, with its record if any."""

    label: str
    targets: list[tuple[str, Directive | None]]


def relations(directive: Directive, everyone: Collection[int] = ()) -> list[Relation]:
    """Return the relations of a document, those that others state of it turned round; each but once, and
    that two are of one subject only where nothing closer is known of them. ``everyone`` are the keys of the
    document and of those merged into it."""
    grouped: dict[str, dict[object, tuple[str, Directive | None]]] = {}
    for kind, text, other in _stated(everyone or [directive.pk]):
        grouped.setdefault(kind, {}).setdefault(other.pk if other else text, (text, other))
    closer = {which for kind, targets in grouped.items() if kind != LOOSEST for which in targets}
    loose = {which: each for which, each in grouped.pop(LOOSEST, {}).items() if which not in closer}
    if loose:
        grouped[LOOSEST] = loose
    order = list(RELATIONS)
    kinds = sorted(grouped, key=lambda kind: order.index(kind) if kind in RELATIONS else len(order))
    return [Relation(str(RELATIONS.get(kind, kind)), list(grouped[kind].values())) for kind in kinds]


def _stated(everyone: Collection[int]) -> Iterator[tuple[str, str, Directive | None]]:
    rows = DirectiveRelation.objects.order_by("pk")
    for each in rows.filter(source__in=everyone).select_related("target"):
        other = merging.standing(each.target)
        if other is None or other.pk not in everyone:
            yield each.kind, each.target_text, other
    for each in rows.filter(target__in=everyone).select_related("source"):
        other = merging.standing(each.source)
        if each.kind in INVERSE and other.pk not in everyone:
            yield INVERSE[each.kind], other.label, other
