"""Who issued a document, as the words before or behind its number say."""

import re

from articles.recognition.phrases import spaced
from articles.vietnamese.letters import canonical, fold

UPPER = "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper())
_NAME = rf"[{UPPER}][\w'’]*"

_CENTRE = r"(?:[Tt]rung [ưƯ]ơng|TRUNG ƯƠNG|T\. ?Ư\.?|TƯ|TW|T\.W)"
TRUNG_UONG = spaced(_CENTRE)
"""Trung ương as printed: in full, "T.Ư", "TW"."""

_COMMITTEE = r"(?:Ban [Cc]hấp hành|BCH|BAN CHẤP HÀNH)"
_STANDING = r"(?:Ban [Tt]hường vụ|BAN THƯỜNG VỤ|BTV|Ban TV|[Tt]hường vụ|[Tt]hường trực|Ban [Cc]hấp hành|BCH)"
_STAFF = (
    r"(?:Ban [Tt]ổ chức|Ban [Tt]uyên giáo(?: và Dân vận)?|Ban [Dd]ân vận|Ban [Nn]ội chính|Ban Kinh tế"
    r"|Ủy ban [Kk]iểm tra|UBKT|Văn phòng|BTC|BTG|Hội đồng Lý luận)"
)
_LOCAL_COMMITTEE = r"(?:Tỉnh|Thành|Thị|Quận|Huyện|Đảng|Chi|tỉnh|thành|thị|quận|huyện|đảng|chi) [ủỦ]y"
_ADMIN = (
    r"(?:[Kk]hối|[Bb]an|[Qq]uân sự|[Cc]ông an|[Cc]ơ quan|[Tt]ỉnh|[Hh]uyện|[Tt]hành phố|TP\.?|[Tt]hị xã|TX\.?"
    r"|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn|TT\.?|các|doanh nghiệp|cơ quan"
    r"|và(?! (?i:công văn|kế hoạch|nghị quyết|chỉ thị|hướng dẫn|quy|kết luận|chương trình|thông|đề án"
    r"|báo cáo|tờ trình)))"
)
_NAMED = rf"(?: {_ADMIN})*(?: ?{_NAME})*"

_CENTRAL = (
    rf"(?:(?:{_COMMITTEE} |BCH|Ban CH ?){_CENTRE}(?: Đảng| ĐẢNG)?(?: Cộng sản Việt Nam)?"
    r"(?! (?:Đoàn|Hội)(?!\w))"
    rf"|{_STAFF} {_CENTRE}(?: Đảng)?"
    rf"|(?:Bộ [Cc]hính trị|BỘ CHÍNH TRỊ|BCT)(?:(?:,| và) Ban [Bb]í thư)?"
    rf"|(?:Ban [Bb]í thư|BAN BÍ THƯ)(?: {_CENTRE}(?: Đảng)?)?"
    rf"|Quân ủy {_CENTRE}|Đảng ủy Công an {_CENTRE}|{_CENTRE}(?: Đảng)?(?! Đoàn))"
)
_LOCAL = (
    rf"(?:(?:{_STANDING} (?:lâm thời )?|{_STAFF} )*"
    rf"(?:{_LOCAL_COMMITTEE}|[Đđ]ảng bộ|[Cc]hi bộ|BCH Đảng bộ)(?!\w){_NAMED}"
    rf"|{_STANDING}(?!\w)|Đảng đoàn(?: {_NAME})*|Ban [Cc]án sự [đĐ]ảng(?: {_NAME})*)"
)
_STATE = (
    rf"(?:Thủ tướng(?: Chính phủ)?|Chính phủ|Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|UBTVQH|Chủ tịch nước"
    rf"|(?:Chủ tịch )?(?:HĐND|UBND|Hội đồng [Nn]hân dân|Ủy ban [Nn]hân dân){_NAMED}"
    rf"|(?:Ủy ban |UB|Ban Thường trực Ủy ban )?(?:Mặt trận Tổ quốc|MTTQ)(?: Việt Nam)?{_NAMED}"
    rf"|Bộ (?!Chính)(?!chính)(?:trưởng Bộ )?{_NAME}(?:(?: và|,| -)? {_NAME})*"
    rf"|(?:{_CENTRE} )(?:Đoàn|Hội)(?: {_NAME})*|Tổng [Ll]iên đoàn(?: {_NAME})*)"
)

_ANY = spaced(rf"(?P<state>{_STATE})|(?P<central>{_CENTRAL})|(?P<local>{_LOCAL})")

ISSUER = re.compile(_ANY)

_ISSUES = spaced(r"(?:ban hành|ra|có) (?:các |hai |một số )?(?:văn bản )?$")
_BEFORE = re.compile(
    rf"(?P<issuer>{_ANY})"
    + spaced(r" (?:(?:đã|vừa|mới|còn|lại|cũng|kịp thời|tiếp tục|\(?(?:khóa|KHÓA) [IVX]+\)?) )*(?:ký )?")
    + _ISSUES
)
_ENDS_ISSUING = re.compile(_ISSUES)

_FOLDED_CENTRAL = (
    (
        "Ban Chấp hành Trung ương",
        re.compile(
            r"(?:hoi nghi .{0,40}?)?(?:ban chap hanh|bch|ban ch) ?(?:trung uong|t\. ?u|tu(?!\w)|tw|t\.w)"
            r"(?! (?:doan|hoi)(?!\w))"
        ),
    ),
    ("Ban Tổ chức Trung ương", re.compile(r"(?:ban to chuc|btc) (?:trung uong|t\.? ?u|tw)")),
    (
        "Ban Tuyên giáo Trung ương",
        re.compile(r"(?:ban tuyen giao)(?: va dan van)? (?:trung uong|t\.? ?u|tw)"),
    ),
    ("Ủy ban Kiểm tra Trung ương", re.compile(r"(?:uy ban kiem tra|ubkt) (?:trung uong|t\.? ?u|tw)")),
    ("Văn phòng Trung ương Đảng", re.compile(r"van phong (?:trung uong|t\.? ?u|tw)")),
    ("Bộ Chính trị", re.compile(r"bo chinh tri|bct")),
    ("Ban Bí thư", re.compile(r"ban bi thu")),
)


def issuer_before(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the issuer in ``text[start:end]`` right before a document: "Bộ Chính trị ban hành Chỉ thị"."""
    # The verb first: it is seldom there, and telling issuers apart costs most.
    return _BEFORE.search(text, start, end) if _ENDS_ISSUING.search(text, start, end) else None


def issuer_kind(match: re.Match[str]) -> str:
    """Return "state", "central" or "local" of a match of ``ISSUER`` or ``issuer_before``."""
    return "state" if match["state"] else "central" if match["central"] else "local"


def authority_issuer(printed: str) -> str | None:
    """Return the central issuer in the words of the authority list, None when it is another body.

    The Party's name, the term and the session do not make another one of it.

    >>> authority_issuer("BCH Trung ương Đảng khóa XIII"), authority_issuer("Ban Bí thư Trung ương Đảng")
    ('Ban Chấp hành Trung ương', 'Ban Bí thư')
    """
    folded = fold(canonical(printed))
    return next((name for name, pattern in _FOLDED_CENTRAL if pattern.match(folded)), None)
