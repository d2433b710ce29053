"""Two editors on one article or record: what the other changed meanwhile stays, and where both changed the
same thing, whoever comes second is shown both and decides.

A form carries what its editor saw (signed, so that it is what was shown). When it comes back, the row is
locked and compared with that: a field that only the other touched keeps the other's value; one that both
touched, in different ways, goes back to the editor with theirs and his own; saving again is then a conscious
choice.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.db import connection
from django.db.models import Field, ForeignKey, Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.admin.history.lines import Names, in_words, person
from articles.models import Article

SEEN = "seen"

KEEP = "keep_theirs"
"""What is sent for each field in which the other's value shall stand."""

Texts = Mapping[str, str | None]
"""The values of a row's fields as text."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A field that two editors changed at once, in words."""

    name: str
    label: str
    theirs: str
    mine: str
    who: str


class SideBySideForm(forms.ModelForm[Any]):
    """A form that overwrites nobody's work unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: list[str] = []
        """Fields that only somebody else changed meanwhile, and that keep his value."""
        self.met: set[str] = set()
        """Fields that both changed, and of which this editor has to say which value stays."""
        if self.instance.pk and not self.is_bound:
            self.initial[SEEN] = self._token(self.instance)

    @property
    def changed_data(self) -> list[str]:
        """Return what this editor changed; what he only saw in its old state is not his change."""
        return [name for name in super().changed_data if name != SEEN and name not in self.kept]

    def clean(self) -> dict[str, Any]:
        """Compare with the row as it is now; where both changed a field, say so at the field."""
        cleaned = super().clean() or self.cleaned_data
        seen = self._seen()
        if not self.instance.pk or not seen:
            return cleaned
        present = self._present()
        self._give_in(seen, present, cleaned)
        meetings = [found for name in seen if (found := self._meeting(name, seen, present, cleaned))]
        if meetings:
            data: Any = copy(self.data)  # which may be changed, as what was sent may not
            told = {each.name for each in meetings}
            untold = {name: text for name, text in seen.items() if name not in told}
            data[self.add_prefix(SEEN)] = self._token(present, untold)
            for each in meetings:
                self._show_again(data, each.name, present)
            self.data = data
        for each in meetings:
            self.met.add(each.name)
            self.add_error(each.name, _told(each, self.add_prefix(KEEP)))
        return cleaned

    def _give_in(self, seen: Texts, present: Model, cleaned: dict[str, Any]) -> None:
        """Let the other's value stand in the fields where this editor ticked that it should."""
        asked = self.data.getlist(self.add_prefix(KEEP)) if hasattr(self.data, "getlist") else []
        for name in set(asked) & set(seen) & set(cleaned):
            cleaned[name] = getattr(present, name)
            self.kept.append(name)

    def _meeting(self, name: str, seen: Texts, present: Model, cleaned: dict[str, Any]) -> Meeting | None:
        """Compare one field; let the other's value stand where this editor did not touch it."""
        field = self.instance._meta.get_field(name)
        theirs = _text(present, field)
        if name not in cleaned or theirs == seen[name]:
            return None
        mine_row = copy(self.instance)
        field.save_form_data(mine_row, cleaned[name])
        mine = _text(mine_row, field)
        if mine in (theirs, seen[name]):
            cleaned[name] = getattr(present, name)
            self.kept.append(name)
            return None
        names = Names()
        if isinstance(field, ForeignKey):
            for row in (present, mine_row):
                names.want(field.related_model, getattr(row, field.attname))  # type: ignore[arg-type]
        their_words, my_words = (
            in_words(field, getattr(row, field.attname), names) for row in (present, mine_row)
        )
        return Meeting(name, str(field.verbose_name), their_words, my_words, _who(present, name))

    def _compared(self) -> list["Field[Any, Any]"]:
        fields = {each.name: each for each in self.instance._meta.concrete_fields}
        return [fields[name] for name in self.fields if name in fields]

    def _token(self, row: Model, seen: Texts | None = None) -> str:
        """Return what is seen of a row; what was seen of fields before, where ``seen`` says so."""
        now = {field.name: _text(row, field) for field in self._compared()}
        return signing.dumps({**now, **(seen or {})}, salt=self._salt, compress=True)

    def _seen(self) -> Texts:
        try:
            loaded: Texts = signing.loads(self.data.get(self.add_prefix(SEEN), ""), salt=self._salt)
        except signing.BadSignature:
            return {}
        return {name: text for name, text in loaded.items() if name in self.fields}

    @property
    def _salt(self) -> str:
        return f"desk.seen.{self.instance._meta.label_lower}.{self.instance.pk}"

    def _present(self) -> Model:
        """Return the row as it is, locked until it is saved."""
        rows = type(self.instance)._default_manager.all()
        if connection.in_atomic_block:
            rows = rows.select_for_update(of=("self",))
        present: Model = rows.get(pk=self.instance.pk)
        return present

    def _show_again(self, data: Any, name: str, present: Model) -> None:
        """Let the form measure the editor's next try by what is there now."""
        field = self.fields[name]
        if field.show_hidden_initial:
            value = field.prepare_value(getattr(present, self.instance._meta.get_field(name).attname))
            data[self.add_initial_prefix(name)] = field.hidden_widget().format_value(value) or ""


def _text(row: Model, field: Any) -> str | None:
    value = field.value_from_object(row)
    return None if value in (None, "") else str(field.value_to_string(row))


def _who(present: Model, name: str) -> str:
    """Return who changed a field last, and when, in words."""
    if isinstance(present, Article):
        decision = present.decisions.current().filter(field=name).select_related("by").first()
        by, at = (decision.by, decision.at) if decision else (None, None)
    else:
        last = present.history.filter(id=present.pk).first() if hasattr(present, "history") else None
        by, at = (last.history_user, last.history_date) if last else (None, None)
    if by is None or at is None:
        return _("máy")
    when = time_format(timezone.localtime(at), "H:i")
    return _("%(who)s lúc %(when)s") % {"who": person(by), "when": when}


def _told(meeting: Meeting, keep: str) -> SafeString:
    empty = _("để trống")
    theirs = meeting.theirs or empty
    words = {"who": meeting.who, "theirs": theirs, "mine": meeting.mine or empty}
    told = _(
        "Trong lúc bạn sửa, %(who)s đã đổi chỗ này thành “%(theirs)s”; bạn ghi “%(mine)s”. "
        "Lưu lần nữa là giữ của bạn."
    )
    give_in = _("Giữ “%(theirs)s” của người kia")
    return format_html(
        '{} <label class="desk-keep"><input type="checkbox" name="{}" value="{}"> {}</label>',
        told % words, keep, meeting.name, give_in % {"theirs": theirs},
    )  # fmt: skip


class SideBySideAdmin(admin.ModelAdmin[Any]):
    """An admin whose form, a :class:`SideBySideForm`, carries what its editor saw."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Send what was seen along with a form that can be saved."""
        sets: list[Any] = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        is_there = any(SEEN in options["fields"] for _name, options in sets)
        if obj is not None and not is_there and self.has_change_permission(request, obj):
            sets[0][1]["fields"] = [*sets[0][1]["fields"], SEEN]
        return sets

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Where nothing is wrong but two editors met, say that instead of asking for errors to be mended."""
        form = context["adminform"].form
        met: set[str] = getattr(form, "met", set())
        if met and set(form.errors) == met and len(context["errors"]) == len(met):
            context["errors"] = None
            messages.warning(
                request, _("Chưa lưu: một người khác cũng vừa sửa. Ở từng chỗ dưới đây hãy chọn giữ của ai.")
            )
        return super().render_change_form(request, context, *args, **kwargs)
