"""Agencies, enterprises, schools, forces and blocks: what stands behind "Đảng bộ" or "Chi bộ" beside places.

A name goes on while its words are capitalised, or are one of the compounds whose second syllable stays small
("Giáo dục và Đào tạo", "Công ty cổ phần Gỗ Tân Thành Phát").
"""

import re
from dataclasses import dataclass

from articles.recognition.units.words import ADMIN, SURNAMES, WORD, admin_kind

_KEYWORD = re.compile(
    r"\s+(?P<name>(?:(?P<quantity>các)\s+)?(?P<word>(?i:tổng công ty|công ty|cty|xí nghiệp|nhà máy|tập đoàn|ngân hàng"
    r"|hợp tác xã|htx|doanh nghiệp|dntn|trường|đại học|học viện|bệnh viện|viện kiểm sát|viện|trung tâm|trạm|sở"
    r"|phòng|ban chỉ huy|ban|chi cục|cục|kho bạc|bảo hiểm|hội đồng|hội|liên đoàn|huyện đoàn|tỉnh đoàn|đoàn|đài|báo"
    r"|thanh tra|tòa án|công an|quân sự|bộ chỉ huy|bộ đội|đồn|khối|cơ quan|ubnd|hđnd|ủy ban|văn phòng|mặt trận"
    r"|mttq|ubmttq|hạt|nông trường|lâm trường|thpt|thcs|ptdtnt|ptdtbt|tiểu học|mầm non|mẫu giáo|liên|hải quan|thuế"
    r"|điện lực|bưu điện|viễn thông|trung đoàn|sư đoàn|lữ đoàn|tiểu đoàn|hải đoàn|quân khu|quân chủng|nhà|mỏ|than"
    r"|chợ|vườn|cảng|dự bị|biên phòng|y tế|giáo dục|chính quyền|thủy điện|nhiệt điện|phân xưởng|kiểm lâm))(?!\w))"
)

_COMPOUNDS = """
giáo dục|đào tạo|nội vụ|y tế|tài chính|kế hoạch|đầu tư|nông nghiệp|nông thôn|phát triển|tài nguyên|môi trường|văn hóa
|thể thao|thể dục|du lịch|thông tin|truyền thông|lao động|thương binh|xã hội|công thương|xây dựng|giao thông|vận tải
|khoa học|công nghệ|tư pháp|dân tộc|tôn giáo|ngoại vụ|kinh tế|hạ tầng|quản lý|đô thị|tổ chức|tuyên giáo|dân vận
|nông dân|phụ nữ|cựu chiến binh|chữ thập đỏ|liên hiệp|kiểm lâm|hải quan|điện lực|bưu điện|viễn thông|ngân hàng
|kho bạc|bảo hiểm|nhà nước|công an|quân sự|biên phòng|bộ đội|chỉ huy|chính sách|chính trị|kiểm sát|tòa án|thanh tra
|thi hành án|dân sự|hành chính|bồi dưỡng|thủy sản|thủy lợi|thủy điện|nhiệt điện|lâm nghiệp|chăn nuôi|thú y|bảo vệ
|thực vật|cấp nước|thoát nước|cấp thoát nước|công ích|sản xuất|thương mại|dịch vụ|xuất nhập khẩu|nhập khẩu|chế biến
|khai thác|khoáng sản|cao su|cà phê|may mặc|dệt may|lương thực|thực phẩm|dược phẩm|xăng dầu|xi măng|truyền hình
|phát thanh|đoàn thể|mặt trận|tổ quốc|hội đồng|nhân dân|ủy ban|văn phòng|kỹ thuật|điện tử|linh kiện|cây trồng
|giống cây|quốc gia|công nghiệp|dự án|đất đai|quỹ đất|kiểm dịch|kiểm soát|bệnh tật|dân số|khuyến nông|vệ sinh|an toàn
|bảo trợ|tiêu chuẩn|đo lường|xúc tiến|lưu trữ|công chứng|xổ số|kiến thiết|kiểm tra|nội chính|nghề nghiệp|thường xuyên
|hướng nghiệp|gia đình|trẻ em|người cao tuổi|cao tuổi|thanh niên|công đoàn|luật gia|nhà báo|chất lượng|đường bộ
|đường sắt|hàng không|hàng hải|vận hành|cơ khí|xây lắp|vật liệu|vật tư|thiết bị|môi sinh|rừng phòng hộ|phòng hộ
|đặc dụng|dự trữ|thống kê|kiểm toán|thị trường|dân phòng|quân dân y|quân y|pháp chế|đối ngoại|hậu cần|tham mưu
"""
_LOWER = """
cổ phần|trách nhiệm hữu hạn|một thành viên|tư nhân|tiểu học|mầm non|mẫu giáo|đa khoa|phổ thông|dân tộc|nội trú|bán trú
|trung học cơ sở|trung học phổ thông|cơ sở|cao đẳng|đại học|trung cấp|dạy nghề|chính trị|chính xác|liên cấp|chuyên
|doanh nghiệp|cơ quan|khu vực|biên phòng|quân sự|cao nguyên|thực hành|nghề|chuyên nghiệp|ngoài công lập|hành chính
"""


def _alternatives(listed: str, *, capital: bool) -> str:
    words = [word.strip() for word in listed.replace("\n", "").split("|")]
    words.sort(key=len, reverse=True)
    return "|".join((word[0].upper() + word[1:] if capital else word) for word in words)


_ATOM = re.compile(
    rf"(?:{_alternatives(_COMPOUNDS, capital=True)}|{_alternatives(_LOWER, capital=True)})(?!\w)"
    rf"|{WORD}|\d{{1,4}}[A-ZĐ]?(?![\w.%/]|,\d)"
)
_LOWER_ATOM = re.compile(rf"(?:{_alternatives(_LOWER, capital=False)})(?!\w)")
_ANY_LOWER = re.compile(
    rf"(?:{_alternatives(_COMPOUNDS, capital=False)}|{_alternatives(_LOWER, capital=False)})(?!\w)"
)
_LEGAL_FORMS = frozenset({"CP", "TNHH", "MTV", "Cổ", "Cổ phần", "TM", "DV", "XD", "TV"})
_BEFORE_CAPITAL = rf"(?= {WORD})"
_INNER_COMPOUND = re.compile(
    rf"(?:{_alternatives(_COMPOUNDS, capital=False)}|{_alternatives(_LOWER, capital=False)})(?!\w){_BEFORE_CAPITAL}"
)
_INNER_WORD = re.compile(
    rf"(?!(?:và|của|có|là|đã|tại|ở|trên|do|về|với|cho|kết|tổ|thực|phối|được|trao|khi|từ|theo|thuộc|đến|trong|để|như)\b)"
    rf"[^\W\d_]+{_BEFORE_CAPITAL}"
)
_LINK = re.compile(r"\s*[-–&/]\s*|,\s+|\s+(?:và\s+|các\s+|cho\s+(?=[A-ZĐ]))?")
_COMMA_GOES_ON = re.compile(rf"{WORD}(?: \w+)? (?:và|-|–) [A-ZĐ]")
_TAIL_ADMIN = re.compile(rf"\s+(?P<admin>{ADMIN})(?=\s|[,.;:)–-]|$)\s*")
_PLACELESS = frozenset(
    "khối|quân sự|công an|bộ đội|bộ chỉ huy|ban chỉ huy|cơ quan|biên phòng|sở|ubnd|hđnd|ủy ban|hội đồng|văn phòng".split("|")
)
"""Bodies of which each place has one: "Quân sự tỉnh", "Khối các cơ quan tỉnh"."""

_LISTING = frozenset("sở|phòng|ban|hội|khối|trung tâm|chi cục|cục|ủy ban|cơ quan|ubnd|hđnd|văn phòng|hội đồng".split("|"))
_PERSON = re.compile(rf"(?P<surname>{WORD}) {WORD}(?: {WORD}){{0,2}}(?! {WORD})")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's words behind the head and where they end; ``admin`` is the kind of place that closes
    them ("Quân sự tỉnh"), ``place_at`` where that place's name would begin ("Công an xã Pa Tần"). Without
    capitals it is no proper name: "chi bộ quân sự xã" is one only where the commune is named."""

    name: str
    word: str
    end: int
    is_proper: bool
    admin: str | None = None
    place_at: int | None = None

    @property
    def is_one_a_place(self) -> bool:
        """Tell whether a place has but one such body, so that "… xã" needs no name."""
        return self.word in _PLACELESS


def read_organisation(text: str, at: int, end: int, *, after_title: bool) -> Organisation | None:
    """Return the organisation named at ``at``, None where the words are generic ("chi bộ trường học")."""
    head = _KEYWORD.match(text, at, end)
    if head is None:
        return None
    begin, word = head.start("name"), " ".join(head["word"].lower().split())
    stop, capitals = _extent(text, head.end(), end, is_list=word in _LISTING, after_title=after_title)
    name = " ".join(text[begin:stop].split())
    admin = _TAIL_ADMIN.match(text, stop, end)
    if admin is None:
        return Organisation(name, word, stop, is_proper=True) if capitals else None
    is_proper = capitals > 0 or text[head.start("word")].isupper()
    stop_admin = stop + len(admin[0].rstrip())
    return Organisation(name, word, stop_admin, is_proper, admin_kind(admin["admin"]), admin.end())


def _extent(text: str, at: int, end: int, *, is_list: bool, after_title: bool) -> tuple[int, int]:
    """Return where the name ends and how many capitalised words or numbers it has behind its keyword."""
    stop, capitals, legal, small_so_far = at, 0, 0, True
    while link := _LINK.match(text, stop, end):
        begin, separator = link.end(), link[0].strip()
        if "\n" in link[0] or (separator == "," and not (is_list and _COMMA_GOES_ON.match(text, begin, end))):
            break
        if capitals and after_title and _begins_person(text, begin, end):
            break
        if _TAIL_ADMIN.match(text, stop, end):
            break
        atom = _ATOM.match(text, begin, end)
        if atom is None and not separator:
            atom = (_ANY_LOWER if small_so_far else _LOWER_ATOM).match(text, begin, end)
            atom = atom or (_inner_word(text, begin, end, is_first=capitals <= 1 + legal) if not is_list else None)
        elif atom is None and small_so_far and separator in ("và", "-", "các"):
            atom = _ANY_LOWER.match(text, begin, end)
        elif separator in ("và", ",") and not is_list:
            break
        if atom is None:
            break
        is_small = atom[0][0].islower()
        legal += atom[0] in _LEGAL_FORMS
        capitals += not is_small
        small_so_far = small_so_far and is_small
        stop = atom.end()
    return stop, capitals


def _inner_word(text: str, at: int, end: int, *, is_first: bool) -> re.Match[str] | None:
    """Return a small word inside an enterprise's name: "Bao bì Hoàng Đông", "Vật tư nông nghiệp Nghệ An"."""
    compound = _INNER_COMPOUND.match(text, at, end)
    if compound or not is_first:
        return compound
    return _INNER_WORD.match(text, at, end)


def _begins_person(text: str, at: int, end: int) -> bool:
    person = _PERSON.match(text, at, end)
    return bool(person and person["surname"].lower() in SURNAMES)
