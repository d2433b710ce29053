"""Believable newspaper texts for tests, each built from its parts."""

from dataclasses import dataclass, field

BODY = (
    "Đồng chí Nông Văn Thạch, Bí thư Đảng ủy xã {commune} cho biết: Từ đầu năm đến nay, Đảng ủy đã tổ chức "
    "{number} buổi sinh hoạt điểm để các chi bộ trực thuộc đến dự, rút kinh nghiệm.",
    "Thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị, Huyện ủy {district} yêu cầu mỗi chi bộ chọn một việc "
    "cụ thể, phân công đảng viên theo dõi và báo cáo kết quả hằng tháng.",
    "Nhờ cách làm ấy, Đảng bộ xã {commune} kết nạp được {number} đảng viên trong năm {year}, hoàn thành "
    "chỉ tiêu huyện giao trước hai tháng.",
)


@dataclass
class Press:
    """One invented report of one paper; ``str`` of it is the page's text."""

    headline: str = "Đảng bộ xã Châu Sơn nâng cao chất lượng sinh hoạt chi bộ"
    agency_mark: str = "(LSO) – "
    province: str = "Lạng Sơn"
    district: str = "Đình Lập"
    commune: str = "Châu Sơn"
    day: str = "15/04/2021"
    number: int = 7
    byline: str = "Hoàng Minh Tâm"
    extra: tuple[str, ...] = field(default_factory=tuple)

    def __str__(self) -> str:
        year = self.day[-4:] if self.day else "2020"
        facts = {
            "commune": self.commune,
            "district": self.district,
            "number": self.number,
            "year": year,
        }
        lede = (
            f"{self.agency_mark}Những năm qua, Đảng bộ xã {self.commune}, huyện {self.district}, tỉnh "
            f"{self.province} luôn quan tâm đổi mới nội dung sinh hoạt chi bộ."
        )
        dateline = [f"Thứ Năm, {self.day}, 08:30 [GMT+7]"] if self.day else []
        parts = [self.headline, *dateline, lede, *(each.format(**facts) for each in BODY), *self.extra]
        return "\n\n".join([*filter(None, parts), self.byline]) + "\n"

    def encode(self) -> bytes:
        """Return the page as UTF-8."""
        return str(self).encode()
