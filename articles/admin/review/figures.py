"""What an editor says of a figure: what it counts, how many, of whom and when."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from articles.admin.review import targets
from articles.ingest.mentions import LARGEST_FIGURE
from articles.models import FigureMention, Unit
from articles.vietnamese.numbers import parse_number
from articles.views.figures import INDICATORS, indicator_label


class FigureForm(forms.Form):
    """A figure in an editor's words. A number is read as reports write it ("1.234,5", "hơn hai trăm" is not
    one); an organisation of the archive is named in full, in part, or by #number. ``held`` is what the figure
    counts now."""

    indicator = forms.ChoiceField(label=_("Đếm gì"), choices=list(INDICATORS.items()))
    value = forms.CharField(
        label=_("Bao nhiêu"), max_length=40, widget=forms.TextInput({"inputmode": "decimal"})
    )
    organisation = forms.CharField(label=_("Của ai, như bài viết"), max_length=200, required=False)
    unit = forms.CharField(
        label=_("Tổ chức trong danh mục"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"data-complete": "unitmention.unit", "autocomplete": "off"}),
    )
    period = forms.CharField(label=_("Kỳ, thời gian"), max_length=60, required=False)

    def __init__(
        self, *args: Any, request: HttpRequest, site: AdminSite, held: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if held and held not in INDICATORS:
            self.fields["indicator"] = forms.ChoiceField(
                label=_("Đếm gì"), choices=[(held, indicator_label(held)), *INDICATORS.items()]
            )
        self._request, self._site = request, site
        # The page's script offers organisations while somebody types.
        self.fields["unit"].widget.attrs["data-complete-from"] = reverse("admin:autocomplete")

    def clean_value(self) -> Decimal:
        """Return the number."""
        found = parse_number(str(self.cleaned_data["value"]).strip())
        if found is None or not 0 <= found < LARGEST_FIGURE:
            raise ValidationError(_("“%(typed)s” không phải một số."), params={"typed": self.data["value"]})
        return Decimal(str(found)).quantize(Decimal("0.001"))

    def clean_unit(self) -> Unit | None:
        """Return the organisation, None where none is named."""
        typed = str(self.cleaned_data["unit"]).strip()
        found = targets.find(self._request, self._site, "unit", typed) if typed else []
        if typed and len(found) != 1:
            wrong = (
                _("Có nhiều tổ chức hợp với “%(typed)s”: hãy ghi đủ tên hoặc #số.")
                if found
                else _("Không có tổ chức nào hợp với “%(typed)s”.")
            )
            raise ValidationError(wrong, params={"typed": typed})
        return next((each for each in found if isinstance(each, Unit)), None)

    def said(self) -> dict[str, Any]:
        """Return what was said, as the columns of a figure have it."""
        said = dict(self.cleaned_data)
        unit = said.pop("unit")
        return {**said, "unit_id": unit.pk if unit else None}


def auto_id(figure: FigureMention | None) -> str:
    """Return how the fields of a figure's form are numbered; of the form for one that was missed."""
    return f"so-{figure.pk}-%s" if figure else "so-moi-%s"


def form_of(figure: FigureMention, request: HttpRequest, site: AdminSite) -> FigureForm:
    """Return the form of a figure as it is held."""
    held = {
        "indicator": figure.indicator,
        "value": number_format(figure.value.normalize(), use_l10n=True),
        "organisation": figure.organisation,
        "unit": f"{figure.unit} #{figure.unit_id}" if figure.unit else "",
        "period": figure.period,
    }
    said: dict[str, Any] = {"initial": held, "auto_id": auto_id(figure), "held": figure.indicator}
    return FigureForm(request=request, site=site, **said)


def new_form(request: HttpRequest, site: AdminSite) -> FigureForm:
    """Return an empty form, for a figure that the machine missed."""
    return FigureForm(auto_id=auto_id(None), request=request, site=site)
