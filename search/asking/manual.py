"""The language of the search in examples that can be followed, for the page that explains it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Example:
    """A query and the address that asks it."""

    q: str
    url: str


@dataclass(frozen=True, slots=True)
class Way:
    """One thing the language can say."""

    meaning: str
    examples: tuple[Example, ...]


def ways_to_ask() -> tuple[Way, ...]:
    """Return everything the language can say, the simplest first."""
    return (
        _way(
            _("mọi từ đều phải có; từ gõ có dấu thì đúng dấu, không dấu thì dấu nào cũng được"), "chi bộ thôn"
        ),
        _way(_("các từ liền nhau, đúng thứ tự"), '"sinh hoạt chi bộ"'),
        _way(_("các từ gần nhau, thứ tự nào cũng được, xen nhiều nhất 5 từ"), '"chi bộ thôn"~5'),
        _way(_("một trong hai vế; viết tắt cũng tìm cả dạng đầy đủ"), "UBND OR HĐND", "chi bộ HOẶC chi đoàn"),
        _way(_("ngoặc đơn gộp nhiều từ thành một vế"), "kết nạp (thôn | bản)"),
        _way(_("không có từ, cụm từ hay vế này"), 'đảng viên -"đảng viên mới"'),
        _way(_("từ bắt đầu bằng những chữ cái này, cả ở cuối cụm từ"), "kết n*", '"kết n*"'),
        _way(_("trong tiêu đề; của tác giả"), 'tieude:"chi bộ"', "tacgia:Hoàng"),
        _way(_("theo tỉnh, tổ chức đảng, báo"), "tinh:lạng sơn", "donvi:châu sơn", "bao:lạng sơn"),
        _way(_("nhắc đến văn kiện, viết cách nào cũng được"), "vankien:05-CT/TW", 'vankien:"chỉ thị 05"'),
        _way(_("năm đăng, hay từ năm này đến năm kia"), "nam:2021", "nam:2018..2021"),
        _way(_("số văn kiện, con số, ngày tháng: viết cách nào cũng được"), "76 qd tw", "1257", "22/9/2017"),
        _way(_("trong ngoặc kép, chữ viết tắt chỉ là chính nó"), '"TP.HCM"'),
    )


def example(q: str) -> Example:
    """Return a query with its address."""
    return Example(q, f"{reverse('search')}?{urlencode({'q': q})}")


def _way(meaning: str, *queries: str) -> Way:
    return Way(meaning, tuple(map(example, queries)))
