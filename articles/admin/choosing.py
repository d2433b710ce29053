"""Which mentions a split or a ruling is about: forms, years, provinces, articles; and what that comes to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.record_fields import ChoiceOfRecord
from articles.ingest.selections import Form, Selection
from articles.models.geography import Geography
from articles.views.evidence import Sentence
from articles.views.remembering import remembered
from articles.views.sentences import near_sentence, with_words_around

SHOWN, FORMS_SHOWN, MOST_BY_HAND = 40, 200, 500


class _Several(forms.TypedMultipleChoiceField):
    """Numbers that are ticked; what is none of the offered is said so."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple
        super().__init__(coerce=int, required=False, widget=widget, **kwargs)


class _Numbers(forms.Field):
    """Keys of articles that are ticked in a list that is not part of the form."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> tuple[int, ...]:
        """Return the keys among the values, at most so many as can be ticked."""
        found = {int(each) for each in value or () if str(each).isascii() and str(each).isdigit()}
        return tuple(sorted(pk for pk in found if pk < 1 << 62))[:MOST_BY_HAND]


class SelectionForm(ChoiceOfRecord):
    """What is chosen, and the record that it goes to."""

    first_year = forms.IntegerField(
        label=gettext_lazy("Từ năm"), required=False, min_value=1900, max_value=2199
    )
    last_year = forms.IntegerField(
        label=gettext_lazy("đến năm"), required=False, min_value=1900, max_value=2199
    )
    provinces = _Several(label=gettext_lazy("Chỉ ở tỉnh"))
    articles = _Numbers(required=False)

    def __init__(
        self, model: type[Any], geography: Geography, provinces: Iterable[int], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(model, *args, **kwargs)
        self._geography = geography
        field = self.fields["provinces"]
        field.choices = province_choices(geography, provinces)  # type: ignore[attr-defined]

    def selection(self, table: str, forms_chosen: Iterable[str], source: int | None) -> Selection:
        """Return what is chosen; the form is valid."""
        said = self.cleaned_data
        return Selection(
            table,
            tuple(forms_chosen),
            source,
            tuple(_raw(self._geography, said["provinces"])),
            said["first_year"],
            said["last_year"],
            said["articles"],
        )


def province_choices(geography: Geography, provinces: Iterable[int]) -> list[tuple[int, str]]:
    """Return the provinces of the 63 that these stand for, by name, the unknown (0) at the end."""
    seen = {geography.then.get(pk, pk) for pk in provinces}
    named = [(pk, place.name) for pk, place in geography.provinces.items() if pk in seen]
    return [*named, (0, _("không rõ tỉnh"))] if 0 in seen else named


def _raw(geography: Geography, chosen: Iterable[int]) -> list[int]:
    """Return all provinces that stand for the chosen ones."""
    found = [pk for pk in geography.provinces if geography.then.get(pk, pk) in set(chosen)]
    return [*found, 0] if 0 in set(chosen) else found


@dataclass(frozen=True, slots=True)
class Spread:
    """How mentions spread over years (0: unknown) and provinces: each with its count."""

    years: list[tuple[int, int]]
    provinces: list[tuple[str, int]]
    raw_provinces: list[int]
    total: int


def spread(selection: Selection, geography: Geography) -> Spread:
    """Return how the mentions of a selection spread; worked out once in an edition of the archive."""
    of = (selection.table, selection.source, *selection.forms)
    rows: list[tuple[int, int, int]] = remembered("spread", of, selection.by_year_and_province)
    years: Counter[int] = Counter()
    provinces: Counter[int] = Counter()
    for year, province, count in rows:
        years[year] += count
        provinces[geography.then.get(province, province)] += count
    names: Mapping[int, str] = {pk: place.name for pk, place in geography.provinces.items()}
    listed = [(names.get(pk, _("không rõ tỉnh")), count) for pk, count in provinces.most_common()]
    raw = sorted({province for _year, province, _count in rows})
    in_order = sorted(years.items(), key=lambda item: (not item[0], item[0]))
    return Spread(in_order, listed, raw, sum(years.values()))


@dataclass(frozen=True, slots=True)
class Example:
    """An article and the sentences in which it has mentions of a selection, as far as they are looked at."""

    article: Any
    sentences: list[Sentence]


def examples(selection: Selection) -> list[Example]:
    """Return mentions of a selection in their sentences, article by article, the newest first."""
    found: dict[int, Example] = {}
    for mention in with_words_around(selection.mentions().order_by("-article", "pk"))[:SHOWN]:
        sentence = near_sentence(mention)
        if sentence:
            found.setdefault(mention.article_id, Example(mention.article, [])).sentences.append(sentence)
    return list(found.values())


def labels(forms_found: Iterable[Form]) -> list[tuple[str, str, int]]:
    """Return forms as choices: key, words, count."""
    return [
        (form.key, " · ".join([form.label, *form.others[:2]]), form.count)
        for form in list(forms_found)[:FORMS_SHOWN]
    ]
