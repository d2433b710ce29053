"""Captions: short lines between the paragraphs that say what a picture shows; inner headings beside them."""

import re

from articles.parsing.lines import Line
from articles.vietnamese.letters import canonical

_CREDIT = re.compile(
    r"(?:^|[\s(.,;–—-])(?<!Bài, )(?<!Tin, )(?<!Bài và )(?<!Tin và )(?<!bài, )"
    r"(?:Nguồn ảnh|Hình ảnh|Ảnh|ẢNH|ảnh|Photo)(?:\s+(?:minh h[ọo]a|tư liệu|chụp|CTV|của tác giả))?"
    r"\s*[:–-]\s*(?P<who>[A-ZÀ-ỸĐ][^:]{0,80})$"
    r"|(?:^|[\s(.,;–—-])(?:Ảnh|ẢNH|ảnh)\s+(?:minh h[ọo]a|tư liệu|CTV|TL|internet|[A-ZĐ]\.[A-ZĐ.]{1,6})[.)]*$"
    r"|(?:[.!?…)]\s+\(?|\()(?:Ảnh|ẢNH)\s+[A-ZÀ-ỸĐ][\w.]*(?:\s[A-ZÀ-ỸĐ][\w.]*){0,4}[.)]*$"
    r"|(?<=\w\s)ảnh\s\d{1,2}$"
    r"|[.!?…)]\s*\(?(?:Ảnh|ẢNH)\s*(?::\s*(?:internet|tác giả|tư liệu|sưu tầm|minh h[ọo][aạ]|nhân vật|cơ sở"
    r"|đơn vị|gia đình|ctv)|chụp|cắt từ|do\s)[^:.]{0,40}[.)]*$"
)
_NEXT_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?…]\s+[A-ZÀ-ỸĐ]")
_POINTING = re.compile(
    canonical(
        r"\((?:người )?(?:thứ (?:hai|ba|tư|nhất|\d)|đứng|ngồi|ngoài cùng|bên (?:trái|phải)|bìa (?:trái"
        r"|phải)|giữa|ở giữa|trái"
        r"|phải|đầu tiên|áo \w+|hàng (?:đầu|trước|sau))[^)]*\)"
    )
)  # fmt: skip
_SCENE = re.compile(
    canonical(
        r"(?:một (?:buổi|góc|tiết|hoạt động|giờ|cuộc|phiên)|toàn cảnh|quang cảnh|khung cảnh|các đại biểu"
        r"|đại biểu|lãnh đạo|"
        r"đồng chí|cán bộ|đảng viên|nhân dân|người dân|bà con|đoàn viên|thanh niên|hội viên|công nhân"
        r"|nông dân|chiến sĩ|"
        r"lễ|buổi|giờ|hội nghị|đại hội|đoàn|thường trực|ban thường vụ|ban chấp hành|bí thư|mô hình"
        r"|tuyến đường|đoạn đường|"
        r"đường|con đường|cổng|nhà văn hóa|trụ sở|đảng ủy|đảng bộ|chi bộ|chi ủy|huyện ủy|thị ủy|thành ủy"
        r"|tỉnh ủy|ông|bà|anh|chị|"
        r"cô|thầy|già làng|trưởng bản|chủ trang trại|chủ|giáo viên|học sinh|phụ nữ|tổ|đội|nhóm|bộ đội"
        r"|biên phòng|đồn|xã|phường|"
        r"thôn|bản|gia đình|vườn|cánh đồng|khu|công trình|cầu|tàu|du khách|thành viên|phòng|trường"
        r"|nhiều (?:cán bộ|đảng viên|người|hộ|đoàn viên|hội viên|gia đình|tuyến|công trình|mô hình|đại biểu)"
        r"|lớp|hình ảnh|cấp ủy|"
        r"ban tổ chức|ban dân vận|sinh hoạt|kết nạp|trao|tặng|thăm|kiểm tra|chăm sóc|ra mắt)(?!\w)"
    )
)  # fmt: skip
_NARRATION = re.compile(
    canonical(
        r"^(?:nhiều năm|tuy|bên cạnh|theo|để|với|từ|trong|năm|hiện|đến|tính|nhờ|qua|ngoài|cũng|đồng thời"
        r"|không(?! khí)|thực hiện|"
        r"khi|sau|trước|dịp|vì|nếu|đó|đây|vẫn|còn|riêng|và|nhưng|song|chiều|sáng|tối|ngày|hằng|hàng|đáng|có"
        r"|là|ở|tại|trên|"
        r"dưới|cùng|như|do|đặc biệt|cụ thể|mặc|dù|dẫu|rồi|nay|bởi|thế|vậy|cách|thời gian|giai đoạn|nhiệm kỳ"
        r"|mỗi|mới|đầu|cuối|"
        r"xác định|phát huy|việc|chính|toàn(?! cảnh)|điều|thời|kết quả|để|nhằm|xin|vừa|tháng|quý|hơn|gần|bao"
        r"|chuyện|câu chuyện|"
        r"ai|hãy|tôi|chúng tôi|họ|vui|khó|giờ đây|bây giờ|hồi|lúc|lần|một số|nhìn|trở lại|rời|chia tay"
        r"|trao đổi với|tham dự|cùng dự|đến dự|dự (?:hội nghị|đại hội|lễ|buổi)|phía|công tác|thay mặt"
        r"|được biết)(?!\w)"
        r"|cho biết|cho hay|chia sẻ|khẳng định|nhấn mạnh|(?<!lời )nói|kể|cho rằng|bộc bạch|thừa nhận|tâm sự"
        r"|hiện (?:có|nay)|có (?:các )?đồng chí|, (?:mong|đề nghị|yêu cầu|nhấn mạnh|trong đó)"
        r"|nhắc (?:đến|lại|tới)"
        r"|được (?:thực hiện|triển khai|quan tâm|duy trì|chú trọng|đẩy mạnh)"
        r"|\bcó \d[\d.]* (?:chi bộ|đảng viên|tổ chức|đảng bộ)|cũng (?:thống nhất|đề|yêu|đã)"
        r"|kết nạp (?:được )?\d|đạt \d|chỉ tiêu|\d-[a-zđ]+/[a-z]|(?:huyện|xã|tỉnh|phường|đảng bộ) còn "
    )
)  # fmt: skip
_SCENE_WORD = re.compile(
    canonical(
        r"\b(?:họp|tổ chức|trao|tặng|thăm|kiểm tra|trao đổi|tại|trong|dự|phát biểu|chụp ảnh|chăm sóc"
        r"|hướng dẫn|giúp|bàn|ra quân|"
        r"thu hoạch|dọn|nghe|bỏ phiếu|tuyên truyền|làm việc|sinh hoạt|tham gia|khảo sát|quét|đọc|ký"
        r"|tập huấn|chúc mừng|đón|bên)\b"
    )
)
MAX_CAPTION = 320
_CREDIT_REACH = 130
"""A photographer stands within so many letters of the end."""


def _credit(text: str) -> re.Match[str] | None:
    if len(text) > MAX_CAPTION + 80:
        return None
    end = text[-_CREDIT_REACH:]
    if "ảnh" not in end and "Ảnh" not in end and "ẢNH" not in end and "Photo" not in end:
        return None
    found = _CREDIT.search(text, max(0, len(text) - _CREDIT_REACH))
    if found and found["who"] and (len(found["who"].split()) > 14 or _NEXT_SENTENCE.search(found["who"])):
        return None
    return found


def has_credit(text: str) -> bool:
    """Tell whether a line ends with the photographer ("… ở Phú Quý. Ảnh: Đ.Khoa", "(Ảnh CẨM TÚ)"), with the
    number that some systems give a picture ("… làng Kueng ảnh 1"), or calls itself a picture."""
    return _credit(text) is not None or _LABELLED.match(text[:_LABEL_REACH]) is not None


_LABELLED = re.compile(r"(?:(?:Ảnh|Hình) (?:minh h[ọo][aạ]|trên|dưới)|Trong ảnh)\s*:\s", re.IGNORECASE)
_LABEL_REACH = 20
_LONGEST_NAME = 6


def is_credit_alone(text: str) -> bool:
    """Tell whether a line is nothing but the photographer: "(Ảnh: Thu Trang)"."""
    found = _credit(text)
    if found is None or text[: found.start()].strip(" (-–."):
        return False
    return found["who"] is None or len(found["who"].split()) <= _LONGEST_NAME


def without_credit(text: str) -> str:
    """Return a caption without its photographer and closing signs, for comparison."""
    found = _credit(text)
    return (text[: found.start()] if found else text).rstrip(" .-–(,;")


_FRAME = re.compile(r"^\s*(?:(?:[aA]\d{0,2}|[ẢảHh](?:nh|ình) \d{1,2})[.:)]\s+)?")


def unframed(text: str) -> tuple[int, int]:
    """Return where the words of a caption stand: "a1. Đảng viên …", "(Cil Múp hướng dẫn du khách.)".

    >>> unframed("a1. Đảng viên họp"), unframed("(Toàn cảnh đại hội.)")
    ((4, 17), (1, 19))
    """
    found = _FRAME.match(text)
    start, end = found.end() if found else 0, len(text.rstrip())
    inner = text[start:end]
    if inner.startswith("(") and inner.endswith(")") and "(" not in inner[1:]:
        return start + 1, end - 1
    return start, end


def is_caption(line: Line, *, after_stray: bool, is_last: bool) -> bool:
    """Tell whether a line between paragraphs is a caption without a photographer.

    ``after_stray``: what was left of an image stands above; ``is_last``: no paragraph follows.
    """
    size = len(line.text)
    if not is_last and size <= _SHORT_SCENE + 50 and _SOURCE_BEHIND.search(line.text):
        return True
    if _cannot_be_caption(line):
        return False
    if _POINTING.search(line.key) or (_is_emphasised(line) and size > 30):
        return True
    if size > 220 or _NARRATION.search(line.key):
        return False
    if is_last or after_stray:
        return after_stray and size > 20
    is_long_enough = size <= 160 if line.ends_sentence else line.words >= 9 and not line.is_capitals
    return is_long_enough and (_SCENE.match(line.key) is not None or _names_scene(line))


def _cannot_be_caption(line: Line) -> bool:
    return (
        len(line.text) > MAX_CAPTION
        or line.sentences > 1
        or line.markup.startswith("#")
        or line.text[:1] in "“\"'-–+"
        or line.text[-1:] in ':;?!"”'
    )


def _is_emphasised(line: Line) -> bool:
    """Tell whether a line is set in italics from end to end; a star before it alone opens an item."""
    return line.markup in ("*", "_") and line.page[line.inner_end : line.end].strip() == line.markup


_CERTAIN_SCENE = re.compile(
    canonical(
        r"(?:toàn cảnh|quang cảnh|khung cảnh|không khí (?:một|buổi|tại)|một góc|các đại biểu|ra mắt)(?!\w)"
        r"|(?:lãnh đạo|đại diện|thường trực|đồng chí)(?!\w)(?:(?!đã|sẽ|được|cần|,).)*"
        r" (?:trao|tặng|thăm|phát biểu)(?!\w)"
    )
)


def is_certain_scene(line: Line) -> bool:
    """Tell whether a short sentence shows a picture wherever it stands: "Quang cảnh hội nghị.", "Lãnh đạo
    huyện Chư Sê trao quà cho hộ nghèo."."""
    if len(line.text) > _SHORT_SCENE or not _CERTAIN_SCENE.match(line.key):
        return False
    return not (_cannot_be_caption(line) or _NARRATION.search(line.key))


_SHORT_SCENE = 110
_SOURCE_BEHIND = re.compile(r"[^\W\d_][.)]\s+\(?Nguồn\s*:\s*[^.:]{2,50}[.)]*$")


def _names_scene(line: Line) -> bool:
    """Tell whether a sentence that opens with no actor still shows one: two proper names, one thing done."""
    inside = sum(word[:1].isupper() for word in line.text.split()[1:])
    return inside >= 2 and shows_deed(line) and line.words <= 30


def shows_deed(line: Line) -> bool:
    """Tell whether a line names what people do in pictures: "phát biểu", "trao", "tại"."""
    return _SCENE_WORD.search(line.key) is not None


def is_heading(line: Line) -> bool:
    """Tell whether a short line between paragraphs is an inner heading: "Thước đo là dân"."""
    if line.markup.startswith("#"):
        return True
    if len(line.text) > 110 or line.words > 18 or line.ends_sentence or line.text[-1:] in ",;:":
        return False
    return line.text[:1].isupper() or line.text[:1] in '"“*0123456789(' or line.is_capitals
