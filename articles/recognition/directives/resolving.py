"""Which document of the authority list a citation means.

Evidence in the order of its weight: symbol, date, term, title, issuer, the report's date (nobody cites what
is not written yet), the subject of the sentence, the nearest term in force. What stays open is kept open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from articles.recognition.directives import symbols, topics
from articles.recognition.directives.citations import Citation
from articles.recognition.directives.issuers import authority_issuer
from articles.records import DirectiveStatus
from articles.reference import Directive, reference
from articles.reference.directives import symbol_key

TERMS = {"VIII": 1996, "IX": 2001, "X": 2006, "XI": 2011, "XII": 2016, "XIII": 2021, "XIV": 2026}
"""The year in which each Central Committee took office."""

_STATE_TYPES = frozenset({"nghị định", "thông tư", "luật", "pháp lệnh", "công điện"})
REGULATIONS = frozenset({"quy định", "quyết định"})
"""Types that share the symbol QĐ: the press takes one for the other."""

_CLEAR, _FAINT = 0.3, 0.12


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of one citation; ``open_keys`` are the rows between which the print does not decide."""

    status: DirectiveStatus
    key: str | None = None
    candidates: tuple[str, ...] = ()
    confidence: float = 0.9
    open_keys: tuple[str, ...] = ()


UNMATCHED = Resolution(DirectiveStatus.UNMATCHED, confidence=0.7)


def resolve(citation: Citation, day: date | None, *surroundings: Callable[[], topics.Pairs]) -> Resolution:
    """Resolve one citation by itself.

    ``day`` is the report's date; ``surroundings`` give the subject of the words around, the nearest first,
    and are asked only when several documents fit.
    """
    status = _kept_apart(citation)
    if status:
        return Resolution(status, confidence=0.95 if citation.suffix else 0.85)
    if citation.rule == "plenum":
        return _of_plenum(citation, day)
    rows = [row for row in _rows(citation) if _is_written(row, day)]
    return _choose(_fitting(citation, rows), citation, day, surroundings)


def _kept_apart(citation: Citation) -> DirectiveStatus | None:
    """Tell state documents and local Party documents from central ones."""
    if citation.suffix:
        if symbols.is_state(citation.suffix):
            return DirectiveStatus.STATE
        return DirectiveStatus.LOCAL if symbols.is_local(citation.suffix) else None
    if citation.type in _STATE_TYPES or citation.issuer_kind == "state":
        return DirectiveStatus.STATE
    return DirectiveStatus.LOCAL if citation.issuer_kind == "local" else None


def _rows(citation: Citation) -> list[Directive]:
    """Return the rows of that number whose symbol or type the print allows."""
    documents = reference().directives
    if citation.symbol:
        spellings = [citation.symbol]
        if citation.symbol.startswith("Q"):
            spellings = [f"{abbr}/{citation.suffix}" for abbr in ("QĐ", "QĐi")]
        found = [row for symbol in spellings for row in documents.coded(citation.number, symbol)]
        found = found or _misprinted(citation)
    else:
        types = REGULATIONS if citation.type in REGULATIONS else {citation.type}
        found = [row for type_ in types for row in documents.numbered(type_, citation.number)]
        found = [row for row in found if _may_issue(citation, row)]
    if citation.type in REGULATIONS:
        same_type = [row for row in found if row.type.lower() == citation.type]
        return same_type or found
    return found


def _misprinted(citation: Citation) -> list[Directive]:
    """Return rows for a symbol with a slip in its type: "Chỉ thị số 05-NQ/TW" of 15/5/2016."""
    if citation.issued_on is None:
        return []
    named = reference().directives.numbered(citation.type, citation.number)
    return [row for row in named if row.date_issued == citation.issued_on]


def _may_issue(citation: Citation, row: Directive) -> bool:
    """Tell whether a document cited without symbol can be that row, as to who issued it."""
    issuer = authority_issuer(citation.issuer) if citation.issuer else None
    central = symbol_key(row.symbol).endswith(symbol_key(row.symbol.split("/")[0]) + "tw")
    if issuer in ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương"):
        return central
    if issuer:
        return row.issuer == issuer
    return central or citation.type == "hướng dẫn"


def _is_written(row: Directive, day: date | None) -> bool:
    if day is None:
        return True
    if row.date_issued:
        return row.date_issued <= day
    return (row.year or TERMS.get(row.term, 0)) <= day.year


def _fitting(citation: Citation, rows: list[Directive]) -> list[Directive]:
    """Keep the rows that printed date and term allow."""
    if citation.issued_on:
        exact = [row for row in rows if row.date_issued == citation.issued_on]
        if exact:
            return exact
        rows = [row for row in rows if _may_be_misdated(row, citation.issued_on)]
    elif citation.year:
        rows = [row for row in rows if row.year == citation.year] or rows
    if citation.term:
        rows = [row for row in rows if row.term in ("", citation.term)]
    return rows


def _may_be_misdated(row: Directive, printed: date) -> bool:
    """Tell whether the print can have one part of the date wrong: 15/6/2010 for 15/6/2000."""
    issued = row.date_issued
    if issued is None:
        return row.year == printed.year or (row.year is None and _term_of(printed) == row.term)
    return issued.year == printed.year or (issued.day, issued.month) == (printed.day, printed.month)


def _term_of(day: date) -> str:
    return next((term for term, start in reversed(TERMS.items()) if start <= day.year), "")


def _choose(
    rows: list[Directive],
    citation: Citation,
    day: date | None,
    surroundings: tuple[Callable[[], topics.Pairs], ...],
) -> Resolution:
    title = topics.pairs(citation.title or "")
    if not rows or _speaks_of_another(citation, rows, title):
        return UNMATCHED
    if len(rows) > 1 and (row := _alike(rows, title)):
        return _resolved(row, 0.95)
    rows = _of_issuer(rows, citation)
    if len(rows) == 1:
        return _single(rows[0], citation, day, title, surroundings)
    open_keys = tuple(row.key for row in rows)
    for words in surroundings:
        if row := _alike(rows, words()):
            return Resolution(DirectiveStatus.RESOLVED, row.key, (), 0.85, open_keys)
    nearest = _nearest(rows)
    if nearest and day and _age(nearest, day) == 0 and nearest.issuer:
        return Resolution(DirectiveStatus.RESOLVED, nearest.key, (), 0.75, open_keys)
    return Resolution(DirectiveStatus.AMBIGUOUS, None, open_keys, 0.5, open_keys)


def _resolved(row: Directive, confidence: float) -> Resolution:
    return Resolution(DirectiveStatus.RESOLVED, row.key, (), confidence)


def _speaks_of_another(citation: Citation, rows: list[Directive], title: topics.Pairs) -> bool:
    """Tell whether the printed title is that of a document which the list does not hold."""
    if citation.issued_on and any(row.date_issued == citation.issued_on for row in rows):
        return False
    keys = {row.key for row in rows}
    best = max(topics.likeness(title, topics.subject(row)) for row in rows)
    others = topics.same_code(citation.number, citation.symbol or rows[0].symbol)
    return any(
        topic.key not in keys and topics.likeness(title, topic.pairs) > max(_CLEAR, best) for topic in others
    )


def _alike(rows: list[Directive], printed: topics.Pairs) -> Directive | None:
    """Return the one row whose subject the printed words clearly share more than any other's."""
    if not printed:
        return None
    scored = sorted(
        ((topics.likeness(printed, topics.subject(row)), index) for index, row in enumerate(rows)),
        reverse=True,
    )
    (best, index), (second, _) = scored[0], scored[1]
    return rows[index] if best >= _FAINT and best >= 2 * second else None


def _of_issuer(rows: list[Directive], citation: Citation) -> list[Directive]:
    issuer = authority_issuer(citation.issuer) if citation.issuer else None
    return [row for row in rows if issuer and row.issuer == issuer] or rows


def _single(
    row: Directive,
    citation: Citation,
    day: date | None,
    title: topics.Pairs,
    surroundings: tuple[Callable[[], topics.Pairs], ...],
) -> Resolution:
    """Accept the only row that fits, unless the words are few and the document old, or speak of another."""
    if citation.issued_on and row.date_issued == citation.issued_on:
        return _resolved(row, 0.99)
    known = topics.subject(row)
    if citation.title and citation.title.lower().startswith("về") and len(title) >= 4 and len(known) >= 3:
        if not title & known and not citation.term:
            return UNMATCHED
        if topics.likeness(title, known) >= _CLEAR:
            return _resolved(row, 0.97)
    if citation.symbol or citation.issuer or citation.term:
        return _resolved(row, 0.93 if citation.symbol else 0.88)
    is_old = day is not None and row.term and _age(row, day) > 1
    if is_old and not any(topics.share_phrase(words(), known) for words in surroundings[:1]):
        return Resolution(DirectiveStatus.AMBIGUOUS, candidates=(row.key,), confidence=0.4)
    return _resolved(row, 0.75 if is_old else 0.8)


def _nearest(rows: list[Directive]) -> Directive | None:
    """Return the youngest row when its term has no second one that fits."""
    dated = sorted((row for row in rows if row.term in TERMS), key=lambda row: TERMS[row.term])
    if not dated or (len(dated) > 1 and dated[-1].term == dated[-2].term):
        return None
    return dated[-1]


def _age(row: Directive, day: date) -> int:
    """Return how many terms lie between the document and the report."""
    order = list(TERMS)
    now = _term_of(day)
    return order.index(now) - order.index(row.term) if now in order and row.term in order else 0


# ---------------------------------------------------------------- by plenary session


def _of_plenum(citation: Citation, day: date | None) -> Resolution:
    documents = reference().directives
    plenum = citation.plenum or 0
    terms = [citation.term] if citation.term else list(reversed(TERMS))
    title = topics.pairs(citation.title or "")
    for term in terms:
        by_title = [
            topic for topic in topics.passed_by(plenum, term) if topics.likeness(title, topic.pairs) >= _CLEAR
        ]
        if len(by_title) == 1 and _type_fits(by_title[0].symbol, citation):
            key = by_title[0].key
            return _resolved(documents[key], 0.95) if key else UNMATCHED
        keys = [key for key in _session_keys(plenum, term, citation) if _is_written(documents[key], day)]
        if len(keys) == 1:
            return _resolved(documents[keys[0]], 0.93 if citation.term else 0.75)
        if keys:
            return Resolution(DirectiveStatus.AMBIGUOUS, None, tuple(keys), 0.6, tuple(keys))
    return UNMATCHED


def _session_keys(plenum: int, term: str, citation: Citation) -> tuple[str, ...]:
    named = [key for key in topics.of_plenum(plenum, term) if _type_fits(key, citation)]
    if named:
        return tuple(named)
    return tuple(
        topic.key
        for topic in topics.passed_by(plenum, term)
        if topic.key and _type_fits(topic.symbol, citation)
    )


def _type_fits(symbol: str, citation: Citation) -> bool:
    return ("KL/" if citation.type == "kết luận" else "NQ/") in symbol
