"""The rules of recognition in words that a reader understands."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.views.mention_rules import MENTION_RULES

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
    "provincial-paper": gettext_lazy("Phỏng đoán: trang không nêu tên báo, nên có thể là báo Đảng của tỉnh."),
    "places": gettext_lazy("Phần lớn địa danh trong bài thuộc tỉnh này."),
    "headline": gettext_lazy("Dòng đứng ở vị trí tít của trang."),
    "byline": gettext_lazy("Dòng ký tên của trang."),
    "manifest": gettext_lazy("Ghi kèm khi nạp bài (bảng kê hoặc phiếu nạp)."),
    "labelled as published": gettext_lazy("Trang ghi đây là ngày đăng."),
    "below the headline": gettext_lazy("Dòng ngày đứng ngay dưới tít."),
    "labelled as updated": gettext_lazy("Trang chỉ ghi ngày cập nhật; lấy ngày ấy."),
    "below the article": gettext_lazy("Dòng ngày đứng cuối bài."),
    "above the headline, confirmed by the address": gettext_lazy(
        "Ngày đứng trên tít, khớp với địa chỉ của trang."
    ),
    "above the headline, just after a day that the text tells of": gettext_lazy(
        "Ngày đứng trên tít, ngay sau một ngày mà bài nhắc tới."
    ),
    "the page's only date, bare, right above the headline": gettext_lazy(
        "Ngày duy nhất trên trang, không ghi thứ, đứng ngay trên tít."
    ),
    "the page's only date, with its hour, right above the headline": gettext_lazy(
        "Ngày giờ duy nhất trên trang, đứng ngay trên tít."
    ),
    "stated in the page's structured data": gettext_lazy(
        "Trang khai ngày đăng trong dữ liệu cấu trúc (JSON-LD); không dòng nào trên trang nói khác."
    ),
    "stated in the page's head": gettext_lazy(
        "Trang khai ngày đăng trong phần đầu mã HTML; không dòng nào trên trang nói khác."
    ),
    "stated by the page's time element": gettext_lazy(
        "Trang khai ngày đăng trong thẻ thời gian của mã HTML; không dòng nào trên trang nói khác."
    ),
    "stated by several fields of the page": gettext_lazy(
        "Nhiều chỗ trong mã HTML của trang khai cùng một ngày đăng; không dòng nào trên trang nói khác."
    ),
    "carried by the page's address": gettext_lazy("Địa chỉ của trang đặt theo ngày đăng."),
    "headline of the page's markup": gettext_lazy("Mã HTML của trang gọi dòng này là tít."),
    "author of the page's markup": gettext_lazy("Mã HTML của trang gọi dòng này là tác giả."),
    "cites a document of that day": gettext_lazy("Bài dẫn một văn bản ban hành ngày ấy."),
    "tells of that day": gettext_lazy("Bài kể một việc đã qua vào ngày ấy."),
    "tells of that month": gettext_lazy("Bài kể một việc đã qua trong tháng ấy."),
    "tells of a part of that year": gettext_lazy("Bài báo kết quả một phần của năm ấy."),
    "tells of that year": gettext_lazy("Bài kể một việc đã qua trong năm ấy."),
    "tells of that year as still running": gettext_lazy("Bài nói về năm ấy khi năm chưa hết."),
    "both bounds lie in that year": gettext_lazy("Hai mốc trước và sau cùng nằm trong năm ấy."),
    "the address carries that month": gettext_lazy("Địa chỉ của trang mang tháng ấy."),
    "the page states days of that year": gettext_lazy(
        "Mã HTML của trang khai nhiều ngày khác nhau, cùng trong năm ấy."
    ),
    "the page was seen that day": gettext_lazy("Trang được xem hay in ra ngày ấy."),
    "the page was fetched that day": gettext_lazy("Trang được lấy về ngày ấy."),
    "the page states a change that day": gettext_lazy("Mã HTML của trang khai đã sửa bài ngày ấy."),
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
    known = RULES.get(rule) or MENTION_RULES.get(rule)
    return str(known) if known else _("Quy tắc “%(rule)s”.") % {"rule": rule}
