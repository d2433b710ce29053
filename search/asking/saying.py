"""A query back into words: for the reader ("đã tìm: …"), and as somebody would type it."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from search.asking.abbreviations import OPERATORS
from search.asking.fields import WRITTEN
from search.asking.tree import (
    All,
    AnyOf,
    AtLeast,
    Field,
    Lane,
    Named,
    Node,
    Not,
    Query,
    Term,
    Within,
    Years,
)
from search.indexing.analysis import Kind

SHOWN_LABELS = 3


def understood(query: Query, lane: Lane) -> str:
    """Say in words what is asked: "“chi” (dấu nào cũng được); “đảng viên” (đúng dấu); không có “xã”"."""
    if not query:
        return _("mọi bài viết")
    said = list(_parts_said(query.parts, lane))
    if query.is_cut:
        said.append(_("phần sau quá dài nên được bỏ qua"))
    return "; ".join(said)


def slips_said(query: Query) -> list[str]:
    """Say what was repaired, one sentence a slip."""
    return [f"{str(slip)[:1].upper()}{str(slip)[1:]}." for slip in query.slips]


def _parts_said(parts: Iterable[Node], lane: Lane) -> Iterable[str]:
    """Say parts that all are wanted: the words first, those asked in one lane together."""
    groups: dict[str, list[str]] = {}
    others: list[Node] = []
    for part in parts:
        if isinstance(part, Term):
            groups.setdefault(_lane_said([part], lane), []).append(_term(part, lane))
        else:
            others.append(part)
    yield from (f"{', '.join(names)} {how}".strip() for how, names in groups.items())
    yield from (_said(part, lane) for part in sorted(others, key=lambda part: isinstance(part, Not)))


def _said(node: Node, lane: Lane) -> str:
    match node:
        case Term():
            return f"{_term(node, lane)} {_lane_said([node], lane)}".strip()
        case Not():
            return _("không có %s") % _inner(node.part, lane)
        case AnyOf():
            return _any_said(node.parts, lane)
        case All():
            return ", ".join(_parts_said(node.parts, lane))
        case AtLeast():
            words = ", ".join(_term(part, lane) for part in node.parts)
            names = {"number": node.number, "all": len(node.parts), "words": words}
            said = _("ít nhất %(number)d trong %(all)d từ %(words)s") % names
            return f"{said} {_lane_said(node.parts, lane)}".strip()
    return _field_said(node, lane)


def _field_said(node: Within | Named | Years, lane: Lane) -> str:
    match node:
        case Within():
            return f"{_field(node.field)}: {_inner(node.part, lane)}"
        case Named():
            return f"{_field(node.field)}: {_labels(node)}"
    return _years(node)


def _inner(node: Node, lane: Lane) -> str:
    said = _said(node, lane)
    return f"({said})" if isinstance(node, All | AnyOf) else said


def _any_said(parts: Sequence[Node], lane: Lane) -> str:
    """Say alternatives; the lane once where all are words asked in the same one."""
    terms = [part for part in parts if isinstance(part, Term)]
    if len(terms) == len(parts) and len({_lane_said([term], lane) for term in terms}) == 1:
        words = _(" hoặc ").join(_term(term, lane) for term in terms)
        return f"{words} {_lane_said(terms, lane)}".strip()
    return _(" hoặc ").join(_inner(part, lane) for part in parts)


def _term(term: Term, lane: Lane) -> str:
    said = _bare(term)
    forms = term.forms(lane)
    return f"{said} ({_('cũng tìm')}: {', '.join(form.text for form in forms)})" if forms else said


def _bare(term: Term) -> str:
    if term.is_code:
        return _("văn kiện số %s") % term.text
    if all(token.kind is Kind.DATE for token in term.tokens):
        return _("ngày tháng %s") % term.text
    text = f"“{term.text}…”" if term.stem else f"“{term.text}”"
    if term.near is not None:
        return _("%(words)s (gần nhau, xen nhiều nhất %(near)d từ)") % {"words": text, "near": term.near}
    if term.is_phrase and not term.forms(Lane.FOLDED):
        return _("cụm từ %s") % text
    return _("từ bắt đầu bằng %s") % text if term.stem else text


def _lane_said(terms: Sequence[Term], lane: Lane) -> str:
    words = [token for term in terms for token in term.tokens if token.kind is Kind.WORD]
    exact = [lane.is_exact(token) for token in words]
    if not exact:
        return ""
    if all(exact):
        return _("(đúng dấu)")
    return _("(đúng dấu ở chữ có dấu)") if any(exact) else _("(dấu nào cũng được)")


def _field(field: Field) -> str:
    names = {
        Field.TITLE: _("trong tiêu đề"),
        Field.AUTHOR: _("tác giả"),
        Field.PROVINCE: _("tỉnh"),
        Field.UNIT: _("tổ chức đảng"),
        Field.DIRECTIVE: _("văn kiện"),
        Field.YEAR: _("năm"),
        Field.NEWSPAPER: _("báo"),
    }
    return names[field]


def _labels(named: Named) -> str:
    shown = ", ".join(named.labels[:SHOWN_LABELS])
    more = len(named.numbers) - min(len(named.labels), SHOWN_LABELS)
    return _("%(names)s và %(more)d tên khác") % {"names": shown, "more": more} if more > 0 else shown


def _years(years: Years) -> str:
    if years.first is None:
        return _("đến năm %d") % years.last
    if years.last is None:
        return _("từ năm %d") % years.first
    if years.first == years.last:
        return _("năm %d") % years.first
    return _("năm %(first)d–%(last)d") % {"first": years.first, "last": years.last}


# ---------------------------------------------------------------- as typed


def written(node: Node | None) -> str:
    """Write a query as it may be typed.

    >>> from search.asking.language import parse
    >>> written(parse('tiêu đề:“chi bộ” (thôn HOẶC bản) NOT xã').root)
    'tieude:"chi bộ" (thôn OR bản) -xã'
    """
    match node:
        case All():
            return " ".join(
                f"({written(part)})" if isinstance(part, AnyOf) else written(part) for part in node.parts
            )
        case AnyOf():
            return " OR ".join(map(written, node.parts))
        case AtLeast():
            return " ".join(map(_typed, node.parts))
        case None:
            return ""
    return _part_written(node)


def _part_written(node: Term | Not | Within | Named | Years) -> str:
    match node:
        case Term():
            return _typed(node)
        case Not():
            return f"-{_closed(node.part)}"
        case Within():
            return f"{WRITTEN[node.field]}:{_closed(node.part)}"
        case Named():
            return f'{WRITTEN[node.field]}:"{node.text}"'
    first, last = node.first or "", node.last or ""
    return f"nam:{first}" if first == last else f"nam:{first}..{last}"


def _closed(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, All | AnyOf | Not) else written(node)


def _typed(term: Term) -> str:
    if term.near is not None:
        return f'"{term.text}"~{term.near}'
    star = "*" if term.stem else ""
    # A code or a date with spaces in it is one thing without quotation marks too.
    quotes = term.is_quoted or (term.is_phrase and term.expansion is None) or term.text in OPERATORS
    return f'"{term.text}{star}"' if quotes else f"{term.text}{star}"
