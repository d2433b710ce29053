"""Documents cited in running text, as printed; nothing is resolved here.

All forms of one citation: "Kế hoạch số 47-KH/HU, ngày 13/01/2017 của Ban Thường vụ Huyện ủy", "CT05-CT/TW",
"217/QĐ-TW", "các Nghị quyết số 18, 19-NQ/TW", "Chỉ thị 28 của Ban Bí thư".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.recognition.directives import symbols
from articles.recognition.directives.issuers import ISSUER, issuer_before, issuer_kind
from articles.recognition.directives.tails import Tail, day_before, read_tail, read_title
from articles.recognition.phrases import either, opening
from articles.records import Span

_TYPE = re.compile(
    rf"(?P<type>{opening('|'.join(symbols.TYPES), in_either_case=True)})"
    rf"(?:\s+(?P<more>{either('hành động|liên tịch|kết luận|chuyên đề')}))?(?!\w)"
)
_SHORT_TYPE = re.compile(
    rf"(?P<type>{opening('|'.join(symbols.SHORT_TYPES))})(?P<more>)(?=[\s.:]*(?:số)?[\s:]*\d)"
)
_NUMBER_WORD = re.compile(r"[\s:]*(?P<so>\(?(?:số|Số|SỐ)[\s.:]*)?[\s:“\"]*(?:(?:CT|NQ|KL|QĐ|HD|KH)(?=\d))?")
_LETTERS = "A-Za-zĐđƯư0-9"
_SUFFIX = (
    r"T\.\s?Ư|T\.W|(?:BTC|BTG|UBKT|VP)\s+TW"
    rf"|[A-ZĐƯ][{_LETTERS}]*(?:[-–.&][A-ZĐƯ0-9][{_LETTERS}]*)*"
)
_ITEM = re.compile(
    r"(?P<number>\d{1,4}(?!\d)[a-d]?(?!\w))(?P<year>\s?/\s?(?:19|20)\d\d(?!\d))?"
    rf"(?:\s?[-–—/.]?\s?(?P<abbr>(?i:{symbols.ABBREVIATION_PATTERN}))(?:\s?[-–/.]\s?|\s)(?P<suffix>{_SUFFIX})"
    r"|/(?P<assembly>(?:UBTV)?QH\d{1,2}))?"
)
_BARE_CODE = re.compile(
    rf"(?P<number>\d(?<![\w/.-]\d)\d{{0,3}})\s?[-–/]\s?(?P<abbr>{symbols.ABBREVIATION_PATTERN})\s?[/–-]\s?"
    r"(?P<suffix>(?:BTC|BTG|UBKT|VP|BDV)?(?:TW|T\.Ư|TƯ)|TU|HU|ĐU|ThU|QU)(?!\w)"
)
_NEXT = re.compile(r"\s*(?:,|;|&|\s(?:và|hoặc)(?!\w)|,\s*và(?!\w))\s*(?P<so>(?:số|Số)\s*:?\s*)?(?=\d)")
_THINGS = """
    tháng|quý|tuần|giờ|phút|lần|điểm|nội dung|chi bộ|chi, đảng|đảng bộ|đảng ủy|đảng viên|đồng chí|người
    |xã|huyện|tỉnh|phường|thôn|bản|ấp|cơ sở|tổ chức|hộ|nhiệm vụ|giải pháp|chỉ tiêu|nhóm|điều|chương
    |khoản|văn bản|trường hợp|đơn vị|cán bộ|vấn đề|tập thể|cá nhân|tiêu chí|triệu|tỷ|tỉ|nghìn|ngàn|trăm
    |đợt|bước|mục tiêu|đề án|nghị quyết|chỉ thị|cuộc|hội nghị|lớp|mô hình|việc|khâu|công trình|phần|loại
    |mặt|chuyên đề|kế hoạch|ủy viên|bí thư|quần chúng|lượt|bộ|tổ|ban|ngành|cấp|doanh nghiệp|cơ quan
    |dự án|chương trình|chữ|lĩnh vực|địa phương|hình thức|quy trình|bài|câu|trang
"""
_COUNTED = re.compile(
    r"\s*(?:[%/+]|[.,]\d|[-–]\s?\d"
    rf"|(?:năm(?!\s+(?:19|20)\d\d)|ngày(?!\s*\d)|{either(_THINGS)})(?!\w))",
    re.IGNORECASE,
)
_TIME = re.compile(r"\s*(?:[%/+]|[.,]\d|[-–]\s?\d|(?:tháng|quý|tuần|giờ|phút|lần|năm(?!\s+(?:19|20)))(?!\w))")
_BARE_TYPES = frozenset({"nghị quyết", "chỉ thị", "kết luận", "quy định", "quyết định", "hướng dẫn"})
_STATE_TYPES = frozenset({"nghị định", "thông tư", "luật", "pháp lệnh", "công điện"})
_LOCAL_TYPES = frozenset({"đề án", "kế hoạch", "chương trình", "chương trình hành động"})
# "Huyện ủy Đắk R'lấp dự kiến sơ kết Đề án số 03": the committee's own.
_COMMITTEE_ACTS = re.compile(
    r"(?:Tỉnh|Thành|Thị|Quận|Huyện|Đảng) ủy(?!\w)"
    r"(?:(?!Chính phủ|Thủ tướng|UBND|HĐND|Ủy ban)[^.;:!?\n]){0,70}$"
)
_STATE_PROJECT = "06"
"""The number under which the Government's project on population data goes everywhere."""
_NUMBERED, _SHORT = "number-and-symbol", "short-form"
_LONGEST_LIST = 20
_ISSUER_BETWEEN = re.compile(r"\s+của\s+")


@dataclass(frozen=True, slots=True)
class Citation:
    """One document as printed. ``suffix`` is the issuer's part of the symbol, ``issuer_kind`` what kind of
    body the printed issuer is ("central", "local", "state"); ``plenum`` the number of a plenary session."""

    start: int
    end: int
    type: str
    number: str
    symbol: str | None
    suffix: str | None
    issuer: str | None
    issuer_kind: str | None
    issued_on: date | None
    year: int | None
    term: str | None
    title: str | None
    rule: str
    plenum: int | None = None
    group: int = 0


@dataclass(slots=True)
class _Item:
    end: int
    number: str
    abbr: str | None
    suffix: str | None
    tail: Tail


def numbered(text: str, start: int, end: int) -> Iterator[Citation]:
    """Yield the numbered documents cited in ``text[start:end]`` (tone-canonical), in order.

    >>> text = "các Nghị quyết số 18, 19-NQ/TW của Ban Chấp hành Trung ương"
    >>> [(each.number, each.symbol) for each in numbered(text, 0, len(text))]
    [('18', 'NQ/TW'), ('19', 'NQ/TW')]
    """
    reached = start
    heads = (*_TYPE.finditer(text, start, end), *_SHORT_TYPE.finditer(text, start, end))
    for head in sorted(heads, key=re.Match.start):
        if head.start() < reached:
            continue
        yield from _bare_codes(text, reached, head.start())
        citations = _headed(text, head, end)
        yield from citations
        reached = max(head.end() if not citations else citations[-1].end, reached)
    yield from _bare_codes(text, reached, end)


def _bare_codes(text: str, start: int, end: int) -> Iterator[Citation]:
    """Yield codes without a type word: "theo tinh thần 05-CT/TW"."""
    for code in _BARE_CODE.finditer(text, start, end):
        abbr = symbols.canonical_abbreviation(code["abbr"])
        suffix = symbols.canonical_suffix(code["suffix"])
        tail = read_tail(text, code.end(), end)
        type_ = symbols.TYPE_OF_ABBREVIATION[abbr]
        item = _Item(code.end(), code["number"], abbr, suffix, tail)
        yield _citation(text, Span(code.start(), end), item, type_, "code-alone")


def _headed(text: str, head: re.Match[str], end: int) -> list[Citation]:
    type_ = symbols.SHORT_TYPES.get(head["type"]) or " ".join(head["type"].lower().split())
    if type_ == "chương trình" and (head["more"] or "").lower().startswith("hành"):
        type_ = "chương trình hành động"
    at, early = head.end(), None
    between = _ISSUER_BETWEEN.match(text, at, end)
    if between and (issuer := ISSUER.match(text, between.end(), end)):
        number_word = _NUMBER_WORD.match(text, issuer.end(), end)
        if number_word and number_word["so"]:
            early, at = issuer, issuer.end()
    number_word = _NUMBER_WORD.match(text, at, end)
    items = _items(text, number_word.end(), end) if number_word else []
    if not items or number_word is None:
        return []
    if early:
        for item in items:
            item.tail.issuer, item.tail.issuer_kind = early[0], issuer_kind(early)
    _share(items)
    _issuer_before(text, head.start(), items)
    kept = [
        item
        for item in items
        if item.suffix or _is_short_form(text, head, type_, item, has_so=bool(number_word["so"]))
    ]
    return [
        _citation(text, Span(head.start(), end), item, type_, _NUMBERED if item.suffix else _SHORT)
        for item in kept
    ]


def _items(text: str, at: int, end: int) -> list[_Item]:
    """Read "18, 19-NQ/TW và 21-NQ/TW": the numbers behind one type word, each with its own tail."""
    items: list[_Item] = []
    match = _ITEM.match(text, at, end)
    while match and len(items) < _LONGEST_LIST:
        item = _item(text, match, end)
        items.append(item)
        following = _NEXT.match(text, item.tail.end, end)
        match = _ITEM.match(text, following.end(), end) if following else None
        if match and following and not _continues(text, items, match, has_so=bool(following["so"])):
            match = None
    return items


def _item(text: str, match: re.Match[str], end: int) -> _Item:
    if match["assembly"]:
        return _Item(match.end(), match["number"], None, match["assembly"], read_tail(text, match.end(), end))
    if match["abbr"] is None:
        stop = match.end("year") if match["year"] else match.end("number")
        return _Item(stop, match["number"], None, None, read_tail(text, stop, end))
    abbr = symbols.canonical_abbreviation(match["abbr"])
    suffix = symbols.canonical_suffix(match["suffix"])
    stop = match.end("suffix")
    tail = read_tail(text, stop, end)
    if match["year"]:
        tail.year = tail.year or int(match["year"][-4:])
    return _Item(stop, match["number"], abbr, suffix, tail)


def _continues(text: str, items: list[_Item], match: re.Match[str], *, has_so: bool) -> bool:
    """Tell whether the number behind a comma goes on with the list: "18, 19-NQ/TW", not "05, 3 năm qua"."""
    if match["abbr"] or match["assembly"] or has_so:
        return True
    if items[-1].suffix or _COUNTED.match(text, match.end("number")):
        return False
    return len(match["number"]) <= 3


def _share(items: list[_Item]) -> None:
    """Give the numbers of a list what is printed once for all: symbol, issuer and term of the last one."""
    for index in range(len(items) - 2, -1, -1):
        item, following = items[index], items[index + 1]
        if item.suffix is None and item.tail.end == item.end:
            item.abbr, item.suffix = following.abbr, following.suffix
        if item.tail.issuer is None:
            item.tail.issuer, item.tail.issuer_kind = following.tail.issuer, following.tail.issuer_kind
        if not item.tail.terms and item.tail.year is None:
            item.tail.terms = following.tail.terms


def _is_short_form(text: str, head: re.Match[str], type_: str, item: _Item, *, has_so: bool) -> bool:
    """Tell "Chỉ thị 28 của Ban Bí thư", "Tỉnh ủy ban hành Đề án 515" from things counted ("hướng dẫn 12 chi
    bộ", "ban hành Kế hoạch 5 năm")."""
    if item.tail.issuer and (has_so or not _COUNTED.match(text, item.end)):
        return has_so or head[0][0].isupper() or item.tail.issuer_kind == "central"
    if type_ in _LOCAL_TYPES:
        return has_so and _is_committees(text, head, item)
    if type_ in _STATE_TYPES or type_ not in _BARE_TYPES:
        return False
    # Nobody counts with a leading nought: "Chỉ thị 05 huyện đã triển khai".
    is_counted = (_TIME if item.number.startswith("0") else _COUNTED).match(text, item.end)
    if is_counted or text[item.end : item.end + 1] == "/":
        return False
    return has_so or head[0][0].isupper() or type_ in {"chỉ thị", "nghị quyết"}


def _is_committees(text: str, head: re.Match[str], item: _Item) -> bool:
    """Tell whether a local committee acts on a document of its own: "Huyện ủy dự kiến sơ kết Đề án số 03"."""
    if not head[0][0].isupper() or item.tail.issuer_kind == "state" or item.number == _STATE_PROJECT:
        return False
    if not _COMMITTEE_ACTS.search(text, max(0, head.start() - 100), head.start()):
        return False
    item.tail.issuer_kind = "local"
    return True


def _issuer_before(text: str, start: int, items: list[_Item]) -> None:
    """Read the issuer before the type, and the day before that: "Ngày 15/5/2016, Bộ Chính trị ban hành Chỉ
    thị số 05-CT/TW"."""
    if any(item.tail.issuer for item in items):
        return
    before = issuer_before(text, max(0, start - 110), start)
    if not before:
        return
    day = day_before(text, max(0, before.start() - 40), before.start())
    for item in items:
        item.tail.issuer, item.tail.issuer_kind = before["issuer"], issuer_kind(before)
        if day and item.tail.year is None:
            item.tail.issued_on, item.tail.year = day, day.year


def _citation(text: str, span: Span, item: _Item, type_: str, rule: str) -> Citation:
    tail = item.tail
    stop = max(item.end, tail.end)
    symbol = f"{item.abbr}/{item.suffix}" if item.abbr and item.suffix else item.suffix
    if symbol and item.abbr and symbols.is_state(item.suffix or ""):
        symbol = f"{item.abbr}-{item.suffix}"
    return Citation(
        start=span.start,
        end=stop,
        type=type_,
        number=item.number,
        symbol=symbol,
        suffix=item.suffix,
        issuer=tail.issuer,
        issuer_kind=tail.issuer_kind,
        issued_on=tail.issued_on,
        year=tail.year,
        term=tail.terms[0] if tail.terms else None,
        title=read_title(text, stop, span.end),
        rule=rule,
        plenum=tail.plenum,
        group=span.start,
    )
