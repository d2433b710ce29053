"""Names of authors: whether a short line is one, and which part of it is the name."""

import re
from functools import lru_cache

from articles.parsing.cues import is_site, is_tool
from articles.parsing.lines import Line
from articles.records import Span
from articles.vietnamese.letters import canonical
from articles.vietnamese.syllables import is_syllable

AUTHOR_LABEL = re.compile(
    r"^\W*(?:(?:tin|bài|bài viết|ảnh|video|clip|thơ|ghi chép|tác giả(?: bài viết)?|người viết|thực hiện"
    r"|phóng viên|nội dung|phóng sự|bút ký|ký sự)"
    r"(?:\s*(?:,|và|&|/|-|–|\+)\s*(?:tin|bài|ảnh|video|clip))*)\s*:\s*|^\W*(?:bài|tin)\s*(?:,|và"
    r"|&)\s*ảnh\s*[:\-–]?\s*|^\W*(?:bút ký|ký sự|phóng sự|ghi chép|tùy bút|tản văn|bài viết) của\s*:?\s+",
    re.IGNORECASE,
)
_PHOTO_LABEL = re.compile(r"^\W*ảnh\s*:", re.IGNORECASE)
_WORKPLACE = re.compile(
    r"\s*\([^()]{2,80}\)\s*$"
    r"|(?:\s*,|\s+[-–])\s*(?:Trường|Ban|Phòng|Đài|Trung tâm|Sở|Hội|Báo|Huyện|Thành|Tỉnh|Đảng|Công an"
    r"|Văn phòng|Ủy ban|Học viện|Đoàn|Bộ|Chi|Bí thư|Phó|Trưởng|Nguyên|Khoa|Cổng)\b[^,]{3,80}$"
)
_BETWEEN = re.compile(r"\s*(?:[,;&/+•|–]|\s-\s|-(?=[A-ZÀ-ỸĐ])|\bvà\b)\s*")
_CAPITAL = "A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ"
_INITIALS = re.compile(
    rf"(?:[{_CAPITAL}][a-z]?\.){{1,4}}\s?[{_CAPITAL}]?[\w']{{0,10}}\.?|PV|CTV|BTV|TTXVN|[{_CAPITAL}]{{1,3}}"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
_RANK = re.compile(
    r"^(?:ths|ts|pgs|gs|cn|bs|ks|luật sư|nhà báo|thạc sĩ|tiến sĩ|đại tá|thiếu tá|trung tá)\.?\s+",
    re.IGNORECASE,
)

# Words of headings and labels that are no syllable of a name; "chi", "sinh", "học", "quyền" are one.
_NO_NAME = frozenset(
    canonical(
        "và của các những có không về đến trong với để khi nào sẽ đã ở tại theo vào xuống trên dưới này "
        "đó kia ấy thì mà nhưng nếu bởi cũng rất quá nhiều ít mọi mỗi cùng nhau người làm việc nâng xã huyện "
        "tỉnh ủy phường đọc gửi bài ảnh chuyên mục lượt số tháng giờ khác nổi bật vẫn gì còn phải hãy đừng"
    ).split()
)
_NO_NAMES = re.compile(
    canonical(
        r"\b(?:đảng bộ|chi bộ|đảng viên|tổ chức|sinh hoạt|phát triển|học tập|xây dựng|chính trị|công tác"
        r"|chất lượng"
        r"|cơ sở|nghị quyết|chỉ thị|đại hội|nhiệm kỳ|thời sự|tin tức|bình luận|ý kiến|chia sẻ|cập nhật"
        r"|thành phố"
        r"|hiệu quả|giải pháp|vai trò|trách nhiệm|khó khăn|thứ (?:hai|ba|tư|năm|sáu|bảy)|việt nam"
        r"|quảng cáo|đang (?:đọc|xem|nóng|hot))\b"
    )
)


_ROLE = re.compile(
    r"\s*[-–(]?\s*\b(?:thực hiện|tổng hợp|ghi|lược ghi|sưu tầm|biên soạn|lược thuật|dịch|giới thiệu)\s*\)?$"
    r"|\s*\(\s*(?:t/?h|(?:theo|nguồn)\b[^()]{2,60})\s*\)$",
    re.IGNORECASE,
)
_ROLE_ENDS = ("hiện", "hợp", "ghi", "tầm", "soạn", "thuật", "dịch", "thiệu", ")")
"""Of these one ends every role."""
_GROUP = re.compile(
    r"(?:nhóm )?(?:pv|phóng viên|phóng viên, cộng tác viên)(?: [\w\s,-]{2,40})?|ban biên tập|ctv",
    re.IGNORECASE,
)
_PHOTO_BEHIND = re.compile(r"\s*[-–;,.]\s*(?:ảnh|video|clip|đồ họa)\s*:\s*.{2,40}$", re.IGNORECASE)


def names_in(text: str) -> str | None:
    """Return the names that ``text`` wholly consists of, as printed; None when it is no line of names.

    >>> names_in("THANH MAI - DÌ LY"), names_in("Vàng Dương (Đài TT-TH huyện)"), names_in("N.T.H")
    ('THANH MAI - DÌ LY', 'Vàng Dương (Đài TT-TH huyện)', 'N.T.H')
    >>> names_in("Bình luận"), names_in("Thước đo là dân"), names_in("Những con số biết nói")
    (None, None, None)
    """
    text = text.strip(" \t*_.|•;,-–—:/")
    if text.startswith("(") and text.endswith(")") and " " in text:
        text = text[1:-1].strip()
    if not 2 <= len(text) <= 110:
        return None
    bare = _WORKPLACE.sub("", text)
    if bare != text and _all_names(bare, lone=False):
        return text
    return text if _all_names(text, lone=False) else None


def separate_names(text: str) -> tuple[str, ...]:
    """Return the names that a by-line joins, without the workplace behind them; the whole of it where a part
    is no name.

    >>> separate_names("THANH MAI - DÌ LY"), separate_names("Vàng Dương (Đài TT-TH huyện)")
    (('THANH MAI', 'DÌ LY'), ('Vàng Dương',))
    >>> separate_names("nhóm phóng viên, cộng tác viên")
    ('nhóm phóng viên, cộng tác viên',)
    """
    bare = _WORKPLACE.sub("", text)
    parts = tuple(part for part in _BETWEEN.split(bare) if part)
    return parts if parts and all(_is_name(part, lone=True) for part in parts) else (text,)


def lone_name_in(text: str) -> str | None:
    """Return the one-word pen name that a line below an article consists of: "Hoa"."""
    word = text.strip(" .*_")
    is_name = word[:1].isupper() and is_syllable(word) and _is_name(word, lone=True) and len(word) > 1
    return word if is_name or _HIGHLAND_NAME.fullmatch(word) else None


_HIGHLAND_NAME = re.compile(r"[HKYJ]['’`][A-ZĐ][^\W\d]{1,8}")
"""Names of the Central Highlands that are one word: "K'Ré", "H’Bia"."""


_LONGEST_BYLINE = 180
_CLOSING = re.compile(r"\s*(?:/\.|\./)\.?$")
"""The sign with which letters and reports are closed: "Bài và ảnh: Việt Thanh/."."""


def byline_in(text: str) -> str | None:
    """Return the author named by a line, without its label; None when it names none.

    >>> byline_in("Bài, ảnh: Nông Vui - Hà Nhung"), byline_in("Tác giả: Linh Sa"), byline_in("Ảnh: Thu Trang")
    ('Nông Vui - Hà Nhung', 'Linh Sa', None)
    """
    return _byline_in(text) if len(text) <= _LONGEST_BYLINE else None


@lru_cache(maxsize=2_000)
def _byline_in(text: str) -> str | None:
    if _PHOTO_LABEL.match(text):
        return None
    text = _CLOSING.sub("", text) if "/" in text else text
    label = AUTHOR_LABEL.match(text)
    if not label:
        text = _PHOTO_BEHIND.sub("", text) if ":" in text else text
        bare = _without_role(text)
        named = names_in(bare) if bare != text else names_in(text)
        if named and _is_furniture(named):
            return None
        return named or (text.strip() if _GROUP.fullmatch(text.strip(" .*")) else None)
    named = _without_role(_PHOTO_BEHIND.sub("", text[label.end() :])).strip(" \t*_|;,-–—")
    if _GROUP.fullmatch(named):
        return named
    if not named or len(named) > 110:
        return None
    bare = _WORKPLACE.sub("", named)
    return named if _all_names(bare, lone=True) or _all_names(named, lone=True) else None


def _without_role(text: str) -> str:
    """Return a line without what its author did: "Lê Hoa (thực hiện)"."""
    return _ROLE.sub("", text) if text.rstrip().lower().endswith(_ROLE_ENDS) else text


def _is_furniture(text: str) -> bool:
    """Tell whether capitalised words are the page's buttons or the paper's own name: "Facebook Zalo"."""
    key = canonical(text.lower())
    return is_tool(key) or is_site(key)


_GLUED_LABEL = re.compile(
    r"^(?P<name>\D{4,70}?)[\s|•]*(?:Tags?|TAGS?|Từ kh[óo][aá]|TỪ KHÓA|Thẻ|Chia sẻ|Bình luận"
    r"|Tin liên quan|Share|Facebook|Gửi bình luận|In bài viết|In trang)\s*(?P<after>:|$|(?=[A-Z]))"
)
_LABELS = (
    *("tag", "từ kh", "thẻ", "chia sẻ", "bình luận", "tin liên", "share", "facebook", "in bài", "in trang"),
)
_LABEL_WITHIN = 100
_GLUED_NAME = re.compile(r"(?:[.!?…”\"/)])\s+(?P<name>[^.!?…”\"\d/]{4,60})(?:/\.|\./|/)?$")


def glued_to_label(line: Line) -> Span | None:
    """Return where the author stands in a line that runs on into the tags: "Hoàng Yến NhiTags: Hòa Bình"."""
    opening = line.lowered[:_LABEL_WITHIN]
    if not any(label in opening for label in _LABELS):
        return None
    raw = line.page[line.inner_start : line.inner_end]
    found = _GLUED_LABEL.match(raw)
    return _name_span(line, found["name"], 0) if found else None


_LABEL_AT_END = re.compile(r"(?<=[.!?…”\"/)])\s+(?P<label>[^.!?…:]{2,40}:)\s*$")


def without_label(words: str) -> str:
    """Return the last words of a paragraph without the label of the author glued to them: "… cơ sở. Bài,
    ảnh:"."""
    found = _LABEL_AT_END.search(words, max(0, len(words) - 50))
    return words[: found.start()] if found and AUTHOR_LABEL.match(found["label"] + " ") else words


def glued_to_text(line: Line) -> Span | None:
    """Return where the author stands at the end of a paragraph: "… trong năm nay./. Nguyễn Hoa", "… phương
    án. Bài và ảnh: Việt Thanh/."."""
    raw = line.page[line.inner_start : line.inner_end].rstrip()
    found = _GLUED_NAME.search(raw)
    return _name_span(line, found["name"], found.start("name")) if found else None


_IN_BRACKETS = re.compile(
    r"\((?:Trường|Ban|Phòng|Đài|Trung tâm|TT|Sở|Hội|Báo|Huyện|Thành|Tỉnh|Đảng|Công an|Văn phòng|Ủy ban"
    r"|Học viện|Đoàn|Bộ|Cổng|CTV|Bí thư|Phó|Trưởng)\b[^()]{0,80}\)"
)


def is_workplace(text: str) -> bool:
    """Tell whether a line is an author's workplace in brackets: "(Đài TT-TH Quảng Trạch)"."""
    return _IN_BRACKETS.fullmatch(text) is not None


def name_span(line: Line) -> Span | None:
    """Return where the author's name stands in a line of its own."""
    named = byline_in(line.text) or lone_name_in(line.text)
    raw = line.page[line.inner_start : line.inner_end]
    if not named:
        return None
    if named in raw:  # As nearly always; no expression is made for each name.
        start = line.inner_start + raw.index(named)
        return Span(start, start + len(named))
    found = re.search(r"\s+".join(map(re.escape, named.split())), raw)
    return Span(line.inner_start + found.start(), line.inner_start + found.end()) if found else None


_POSTED = re.compile(r"^\W*(?:(?:đăng|viết|posted|written)\s+)?(?:bởi|by)\s*:?\s+", re.IGNORECASE)


def posted_by(line: Line) -> Span | None:
    """Return where the author stands in a line that the markup calls one: "bởi Vàng Dương"; "by admin" names
    nobody."""
    raw = line.page[line.inner_start : line.inner_end]
    label = _POSTED.match(raw)
    return _name_span(line, raw[label.end() :], label.end()) if label else None


def _name_span(line: Line, text: str, offset: int) -> Span | None:
    label = AUTHOR_LABEL.match(text)
    begin = label.end() if label else 0
    name = text[begin:].strip()
    if len(name.split()) < 2 or (names_in(name) is None and not (label and byline_in(text))):
        return None
    start = line.inner_start + offset + begin + text[begin:].index(name)
    return Span(start, start + len(name))


def _all_names(text: str, *, lone: bool) -> bool:
    """Tell whether every part of ``text`` is a name; ``lone`` lets a single syllable stand for one."""
    parts = [part for part in _BETWEEN.split(text) if part]
    return 0 < len(parts) <= 6 and all(_is_name(part, lone=lone or len(parts) > 1) for part in parts)


def _is_name(text: str, *, lone: bool) -> bool:
    text = _RANK.sub("", text.strip(" .*_"))
    if _INITIALS.fullmatch(text) and (len(text) > 1 or lone):
        return True
    words = text.split()
    if not 1 <= len(words) <= 6 or (len(words) == 1 and not lone):
        return False
    if not all(_is_name_word(word) for word in words):
        return False
    key = canonical(text.lower())
    return not _NO_NAMES.search(key) and not any(word in _NO_NAME for word in key.split())


def _is_name_word(word: str) -> bool:
    return word[0].isupper() and (_WORD.fullmatch(word) or _INITIALS.fullmatch(word)) is not None
