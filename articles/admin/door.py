"""The door's form: files, a folder or pasted text, and what an editor knows of them."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.admin.days import PressDayField
from articles.admin.receiving import DoorFile
from articles.messages import Message
from articles.models import Newspaper, Upload
from articles.reading import Delivered, limits
from articles.reading.delivered import path_of
from articles.reading.handed import Handed, Package, Sheet, sorted_out
from articles.reading.rows import hints_of_row
from articles.records import Hints

WHAT = _(
    "Nhận văn bản .txt, trang .html, Word .docx, PDF có chữ, bảng .csv, .tsv hoặc .jsonl, gói .zip, "
    "trang lưu .warc hoặc .warc.gz."
)
HOW_MUCH = format_lazy(
    _(
        "Mỗi văn bản hay trang web không quá {text} MB, mỗi tệp Word hay PDF không quá {office} MB và "
        "{pages} trang, bảng {table} MB, gói {archive} MB; mỗi bài không quá {letters} nghìn chữ cái."
    ),
    text=limits.MAX_TEXT_BYTES // 1024 // 1024,
    office=limits.MAX_OFFICE_BYTES // 1024 // 1024,
    table=limits.MAX_HANDED_TABLE_BYTES // 1024 // 1024,
    archive=limits.MAX_HANDED_ARCHIVE_BYTES // 1024 // 1024,
    pages=limits.MAX_PDF_PAGES,
    letters=limits.MAX_REPORT_LETTERS // 1000,
)
WHAT_NOT = _("Không nhận .doc, .rtf, .odt và PDF chỉ có ảnh chụp: hãy lưu lại thành .docx hoặc .txt.")
AT_ONCE = format_lazy(
    _("Không có JavaScript, mỗi lần gửi nhiều nhất {files} tệp; nhiều hơn thì nén thành ZIP."),
    files=settings.DATA_UPLOAD_MAX_NUMBER_FILES,
)

_LONGEST_NAME = 80
MOST_TOLD = 20_000
"""Names of files that the page's script tells at most: it tells of a whole folder, sent part by part."""
_LEFT_OUT = {
    "empty": Message("tệp rỗng; trình duyệt không gửi"),
    "large": Message("tệp quá lớn; trình duyệt không gửi"),
    "kind": Message("loại tệp này không nhận; trình duyệt không gửi"),
    "word": Message("Word đời cũ: hãy lưu lại thành .docx; trình duyệt không gửi"),
}


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.Field):
    """Many files, each with its path; whether they can be taken is for the door to say, one by one."""

    widget = _ManyFiles

    def clean(self, value: Any) -> list[DoorFile]:
        """Return the files."""
        return [each for each in value or [] if isinstance(each, DoorFile)]


class _ScriptsField(forms.JSONField):
    """A list that the page's script tells."""

    def to_python(self, value: Any) -> Any:
        """Return it; raise ValidationError for what no script of ours sends."""
        broken = ValidationError(_("Dữ liệu đến không trọn nên chưa tệp nào được nhận: hãy gửi lại."))
        try:
            found = super().to_python(value)
        except (RecursionError, ValueError) as error:
            raise broken from error
        if isinstance(found, list) and len(found) > MOST_TOLD:
            raise broken
        return found


class DoorForm(forms.Form):
    """What comes in, and what is known of it."""

    files = _FilesField(label=_("Các tệp"))  # type: ignore[assignment]  # a form's own files are not asked for
    folder = _FilesField(
        label=_("Cả một thư mục"),
        widget=_ManyFiles(attrs={"webkitdirectory": True}),
        help_text=_("manifest.csv trong thư mục được hiểu là lời ghi về các tệp cạnh nó và bên dưới."),
    )
    text = forms.CharField(
        label=_("Văn bản"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        help_text=_("Dán toàn văn một bài: tít, ngày, nội dung, tên tác giả, như trên trang báo."),
    )
    newspaper = forms.CharField(
        label=_("Báo"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"list": "known-newspapers", "class": "vTextField"}),
        help_text=_("Nếu mọi tệp đều của một tờ báo."),
    )
    published = PressDayField(
        label=_("Ngày đăng"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Nếu mọi tệp đều đăng ngày ấy."),
    )
    url = forms.URLField(
        label=_("Địa chỉ gốc"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vTextField"}),
        help_text=_("Chỉ khi nạp một bài."),
    )
    title = forms.CharField(
        label=_("Tít"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Chỉ khi nạp một bài; để trống thì máy tìm trong văn bản."),
    )
    label = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Tên lần nạp, để sau này tìm lại: “báo giấy tháng 4”."),
    )
    # Of a delivery that a script sends bit by bit.
    upload = forms.ModelChoiceField(Upload.objects.none(), required=False, widget=forms.HiddenInput)
    total = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    is_last = forms.BooleanField(required=False, widget=forms.HiddenInput)
    names = _ScriptsField(required=False, widget=forms.HiddenInput)
    left_out = _ScriptsField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Upload.objects.filter(by=by, door=Upload.Door.ADMIN)
        self.fields["upload"].queryset = own  # type: ignore[attr-defined]

    @cached_property
    def newspapers(self) -> list[str]:
        """Return the names of the papers that the archive knows."""
        return list(Newspaper.objects.order_by("name").values_list("name", flat=True))

    def clean_text(self) -> str:
        """Refuse what is no report for its length."""
        text = str(self.cleaned_data["text"])
        if len(text) > limits.MAX_REPORT_LETTERS:
            raise ValidationError(
                _("Văn bản dài quá %(n)s nghìn chữ cái, không phải một bài báo."),
                params={"n": limits.MAX_REPORT_LETTERS // 1000},
            )
        return text if text.strip() else ""

    def clean(self) -> dict[str, Any]:
        """See that something came, and that what is true of one report is said of one alone."""
        data = super().clean() or self.cleaned_data
        count = len(data.get("files", ())) + len(data.get("folder", ()))
        has_text = bool(data.get("text"))
        if not count and not has_text and not data.get("left_out") and "text" not in self.errors:
            raise ValidationError(_("Hãy chọn tệp, chọn thư mục hoặc dán văn bản."))
        if max(count, data.get("total") or 0) + has_text > 1:
            for field in ("url", "title"):
                if data.get(field):
                    self.add_error(field, _("Chỉ ghi khi nạp một bài: ở đây có nhiều hơn một."))
        return data

    @property
    def handed(self) -> list[Handed]:
        """Return the files that came."""
        return [file.handed() for field in ("files", "folder") for file in self.cleaned_data[field]]

    def hints(self) -> Hints:
        """Return what the editor knows, as a manifest would say it."""
        said = {field: self.cleaned_data[field] for field in ("newspaper", "url", "title")}
        day = self.cleaned_data["published"]
        return hints_of_row(said | ({"published": day.isoformat()} if day else {}))

    def came(self, taken: set[str]) -> Iterator[Delivered | Sheet | Package]:
        """Yield what came: the pasted text, what the files hold, and what the browser did not send; ``taken``
        are the names that the delivery has already."""
        hints = self.hints()
        if text := self.cleaned_data["text"]:
            data = text.replace("\r\n", "\n").encode("utf-8", "replace")
            name = _name_of(text, hints)
            yield Delivered(name, data, hints, None, name)
        yield from _not_sent(self.cleaned_data["left_out"])
        names = _words(self.cleaned_data["names"])
        among = [path_of(name) for name in names] if self.cleaned_data["is_last"] or not names else None
        yield from sorted_out(self.handed, hints, among=among, taken=taken)


def _name_of(text: str, hints: Hints) -> str:
    """Return what a pasted text is called: by its headline, or its first words."""
    words = hints.title or next(line for line in text.splitlines() if line.strip())
    name = path_of(" ".join(words.replace("/", "-").split()))
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _not_sent(said: Any) -> Iterator[Delivered]:
    """Yield a refused line for each file that the browser found to be none that can be taken."""
    for entry in said if isinstance(said, list) else []:
        match entry:
            case [str(name), str(why)] if why in _LEFT_OUT:
                path = path_of(name)
                yield Delivered(path, None, Hints(), _LEFT_OUT[why], path)


def _words(said: Any) -> list[str]:
    return [each for each in said if isinstance(each, str)] if isinstance(said, list) else []


def for_script() -> dict[str, object]:
    """Return what the page's script must know to help before anything is sent."""
    mega = 1024 * 1024
    return {
        "limits": {
            "text": limits.MAX_TEXT_BYTES,
            "office": limits.MAX_OFFICE_BYTES,
            "table": limits.MAX_HANDED_TABLE_BYTES,
            "archive": limits.MAX_HANDED_ARCHIVE_BYTES,
        },
        "batch": {"files": min(100, settings.DATA_UPLOAD_MAX_NUMBER_FILES), "bytes": 24 * mega},
        "words": {key: str(words) for key, words in _WORDS.items()},
    }


_WORDS = {
    "empty": _("tệp rỗng"),
    "large": _("quá lớn, nhiều nhất %s MB"),
    "kind": _("loại tệp này không nhận"),
    "word": _("Word đời cũ: hãy lưu lại thành .docx"),
    "sheet": _("sẽ xem trước rồi mới nạp"),
    "chosen": _("Đã chọn %s tệp, %s."),
    "leftOut": _("%s tệp sẽ không gửi, vẫn có tên trong báo cáo:"),
    "sending": _("Đang gửi: %s trên %s tệp"),
    "stopped": _("Bị ngắt khi đã gửi %s trên %s tệp. Những tệp đã gửi không mất."),
    "again": _("Gửi tiếp"),
    "signedOut": _("Phiên làm việc đã hết hạn: hãy đăng nhập ở một thẻ khác, rồi bấm “Gửi tiếp”."),
    "more": _("và %s tệp nữa"),
    "send": _("Nạp (%s)"),
    "leave": _("Bỏ"),
    "leaveOne": _("Bỏ %s"),
}
