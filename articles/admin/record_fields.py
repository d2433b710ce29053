"""Fields of the forms on authority records: lists a line each, and the choice of a record."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.choices import RecordSelect
from articles.admin.offering import ToldApart
from articles.admin.withdrawing import ReasonForm
from articles.models import Directive, DirectiveMention, Newspaper, Place, PlaceMention, Unit

_NUMBER = re.compile(r"#?([1-9][0-9]{0,17})")

CHOOSERS: dict[type[Model], Any] = {
    Unit: Unit._meta.get_field("merged_into"),
    Newspaper: Newspaper._meta.get_field("merged_into"),
    Directive: DirectiveMention._meta.get_field("directive"),
    Place: PlaceMention._meta.get_field("place"),
}
"""The fields under which a record of a list is offered while its name is typed."""


class LinesField(forms.CharField):
    """Several values, a line each; cleans to a list without doubles, each of at most ``longest`` letters."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "max_length": None})
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        """Show a list a line each."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the lines; raise ValidationError where one is too long."""
        lines = [" ".join(line.split()) for line in (super().clean(value) or "").splitlines()]
        found = list(dict.fromkeys(filter(None, lines)))
        for line in found:
            if len(line) > self.longest:
                told = {"line": line[:40], "n": self.longest}
                raise ValidationError(_("“%(line)s…” dài quá %(n)s chữ cái.") % told)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists, not their writing."""
        before = initial if isinstance(initial, list) else (initial or "").splitlines()
        return list(before) != [" ".join(line.split()) for line in (data or "").splitlines() if line.strip()]


class RecordField(forms.CharField):
    """A record of a list: chosen while its name is typed, or named by its number, key or address, so that the
    page works without script too. Cleans to the record, None where nothing was said."""

    def __init__(self, model: type[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = model

    def clean(self, value: Any) -> Any:
        """Return the record; raise ValidationError where there is none of that name."""
        words = super().clean(value).strip()
        if not words:
            return None
        rows = self.model._default_manager
        if number := _NUMBER.fullmatch(words):
            found = rows.filter(pk=number[1]).first()
        else:
            found = rows.filter(self._named(words)).order_by("pk").first()
        if found is None:
            raise ValidationError(_("Không có bản ghi nào là “%(words)s”.") % {"words": words[:80]})
        return found

    def _named(self, words: str) -> Q:
        slug = urlsplit(words).path.rstrip("/").rpartition("/")[2] or words
        named = Q(slug=slug)
        if self.model in (Unit, Directive):
            named |= Q(key=words)
        return named | Q(name=words) if self.model in (Unit, Newspaper) else named


class ChoiceOfRecord(forms.Form):
    """A record, chosen or typed."""

    def __init__(self, model: type[Any], *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = ToldApart(
            model._default_manager.all(),
            required=False,
            label=label,
            widget=RecordSelect(CHOOSERS[model], admin.site),
            error_messages={"invalid_choice": gettext_lazy("Không có bản ghi ấy.")},
        )
        self.fields["typed"] = RecordField(
            model,
            required=False,
            max_length=300,
            label=gettext_lazy("hoặc ghi số, khóa, địa chỉ"),
            help_text=gettext_lazy("Ví dụ: #123, 05-CT/TW/2016, hay địa chỉ trang của bản ghi."),
        )

    @property
    def record(self) -> Any:
        """Return the record; what is typed goes first. None where nothing valid was said."""
        return self.cleaned_data.get("typed") or self.cleaned_data.get("chosen")


class WhyForm(ReasonForm):
    """Why something is done to records."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Ghi lại cùng việc này, cho người xem sau. Tối đa 300 ký tự.")
