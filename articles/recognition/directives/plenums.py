"""Resolutions named by the plenary session that passed them: "Nghị quyết Trung ương 4 khóa XI, XII"."""

import re
from collections.abc import Iterator

from articles.recognition.directives.citations import Citation
from articles.recognition.directives.issuers import TRUNG_UONG
from articles.recognition.directives.tails import ORDINAL, ordinal, read_tail, read_terms, read_title

COMMITTEE = "Ban Chấp hành Trung ương"
"""Who passes the documents of a plenary session."""

_LATEST_PLENUM = 15
_CENTRE_SIGNS = ("rung", "RUNG", "T.", "TƯ", "TW")
"""Of these one stands in every form of Trung ương."""

_COMMITTEE = rf"(?:(?:Ban\s+[Cc]hấp\s+hành|BCH)\s+)?{TRUNG_UONG}(?:\s+Đảng)?"
_PLENUM = re.compile(
    r"(?<!\w)(?P<type>(?i:nghị\s+quyết|kết\s+luận)|NQ|KL)(?:\s+của)?(?:\s+[Hh]ội\s+nghị)?"
    rf"(?:\s*{_COMMITTEE}(?:\s+lần\s+thứ)?[\s(]*(?P<plain>{ORDINAL})"
    rf"|\s+lần\s+thứ\s+(?P<worded>{ORDINAL}),?\s*(?:của\s+)?{_COMMITTEE})"
)
_MORE = re.compile(rf"\s*(?:,|và|&)\s*(?P<plenum>{ORDINAL})(?!\s*(?:năm|tháng|[/.%]))")
_OF_PART = re.compile(r"\s*\(lần \d\)")


def by_plenum(text: str, start: int, end: int) -> Iterator[Citation]:
    """Yield one citation for each plenum and term named in ``text[start:end]`` (tone-canonical).

    >>> text = "thực hiện Nghị quyết Trung ương 4 khóa XI, XII"
    >>> [(each.number, each.term) for each in by_plenum(text, 0, len(text))]
    [('4', 'XI'), ('4', 'XII')]
    """
    if not any(text.find(sign, start, end) >= 0 for sign in _CENTRE_SIGNS):
        return
    for match in _PLENUM.finditer(text, start, end):
        first = ordinal(match["plain"] or match["worded"])
        if first > _LATEST_PLENUM or _is_numbered(text, match):
            continue
        plenums, at = [first], match.end()
        while match["plain"] and (more := _MORE.match(text, at, end)):
            plenums.append(ordinal(more["plenum"]))
            at = more.end()
        if part := _OF_PART.match(text, at, end):
            at = part.end()
        terms, at = read_terms(text, at, end) or ((), at)
        tail = read_tail(text, at, end)
        if not terms and tail.terms:
            terms = tail.terms
        type_ = "kết luận" if match["type"].lower().startswith("k") else "nghị quyết"
        for plenum in plenums:
            for term in terms or (None,):
                yield Citation(
                    start=match.start(),
                    end=tail.end,
                    type=type_,
                    number=str(plenum),
                    symbol=None,
                    suffix=None,
                    issuer=COMMITTEE,
                    issuer_kind="central",
                    issued_on=tail.issued_on,
                    year=tail.year,
                    term=term,
                    title=read_title(text, tail.end, end),
                    rule="plenum",
                    plenum=plenum,
                    group=match.start(),
                )


def _is_numbered(text: str, match: re.Match[str]) -> bool:
    """Tell "Nghị quyết Trung ương 5 năm" and "Nghị quyết TW 18-NQ/TW" from a plenum."""
    return bool(
        re.match(r"\s*(?:[-–/]\s?[A-ZĐ]|năm(?! (?:19|20))|tháng|\d)", text[match.end() : match.end() + 8])
    )
