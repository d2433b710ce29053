"""The mentions of an article at the desk, a page at a time: a long text holds thousands, no form could."""

from copy import copy
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.labelled import LabelledRows
from articles.models import Verdict

MOST_MENTIONS = 50
"""Mentions of each kind on one page."""

PARAMETER = "trang"

VERDICT = "verdict"

_MEANWHILE = _("Người khác vừa ghi “%(theirs)s” cho chỗ này. Lưu lần nữa là giữ ý kiến của bạn.")


def page_number(request: HttpRequest) -> int:
    """Return which page of the mentions is asked for, 1 where the address makes no sense."""
    asked = request.GET.get(PARAMETER, "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


class MentionForm(forms.ModelForm[Any]):
    """The verdict on a mention. Of one that was taken away while the form was open nothing is asked any
    more, so that all else that was typed can be saved."""

    is_gone = False

    def full_clean(self) -> None:
        """Look at what was sent, unless it is about nothing that is there."""
        super().full_clean()
        if self.is_gone:
            self._errors, self.cleaned_data = ErrorDict(), {}


class PageOfMentions(LabelledRows):
    """One page of an article's mentions of one kind, each knowing the article without asking for it again.

    A form goes back to the address that it was shown at, and so to the same page.
    """

    number = 1

    def get_queryset(self) -> QuerySet[Any]:
        """Return the mentions of the page."""
        if not hasattr(self, "_queryset"):
            every = super().get_queryset().order_by("start", "pk")
            self.count = every.count() if self.instance.pk else 0
            start = (self.number - 1) * MOST_MENTIONS
            self._queryset = every[start : start + MOST_MENTIONS]
            for mention in self._queryset:
                mention.article = self.instance
        return self._queryset

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # which the stubs leave out
        form.is_gone = self.is_bound and i < self.initial_form_count() and form.instance.pk is None
        return form

    @property
    def gone(self) -> int:
        """Return how many of the mentions that were shown are not there any more."""
        return sum(form.is_gone for form in self.forms)

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let each form carry the verdict that its editor saw."""
        super().add_fields(form, index)
        if VERDICT in form.fields:
            form.fields[VERDICT].show_hidden_initial = True

    def clean(self) -> None:
        """Where a colleague has judged the same mention otherwise meanwhile, say so at it."""
        super().clean()
        mine = [form for form in self.forms if VERDICT in form.changed_data and form.instance.pk]
        if not mine:
            return
        held = self.model._default_manager.filter(pk__in=[form.instance.pk for form in mine])
        present = dict(held.values_list("pk", VERDICT))
        data: Any = copy(self.data)  # which may be changed, as what was sent may not
        for form in mine:
            theirs, name = present.get(form.instance.pk), form.add_initial_prefix(VERDICT)
            if theirs is None or theirs in (self.data.get(name), form.cleaned_data.get(VERDICT)):
                continue
            data[name] = theirs
            words = {"theirs": Verdict(theirs).label}
            form.add_error(VERDICT, _MEANWHILE % words)
            form.data = data

    @property
    def before(self) -> int | None:
        """Return the number of the page before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """Return the number of the page after, None on the last."""
        return self.number + 1 if self.left else None

    @property
    def left(self) -> int:
        """Return how many mentions stand on later pages."""
        self.get_queryset()
        return max(0, self.count - self.number * MOST_MENTIONS)
