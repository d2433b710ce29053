"""What the furniture of a newspaper's page calls itself: comment boxes, related stories, buttons, imprints.

All expressions are met with :attr:`articles.parsing.lines.Line.key` (small letters, tone marks in place).
"""

import re
from collections.abc import Callable
from functools import lru_cache, wraps

from articles.parsing.lines import Line
from articles.parsing.trails import trail_end
from articles.vietnamese.letters import canonical


def _any(*phrases: str) -> str:
    return "(?:" + "|".join(canonical(phrase) for phrase in phrases) + ")"


_NEWS = r"(?:các |những )?(?:tin|bài)(?: tức)?(?:,? ?(?:bài|ảnh))?(?: viết)?"
_RELATED_HEADING = re.compile(
    r"[\W\d]*"
    + _any(
        _NEWS + r" (?:liên quan|cùng chuyên mục|cùng chủ đề|cùng mục|khác|mới(?: nhất| hơn| đăng)?|cũ hơn)",
        _NEWS + r" (?:đã đăng|đã đưa|đọc nhiều|xem nhiều|nổi bật|nóng|tiếp theo|trước đó|đáng chú ý)",
        "(?:bài viết )?cùng (?:chuyên mục|chủ đề|tác giả)",
        "(?:đọc|xem) (?:thêm|nhiều|nhiều nhất|tiếp|nhanh)",
        "mới nhất", "(?:mới )?nổi bật", "tiêu điểm", "đừng bỏ lỡ", "quảng cáo", "video(?: clip| nổi bật)?",
        "ảnh (?:đẹp|nổi bật)",
        "(?:có thể )?bạn (?:có thể )?(?:đọc )?quan tâm", "(?:đề xuất|gợi ý|dành)(?: riêng)? cho bạn",
        "mời (?:bạn |quý vị )?(?:xem|đọc)(?: thêm| tiếp)?", "liên quan(?: đến .*)?",
        "liên kết(?: hữu ích| web(?:site)?)?", "chuyên (?:đề|mục|trang)(?: khác)?", "xem tin theo ngày",
        "(?:đang )?được quan tâm", "sự kiện nổi bật", "tin trong (?:tỉnh|nước)",
        "thông tin (?:bạn đọc|cần biết)", "e-?magazine", "longform", "infographics?", "podcast",
        "thời tiết", "giá vàng", "tỷ giá", "lịch (?:phát sóng|cắt điện)",
    )
    + r"(?: ?\(\d+\))?[\W\d]*"
)  # fmt: skip
_RELATED_OPENING = re.compile(
    r"\W*" + _any("(?:tin|bài)(?: bài)? liên quan", "(?:tin |bài )?cùng chuyên mục", "các (?:tin|bài) khác",
                  "(?:các )?(?:tin|bài) (?:mới|cũ) hơn", "có thể bạn quan tâm") + r"\b"
)  # fmt: skip
_COMMENTS = re.compile(
    r"\W*(?:\d+ )?"
    + _any(
        r"bình luận\W*\d*\W*$", r"(?:viết|gửi|đăng|thêm|xem|các) (?:bình luận|phản hồi|ý kiến)",
        "ý kiến (?:bạn đọc|của bạn|độc giả|phản hồi)", "ý kiến", "bình luận (?:của bạn|facebook|bài viết)",
        "(?:hiện tại )?chưa có (?:bình luận|ý kiến)", "hãy (?:là|trở thành) người đầu tiên", "họ (?:và )?tên",
        "tên (?:bạn|của bạn)", "vui lòng (?:nhập|đăng nhập)", r"bạn còn \d+", "đăng nhập để", "mã xác nhận",
        r"đánh giá(?: bài viết)?\W*$", "gửi nhập lại", "đóng lưu thông tin", "phản hồi",
    )
    + r"(?!\w)"
)  # fmt: skip
_TAGS = re.compile(
    r"\W*(?:" + canonical("từ khóa|tags?|thẻ tag") + r")\b\s*(?::|$|\s)"
    r"|\W*(?:" + canonical("thẻ|chủ đề|nhãn") + r")\s*:|#\w"
)
_IMPRINT = re.compile(
    r"\W*"
    + _any(
        "bản quyền", "copyright", "giấy phép", "powered by", "trụ sở", r"địa chỉ\s*:", "hotline",
        "đường dây nóng",
        "tòa soạn", "ban biên tập", "tổng biên tập", r"(?:chịu trách nhiệm|phụ trách) nội dung",
        r"cơ quan (?:ngôn luận )?(?:của )?(?:đảng bộ|tỉnh ủy|thành ủy|ban chấp hành)",
        "tiếng nói (?:của )?(?:đảng|nhân)",
        r"điện thoại\s*:", r"đt\s*:", r"email\s*:", "nghiêm cấm sao chép", "ghi rõ nguồn", "thiết kế bởi",
        "số giấy phép",
        r"(?:về|lên|quay lại) (?:đầu )?trang", "về đầu trang", "lên đầu trang", "theo dõi chúng tôi",
    )
    + r"(?!\w)"
)  # fmt: skip
_SITE_NAME = re.compile(
    r"\W*(?:trang (?:chủ )?)?(?:" + canonical(
        r"báo(?: điện tử)? [\w\s\-]{2,25}(?: (?:điện tử|online))?"
        r"|báo và phát thanh, truyền hình [\w\s\-]{2,30}"
        r"|(?:đài )?(?:phát thanh|truyền hình|đài)[\w\s,&\-]{2,60}|trung tâm truyền thông [\w\s\-]{2,40}"
        r"|\w+ (?:online|điện tử)(?: [\-–|] .*)?"
    ) + r")(?: [\-–|] trang \d+)?\W*"
)  # fmt: skip
_SEGMENT_BREAK = re.compile(r"\s+(?:[|»•>\u203a/]|::|[-–—])\s+|\s*[|»\u203a]\s*")
_STRONG_BREAK = frozenset("|»\u203a>/•")
_SITE_SEGMENT = re.compile(
    canonical(
        r"(?:báo|đài|cổng|trang|tạp chí|trung tâm truyền thông|cơ quan)\s.{2,60}|.{2,30} (?:online|điện tử)"
    )
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.\-]+\.(?:com|org|gov|edu|net)?\.?vn/?")

_SECTIONS = frozenset(
    canonical(name)
    for name in (
        "trang chủ", "trang nhất", "chính trị", "xây dựng đảng", "thời sự", "tin tức", "xã hội", "kinh tế",
        "đời sống",
        "văn hóa", "pháp luật", "media", "quốc phòng", "an ninh", "thể thao", "giáo dục", "y tế",
        "chính quyền", "đảng",
        "tin địa phương", "trong tỉnh", "tin trong tỉnh", "sự kiện", "bạn đọc", "phóng sự", "ghi chép",
        "đoàn thể",
        "xây dựng hệ thống chính trị", "tin tức sự kiện", "xây dựng đảng và hệ thống chính trị",
        "nội chính", "video",
        "xây dựng chính quyền", "thời sự chính trị", "học tập và làm theo bác", "tin mới", "nhân sự mới",
        "multimedia",
        "công tác đảng", "xây dựng đảng và chính quyền", "quốc hội", "hội đồng nhân dân", "dân vận",
        "mặt trận",
        "công tác xây dựng đảng", "chính trị xã hội", "trong nước", "quốc tế", "du lịch", "khoa học",
        "môi trường",
        "đưa nghị quyết vào cuộc sống", "xây dựng đảng chính quyền", "vấn đề hôm nay", "tin hoạt động",
        "địa phương", "home", "news", "tin các xã", "tin cơ sở", "bảo vệ nền tảng tư tưởng của đảng",
        "đảng đoàn thể", "tin các huyện", "tin các địa phương", "tin xây dựng đảng",
    )
)  # fmt: skip
_SECTIONS_WITH_COMMAS = frozenset(
    canonical(name)
    for name in (
        "tin các xã, thị trấn", "tin các xã, phường", "tin các xã, phường, thị trấn",
        "tin các huyện, thành phố", "xây dựng, chỉnh đốn đảng", "đảng, đoàn thể",
        "học tập và làm theo tư tưởng, đạo đức, phong cách hồ chí minh",
    )
)  # fmt: skip
_ANY_SECTION = re.compile("|".join(sorted(_SECTIONS, key=len, reverse=True)))
_SECTION_LABEL = re.compile(canonical(r"^\W*(?:chuyên mục|chuyên đề|chuyên trang|mục)\s*:?\s+"))
_SECTION_BREAK = re.compile(r"\s*(?:[»>\u203a/|•,–]|\s-\s|\bvà\b|&|\s{2,})\s*")

_TOOLS = re.compile(
    _any(
        r"(?:số )?lượt (?:xem|đọc|truy cập)\s*:?\s*[\d.,]*", r"[\d.,]+\s*lượt (?:xem|đọc)",
        r"(?:đã )?xem\s*:?\s*[\d.,]+",
        r"chia sẻ(?: bài viết| lên)?", "share(?: on)?", "facebook", "zalo", "twitter", "tweet",
        r"google ?\+?",
        "google news", "messenger", "linkedin", "pinterest", "youtube", "telegram", "email", "print", "rss",
        "sitemap",
        r"gửi (?:email|cho bạn bè|bài[\w\s]*|mail)", r"in (?:trang|bài(?: viết| này)?|ấn)",
        r"(?:cách đây |khoảng )*(?:\d+ (?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm) )+trước",
        r"cách đây (?:\d+ (?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm) ?)+", "tiktok", "gốc$",
        r"(?:đọc bài )?theo giọng(?: đọc)?", r"(?:nữ|nam) miền (?:bắc|trung|nam)",
        r"(?:phiên )?bản in",
        r"lưu (?:bài(?: viết)?|tin)", "copy link", "sao chép liên kết", r"thích\s*\d*", r"like\s*\d*",
        r"a\s?[-+]+",
        r"\baa?\b", r"(?:cỡ|màu) chữ(?:\s*:)?", "nghe (?:đọc )?(?:bài|tin)(?: viết| này)?",
        r"giọng (?:nữ|nam|đọc)(?: miền \w+)?",
        r"\b\dx\b", r"\d{1,2}:\d{2}(?: / \d{1,2}:\d{2})?", "về trang trước", "đặt báo dài hạn", "bình luận",
        "xem cỡ chữ",
        r"theo dõi (?:chúng tôi|báo[\w\s]*)(?: trên)?", r"\[?(?:ảnh|hình)(?: \d{1,2})?\]?$", "gửi",
        "nhập lại", "bookmark",
        "font", "size",
        r"(?:tăng|giảm) (?:cỡ chữ|tương phản)", "đọc bài", "tải về", "ý kiến", r"\d+ phút đọc", "quay lại",
        "trở lại",
        "xem ảnh", "phóng to", "theo dõi",
    )
)  # fmt: skip
_LETTERS = re.compile(r"[^\W_]{2,}|[^\W\d_]")
_FIRST_SIGN = re.compile(r"[^\W_]")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_COUNTERS = re.compile(r"\d+\s*/\s*\d+|\d+")

_POINTER = re.compile(
    r"(?:>>+|»|➤|►|▶)|"
    + _any("(?:xem|đọc) thêm", "video", "mời (?:xem|đọc)", "(?:tin|bài) liên quan", "xem clip")
    + r"\s*:"
)
_SOURCE = re.compile(canonical(r"(?:\(?\s*(?:theo|nguồn)\s*:?\s+)(?P<source>.{2,60})$"))
_MARKDOWN_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)$")


_SHORT = 120
LONGEST_TOOL = 120
"""Lines of more letters are no buttons."""


def _remembered(rule: Callable[[str], bool]) -> Callable[[str], bool]:
    """Remember what ``rule`` says of short lines: the pages of one paper share their furniture, and parsing
    asks of one line several times."""
    known = lru_cache(maxsize=2_000)(rule)

    @wraps(rule)
    def answer(key: str) -> bool:
        return known(key) if len(key) <= _SHORT else rule(key)

    return answer


@_remembered
def is_tool(key: str) -> bool:
    """Tell whether ``key`` holds nothing but buttons and counters: "Thích 0   Chia sẻ   Lưu bài viết"."""
    first = _FIRST_SIGN.search(key) if len(key) <= LONGEST_TOOL else None
    if first is None:
        return False
    # Of a line of buttons the first word is one, or a number: other lines need not be searched to their end.
    if not (first[0].isdigit() or _TOOLS.match(key, first.start())):
        return False
    return _TOOLS.search(key) is not None and without_tools(key) == ""


def without_tools(key: str) -> str:
    """Return ``key`` without buttons, counters and the signs between them."""
    rest = _COUNTERS.sub(" ", _TOOLS.sub(" ", key))
    return " ".join(_LETTERS.findall(rest)) if _LETTERS.search(rest) else ""


@_remembered
def is_section(key: str) -> bool:
    """Tell whether ``key`` names sections of the paper: "chính trị » xây dựng đảng", "trang chủ > tin lẻ"."""
    return len(key) <= 90 and (_names_sections(key) or trail_end(key, _names_sections) == len(key))


def _names_sections(key: str) -> bool:
    key = _SECTION_LABEL.sub("", key)
    if key.strip(" \t.:[]*") in _SECTIONS_WITH_COMMAS:
        return True
    parts = [part.strip(" \t.:[]*") for part in _SECTION_BREAK.split(key)]
    parts = [part for part in parts if part]
    if not parts or all(part in _SECTIONS for part in parts):
        return bool(parts)
    first = _FIRST_LETTER.search(key)
    if len(key.split()) <= 2 or (first and not _ANY_SECTION.match(key, first.start())):
        return False
    return not _LETTERS.search(_ANY_SECTION.sub(" ", key))


def is_breadcrumb(key: str) -> bool:
    """Tell whether ``key`` leads to the article ("chính trị » xây dựng đảng") and is no whole menu."""
    return is_section(key) and len(key.split()) <= 12


@_remembered
def is_site(key: str) -> bool:
    """Tell whether ``key`` is a paper's name, imprint or address."""
    if "©" in key[:3] or _IMPRINT.match(key):
        return True
    return len(key) < 110 and (_SITE_NAME.fullmatch(key) or _ADDRESS.fullmatch(key)) is not None


def without_site(text: str) -> tuple[int, int]:
    """Return where, in the title of a page, the headline stands: "Na Rì: … gian nan "
    "| Báo Bắc Kạn điện tử"."""
    breaks = list(_SEGMENT_BREAK.finditer(text))
    start, end = 0, len(text)
    for found in reversed(breaks):
        if not _is_site_segment(text[found.end() : end], is_strong=_is_strong(found)):
            break
        end = found.start()
    for found in breaks:
        if found.end() >= end or not _is_site_segment(
            text[start : found.start()], is_strong=_is_strong(found)
        ):
            break
        start = found.end()
    return start, end


def _is_strong(found: re.Match[str]) -> bool:
    return found[0].strip() in _STRONG_BREAK


def _is_site_segment(segment: str, *, is_strong: bool) -> bool:
    """Tell whether a piece of a page's title names the paper (or, parted by a bar, one of its sections)."""
    key = canonical(segment.strip().lower())
    if _ADDRESS.fullmatch(key) or (_SITE_SEGMENT.fullmatch(key) and len(key.split()) <= 9):
        return True
    return is_strong and is_section(key)


@_remembered
def is_comment_box(key: str) -> bool:
    """Tell whether ``key`` belongs to a comment box."""
    return len(key) < 90 and not key.endswith((".", ";")) and _COMMENTS.match(key) is not None


@_remembered
def is_tag_line(key: str) -> bool:
    """Tell whether ``key`` opens the list of tags."""
    return len(key) < 300 and _TAGS.match(key) is not None


@_remembered
def is_related_heading(key: str) -> bool:
    """Tell whether ``key`` opens a box of other stories."""
    if len(key) < 70 and _RELATED_HEADING.fullmatch(key):
        return True
    return _RELATED_OPENING.match(key) is not None and not key.endswith(".")


def is_pointer(line: Line) -> bool:
    """Tell whether the line points to one other story: ">> Xem thêm: …", "• Lộc Hà gặp mặt đảng viên"."""
    if line.is_prose and len(line.text) > 220:
        return False
    if _POINTER.match(line.key) or line.markup.startswith((">", "»")) or _MARKDOWN_LINK.search(line.text):
        return True
    return line.markup in ("•", "●", "▪", "·") and line.text[-1:] not in ".;:!?" and line.words > 3


def source_of(line: Line) -> str | None:
    """Return the source that a line at the end names: "Theo báo Bắc Giang", "Nguồn: baobacninhtv.vn"."""
    found = _SOURCE.match(line.key)
    return line.text[found.start("source") :].rstrip(" .)") if found and line.words <= 12 else None


@_remembered
def ends_article(key: str) -> bool:
    """Tell whether ``key`` is what stands below an article: comments, tags, other stories, imprint."""
    return is_comment_box(key) or is_tag_line(key) or is_related_heading(key) or is_site(key)
