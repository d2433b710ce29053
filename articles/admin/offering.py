"""What tells records apart where one is to be chosen: while its name is typed, and once it is chosen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.models import Directive, Newspaper, Place, Unit
from articles.models.places import MERGER

LONGEST_TITLE = 70

READ_WITH: dict[type[Model], tuple[str, ...]] = {
    Unit: ("place__parent__parent", "province", "parent"),
    Place: ("parent__parent",),
    Directive: ("scope",),
    Newspaper: ("province",),
}
"""What is read with a record for it to be told from its namesakes."""


class OfferedRecords(AutocompleteJsonView):
    """Records that fit what is typed, a page of them, each with what tells it apart."""

    def get_queryset(self) -> "QuerySet[Any]":
        """Read what is said of the records along with them."""
        found: QuerySet[Any] = super().get_queryset()
        return found.select_related(*READ_WITH[found.model]) if found.model in READ_WITH else found

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Return key and words of a record."""
        return {"id": str(getattr(obj, to_field_name)), "text": told_apart(obj)}


class ToldApart(forms.ModelChoiceField[Any]):
    """The choice of one record; the chosen one says what tells it apart."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset.select_related(*READ_WITH.get(queryset.model, ())), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return the words of a record."""
        return told_apart(obj)


def told_apart(record: Any) -> str:
    """Return the name of a record with what tells it from its namesakes: "Chi bộ thôn 3 – xã Phúc Trạch,
    Hương Khê, Hà Tĩnh"; only its name for a record of another kind."""
    said = _SAID.get(type(record), str)
    return said(record)


def _unit(unit: Unit) -> str:
    name = unit.name.casefold()
    where = _lineage(unit.place) if unit.place else []
    if not where and unit.province:
        where = [unit.province.name]
    if not where and unit.parent:
        where = [unit.parent.name]
    told = ", ".join(part for part in where if part.casefold() not in name)
    since = _era(unit.place) if unit.place and unit.place.era == Place.Era.NOW else ""
    return " – ".join(filter(None, [unit.name, told])) + since


def _place(place: Place) -> str:
    _itself, *above = _lineage(place)
    return ", ".join([place.full_name, *above]) + _era(place)


def _lineage(place: Place) -> list[str]:
    """Return a place as it stands within a sentence, then the names of what it lies in."""
    full = place.full_name
    names = [full if place.level == Place.Level.PROVINCE else full[:1].lower() + full[1:]]
    above = place.parent
    while above is not None:
        names.append(above.name)
        above = above.parent if above.level != Place.Level.PROVINCE else None
    return names


def _era(place: Place) -> str:
    """Return from when and till when a place was what the record says, in brackets."""
    is_new = place.era == Place.Era.NOW
    first = place.valid_from or (MERGER if is_new else None)
    end = place.valid_to or (None if is_new else MERGER)
    last = end - timedelta(days=1) if end else None
    told = {"first": _day(first), "last": _day(last)}
    if first and last:
        return " ({first}–{last})".format(**told)
    return " " + (_("(từ %(first)s)") if first else _("(đến %(last)s)")) % told


def _day(day: Any) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def _directive(document: Directive) -> str:
    """Return code, year or term, who issued it, and how its title begins."""
    term = _("khóa %s") % document.term if document.term and not document.year else ""
    issuer = document.issuer or (document.scope.full_name if document.scope else "")
    if document.scope and document.scope.name.casefold() not in issuer.casefold():
        issuer = f"{issuer}, {document.scope.name}"
    title = Truncator(document.title).chars(LONGEST_TITLE) if document.title else ""
    return " – ".join(filter(None, [document.label, term, issuer, title]))


def _newspaper(paper: Newspaper) -> str:
    province = paper.province.name if paper.province else ""
    return f"{paper.name} – {province}" if province and province not in paper.name else paper.name


_SAID: dict[type[Model], Callable[[Any], str]] = {
    Unit: _unit,
    Place: _place,
    Directive: _directive,
    Newspaper: _newspaper,
}
