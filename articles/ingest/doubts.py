"""Why an editor should look at an article: every reason and its weight in one place.

A doubt is a reason and what it is about; its key says both ("no_date", "unsure:province=17"). What editors
have settled is kept with the article, so the same doubt never comes back, and another one does. What is
lacking, and what a reader reports, no look settles: it stays until somebody decides on the field ("there is
none" is a decision) or answers the report. The weight of the doubts that are left is ``Article.doubt``, by
which the queue is sorted; weights of one tier never outweigh the next higher tier.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from hashlib import blake2b
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.ingest import merging, publishing, settle
from articles.messages import Message
from articles.models import Article, DirectiveMention, Mention, MentionDecision, PlaceMention, Verdict
from articles.models.publishing import Rule
from articles.models.wording import message_of
from articles.vietnamese.letters import fold

SURE = 0.8
"""A proposal of less certainty is put before an editor."""


class Tier(IntEnum):
    """Kinds of doubt, the least pressing first; the value is what a weight of 1 counts in the sum."""

    MENTION = 1
    UNREAD = 50
    DIFFERS = 100
    READER = 1_000
    UNSURE = 10_000
    LACKS = 10_000_000


_OPEN = (DirectiveMention.Status.AMBIGUOUS.value, DirectiveMention.Status.UNMATCHED.value)

_MOST = {Tier.MENTION: 49, Tier.UNREAD: 1, Tier.DIFFERS: 9, Tier.READER: 9, Tier.UNSURE: 999, Tier.LACKS: 200}
"""The most that a tier adds up to, so that its sum stays below the next."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for a look. ``weight`` is within its tier; one that ``holds_back`` keeps a new article from
    being published by itself where the rules say so (`articles.ingest.publishing`); one that ``stays`` ends
    with what it is about, never by a look at it."""

    code: str
    words: Promise
    tier: Tier
    weight: int = 1
    holds_back: bool = False
    stays: bool = False


UNSURE, DIFFERS, AMBIGUOUS, UNMATCHED = "unsure", "differs", "ambiguous", "unmatched"
MENTION_DIFFERS, READER_REPORT, UNREAD = "mention_differs", "reader_report", "unread"

REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason(settle.NO_TITLE, _("không thấy tít bài"), Tier.LACKS, 40, holds_back=True, stays=True),
        Reason(settle.NO_DATE, _("không thấy ngày đăng"), Tier.LACKS, 30, holds_back=True, stays=True),
        Reason(settle.NO_PROVINCE, _("không rõ tỉnh"), Tier.LACKS, 20, holds_back=True, stays=True),
        Reason(settle.NO_NEWSPAPER, _("không rõ báo"), Tier.LACKS, 10, holds_back=True, stays=True),
        Reason(settle.NOT_VIETNAMESE, _("không phải tiếng Việt"), Tier.LACKS, 5, holds_back=True),
        Reason(UNSURE, _("máy không chắc"), Tier.UNSURE, holds_back=True),
        Reason(DIFFERS, _("máy nay đề xuất khác quyết định"), Tier.DIFFERS),
        Reason(MENTION_DIFFERS, _("máy nay hiểu khác biên tập viên"), Tier.DIFFERS),
        Reason(AMBIGUOUS, _("chưa rõ là văn kiện, địa danh nào"), Tier.MENTION, 2),
        Reason(UNMATCHED, _("văn kiện chưa có trong danh mục"), Tier.MENTION, 1),
        Reason(UNREAD, _("chờ duyệt trước khi đăng"), Tier.UNREAD, holds_back=True),
        Reason(READER_REPORT, _("bạn đọc báo lỗi"), Tier.READER, stays=True),
    )
}

TIERS: dict[str, tuple[Promise, Tier]] = {
    "thieu": (_("thiếu điều cần có"), Tier.LACKS),
    "khong-chac": (_("máy không chắc"), Tier.UNSURE),
    "ban-doc": (_("bạn đọc báo lỗi"), Tier.READER),
    "noi-khac": (_("máy nay nói khác"), Tier.DIFFERS),
    "chua-doc": (_("chờ duyệt trước khi đăng"), Tier.UNREAD),
    "chua-ro": (_("chỗ nhắc chưa rõ"), Tier.MENTION),
}
"""The tiers as the desk calls them, by the word that names them in addresses; the most pressing first."""

_FIELDS = {
    "title": _("tít"),
    "published_on": _("ngày đăng"),
    "province": _("tỉnh"),
    "newspaper": _("báo"),
    "byline": _("tác giả"),
}

BY_PAPER = "newspaper-"
"""So begin the rules by which a province follows from the paper (`articles.recognition.province`)."""

MOST_KEPT = 60
"""Doubts kept with an article, the gravest first; a long text may cite hundreds of unknown documents."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason for a look at one article. ``field`` is set where it is about a field."""

    code: str
    about: str = ""
    field: str = ""
    weight: int = 0

    @property
    def reason(self) -> Reason:
        """Return what kind of doubt it is."""
        return REASONS[self.code]

    @property
    def key(self) -> str:
        """Return what tells it from other doubts of the article."""
        return f"{self.code}:{self.about}" if self.about else self.code

    @property
    def holds_back(self) -> bool:
        """Tell whether it may keep an article from readers. Nobody waits for the name of an author."""
        return self.reason.holds_back and self.field != "byline"

    @property
    def points(self) -> int:
        """Return what it weighs within its tier."""
        return self.weight or self.reason.weight


Sees = Callable[[Doubt], bool]
Rows = Mapping[type[Mention], Sequence[Mapping[str, Any]]]
Source = Callable[[Article], Iterable[Doubt]]

_sources: list[Source] = []


def also_from(source: Source) -> None:
    """Ask ``source`` too, from now on, for doubts about articles that are stored; once, however often it is
    named. Where what it tells has changed for an article, call :func:`articles.ingest.review.weigh_anew`.
    """
    if source not in _sources:
        _sources.append(source)


def weigh(article: Article, word: settle.EditorsWord, seen: Sees | None = None) -> None:
    """Set a held article's doubts and their weight, and whether it waits to be published (not saved). Those
    that ``seen`` picks count as settled from now on, but for those that stay."""
    rule = publishing.rule_of(article) if article.state == Article.State.WAITING else Rule.ALL
    found = [*_lacks(article), *_of_fields(article, word), *_of_held(article), *_of_rule(rule)]
    if seen is not None:
        picked = {each.key for each in found if not each.reason.stays and seen(each)}
        article.doubts_seen = sorted({*article.doubts_seen, *picked})
    _set(article, found, word, None if article.state != Article.State.WAITING else rule)


def weigh_new(article: Article, rows: Rows, rule: Rule) -> None:
    """Do the same for an article that is new, by the ``rows`` of its mentions, which nobody has judged, and
    by the rule for the door through which it came."""
    word = settle.EditorsWord()
    found = [*_lacks(article), *_of_fields(article, word), *_of_rows(rows), *_of_rule(rule)]
    _set(article, found, word, rule)


def label(key: str) -> str:
    """Return the reason that a key names, in words; the key itself where nobody knows it any more."""
    code, _colon, about = key.partition(":")
    reason, field = REASONS.get(code), _FIELDS.get(about.partition("=")[0])
    if reason is None:
        return key
    return f"{reason.words}: {field}" if field else str(reason.words)


def message(code: str) -> Message:
    """Return the reason of a code as it is kept; the code itself where nobody knows it any more."""
    return message_of(REASONS[code].words) if code in REASONS else Message(code)


def unseen(article: Article) -> list[str]:
    """Return the keys of what is left to be reviewed, the gravest first."""
    seen = set(article.doubts_seen)
    return [key for key in article.doubts if key not in seen or _stays(key)]


def lacking(article: Article) -> list[str]:
    """Return the fields of which an article lacks the value and nobody has said that there is none."""
    return [field for field, code in settle.LACKS.items() if code in article.review_reasons]


def _stays(key: str) -> bool:
    reason = REASONS.get(key.partition(":")[0])
    return reason is not None and reason.stays


def _set(article: Article, found: Iterable[Doubt], word: settle.EditorsWord, rule: Rule | None) -> None:
    """Keep what is found, and let an article that readers have not seen wait or not by its ``rule``."""
    each_once = {each.key: each for each in found}.values()
    kept = sorted(each_once, key=lambda each: (-each.reason.tier * each.points, each.key))[:MOST_KEPT]
    article.doubts = [each.key for each in kept]
    seen = set(article.doubts_seen)
    left = [each for each in kept if each.reason.stays or each.key not in seen]
    if "state" not in word.decided and rule is not None:
        waits = rule != Rule.ALL and any(each.holds_back for each in left)
        article.state = Article.State.WAITING if waits else Article.State.PUBLISHED
    article.doubt = 0 if article.state == Article.State.WITHDRAWN else _weight(left)


def _weight(doubts: Iterable[Doubt]) -> int:
    sums = dict.fromkeys(Tier, 0)
    for each in doubts:
        sums[each.reason.tier] += each.points
    return sum(tier * min(points, _MOST[tier]) for tier, points in sums.items())


def _lacks(article: Article) -> Iterable[Doubt]:
    fields = {code: field for field, code in settle.LACKS.items()}
    return (Doubt(code, field=fields.get(code, "")) for code in article.review_reasons)


def _of_rule(rule: Rule) -> Iterable[Doubt]:
    if rule == Rule.NONE:
        yield Doubt(UNREAD)


def _of_fields(article: Article, word: settle.EditorsWord) -> Iterable[Doubt]:
    for field in settle.FIELDS:
        proposal = article.proposed.get(field)
        if proposal is None or word.has_refused(field, proposal["value"]):
            continue
        about = f"{field}={_short(proposal['value'])}"
        if field in word.decided:
            if not _is_one(field, proposal["value"], word.decided[field]):
                yield Doubt(DIFFERS, about, field)
        elif _rests_on_refused(article, word, proposal):
            yield Doubt(UNSURE, about, field, 100)
        elif proposal["confidence"] < SURE:
            yield Doubt(UNSURE, about, field, max(1, round(100 * (1 - proposal["confidence"]))))


def _rests_on_refused(article: Article, word: settle.EditorsWord, proposal: Mapping[str, Any]) -> bool:
    """Tell whether a proposal follows from a newspaper of which an editor says that it is not that one."""
    paper = article.proposed.get("newspaper")
    if paper is None or not proposal["rule"].startswith(BY_PAPER):
        return False
    decided = word.decided.get("newspaper", paper["value"])
    return word.has_refused("newspaper", paper["value"]) or not _is_one("newspaper", paper["value"], decided)


def _is_one(field: str, one: Any, other: Any) -> bool:
    """Tell whether two values of a field are one; two papers merged into one are."""
    if field == "newspaper":
        return merging.paper_standing(one) == merging.paper_standing(other)
    return settle.same(one, other)


def _of_rows(rows: Rows) -> Iterable[Doubt]:
    for cited in rows.get(DirectiveMention, ()):
        if cited["status"] in _OPEN and not cited.get("ruling_id"):
            yield _cited(cited["status"], cited["type"], cited["number"], cited["symbol"])
    for place in rows.get(PlaceMention, ()):
        if place["place_id"] is None:
            yield Doubt(AMBIGUOUS, f"place={_short(fold(place['surface']))}")


def _of_held(article: Article) -> Iterable[Doubt]:
    cited = DirectiveMention._default_manager.filter(article=article, verdict=Verdict.NONE, status__in=_OPEN)
    cited = cited.filter(ruling=None)
    for status, kind, number, symbol in cited.values_list("status", "type", "number", "symbol").order_by():
        yield _cited(status, kind, number, symbol)
    places = PlaceMention._default_manager.filter(article=article, verdict=Verdict.NONE, place=None)
    for surface in places.values_list("surface", flat=True).order_by():
        yield Doubt(AMBIGUOUS, f"place={_short(fold(surface))}")
    ruled = MentionDecision.objects.filter(article=article, is_current=True, machine__isnull=False)
    for kind, mention, machine in ruled.values_list("kind", "mention", "machine").order_by():
        yield Doubt(MENTION_DIFFERS, f"{kind}-{mention}={_short(machine['target'] if machine else None)}")
    for source in _sources:
        yield from source(article)


def _cited(code: str, kind: str, number: str, symbol: str) -> Doubt:
    return Doubt(code, f"directive={_short(f'{kind} {number} {symbol}'.strip())}")


def _short(value: Any) -> str:
    """Return a value as it stands in a key; a long one by its digest."""
    words = str(value)
    return words if len(words) <= 60 else digest(words)


def digest(words: str) -> str:
    """Return sixteen letters that stand for longer words."""
    return blake2b(words.encode(), digest_size=8).hexdigest()
