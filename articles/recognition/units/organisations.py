"""Agencies, enterprises, schools, forces and blocks: what stands behind "Đảng bộ" or "Chi bộ" beside places.

A name goes on while its words are capitalised, or are one of the compounds whose second syllable stays small
("Giáo dục và Đào tạo", "Công ty cổ phần Gỗ Tân Thành Phát", "Chế biến nông sản Xuân Hòa").
"""

import re
from dataclasses import dataclass

from articles.recognition.gazetteer import gazetteer
from articles.recognition.phrases import either, either_case, phrases
from articles.recognition.units.bodies import BODIES, COMPOUNDS, SMALL, STOPS, VERBS
from articles.recognition.units.words import ADMIN, SURNAMES, UPPER, WORD, admin_kind

_KEYWORD = re.compile(
    r"\s+(?P<name>(?:(?i:nòng cốt|lâm thời|cơ sở|bộ phận)\s+)?(?:(?P<quantity>các)\s+)?"
    rf"(?P<word>{either_case(BODIES)})(?!\w))"
)
_BODY = re.compile(rf"{either_case(BODIES)}(?!\w)")


def _capitalised(listed: str) -> str:
    return "|".join(phrase[0].upper() + phrase[1:] for phrase in phrases(listed))


_ALL = COMPOUNDS + "|" + SMALL
_NOUNS = "|".join(phrase for phrase in phrases(_ALL) if phrase not in VERBS)
# "Trường THPT Chê Guê-va-ra", "Công ty Dệt may 29/3".
_CENTRAL = re.compile(r"(?<!\w)(?:T\.?Ư|TW)(?!\w)")
_CITY = re.compile(r"(?<!\w)TPHCM(?!\w)")
_DAY = r"\d{1,2}/\d{1,2}(?![\w%/]|[.,]\d)(?!\s+(?:đảng|đồng|chi|tổ)(?!\w))"
_ATOM = re.compile(
    rf"(?P<known>{either(_capitalised(_ALL))}|T\.?Ư|TW)(?!\w)|{WORD}(?:-(?![{UPPER}])[^\W\d_]{{1,5}}){{2,}}|{WORD}|{_DAY}"
    r"|\d{1,4}[A-ZĐ]?(?![\w%/]|[.,]\d)"
)
_SMALL_ATOM = re.compile(rf"{either(SMALL)}(?!\w)")
_ANY_SMALL = re.compile(rf"{either(_ALL)}(?!\w)")
_NOUN = re.compile(rf"{either(_NOUNS)}(?!\w)")
# "Chi bộ Phòng Cảnh sát giao thông tổ chức Đại hội": what is held begins no part of a name.
_HELD = (
    r"(?!(?:Đảng|Đại|Hội|Lễ|Nghị|Đề|Kế|Chương|Chỉ|Kết|Quy|Báo|Tết|Ngày|Huy|Bác|Tháng|Năm|Luật|Cuộc)(?!\w))"
)
_INNER_COMPOUND = re.compile(
    rf"(?!(?:tổ chức|kiểm tra|bồi dưỡng|đăng ký)(?!\w)){either(_ALL)}(?= (?:{_HELD}{WORD}|{ADMIN}(?!\w)))"
)
_NEXT_HEAD = re.compile(r"(?:Đảng|Chi) (?:bộ|ủy)(?!\w)")
_COMMITTEE = re.compile(r"(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng)\s+ủy(?!\w)(?!\s+viên)")
_TAIL_COMMITTEE = re.compile(rf"\s+(?P<committee>{_COMMITTEE.pattern})")
# "Trường THCS và THPT A": one school of two levels.
_SCHOOL_LEVEL = re.compile(r"(?:TH|THCS|THPT|Tiểu học|Mầm non|Trung học)(?!\w)")
_INNER = rf"(?!{either('|'.join(STOPS))}(?!\w))(?![{UPPER}])[^\W\d_]+"
_INNER_WORD = re.compile(rf"{_INNER}(?= {_HELD}{WORD})")
_INNER_WORDS = re.compile(rf"{_INNER}(?: {_INNER}){{0,2}}(?= {_HELD}{WORD})")
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

_FIRMS = frozenset(
    phrases("""
    tổng công ty|công ty|cty|xí nghiệp|nhà máy|tập đoàn|hợp tác xã|htx|doanh nghiệp|dntn|quỹ|đồn|trạm|ban
    |trung tâm|nông trường|lâm trường|bệnh viện|bv|viện
    """)
)
"""Bodies that are named after what they do, in words of which only some are large."""

_STAFFED = frozenset(phrases("văn phòng|ban|cơ quan|ủy ban|trung tâm|khối"))
"""Bodies that a committee has: "Chi bộ Văn phòng Huyện ủy"."""

_ONE_OF_EACH = frozenset({"chính phủ", "quốc hội", "vrg", "tkv", "evn", "vnpt", "viettel", "agribank"})
_SCHOOLS = frozenset(phrases("trường|thpt|thcs|tiểu học|mầm non|mẫu giáo|ptdtnt|ptdtbt|học viện|đại học"))
_BLOCK = re.compile(r"khối (?:các )?(?:cơ quan|doanh nghiệp)")
_PERSON = re.compile(rf"(?P<surname>{WORD}) {WORD}(?: {WORD}){{0,2}}(?! {WORD})")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's words behind the head and where they end; ``admin`` is the kind of place that closes
    them ("Quân sự tỉnh"), ``place_at`` where that place's name would begin ("Công an xã Pa Tần"). Without
    capitals it is no proper name: "chi bộ quân sự xã" is one only where the commune is named. ``committee``
    is the committee whose staff it is ("Huyện ủy")."""

    name: str
    end: int
    is_proper: bool
    admin: str | None = None
    place_at: int | None = None
    committee: str | None = None


def read_organisation(text: str, at: int, end: int, *, after_title: bool) -> Organisation | None:
    """Return the organisation named at ``at``, None where the words are generic ("chi bộ trường học").

    >>> read_organisation("Chi bộ Trường THPT Hương Trà kết nạp", 6, 36, after_title=False).name
    'Trường THPT Hương Trà'
    """
    head = _KEYWORD.match(text, at, end)
    if head is None:
        return None
    word = " ".join(head["word"].lower().split())
    extent = _Extent(text, head.end(), end, word, after_title=after_title)
    extent.read()
    name = _spelled_out(text[head.start("name") : extent.stop])
    stop = extent.stop
    of = None
    if word in _STAFFED and (committee := _TAIL_COMMITTEE.match(text, stop, end)):
        of = " ".join(committee["committee"].split())
        stop, name = committee.end(), f"{name} {of}"
    admin = _TAIL_ADMIN.match(text, stop, end)
    if admin is None:
        if of is not None:
            return Organisation(name, stop, is_proper=True, place_at=stop + 1, committee=of)
        is_one = head["word"][0].isupper() and (word in _ONE_OF_EACH or bool(_BLOCK.fullmatch(name.lower())))
        return Organisation(name, stop, is_proper=True) if extent.capitals or is_one else None
    is_proper = extent.capitals > 0 or text[head.start("word")].isupper() or bool(_BLOCK.match(name))
    stop = admin.start("admin") + len(admin["admin"].rstrip("."))
    return Organisation(name, stop, is_proper, admin_kind(admin["admin"]), admin.end(), of)


def _spelled_out(printed: str) -> str:
    """Return a name with its abbreviations of places in full: "Công an T.Ư", "UBND TPHCM"."""
    name = " ".join(printed.split())
    if "T" not in name:
        return name
    return _CITY.sub("thành phố Hồ Chí Minh", _CENTRAL.sub("Trung ương", name))


def is_body(text: str, at: int, end: int) -> bool:
    """Tell whether a kind of body stands at ``at``, with or without a name: "Chi bộ Trạm y tế"."""
    return bool(_KEYWORD.match(text, at, end))


def body_word(text: str, at: int, end: int) -> re.Match[str] | None:
    """Return the kind of body written large at ``at``: "Đảng bộ Bệnh viện đặc biệt quan tâm"."""
    found = _KEYWORD.match(text, at, end)
    return found if found and found["name"][0].isupper() else None


def is_bare_kind(name: str) -> bool:
    """Tell whether a name says what kind of body it is, and not which: "Trung tâm Y tế"."""
    return bool(_BARE_KIND.fullmatch(name))


_BARE_KIND = re.compile(rf"{either_case(BODIES)}(?:\s+(?i:{either(_ALL)}))*")


class _Extent:
    """Reads on from the keyword: ``stop`` is where the name ends, ``capitals`` how many capitalised words or
    numbers it has, ``names`` how many of them are words of a proper name."""

    def __init__(self, text: str, at: int, end: int, word: str, *, after_title: bool) -> None:
        self.text, self.stop, self.end = text, at, end
        self.is_list, self.is_school, self.is_firm = word in _LISTING, word in _SCHOOLS, word in _FIRMS
        self.after_title = after_title
        self.capitals = self.legal_forms = self.names = 0
        self.is_small_so_far, self.is_known = True, False

    def read(self) -> None:
        """Take one word or compound after the other."""
        while (link := _LINK.match(self.text, self.stop, self.end)) and not self._ends(link):
            atom = self._atom(link.end(), link[0].strip())
            if atom is None:
                return
            is_small = atom[0][0].islower()
            self.legal_forms += atom[0] in _LEGAL_FORMS
            self.capitals += not is_small
            is_known = atom.re is not _ATOM or atom["known"] is not None
            self.names += not is_small and not is_known and not atom[0].isupper()
            self.is_small_so_far = self.is_small_so_far and (is_small or atom[0] in _LEGAL_FORMS)
            self.is_known = is_known
            self.stop = atom.end()

    def _ends(self, link: re.Match[str]) -> bool:
        """Tell whether the name ends before ``link``: a comma, a place, a committee, a person."""
        if "," in link[0] and not (self.is_list and _COMMA_GOES_ON.match(self.text, link.end(), self.end)):
            return True
        if _TAIL_ADMIN.match(self.text, self.stop, self.end):
            return True
        if _COMMITTEE.match(self.text, link.end(), self.end):
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
            is_joint = separator not in {"và", ","} or self.is_list or self._is_joint(atom, separator)
            return atom if is_joint else None
        if separator:
            joins = self.is_small_so_far and separator in {"và", "-", "các"}
            return _ANY_SMALL.match(self.text, begin, self.end) if joins else None
        kind = _ANY_SMALL if self.is_small_so_far else _NOUN if self.is_known else _SMALL_ATOM
        return kind.match(self.text, begin, self.end) or self._inner(begin)

    def _is_joint(self, atom: re.Match[str], separator: str) -> bool:
        """Tell whether the name goes on behind "và": a second level of a school, a second trade ("In và Dịch
        vụ"); another body begins a name of its own."""
        if separator != "và":
            return False
        if _SCHOOL_LEVEL.match(self.text, atom.start(), self.end):
            return True
        goes_on = atom["known"] is not None and self.names < 2
        return goes_on and not _BODY.match(self.text, atom.start(), self.end)

    def _inner(self, begin: int) -> re.Match[str] | None:
        """Return a small word inside a name: "Bao bì Hoàng Đông", "Vật tư nông nghiệp Nghệ An"; behind two
        words of a proper name it is a verb: "Trường THPT Hương Trà tổ chức Lễ"."""
        if self.names > 1:
            return None
        compound = _INNER_COMPOUND.match(self.text, begin, self.end)
        if compound or (self.is_list and not self.is_firm):
            return compound
        if self.is_firm and (self.is_small_so_far or self.is_known):
            return _INNER_WORDS.match(self.text, begin, self.end)
        if self.capitals > 1 + self.legal_forms:
            return None
        return _INNER_WORD.match(self.text, begin, self.end)
