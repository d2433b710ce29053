"""The forms on authority records: what each field is for, and what an editor may not break."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.new_records import directive_key, unit_key
from articles.admin.record_fields import LinesField
from articles.admin.side_by_side import SideBySideForm
from articles.models import Directive, DirectiveRelation, Newspaper, Unit
from articles.models.history import LONGEST_REASON
from articles.models.relations import RELATIONS


class RecordForm(SideBySideForm):
    """A record, and why it is changed."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Ghi vào lịch sử của bản ghi."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        said = super().clean()
        first, last = said.get("valid_from"), said.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Ngày cuối phải sau ngày đầu."))
        return said


class NewspaperForm(RecordForm):
    """A newspaper."""

    aliases = LinesField(
        label=gettext_lazy("Tên khác"),
        required=False,
        longest=160,
        help_text=gettext_lazy(
            "Mỗi dòng một tên. Bài nạp vào ghi một trong các tên này (bảng kê, dữ liệu tham chiếu) được tính "
            "cho báo này; đổi tên báo thì tên cũ tự vào đây."
        ),
    )
    domains = LinesField(
        label=gettext_lazy("Tên miền"),
        required=False,
        longest=120,
        help_text=gettext_lazy("Mỗi dòng một tên miền, không có https://, ví dụ baolangson.vn."),
    )

    class Meta:
        model = Newspaper
        fields = "__all__"
        help_texts = {
            "dateline_codes": gettext_lazy(
                "Ví dụ (LSO). Máy nhận các ký hiệu của dữ liệu tham chiếu; chỉ sửa được ở đó."
            )
        }

    def clean_aliases(self) -> list[str]:
        """Keep the name that the paper had, and take no name of another paper."""
        names: list[str] = self.cleaned_data["aliases"]
        before = Newspaper.objects.filter(pk=self.instance.pk).values_list("name", flat=True).first()
        now = self.cleaned_data.get("name")
        if before and now and before != now and before not in names:
            names = [*names, before]
        other = Newspaper.objects.exclude(pk=self.instance.pk).filter(name__in=names).first()
        if other is not None:
            told = {"name": other}
            raise ValidationError(
                _("“%(name)s” là tên của một báo khác: hãy nhập hai bản ghi làm một.") % told
            )
        return names


class UnitForm(RecordForm):
    """A Party organisation."""

    class Meta:
        model = Unit
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        """Refuse a second record of the same kind, name and place."""
        said = super().clean()
        if self.instance.pk is None and not self.errors:
            made = Unit(**{name: said.get(name) for name in ("kind", "name", "place", "province")})
            if Unit.objects.filter(key=unit_key(made)).exists():
                raise ValidationError(_("Đã có tổ chức cùng loại, cùng tên ở địa bàn này."))
        return said


class DirectiveForm(RecordForm):
    """A Party document."""

    title_is = forms.ChoiceField(
        label=gettext_lazy("Trích yếu lấy từ"),
        required=False,
        choices=[
            ("", gettext_lazy("không rõ")),
            ("official", gettext_lazy("văn bản chính thức, đã đối chiếu")),
            ("as cited", gettext_lazy("lời các báo dẫn")),
            ("unchecked", gettext_lazy("chưa kiểm chứng")),
        ],
        help_text=gettext_lazy("Trang của văn kiện nói điều này với bạn đọc."),
    )

    short_forms = LinesField(
        label=gettext_lazy("Cách gọi tắt"),
        required=False,
        longest=120,
        help_text=gettext_lazy(
            "Mỗi dòng một cách gọi, ví dụ Nghị quyết Trung ương 4 khóa XII; tìm kiếm hiểu các cách gọi này."
        ),
    )

    class Meta:
        model = Directive
        fields = "__all__"
        labels = {"key": gettext_lazy("khóa tra cứu")}

    def clean(self) -> dict[str, Any]:
        """Refuse a second record of the same number, symbol, year and place."""
        said = super().clean()
        if self.instance.pk is None and not self.errors:
            names = ("type", "number", "symbol", "year", "term", "scope")
            key = directive_key(Directive(**{name: said.get(name) or None for name in names}))
            if Directive.objects.filter(key=key).exists():
                raise ValidationError(_("Đã có văn kiện %(key)s.") % {"key": key})
        return said


class RelationForm(forms.ModelForm[DirectiveRelation]):
    """How a document stands to another."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Quan hệ"), help_text=gettext_lazy("Văn kiện này đứng thế nào với văn kiện kia.")
    )
    target_text = forms.CharField(
        label=gettext_lazy("ghi là"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Như người ta dẫn; để trống thì lấy số ký hiệu của văn kiện kia."),
    )

    class Meta:
        model = DirectiveRelation
        fields = ["kind", "target", "target_text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: dict[str, Any] = dict(RELATIONS)
        if self.instance.kind and self.instance.kind not in kinds:
            kinds[self.instance.kind] = self.instance.kind
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Name the other document, by its record or in words."""
        said = super().clean() or self.cleaned_data
        if not said.get("target_text"):
            if said.get("target") is None:
                raise ValidationError(_("Hãy chọn văn kiện kia, hoặc ghi nó bằng chữ."))
            said["target_text"] = said["target"].key[:200]
        return said


HELP: dict[str, Any] = {
    "name": gettext_lazy("Tên đầy đủ như bạn đọc thấy."),
    "slug": gettext_lazy("Phần cuối của địa chỉ trang; đặt một lần, không đổi."),
    "kind": gettext_lazy("Loại tổ chức, hay loại báo."),
    "level": gettext_lazy("Trung ương, tỉnh …"),
    "place": gettext_lazy("Xã, huyện hay tỉnh của tổ chức; chi bộ thôn thì ghi xã."),
    "province": gettext_lazy("Tỉnh theo 63 tỉnh, thành cũ, để lọc và đếm."),
    "parent": gettext_lazy("Tổ chức cấp trên trực tiếp; để trống nếu không có hay chưa rõ."),
    "valid_from": gettext_lazy("Ngày thành lập hay ra số đầu, nếu biết."),
    "valid_to": gettext_lazy("Ngày giải thể, đổi tên, hết hiệu lực, nếu biết."),
    "name_after_merger": gettext_lazy("Tên từ khi sáp nhập tỉnh ngày 1/7/2025."),
    "type": gettext_lazy("Chỉ thị, Nghị quyết, Quy định …"),
    "number": gettext_lazy("Số như in trên văn kiện, ví dụ 05."),
    "symbol": gettext_lazy("Ký hiệu sau số, ví dụ CT/TW."),
    "issuer": gettext_lazy("Bộ Chính trị, Ban Bí thư, tỉnh ủy …"),
    "scope": gettext_lazy("Chỉ cho văn kiện địa phương: nơi ban hành."),
    "date_issued": gettext_lazy("Chỉ ghi khi biết chắc cả ngày, tháng, năm."),
    "year": gettext_lazy("Năm ban hành."),
    "term": gettext_lazy("Khóa của Ban Chấp hành Trung ương, ví dụ XII."),
    "title": gettext_lazy("Trích yếu, không kèm số ký hiệu."),
    "note": gettext_lazy("Ghi cho đồng nghiệp; bạn đọc không thấy."),
    "surface": gettext_lazy("Đúng như báo in."),
    "target": gettext_lazy("Bản ghi của văn kiện kia, nếu kho có."),
}
"""What each field of an authority record is for."""
