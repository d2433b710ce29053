"""The rules of recognition in words that a reader understands."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PREFIXES = {
    "newspaper-": gettext_lazy("Theo báo đăng bài; báo thì biết được như sau."),
}
RULES = {
    "hint": gettext_lazy("Ghi kèm khi nạp bài (bảng kê hoặc phiếu nạp)."),
    "address": gettext_lazy("Theo địa chỉ của trang gốc."),
    "agency-mark": gettext_lazy("Theo ký hiệu của báo ở đầu bài."),
    "organ-of": gettext_lazy("Theo dòng “Cơ quan của Đảng bộ…” trên trang."),
    "named-on-page": gettext_lazy("Trang tự nêu tên báo."),
    "reporter-of": gettext_lazy("Bài nhắc phóng viên của báo."),
    "address-on-page": gettext_lazy("Trang dẫn địa chỉ của báo."),
    "provincial-paper": gettext_lazy("Trang không nêu tên báo; tạm coi là báo Đảng của tỉnh."),
    "places": gettext_lazy("Phần lớn địa danh trong bài thuộc tỉnh này."),
    "headline": gettext_lazy("Dòng đứng ở vị trí tít của trang."),
    "byline": gettext_lazy("Dòng ký tên của trang."),
    "manifest": gettext_lazy("Ghi kèm khi nạp bài (bảng kê hoặc phiếu nạp)."),
    "labelled as published": gettext_lazy("Trang ghi đây là ngày đăng."),
    "below the headline": gettext_lazy("Dòng ngày đứng ngay dưới tít."),
    "labelled as updated": gettext_lazy("Trang chỉ ghi ngày cập nhật; lấy ngày ấy."),
    "below the article": gettext_lazy("Dòng ngày đứng cuối bài."),
    "above the headline": gettext_lazy(
        "Ngày đứng trên đầu trang, trước tít: do trang tự hiện cho người xem."
    ),
    "decoding": gettext_lazy("Nhận ra từ các byte của tệp."),
}


def in_words(rule: str) -> str:
    """Return what a rule says, the rule's own name where nobody has put it in words."""
    for prefix, words in PREFIXES.items():
        if rule.startswith(prefix):
            return f"{words} {in_words(rule.removeprefix(prefix))}"
    known = RULES.get(rule)
    return str(known) if known else _("Quy tắc “%(rule)s”.") % {"rule": rule}
