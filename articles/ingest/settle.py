"""Proposals beside decisions: what holds for each field of an article, and why it needs a look."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from articles.ingest import authority
from articles.models import Article, Decision
from articles.recognition.newspapers import GUESSED
from articles.records import DateBounds, DateFound, Findings, Part, Report, Span
from articles.vietnamese.letters import slugify
from articles.vietnamese.tongue import Tongue, tongue_of

NO_TITLE, NO_DATE, NO_PROVINCE, NO_NEWSPAPER = "no_title", "no_date", "no_province", "no_newspaper"
NOT_VIETNAMESE = "not_vietnamese"


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
    is_guessed = bool(proposal) and is_guess(proposal) and proposal["value"] == article.newspaper_id
    return None if is_guessed else article.newspaper_id


def settle(article: Article) -> None:
    """Set the article's plain columns from its proposals and its current decisions (not saved)."""
    decided = (
        {decision.field: decision.python_value for decision in article.decisions.current()}
        if article.pk
        else {}
    )

    def held(field: str) -> Any:
        if field in decided:
            return decided[field]
        proposed = article.proposed.get(field)
        return proposed["value"] if proposed else None

    article.title = (held("title") or "")[:500]
    article.slug = slugify(article.title)[:120].strip("-")
    article.byline = (held("byline") or "")[:300]
    article.published_on = _as_date(held("published_on"))
    article.page_viewed_on = _as_date(held("page_viewed_on"))
    article.newspaper_id = held("newspaper")
    article.province_id = held("province")
    article.state = decided.get("state", article.state)
    article.review_reasons = _doubts(article, decided)


def _as_date(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _doubts(article: Article, decided: dict[str, Any]) -> list[str]:
    missing = {
        "title": (NO_TITLE, not article.title),
        "published_on": (NO_DATE, article.published_on is None),
        "province": (NO_PROVINCE, article.province_id is None),
        "newspaper": (NO_NEWSPAPER, article.newspaper_id is None),
    }
    doubts = [code for field, (code, is_missing) in missing.items() if is_missing and field not in decided]
    if decided.keys().isdisjoint(("title", "state")) and tongue_of(article.text) is not Tongue.VIETNAMESE:
        doubts.append(NOT_VIETNAMESE)
    return doubts


def decide(article: Article, field: str, value: Any, *, by: Any, reason: str = "") -> Decision:
    """Record an editor's word on one field; the caller settles and saves the article.

    ``value`` is as the column has it (a date, a primary key, a string, None for "there is none").
    Raises ValueError for a field on which there is nothing to decide.
    """
    if field not in Decision.FIELDS:
        raise ValueError(field)
    plain = value.isoformat() if isinstance(value, date) else value
    article.decisions.current().filter(field=field).update(is_current=False)
    return Decision.objects.create(article=article, field=field, value=plain, by=by, reason=reason)
