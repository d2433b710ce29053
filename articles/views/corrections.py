"""What editors changed of an article: from what, to what, when and why; the machine's word stays in sight."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.models import Article, Decision, Newspaper, Place

FIELDS = {
    "title": gettext_lazy("Tít"),
    "byline": gettext_lazy("Tác giả"),
    "published_on": gettext_lazy("Ngày đăng"),
    "newspaper": gettext_lazy("Báo"),
    "province": gettext_lazy("Tỉnh"),
    "state": gettext_lazy("Trạng thái"),
}
MOST_DECISIONS = 50


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of an editor. ``machine`` is what the machine says of the field now ("" for nothing);
    ``holds`` is false for one that a later decision took the place of, or that was taken back."""

    field: str
    machine: str
    decided: str
    decided_on: date
    reason: str
    holds: bool


def corrections(article: Article, decisions: Sequence[Decision]) -> list[Correction]:
    """Return the decisions on an article, the latest first; two queries at most, none without decisions."""
    named = {
        "newspaper": _names(Newspaper, article, decisions, "newspaper"),
        "province": _names(Place, article, decisions, "province"),
    }
    return [
        Correction(
            field=str(FIELDS.get(decision.field, decision.field)),
            machine=_shown(decision.field, _proposed(article, decision.field), named),
            decided=_shown(decision.field, decision.value, named),
            decided_on=localdate(decision.at),
            reason=decision.reason,
            holds=decision.is_current,
        )
        for decision in decisions
        if not decision.is_acceptance  # nothing was changed
    ]


def _proposed(article: Article, field: str) -> Any:
    proposal = article.proposed.get(field)
    return proposal["value"] if proposal else None


def _names(
    model: type[Newspaper | Place], article: Article, decisions: Iterable[Decision], field: str
) -> dict[int, str]:
    """Return the names of what a field was proposed or decided to be."""
    on_field = [decision.value for decision in decisions if decision.field == field]
    if not on_field:
        return {}
    asked = {value for value in (*on_field, _proposed(article, field)) if isinstance(value, int)}
    return {pk: str(found) for pk, found in model._default_manager.in_bulk(asked).items()}


def _shown(field: str, value: Any, named: Mapping[str, Mapping[int, str]]) -> str:
    """Return a value in words, "" for none."""
    if value is None or value == "":
        return ""
    if field in named:
        return named[field].get(value, _("(không còn)"))
    if field == "published_on":
        return date_format(date.fromisoformat(value), "j F Y" if get_language() == "en" else "j/n/Y")
    if field == "state":
        return str(Article.State(value).label) if value in Article.State.values else str(value)
    return str(value)
