"""Days as editors give them: on which a newspaper can have printed something."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.records import FIRST_YEAR


class PressDayField(forms.DateField):
    """A day of publication; cleans to a date, or None. Raises ValidationError for a day before newspapers of
    these were printed, and for one that has not come."""

    def clean(self, value: Any) -> date | None:
        """Return the day."""
        day: date | None = super().clean(value)
        if day is not None and day.year < FIRST_YEAR:
            raise ValidationError(_("Năm phải từ %(n)s."), params={"n": FIRST_YEAR})
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("Ngày đăng không thể ở sau hôm nay."))
        return day
