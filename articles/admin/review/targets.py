"""For what words may stand: records as an editor names them, typed in full or in part."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest

from articles.models import Directive, Place, Unit
from articles.vietnamese.letters import same_key

MOST = 12
"""Records offered where the words fit several."""

RECORDS: dict[str, type[Place] | type[Unit] | type[Directive]] = {
    "place": Place,
    "unit": Unit,
    "directive": Directive,
}
"""What the mentions of each kind stand for."""

_NUMBERED = re.compile(r".*#([0-9]{1,18})\s*")


def find(request: HttpRequest, site: AdminSite, kind: str, typed: str) -> list[Model]:
    """Return the records of a kind that an editor may mean: the one that is numbered so, or called exactly
    so; else those that its list finds."""
    model: type[Any] = RECORDS[kind]
    typed = typed.strip()
    if numbered := _NUMBERED.fullmatch(typed):
        found = model._default_manager.filter(pk=numbered[1]).first()
        return [found] if found else []
    if not typed:
        return []
    lists = site.get_model_admin(model)
    rows, may_repeat = lists.get_search_results(request, lists.get_queryset(request), typed)
    offered = list((rows.distinct() if may_repeat else rows)[:MOST])
    exact = [each for each in offered if same_key(str(each)) == same_key(typed)]
    return exact if len(exact) == 1 else offered


def named(kind: str, keys: Sequence[int]) -> list[Model]:
    """Return the records of these keys, in their order; those that are gone are left out."""
    model: type[Any] = RECORDS[kind]
    held = model._default_manager.in_bulk(list(keys)[:MOST])
    return [held[key] for key in keys if key in held]
