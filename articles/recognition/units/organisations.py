"""Agencies, enterprises, schools, forces and blocks: what stands behind "Đảng bộ" or "Chi bộ" beside places.

A name goes on while its words are capitalised, or are one of the compounds whose second syllable stays small
("Giáo dục và Đào tạo", "Công ty cổ phần Gỗ Tân Thành Phát").
"""

import re
from dataclasses import dataclass

from articles.recognition.gazetteer import gazetteer
from articles.recognition.phrases import either, phrases
from articles.recognition.units.words import ADMIN, SURNAMES, WORD, admin_kind

_BODIES = """
    tổng công ty|công ty|cty|cụm công nghiệp|khu công nghiệp|kcn|ccn|khu kinh tế|xí nghiệp|nhà máy
    |tập đoàn|ngân hàng|hợp tác xã|htx|doanh nghiệp|dntn
    |trường|đại học|học viện|bệnh viện|bv|viện kiểm sát|viện|trung tâm|trạm|sở|phòng|ban chỉ huy|ban
    |chi nhánh|chi cục|cục|kho bạc|bảo hiểm xã hội|bảo hiểm|hội đồng|hội|liên đoàn|huyện đoàn|tỉnh đoàn
    |thành đoàn
    |thị đoàn|đoàn|đài|báo|thanh tra|tòa án|công an|quân sự|bộ chỉ huy|bộ đội|đồn|khối|cơ quan|ubnd|hđnd
    |ủy ban|văn phòng|mặt trận|mttq|ubmttq|hạt|nông trường|lâm trường|thpt|thcs|ptdtnt|ptdtbt|tiểu học
    |mầm non|mẫu giáo|liên|hải quan|thuế|điện lực|bưu điện|viễn thông|trung đoàn|sư đoàn|lữ đoàn
    |tiểu đoàn|hải đoàn|quân khu|quân chủng|nhà|mỏ|than|chợ|đội|vườn|cảng|dự bị|biên phòng|y tế|giáo dục
    |chính quyền|thủy điện|nhiệt điện|phân xưởng|kiểm lâm|khoa|chính phủ|quốc hội
"""
_COMPOUNDS = """
    giáo dục|đào tạo|nội vụ|y tế|tài chính|kế hoạch|đầu tư|nông nghiệp|nông thôn|phát triển nông thôn
    |phát triển|tài nguyên|môi trường|văn hóa|thể thao|thể dục|du lịch|thông tin|truyền thông|lao động
    |thương binh|xã hội|công thương|xây dựng|giao thông|vận tải|khoa học|công nghệ|tư pháp|dân tộc
    |tôn giáo|ngoại vụ|kinh tế|hạ tầng|quản lý|đô thị|tổ chức|tuyên giáo|dân vận|nông dân|phụ nữ
    |cựu chiến binh|chữ thập đỏ|liên hiệp|kiểm lâm|hải quan|điện lực|bưu điện|viễn thông|ngân hàng
    |kho bạc|bảo hiểm|nhà nước|công an|quân sự|biên phòng|bộ đội|chỉ huy|chính sách|chính trị|kiểm sát
    |tòa án|thanh tra|thi hành án|dân sự|hành chính|bồi dưỡng|thủy sản|thủy lợi|thủy điện|nhiệt điện
    |lâm nghiệp|chăn nuôi|thú y|bảo vệ|thực vật|cấp nước|thoát nước|cấp thoát nước|công ích|sản xuất
    |thương mại|dịch vụ|xuất nhập khẩu|nhập khẩu|chế biến|khai thác|khoáng sản|cao su|cà phê|may mặc
    |dệt may|lương thực|thực phẩm|dược phẩm|xăng dầu|xi măng|truyền hình|phát thanh|đoàn thể|mặt trận
    |tổ quốc|hội đồng|nhân dân|ủy ban|văn phòng|kỹ thuật|điện tử|linh kiện|cây trồng|giống cây|quốc gia
    |công nghiệp|dự án|đất đai|quỹ đất|kiểm dịch|kiểm soát|bệnh tật|dân số|khuyến nông|vệ sinh|an toàn
    |bảo trợ|tiêu chuẩn|đo lường|xúc tiến|lưu trữ|công chứng|xổ số|kiến thiết|kiểm tra|nội chính
    |nghề nghiệp|thường xuyên|hướng nghiệp|gia đình|trẻ em|người cao tuổi|cao tuổi|thanh niên|công đoàn
    |luật gia|nhà báo|doanh nhân|doanh nhân trẻ|chất lượng|đường bộ
    |đường sắt|hàng không|hàng hải|vận hành|cơ khí|xây lắp|vật liệu
    |vật tư|thiết bị|rừng phòng hộ|phòng hộ|đặc dụng|dự trữ|thống kê|kiểm toán|thị trường|quân dân y
    |quân y|pháp chế|đối ngoại|hậu cần|tham mưu|bao bì|thủ công|mỹ nghệ|sư phạm|trung ương
    |quản lý thị trường|gạch ngói|địa chất|khí tượng|thủy văn|khảo sát|thiết kế|tư vấn|bất động sản
    |bảo tàng|thư viện|nghệ thuật|văn nghệ|văn học|ngoại ngữ|tin học|hợp tác|hữu nghị|từ thiện
    |khuyết tật|kế toán|mía đường|thuốc lá|nước sạch|chiếu sáng|cây xanh|lâm sản|hóa chất|phân bón
    |cầu đường|xe khách|bến xe|ô tô|phục hồi|chức năng|điều dưỡng|tâm thần|sản nhi|y học|cổ truyền
    |đăng ký|đăng kiểm|kiểm định|giám định|pháp lý|phòng cháy|chữa cháy|cứu nạn|cứu hộ|cảnh sát|an ninh
    |điều tra|ngoại thương|kỹ thương|chi nhánh|phòng giao dịch|hồi sức|hồi sức cấp cứu|cấp cứu|chống độc
    |xét nghiệm
    |thường trú|báo chí|xuất bản|phát hành|du học|việc làm|giới thiệu việc làm|dạy nghề
    |giáo dục nghề nghiệp|giáo dục thường xuyên
"""
_SMALL = """
    cổ phần|trách nhiệm hữu hạn|một thành viên|tư nhân|tiểu học|mầm non|mẫu giáo|đa khoa|phổ thông
    |dân tộc|nội trú|bán trú|trung học cơ sở|trung học phổ thông|cơ sở|cao đẳng|đại học|trung cấp
    |dạy nghề|chính trị|chính xác|liên cấp|chuyên|doanh nghiệp|cơ quan|khu vực|biên phòng|quân sự
    |thực hành|nghề|chuyên nghiệp|ngoài công lập|hành chính
"""
_STOPS = """
    và|của|có|là|đã|tại|ở|trên|do|về|với|cho|kết|tổ|thực|phối|được|trao|khi|từ|theo|thuộc|đến|trong|để
    |như|vừa|sẽ|ra|luôn|cùng|gồm|hiện|nay|mới
"""

_KEYWORD = re.compile(
    r"\s+(?P<name>(?:(?i:nòng cốt|lâm thời|cơ sở)\s+)?(?:(?P<quantity>các)\s+)?"
    rf"(?P<word>(?i:{either(_BODIES)}))(?!\w))"
)


def _capitalised(listed: str) -> str:
    return "|".join(phrase[0].upper() + phrase[1:] for phrase in phrases(listed))


_ATOM = re.compile(
    rf"{either(_capitalised(_COMPOUNDS + '|' + _SMALL))}(?!\w)|{WORD}|\d{{1,4}}[A-ZĐ]?(?![\w%/]|[.,]\d)"
)
_SMALL_ATOM = re.compile(rf"{either(_SMALL)}(?!\w)")
_ANY_SMALL = re.compile(rf"{either(_COMPOUNDS + '|' + _SMALL)}(?!\w)")
_INNER_COMPOUND = re.compile(rf"{either(_COMPOUNDS + '|' + _SMALL)}(?= (?:{WORD}|{ADMIN}(?!\w)))")
_NEXT_HEAD = re.compile(r"(?:Đảng|Chi) (?:bộ|ủy)(?!\w)")
# "Trường THCS và THPT A": one school of two levels.
_SCHOOL_LEVEL = re.compile(r"(?:TH|THCS|THPT|Tiểu học|Mầm non|Trung học)(?!\w)")
_INNER_WORD = re.compile(rf"(?!{either(_STOPS)}(?!\w))[^\W\d_]+(?= {WORD})")
_LEGAL_FORMS = frozenset(phrases("CP|TMCP|TNHH|MTV|Cổ phần|TM|DV|XD|TV|TMDV|ĐT"))
_LINK = re.compile(r"\s*[-–&/]\s*|,\s+|\s+(?:và\s+|các\s+|cho\s+(?=[A-ZĐ]))?")
_COMMA_GOES_ON = re.compile(rf"{WORD}(?: \w+)? (?:và|-|–) [A-ZĐ]")
_TAIL_ADMIN = re.compile(rf"\s+(?P<admin>{ADMIN})(?=\s|[,.;:)–-]|$)\s*")
_LISTING = frozenset(
    phrases("""
    sở|phòng|ban|hội|ngân hàng|đài|đội|khối|trung tâm|chi cục|cục|ủy ban|cơ quan|ubnd|hđnd|văn phòng|hội đồng
    """)
)
"""Bodies whose names list fields: "Sở Văn hóa, Thể thao và Du lịch"."""

_ONE_OF_EACH = frozenset({"chính phủ", "quốc hội"})
_SCHOOLS = frozenset(phrases("trường|thpt|thcs|tiểu học|mầm non|mẫu giáo|ptdtnt|ptdtbt|học viện|đại học"))
_BLOCK = re.compile(r"khối (?:các )?(?:cơ quan|doanh nghiệp)")
_PERSON = re.compile(rf"(?P<surname>{WORD}) {WORD}(?: {WORD}){{0,2}}(?! {WORD})")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's words behind the head and where they end; ``admin`` is the kind of place that closes
    them ("Quân sự tỉnh"), ``place_at`` where that place's name would begin ("Công an xã Pa Tần"). Without
    capitals it is no proper name: "chi bộ quân sự xã" is one only where the commune is named."""

    name: str
    end: int
    is_proper: bool
    admin: str | None = None
    place_at: int | None = None


def read_organisation(text: str, at: int, end: int, *, after_title: bool) -> Organisation | None:
    """Return the organisation named at ``at``, None where the words are generic ("chi bộ trường học").

    >>> read_organisation("Chi bộ Trường THPT Hương Trà kết nạp", 6, 36, after_title=False).name
    'Trường THPT Hương Trà'
    """
    head = _KEYWORD.match(text, at, end)
    if head is None:
        return None
    word = " ".join(head["word"].lower().split())
    extent = _Extent(
        text, head.end(), end, is_list=word in _LISTING, is_school=word in _SCHOOLS, after_title=after_title
    )
    extent.read()
    name = " ".join(text[head.start("name") : extent.stop].split())
    admin = _TAIL_ADMIN.match(text, extent.stop, end)
    if admin is None:
        is_one = head["word"][0].isupper() and (word in _ONE_OF_EACH or bool(_BLOCK.fullmatch(name.lower())))
        return Organisation(name, extent.stop, is_proper=True) if extent.capitals or is_one else None
    is_proper = extent.capitals > 0 or text[head.start("word")].isupper() or bool(_BLOCK.match(name))
    stop = admin.start("admin") + len(admin["admin"].rstrip("."))
    return Organisation(name, stop, is_proper, admin_kind(admin["admin"]), admin.end())


def is_body(text: str, at: int, end: int) -> bool:
    """Tell whether a kind of body stands at ``at``, with or without a name: "Chi bộ Trạm y tế"."""
    return bool(_KEYWORD.match(text, at, end))


class _Extent:
    """Reads on from the keyword: ``stop`` is where the name ends, ``capitals`` how many capitalised words or
    numbers it has."""

    def __init__(
        self, text: str, at: int, end: int, *, is_list: bool, is_school: bool, after_title: bool
    ) -> None:
        self.text, self.stop, self.end = text, at, end
        self.is_list, self.is_school, self.after_title = is_list, is_school, after_title
        self.capitals = self.legal_forms = self.names = 0
        self.is_small_so_far = True

    def read(self) -> None:
        """Take one word or compound after the other."""
        while (link := _LINK.match(self.text, self.stop, self.end)) and not self._ends(link):
            atom = self._atom(link.end(), link[0].strip())
            if atom is None:
                return
            is_small = atom[0][0].islower()
            self.legal_forms += atom[0] in _LEGAL_FORMS
            self.capitals += not is_small
            self.names += not is_small and " " not in atom[0] and not atom[0].isupper()
            self.is_small_so_far = self.is_small_so_far and is_small
            self.stop = atom.end()

    def _ends(self, link: re.Match[str]) -> bool:
        """Tell whether the name ends before ``link``: a comma, a place, a person."""
        if "," in link[0] and not (self.is_list and _COMMA_GOES_ON.match(self.text, link.end(), self.end)):
            return True
        if _TAIL_ADMIN.match(self.text, self.stop, self.end):
            return True
        # "Trường THPT Nguyễn Huệ": the first name behind a school's kind is its own.
        is_named = self.names if self.is_school else self.capitals
        person = is_named and self.after_title and _PERSON.match(self.text, link.end(), self.end)
        if not person or person["surname"].lower() not in SURNAMES:
            return False
        # "Chi nhánh Văn phòng Đăng ký đất đai La Gi": a town of that name, no holder of the post.
        return not gazetteer().named(person[0])

    def _atom(self, begin: int, separator: str) -> re.Match[str] | None:
        atom = _ATOM.match(self.text, begin, self.end)
        if atom is not None and _NEXT_HEAD.match(self.text, begin, self.end):
            return None
        if atom is not None:
            is_joint = separator == "và" and bool(_SCHOOL_LEVEL.match(self.text, begin, self.end))
            return None if separator in {"và", ","} and not (self.is_list or is_joint) else atom
        if separator:
            joins = self.is_small_so_far and separator in {"và", "-", "các"}
            return _ANY_SMALL.match(self.text, begin, self.end) if joins else None
        small = (_ANY_SMALL if self.is_small_so_far else _SMALL_ATOM).match(self.text, begin, self.end)
        return small or self._inner(begin)

    def _inner(self, begin: int) -> re.Match[str] | None:
        """Return a small word inside a name: "Bao bì Hoàng Đông", "Vật tư nông nghiệp Nghệ An"; behind two
        words of a proper name it is a verb: "Trường THPT Hương Trà tổ chức Lễ"."""
        if self.names > 1:
            return None
        compound = _INNER_COMPOUND.match(self.text, begin, self.end)
        if compound or self.is_list or self.capitals > 1 + self.legal_forms:
            return compound
        return _INNER_WORD.match(self.text, begin, self.end)
