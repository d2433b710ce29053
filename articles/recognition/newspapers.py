"""Which paper printed the report: what came with it, its address, its mark, its own name on the page."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from articles.recognition.context import Context
from articles.records import NewspaperFinding, Part, PlaceRef, Span
from articles.reference import NOW, PROVINCE, THEN, Newspaper, reference
from articles.vietnamese.letters import canonical

_ADDRESS = re.compile(
    r"(?<![\w@.-])(?:https?://|www\.)?((?:[a-z0-9-]+\.)+(?:vn|com|net|org))(?![\w-])", re.IGNORECASE
)
_PAPER = re.compile(r"(?<!\w)(?:Báo|Đài|Tạp chí|Cổng thông tin|BÁO|ĐÀI|TẠP CHÍ)\s")
# "Cơ quan của Đảng bộ Đảng Cộng sản Việt Nam tỉnh Lạng Sơn", "Cơ quan ngôn luận của … thành phố Hải Phòng".
_ORGAN = re.compile(
    r"cơ quan\s+(?:ngôn luận\s+)?(?:của\s+)?(?:ban chấp hành\s+)?(?:đảng bộ|tỉnh ủy|thành ủy)\b[^\n]{0,60}?"
    r"(?:tỉnh|thành phố|tp\.?|tỉnh ủy|thành ủy)\s+(?P<name>[^\n,.;|©–-]{2,40})",
    re.IGNORECASE,
)
# A paper's name in the running text is its own only with its reporter: "phóng viên Báo Lạng Sơn".
_REPORTER = re.compile(r"(?:phóng viên|PV|p\.v|nhóm PV|bạn đọc|tòa soạn)\s+$", re.IGNORECASE)
_WORDS_BESIDE_NAME = 3
_SEPARATOR = re.compile(r"[|/\\»\u203a>–—:;,.()\n-]")
_IMPRINT = re.compile(
    r"©|bản quyền|copyright|tòa soạn|giấy phép|tổng biên tập|nguồn|theo báo|trụ sở|điện thoại|ghi rõ",
    re.IGNORECASE,
)
GUESSED = "provincial-paper"
"""The rule of a paper that nothing on the page names: no fact, but where to begin asking."""
_MARKS_AT_END = Part.FURNITURE, Part.BYLINE, Part.AGENCY_MARK, Part.DATELINE, Part.KICKER


def find_newspaper(context: Context) -> NewspaperFinding | None:
    """Return the paper as the page or its companions name it; None when nothing does.

    In order: the hint of a manifest or form, the address, the agency mark ("(LSO) –"), addresses and names
    in what surrounds the article (footer, byline, source line), "phóng viên Báo X" in its words.
    """
    for rule in (_by_hint, _by_address, _by_mark, _by_organ, _by_name, _by_address_on_page):
        found = rule(context)
        if found is not None:
            return found
    return None


def provincial_paper(province: PlaceRef) -> NewspaperFinding | None:
    """Return the Party paper of a province, with low confidence: the guess where a page names no paper.

    Of one of the 34 provinces it is the paper that bears its name.
    """
    facts = reference()
    code: str | None = province.code
    if province.era == NOW:
        name = facts.places[province].name
        former = facts.places.province_named(name, era=THEN)
        code = former.ref.code if former else None
    paper = facts.newspapers.of_province(code) if code else None
    return NewspaperFinding(paper.name, GUESSED, 0.5) if paper else None


def _by_hint(context: Context) -> NewspaperFinding | None:
    hint = context.report.raw.hints.newspaper
    if not hint:
        return None
    paper = reference().newspapers.named(hint)
    return NewspaperFinding(paper.name if paper else hint.strip(), "hint", 1.0)


def _by_address(context: Context) -> NewspaperFinding | None:
    url = context.report.raw.hints.url
    paper = _at(url, context) if url else None
    return NewspaperFinding(paper.name, "address", 0.99) if paper else None


def _at(address: str, context: Context) -> Newspaper | None:
    """Return the paper of an address; of several joined under one domain the one that bears the name of
    today's province (baobacninhtv.vn: Báo Bắc Ninh, not Báo Bắc Giang)."""
    facts = reference()
    papers = facts.newspapers.at(address, context.day)
    if len(papers) <= 1:
        return papers[0] if papers else None
    for paper in papers:
        if paper.province_code is not None and paper.is_provincial_party_paper:
            then = facts.places[PlaceRef(PROVINCE, paper.province_code, THEN)]
            if facts.places.province_now(then.ref).name in (then.name, *then.aliases):
                return paper
    return papers[0]


def _by_mark(context: Context) -> NewspaperFinding | None:
    mark = context.report.agency_mark
    if not mark:
        return None
    spans = context.report.spans(Part.AGENCY_MARK)
    span = spans[0] if spans else None
    paper = reference().newspapers.marked(mark)
    if paper is None:
        address = _ADDRESS.search(mark)
        paper = _at(address[1], context) if address else None
    if paper is None:
        paper = next((paper for _, paper in _named_in(mark)), None)
    return NewspaperFinding(paper.name, "agency-mark", 0.95, span) if paper else None


def _by_organ(context: Context) -> NewspaperFinding | None:
    facts = reference()
    for span in context.report.spans(Part.FURNITURE):
        words = span.of(context.canonical)
        for match in _ORGAN.finditer(words):
            syllables = match["name"].split()
            for length in range(min(5, len(syllables)), 0, -1):
                province = facts.places.province_named(" ".join(syllables[:length]), era=THEN)
                paper = facts.newspapers.of_province(province.ref.code) if province else None
                if paper is not None:
                    where = Span(span.start + match.start(), span.start + match.end())
                    return NewspaperFinding(paper.name, "organ-of", 0.9, where)
    return None


def _by_name(context: Context) -> NewspaperFinding | None:
    """Find the paper named around the article, or with its reporter in it; two names cancel each other."""
    around = [
        (Span(span.start + where.start, span.start + where.end), paper)
        for span in context.report.spans(*_MARKS_AT_END)
        for where, paper in _named_in(span.of(context.text))
        if _names_itself(span.of(context.text), where)
    ]
    if len({paper.name for _, paper in around}) == 1:
        return NewspaperFinding(around[0][1].name, "named-on-page", 0.8, around[0][0])
    for span in context.spans:
        for where, paper in _named_in(span.of(context.text)):
            start = span.start + where.start
            if _REPORTER.search(context.text, max(0, start - 20), start):
                return NewspaperFinding(paper.name, "reporter-of", 0.8, Span(start, span.start + where.end))
    return None


def _names_itself(line: str, name: Span) -> bool:
    """Tell whether a line around the article gives the page's own paper ("© Báo Yên Bái", "Theo Báo Sơn La",
    "Báo Lạng Sơn điện tử"), not a story about one ("Báo Nhân Dân trao 50 suất quà tại xã Pa Tần")."""
    before, behind = _SEPARATOR.split(line[: name.start])[-1], _SEPARATOR.split(line[name.end :])[0]
    return len(before.split()) + len(behind.split()) <= _WORDS_BESIDE_NAME or bool(_IMPRINT.search(line))


def _by_address_on_page(context: Context) -> NewspaperFinding | None:
    """Find the one paper whose address stands around the article ("Theo baoquangninh.vn")."""
    found: dict[str, Span] = {}
    for span in context.report.spans(*_MARKS_AT_END):
        for match in _ADDRESS.finditer(context.text, span.start, span.end):
            paper = _at(match[1].lower(), context)
            if paper is not None:
                found.setdefault(paper.name, Span(match.start(1), match.end(1)))
    if len(found) != 1:
        return None
    name, span = next(iter(found.items()))
    return NewspaperFinding(name, "address-on-page", 0.8, span)


def _named_in(words: str) -> Iterator[tuple[Span, Newspaper]]:
    """Yield the papers named in a text, longest name first ("BÁO LẠNG SƠN", "Báo Lạng Sơn điện tử")."""
    lowered = ""
    for match in _PAPER.finditer(words):
        lowered = lowered or canonical(words).lower()
        for name, paper in _names():
            if (
                lowered.startswith(name, match.start())
                and not lowered[match.start() + len(name) : match.start() + len(name) + 1].isalnum()
            ):
                yield Span(match.start(), match.start() + len(name)), paper
                break


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, Newspaper], ...]:
    """Return every name of every paper in canonical lower case, longest first."""
    papers: Iterable[Newspaper] = reference().newspapers.all
    names = {canonical(name).lower(): paper for paper in papers for name in (*paper.aliases, paper.name)}
    return tuple(sorted(names.items(), key=lambda item: -len(item[0])))
