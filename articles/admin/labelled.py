"""Tables of rows at the desk whose fields name themselves: a column's head is no label for whoever hears the
page."""

from typing import Any

from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _


class LabelledRows(BaseInlineFormSet[Any, Any, Any]):
    """Rows in which every field says what it is, and of which row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Label the fields of a row."""
        super().add_fields(form, index)
        row = str(form.instance) if form.instance.pk else ""
        for name, field in form.fields.items():
            label = _("Bỏ dòng này") if name == "DELETE" else str(field.label or name)
            told = {"field": label, "row": row}
            field.widget.attrs.setdefault("aria-label", _("%(field)s: %(row)s") % told if row else label)
