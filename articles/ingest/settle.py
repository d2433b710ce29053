"""Proposals beside decisions: what holds for each field of an article, and why it needs a look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from articles.ingest import authority, merging
from articles.models import Article, Decision
from articles.recognition.newspapers import GUESSED
from articles.records import FIRST_YEAR, LAST_YEAR, DateBounds, DateFound, Findings, Part, Report, Span
from articles.vietnamese.letters import slugify
from articles.vietnamese.tongue import Tongue, tongue_of

NO_TITLE, NO_DATE, NO_PROVINCE, NO_NEWSPAPER = "no_title", "no_date", "no_province", "no_newspaper"
NOT_VIETNAMESE = "not_vietnamese"

LACKS = {"title": NO_TITLE, "published_on": NO_DATE, "province": NO_PROVINCE, "newspaper": NO_NEWSPAPER}
"""What an article should have, and what is said where it has not."""

FIELDS = ("title", "published_on", "province", "newspaper", "byline")
"""What the machine proposes and an editor decides on."""


@dataclass(frozen=True, slots=True)
class EditorsWord:
    """What editors say of one article: the values they decided on (as columns have them), and those of the
    machine that they refused (as JSON has them), by field."""

    decided: Mapping[str, Any] = field(default_factory=dict)
    refused: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    def has_refused(self, name: str, value: Any) -> bool:
        """Tell whether this value of a field was refused."""
        return any(same(value, refused) for refused in self.refused.get(name, ()))


def editors_word(article: Article) -> EditorsWord:
    """Return what editors have said so far."""
    decided = {each.field: each.python_value for each in article.decisions.current()}
    refused: dict[str, list[Any]] = {}
    for name, value in article.refused_values.filter(is_current=True).values_list("field", "value"):
        refused.setdefault(name, []).append(value)
    return EditorsWord(decided, refused)


def same(one: Any, other: Any) -> bool:
    """Tell whether two values of a field are one, however they are written: a date or its ISO form, nothing
    or no words."""
    return bool(plain(one) == plain(other))


def plain(value: Any) -> Any:
    """Return a value of a field as JSON has it; no words count as nothing."""
    return value.isoformat() if isinstance(value, date) else (value or None)


def _proposal(value: Any, span: Span | None, rule: str, confidence: float) -> dict[str, Any]:
    return {
        "value": value,
        "span": [span.start, span.end] if span else None,
        "rule": rule,
        "confidence": round(confidence, 3),
    }


_MARKUP = {
    "headline of the page's markup": 0.95,
    "author of the page's markup": 0.85,
}
"""Rules of parsing that tell where the words alone left it open, and how sure they are."""


def _chosen(report: Report, part: Part, default: str) -> tuple[str, float]:
    """Return the rule by which a line of the page became headline or by-line."""
    rule = next((block.rule for block in report.blocks if block.part is part), default)
    return (rule, _MARKUP[rule]) if rule in _MARKUP else (default, 1.0)


def _title(report: Report) -> dict[str, Any] | None:
    if not report.headline:
        return None
    if report.raw.hints.title:
        return _proposal(report.headline, report.headline_span, "manifest", 1.0)
    return _proposal(report.headline, report.headline_span, *_chosen(report, Part.HEADLINE, "headline"))


def _byline(report: Report) -> dict[str, Any] | None:
    if not report.byline:
        return None
    return _proposal(report.byline, report.byline_span, *_chosen(report, Part.BYLINE, "byline"))


def _estimates(bounds: DateBounds | None) -> dict[str, Any]:
    """Return what is known of the day of an undated report, apart from what can ever be its date."""
    if bounds is None:
        return {}
    year = bounds.year
    return {
        "not_before": _dated(bounds.not_before),
        "not_after": _dated(bounds.not_after),
        "estimated_year": _proposal(year.value, year.span, year.rule, year.confidence) if year else None,
    }


def _dated(found: DateFound | None) -> dict[str, Any] | None:
    return _proposal(found.value.isoformat(), found.span, found.rule, found.confidence) if found else None


def proposals(report: Report, findings: Findings) -> dict[str, Any]:
    """Return what the machine says of each field, as ``Article.proposed`` keeps it (None: nothing found)."""
    paper, province = findings.newspaper, findings.province
    return {
        "title": _title(report),
        "byline": _byline(report),
        "published_on": _dated(report.published),
        "page_viewed_on": _dated(report.page_viewed),
        "newspaper": _proposal(authority.newspaper_id(paper.name), paper.span, paper.rule, paper.confidence)
        if paper
        else None,
        "province": _proposal(
            authority.place_id(province.place), province.span, province.rule, province.confidence
        )
        if province
        else None,
        "encoding": _proposal(report.raw.encoding, None, "decoding", 1.0),
        **_estimates(report.bounds),
    }


def is_guess(proposal: Mapping[str, Any]) -> bool:
    """Tell whether a proposal is a guess, shown as such: the paper of a page that names none."""
    return bool(proposal["rule"] == GUESSED)


def named_newspaper(article: Article) -> int | None:
    """Return the key of the article's newspaper as far as something names it; a guess tells no two reports
    apart."""
    proposal = article.proposed.get("newspaper")
    if not proposal or not is_guess(proposal):
        return article.newspaper_id
    return None if merging.paper_standing(proposal["value"]) == article.newspaper_id else article.newspaper_id


def settle(article: Article, word: EditorsWord | None = None) -> EditorsWord:
    """Set the article's plain columns from its proposals and its editors' word (not saved); return that word.

    Whether it needs a look is for :func:`articles.ingest.doubts.weigh` to say, once its mentions are known.
    """
    if word is None:
        word = editors_word(article) if article.pk else EditorsWord()
    said = word

    def held(name: str) -> Any:
        return _holding(article, said, name)

    article.title = (held("title") or "")[:500]
    article.slug = slugify(article.title)[:120].strip("-")
    article.byline = (held("byline") or "")[:300]
    article.published_on = _as_date(held("published_on"))
    article.page_viewed_on = _as_date(held("page_viewed_on"))
    article.newspaper_id = merging.paper_standing(held("newspaper"))
    article.province_id = held("province")
    article.state = said.decided.get("state", article.state)
    article.review_reasons = _lacking(article, said.decided)
    return said


def _holding(article: Article, word: EditorsWord, name: str) -> Any:
    """Return what editors decided on a field, else what the machine proposes and nobody refused."""
    if name in word.decided:
        return word.decided[name]
    proposed = article.proposed.get(name)
    return None if proposed is None or word.has_refused(name, proposed["value"]) else proposed["value"]


def newspaper_holding(article: Article) -> int | None:
    """Return the key of the newspaper that holds for an article now, mergers followed to their end."""
    return merging.paper_standing(_holding(article, editors_word(article), "newspaper"))


def _as_date(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _lacking(article: Article, decided: Mapping[str, Any]) -> list[str]:
    found = [
        code
        for name, code in LACKS.items()
        if not getattr(article, COLUMNS.get(name, name)) and name not in decided
    ]
    if decided.keys().isdisjoint(("title", "state")) and tongue_of(article.text) is not Tongue.VIETNAMESE:
        found.append(NOT_VIETNAMESE)
    return found


def decide(
    article: Article, field: str, value: Any, *, by: Any, reason: str = "", is_acceptance: bool = False
) -> Decision:
    """Record an editor's word on one field; the caller settles and saves the article.

    ``value`` is as the column has it (a date, a primary key, a string, None for "there is none").
    Raises ValueError for a field on which there is nothing to decide, and for a day on which no newspaper of
    these was printed.
    """
    if field not in Decision.FIELDS or (field == "published_on" and value and not _is_press_day(value)):
        raise ValueError(field)
    plain = value.isoformat() if isinstance(value, date) else value
    before = what_holds(article, field)
    article.decisions.current().filter(field=field).update(is_current=False)
    return Decision.objects.create(
        article=article,
        field=field,
        value=plain,
        before=before,
        by=by,
        reason=reason,
        is_acceptance=is_acceptance,
    )


def _is_press_day(value: date | str) -> bool:
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return FIRST_YEAR <= day.year <= LAST_YEAR


def what_holds(article: Article, field: str) -> dict[str, Any]:
    """Return what the column of a field holds, as the history keeps it: ``{"value", "decided"}``."""
    value = getattr(article, COLUMNS.get(field, field))
    return {
        "value": value.isoformat() if isinstance(value, date) else value,
        "decided": article.decisions.current().filter(field=field).exists(),
    }


COLUMNS = {"newspaper": "newspaper_id", "province": "province_id"}
"""The attributes of fields that have another name."""
