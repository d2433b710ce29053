"""What is known of an article, each fact with the reason for which it is believed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from articles.ingest.settle import COLUMNS, FIELDS, is_guess, same
from articles.models import Article, Decision, Place, PlaceSuccession
from articles.records import PlaceRef, Span
from articles.reference import reference
from articles.views.dating import estimate
from articles.views.evidence import Sentence, sentence_of
from articles.views.links import province_url
from articles.views.rules import in_words


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a fact is believed: a rule in words, its sentence, its certainty in percent; or a decision."""

    words: str
    sentence: Sentence | None = None
    certainty: int | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its name, its value ("" when not known) and page; a date besides as ``day``."""

    name: str
    value: str = ""
    url: str = ""
    day: date | None = None
    note: str = ""
    reason: Reason | None = None


def facts(article: Article, decisions: Iterable[Decision]) -> list[Fact]:
    """Return what is known of an article's origin; ``decisions`` are those of its editors."""
    decided = {decision.field: decision for decision in decisions if decision.is_current}

    def reason(field: str) -> Reason | None:
        return _reason(article, field, decided)

    return [
        _newspaper(article, reason("newspaper"), is_decided="newspaper" in decided),
        Fact(_("Ngày đăng"), day=article.published_on, reason=reason("published_on")),
        *_estimated(article, reason),
        *_page_viewed(article, reason("page_viewed_on")),
        *_retrieved(article),
        *_provinces(article, reason("province")),
        Fact(_("Tác giả"), article.byline, reason=reason("byline")),
        Fact(_("Tít"), article.title, reason=reason("title")),
    ]


def _newspaper(article: Article, reason: Reason | None, *, is_decided: bool) -> Fact:
    """Return the paper; where nothing on the page names it, as the guess that it is."""
    paper, proposal = article.newspaper, article.proposed.get("newspaper")
    is_guessed = paper and not is_decided and proposal and is_guess(proposal)
    url = reverse("newspaper", args=[paper.slug]) if paper else ""
    name = _("Báo (phỏng đoán)") if is_guessed else _("Báo")
    return Fact(name, paper.name if paper else "", url, reason=reason)


def _estimated(article: Article, reason: Callable[[str], Reason | None]) -> Iterable[Fact]:
    """Yield what is known of the day of an undated report, each part with its own reason."""
    known = estimate(article)
    if known is None:
        return
    note = _("Ước đoán của máy, không phải ngày đăng; bài vẫn tính là không rõ năm.")
    if known.year:
        yield Fact(_("Năm ước chừng"), str(known.year), note=note, reason=reason("estimated_year"))
    if known.not_before:
        yield Fact(_("Đăng không trước"), day=known.not_before, reason=reason("not_before"))
    if known.not_after:
        yield Fact(_("Đăng không sau"), day=known.not_after, reason=reason("not_after"))


def _page_viewed(article: Article, reason: Reason | None) -> Iterable[Fact]:
    if article.page_viewed_on:
        note = _("Ngày trang được xem hay in ra, do trang tự hiện; không phải ngày đăng bài.")
        yield Fact(_("Ngày xem trang"), day=article.page_viewed_on, note=note, reason=reason)


def _retrieved(article: Article) -> Iterable[Fact]:
    if article.retrieved_on:
        yield Fact(_("Ngày lấy về"), day=article.retrieved_on, note=_("Ngày lấy trang từ địa chỉ gốc."))


def _provinces(article: Article, reason: Reason | None) -> Iterable[Fact]:
    place = article.province
    if place is None:
        yield Fact(_("Tỉnh"), reason=reason)
        return
    name = _name_then(place, article.published_on)
    note = "" if name == place.full_name else _("Trước đó là %(name)s.") % {"name": place.full_name}
    yield Fact(_("Tỉnh"), name, province_url(place), note=note, reason=reason)
    successor = _successor(place)
    if successor:
        note = _("Từ 1/7/2025, sau sáp nhập.")
        yield Fact(_("Nay thuộc"), successor.full_name, province_url(successor), note=note)


def _successor(place: Place) -> Place | None:
    """Return the province that a place went into, None where it went on alone and under its own name."""
    if place.era == Place.Era.NOW:
        return None
    into = PlaceSuccession.objects.filter(old=place, new__level=Place.Level.PROVINCE).values("new")
    mergers = PlaceSuccession.objects.filter(new__in=into, old__level=Place.Level.PROVINCE)
    merged = list(mergers.select_related("new"))
    is_new = len(merged) > 1 or any(each.new.name != place.name for each in merged)
    return merged[0].new if is_new else None


def _name_then(place: Place, day: date | None) -> str:
    """Return what the province was called on the day of the report: Huế was a city six months before all
    others were merged."""
    since = place.valid_from.isoformat() if place.valid_from else ""
    known = reference().places.get(PlaceRef(place.level, place.code, place.era, since))
    return known.full_name_on(day) if known and known.name == place.name else place.full_name


def _reason(article: Article, field: str, decided: Mapping[str, Decision]) -> Reason | None:
    if field in decided and not _is_accepted(article, field, decided[field]):
        words = decided[field].reason or _("Không ghi lý do.")
        return Reason(words, decided_on=localdate(decided[field].at))
    proposal: dict[str, Any] | None = article.proposed.get(field)
    if proposal is None or _is_refused(article, field):
        return None
    span = Span(*proposal["span"]) if proposal.get("span") else None
    return Reason(
        in_words(proposal["rule"]),
        sentence_of(article, span) if span else None,
        round(100 * proposal["confidence"]),
    )


def _is_accepted(article: Article, field: str, decision: Decision) -> bool:
    """Tell whether an editor took what the machine still proposes, so that its evidence is the reason."""
    proposal = article.proposed.get(field)
    return decision.is_acceptance and proposal is not None and same(proposal["value"], decision.value)


def _is_refused(article: Article, field: str) -> bool:
    """Tell whether nothing holds for a field though the machine proposes something."""
    return field in FIELDS and not getattr(article, COLUMNS.get(field, field))


def encoding(article: Article) -> str:
    """Return the encoding in which the original was written ("" when not recorded)."""
    proposal = article.proposed.get("encoding")
    return str(proposal["value"]) if proposal else ""
