"""Cells whose names were read only in part, or not at all: their figures would be put down to others."""

import re

from articles.recognition.context import Context
from articles.recognition.phrases import either, phrases
from articles.recognition.units.words import WORD
from articles.records import UnitFinding

CELLS = ("chi-bo-thon", "chi-bo-co-quan", "chi-bo-co-so")
_WORD_BEHIND = re.compile(r" (?P<word>[^\W\d_]+)")
_FOLLOWS = """
    có|đã|hiện|nay|vừa|luôn|vẫn|chỉ|mới|cũng|đều|giờ|tiếp tục|kết nạp|chuyển|quản lý|gồm|lãnh đạo|công nhận
    |phát triển|hoàn thành|là|và|với|tại|ở|thuộc|trực thuộc|của|được|tổ chức|do|bị|không|còn|trong|từ|về|cho
    |để|khi|thì|mà|nhưng|đến|đạt|xã|phường|thị trấn|huyện|thị xã|thành phố|quận|họp|ra|lúc|mỗi|hằng|hàng|theo
    |sinh hoạt|nhiệm kỳ|năm|tham gia|trao|nhận|dự|số|một|hai|ba|bốn|chưa|đang|sẽ|phải|phân công|triển khai
    |xây dựng|thực hiện|duy trì|cùng|đứng|như|nơi|tuy|vận động|giới thiệu|kiểm điểm|đề|thành lập|đưa|làm|giao
    |thường|tháng|ngày|sáng|chiều|vào|lại|nâng|tập trung|chủ động|bồi dưỡng|nhờ|cứ|đông|nhiều|ít|sau|trước
    |gắn|chọn|lấy|mở|lập|ban hành|huy động|tuyên truyền|quan tâm|coi|xác định|chú trọng|phát động|hỗ trợ
    |giúp|đăng ký|cử|bầu|thống nhất|kiểm tra|quyết định|ký|nghe|góp|hoạt động|chia|sáp nhập|tách|giữ|dành
    |đổi mới|đẩy mạnh|hướng dẫn|phối hợp|phát huy|rà soát|bàn|thông qua|cần|biết|chính|gặp|bước
"""
_MAY_FOLLOW = re.compile(rf"{either(_FOLLOWS)}(?!\w)")


_VILLAGE = re.compile(
    r"(?<!\w)(?<!bộ )(?P<kind>[Bb]ản|[Tt]hôn|[Xx]óm|[Ấấ]p|[Ll]àng|[Bb]uôn|[Kk]hu phố|[Tt]ổ dân phố|[Kk]hóm) "
    rf"(?P<name>(?:{WORD}|\d+)(?: (?:{WORD}|\d+))*)"
)
_VILLAGE_OPENS = re.compile(
    r"(?P<kind>Bản|Thôn|Xóm|Ấp|Làng|Buôn|Khu phố|Tổ dân phố|Khóm) "
    rf"(?P<name>(?:{WORD}|\d+)(?: (?:{WORD}|\d+))*)"
)
_KIND_BEHIND = re.compile(
    rf"\s+{either('tổng công ty|công ty|tập đoàn|trường|bệnh viện|nhà máy|trung tâm|cơ quan|viện|sở|khối')}"
    rf"(?-i:(?!\s+[A-ZĐ]|\w))",
    re.IGNORECASE,
)


_COMPOUNDS = frozenset(
    phrases("""
    an ninh|bán công|bán trú|biên phòng|bưu điện|bảo hiểm|bảo vệ|cao su|cao đẳng|chăn nuôi|chế biến
    |cảnh sát|chính trị|cơ động|cơ quan|cơ sở|cơ yếu|công an|công đoàn|công ích|công nghệ|công nghiệp
    |công nhân|công trình|dân chính|dân quân|dân tộc|dân vận|du lịch|dịch vụ|giáo dục|giao thông
    |hành chính|hậu cần|hưu trí|kế hoạch|kế toán|kho bạc|khoa học|khuyến nông|kiểm lâm|kiểm sát|kiểm tra
    |cơ khí|hóa chất|khoáng sản|kim khí|kim loại|luyện kim|lương thực|thực phẩm|vật liệu|vật tư|xuất khẩu
    |kinh doanh|kinh tế|kỹ thuật|liên cơ|liên hợp|lâm nghiệp|môi trường|mầm non|mẫu giáo|mặt trận
    |nghiệp vụ|nghề cá|ngân hàng|nhân dân|nông dân|nông hội|nông nghiệp|nông trường|nội trú|nội vụ|phát triển
    |phòng hộ|phụ nữ|quân sự|quân y|quản lý|sinh viên|sản xuất|sự nghiệp|tài chính|tài nguyên|thanh niên
    |thanh tra
    |tham mưu|thông tin|thống kê|thú y|thuế vụ|thương mại|thường xuyên|thể thao|thủy lợi|thủy nông
    |thủy sản|tiểu học|tín dụng|tổ chức|tổng hợp|trinh sát|trung học|trung tâm|tuyên giáo|tư pháp
    |viễn thông|văn hóa|văn phòng|vận tải|xây dựng|xã hội|y tế|đô thị|đường sắt|đại học|đầu tư|điện lực
""")
)
"""Words of two syllables with which cells are called: the second is printed small."""
_NAME_GOES_ON = either(
    "các|khu|công nghiệp|huyện|xã|phường|thị trấn|thị xã|thành phố|tỉnh|cơ quan|trường|khối|phòng|ban"
)
_REST = re.compile(rf" (?P<word>[^\W\d_]+)(?: (?:{WORD}|{_NAME_GOES_ON}(?!\w))){{0,8}}(?!\w)")
_NUMBERED = re.compile(rf" số \d{{1,2}}(?: {WORD})*(?!\w)")
_MAY_END = re.compile(rf"\s*[,.;:()–-]|\s+{either(_FOLLOWS)}(?!\w)|\s*$")


_WHOLE_NAME = re.compile(
    rf"[Cc]hi bộ (?=[A-ZĐ\d])(?:(?:(?i:{either('|'.join(sorted(_COMPOUNDS)))})"
    rf"|{WORD}|\d{{1,3}}[A-Z]?|{_NAME_GOES_ON})(?: |$))+"
)


def whole_name(printed: str) -> str:
    """Return the name of a cell that is printed whole, "" where words of it are not known to be of a name.

    >>> whole_name("chi bộ Cơ động"), whole_name("Chi bộ Cơ cấu lại")
    ('Chi bộ Cơ động', '')
    """
    is_whole = _WHOLE_NAME.fullmatch(printed) is not None
    return printed[:1].upper() + printed[1:] if is_whole else ""


def is_kind_behind(text: str, offset: int) -> bool:
    """Tell whether only the kind of a body stands at ``offset``, no name: "Đảng bộ Công ty hiện có"."""
    return _KIND_BEHIND.match(text, offset) is not None


def end_of_name(text: str, found: UnitFinding) -> int:
    """Return where the whole name of a cell ends that was read in part, where what was read ends if its rest
    is no known word: "Chi bộ Cơ" of "Chi bộ Cơ động", "Chi bộ Công" of "Chi bộ Công đoàn các KCN Bình Dương".
    """
    if numbered := _NUMBERED.match(text, found.span.end):
        return numbered.end()
    rest = _REST.match(text, found.span.end)
    last = text[found.span.start : found.span.end].rpartition(" ")[2].lower()
    whole = rest is not None and f"{last} {rest['word']}" in _COMPOUNDS and _MAY_END.match(text, rest.end())
    return rest.end() if rest and whole else found.span.end


def is_cut(text: str, found: UnitFinding) -> bool:
    """Tell whether the name of a cell goes on behind what was read of it.

    "Chi bộ Công đoàn các khu công nghiệp có 38 đảng viên", read as "Chi bộ Công", goes on with a small word
    that opens no statement. A name of two words and more is whole ("Chi bộ Tân Lập quy tụ 20 đảng viên")
    unless its last one begins a known word.
    """
    rest = _WORD_BEHIND.match(text, found.span.end)
    if rest is not None and found.unit.kind not in CELLS:
        last = text[found.span.start : found.span.end].rpartition(" ")[2]
        return last[:1].isupper() and f"{last} {rest['word']}".lower() in _COMPOUNDS
    if rest is not None and _NUMBERED.match(text, found.span.end):
        return True  # "Chi bộ Trường TH" of "Chi bộ Trường TH số 2 Tân Lập"
    if rest is None or not rest["word"].islower() or _MAY_FOLLOW.match(text, rest.start("word")):
        return False
    *_, before, last = ["", *text[found.span.start : found.span.end].split()]
    is_long = before[:1].isupper() and last[:1].isupper() and before not in {"Chi", "Bộ"}
    return not is_long or f"{last} {rest['word']}".lower() in _COMPOUNDS


def village_of_sentence(text: str, start: int, offset: int, kind: str) -> tuple[str, str] | None:
    """Return kind and name of the last village of that kind in the sentence: "thôn Bắc Kinh có 131 hộ, nhưng
    chi bộ thôn kết nạp được 2 đảng viên"."""
    named = [
        match["name"] for match in _VILLAGE.finditer(text, start, offset) if match["kind"].lower() == kind
    ]
    return (kind, named[-1]) if named else None


def village_of_paragraph(context: Context, text: str, offset: int) -> tuple[str, str] | None:
    """Return kind and name of the village that opens the paragraph: "Bản Ngồ Hén có 158 hộ. Chi bộ có 31 đảng
    viên"."""
    block = context.block_at(offset)
    opens = _VILLAGE_OPENS.match(text, block.span.start, offset) if block else None
    return (opens["kind"].lower(), opens["name"]) if opens else None
