"""What the columns of a sheet mean, asked above each column of its preview."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.reading.preview import Column

MEANINGS: dict[str, Promise] = {
    "": gettext_lazy("không dùng đến"),
    "id": gettext_lazy("mã của dòng"),
    "title": gettext_lazy("tít"),
    "text": gettext_lazy("toàn văn trang"),
    "body": gettext_lazy("nội dung bài"),
    "html": gettext_lazy("trang HTML"),
    "published": gettext_lazy("ngày đăng"),
    "url": gettext_lazy("địa chỉ gốc"),
    "newspaper": gettext_lazy("báo"),
    "retrieved": gettext_lazy("ngày lấy về"),
}
"""What a column is taken for, in the editor's language."""


class ColumnsForm(forms.Form):
    """A choice for each column, begun with what it is taken for now; one field is chosen once at most.

    What is not sent stays as it is: who confirms several sheets from a list says nothing of their columns.
    """

    def __init__(self, columns: Sequence[Column], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self._columns = {f"column-{at}": column for at, column in enumerate(columns)}
        for name, column in self._columns.items():
            if column.key:
                self.fields[name] = forms.ChoiceField(
                    label=column.name or "–", choices=MEANINGS, initial=column.field, required=False
                )

    @property
    def shown(self) -> list[tuple[Column, forms.BoundField | None, Promise]]:
        """Return each column with its field, None where nobody can choose, and what it is taken for."""
        return [
            (column, self[name] if name in self.fields else None, MEANINGS[column.field])
            for name, column in self._columns.items()
        ]

    def clean(self) -> dict[str, Any]:
        """See that no field is chosen twice; the complaint stands at each of the columns."""
        by_field: defaultdict[str, list[str]] = defaultdict(list)
        for name, field in self._said().items():
            by_field[field].append(name)
        twice = {field: names for field, names in by_field.items() if field and len(names) > 1}
        for field, names in twice.items():
            for name in names:
                others = [self._columns[each].name or "–" for each in names if each != name]
                told = {"meaning": MEANINGS[field], "others": ", ".join(others)}
                self.add_error(name, _("“%(meaning)s” cũng đã chọn ở cột %(others)s.") % told)
        return self.cleaned_data

    @property
    def is_changed(self) -> bool:
        """Tell whether a valid choice says something else than what columns are taken for now."""
        return any(self._columns[name].field != field for name, field in self._said().items())

    @property
    def choice(self) -> dict[str, str]:
        """Return a valid choice."""
        return {self._columns[name].key: field for name, field in self._said().items()}

    def _said(self) -> dict[str, str]:
        """Return what was said of each column, and of the others what they are taken for."""
        return {
            name: str(self.cleaned_data.get(name, "")) if name in self.data else self._columns[name].field
            for name in self.fields
        }
