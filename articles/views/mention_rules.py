"""The rules by which mentions are found and understood, in words that a reader understands."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MENTION_RULES: dict[str, Promise] = {
    "marked by an editor": _("Biên tập viên đánh dấu."),
    # Places.
    "designator": _("Tên đi sau chữ chỉ cấp (xã, phường, huyện…)."),
    "designator-again": _("Đã gọi đủ cấp ở chỗ khác trong bài."),
    "designator-former": _("Bài gọi là nơi cũ, trước khi nhập."),
    "province-name": _("Tên tỉnh, thành phố."),
    "larger-place-beside": _("Nơi lớn hơn được nhắc ngay bên cạnh."),
    "bare-commune": _("Tên trùng một xã của tỉnh mà bài viết về."),
    "bare-district": _("Tên trùng một huyện của tỉnh mà bài viết về."),
    "main-district": _("Thuộc huyện được nhắc nhiều nhất trong bài."),
    "named-elsewhere": _("Đã nhắc rõ hơn ở chỗ khác trong bài."),
    "listed-beside": _("Đứng trong một danh sách các nơi cùng cấp."),
    "other-province": _("Chỉ có một nơi mang tên này, ở tỉnh khác."),
    "other-province-named": _("Tỉnh khác ấy được nhắc trong bài."),
    "ambiguous-elsewhere": _("Nhiều nơi ở tỉnh khác cùng mang tên này."),
    # Organisations.
    "committee-and-place": _("Cấp ủy cùng tên địa phương."),
    "committee-and-name": _("Cấp ủy cùng tên cơ quan, đơn vị."),
    "head-kind-and-place": _("Loại tổ chức đảng cùng tên địa phương."),
    "head-and-place": _("Chữ chỉ tổ chức đảng cùng tên địa phương."),
    "head-and-organisation": _("Chữ chỉ tổ chức đảng cùng tên cơ quan, đơn vị."),
    "cell-of-village": _("Chi bộ cùng tên thôn, bản, tổ dân phố."),
    "part-of-village": _("Đảng bộ bộ phận cùng tên thôn, bản."),
    "cell-and-name": _("Chi bộ cùng tên riêng."),
    "elliptical": _("Gọi tắt; hiểu theo địa phương được nhắc gần đó."),
    "staff-body": _("Cơ quan giúp việc của cấp ủy; không tính vào thống kê."),
    # Documents.
    "number-and-symbol": _("Ghi đủ số và ký hiệu."),
    "short-form": _("Ghi tắt: loại và số, không có ký hiệu."),
    "code-alone": _("Chỉ ghi số và ký hiệu, không ghi loại."),
    "plenum": _("Gọi theo hội nghị Trung ương và khóa."),
    # Figures.
    "held": _("Bài nói tổ chức ấy có bấy nhiêu."),
    "held-too": _("Số đi kèm một số khác của cùng tổ chức."),
    "held-part": _("Một phần của một số khác trong câu."),
    "held-beside": _("Số đứng trước tên tổ chức."),
    "held-beside-bare": _("Số đứng sát tên tổ chức."),
    "held-by-what-follows": _("Hiểu theo câu sau."),
    "admitted": _("Bài nói đã kết nạp bấy nhiêu."),
    "admitted-beside": _("Số đi kèm số kết nạp."),
    "part-of-admitted": _("Một phần của số kết nạp."),
    "made-official": _("Bài nói đã chuyển chính thức bấy nhiêu."),
    "rated": _("Bài nói bấy nhiêu được xếp loại ấy."),
    "rated-before": _("Xếp loại đứng trước số."),
}
