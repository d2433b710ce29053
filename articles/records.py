"""The frozen records that flow through the house, from bytes to what is stored.

One rule for offsets everywhere: they count characters of :attr:`RawText.text`, the composed text of one
original, half open (``text[start:end]``). A report's parts and every finding are spans of that one text,
so nothing is lost, nothing invented, and evidence can always be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from articles.messages import Message, TellingError, joined


class SourceError(TellingError):
    """A document that cannot be taken in; its message is the reason.

    The only exception that reading, parsing and recognition raise on purpose.
    """


class RefusedError(SourceError):
    """Nothing is wrong with the document, but its kind, size or language is none that is taken."""


class Outcome(StrEnum):
    """How one input ended; the values are the contract of ``manage.py ingest --report``."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REVIEW = "review"
    FAILED = "failed"


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years in which a report may have been printed or fetched."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a document besides its bytes (manifest, JSONL field, upload form); all optional.

    A hint outranks what the machine guesses from the text. ``note`` tells what was said and could not be
    taken ("ngày đăng “31/02/2020” không có trong lịch"). A day on which no newspaper of these appeared, as a
    wrong clock writes it (1 January of the year 1), is none.
    """

    url: str | None = None
    newspaper: str | None = None
    title: str | None = None
    published: date | None = None
    retrieved: date | None = None
    note: Message | None = None

    def __post_init__(self) -> None:
        for name in ("published", "retrieved"):
            day = getattr(self, name)
            if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
                object.__setattr__(self, name, None)

    def as_json(self) -> dict[str, str]:
        """Return what is known as plain strings, dates in ISO form."""
        known = {
            "url": self.url,
            "newspaper": self.newspaper,
            "title": self.title,
            "published": self.published and self.published.isoformat(),
            "retrieved": self.retrieved and self.retrieved.isoformat(),
            "note": self.note and str(self.note),
        }
        return {name: value for name, value in known.items() if value}

    def as_row(self) -> dict[str, Any]:
        """Return the same with ``noted``, from which the note can be said in any language."""
        return self.as_json() | ({"noted": joined(self.note).as_json()} if self.note else {})

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Hints":
        """Return the hints that :meth:`as_json` or :meth:`as_row` wrote."""
        published, retrieved = data.get("published"), data.get("retrieved")
        return cls(
            url=data.get("url"),
            newspaper=data.get("newspaper"),
            title=data.get("title"),
            published=date.fromisoformat(published) if published else None,
            retrieved=date.fromisoformat(retrieved) if retrieved else None,
            note=Message.from_json(data.get("noted") or data.get("note") or "") or None,
        )


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day that a page states beside its text: ``source`` is "json-ld", "meta", "time" (an element of the
    body) or "address"; ``is_change`` where it is that of the last change."""

    value: date
    source: str
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class RawText:
    """The text of one original: decoded, composed (NFC), line ends LF, no-break spaces as spaces.

    ``markup`` is what the original's own markup calls some stretches of the text (an h1, a figcaption, an
    author's name), ``stated`` the days that its head states: evidence for parsing, no decision. Plain text
    has neither.
    """

    text: str
    encoding: str = "utf-8"
    hints: Hints = field(default_factory=Hints)
    markup: tuple["Block", ...] = ()
    stated: tuple[StatedDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the raw text, half open, in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of ``text`` on which the span stands."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Part(StrEnum):
    """What a stretch of the page is."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DATELINE = "dateline"  # the line that carries the publication date
    AGENCY_MARK = "agency_mark"  # "(LSO) –", "BT-": the paper's code at the head of the lede
    LEDE = "lede"
    BODY = "body"
    HEADING = "heading"  # an inner heading of the body
    CAPTION = "caption"
    BYLINE = "byline"
    FURNITURE = "furniture"


ARTICLE_PARTS = frozenset({Part.HEADLINE, Part.LEDE, Part.BODY, Part.HEADING, Part.CAPTION})
"""The parts in which recognition reads; furniture speaks of other articles."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line of the page with what it is; blocks stand in page order, never overlap, and
    together cover every non-space character of the text."""

    part: Part
    span: Span
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date read on the page, its place, the rule that chose it and how sure that is (0 to 1)."""

    value: date
    span: Span | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class YearFound:
    """A year that is likely that of publication, the words for it, the rule and how sure it is (0 to 1)."""

    value: int
    span: Span | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DateBounds:
    """What is known of the day of publication where the page does not tell it. Estimates, never a date.

    The report was printed no earlier than ``not_before`` and no later than ``not_after``, both included;
    ``year`` is None where they and the text leave more than one likely.
    """

    not_before: DateFound | None = None
    not_after: DateFound | None = None
    year: YearFound | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One newspaper report as its page gives it. ``blocks`` covers ``raw.text``.

    ``headline`` and ``byline`` are the cleaned words (no kicker, no "Bài, ảnh:"), the blocks show where
    they stand; ``None`` where the page has none. ``published`` is ``None`` rather than doubtful; then
    ``bounds`` says what is known instead.
    """

    raw: RawText
    blocks: tuple[Block, ...]
    headline: str | None
    headline_span: Span | None
    byline: str | None
    byline_span: Span | None
    agency_mark: str | None
    published: DateFound | None
    page_viewed: DateFound | None
    bounds: DateBounds | None = None

    @property
    def text(self) -> str:
        """The raw text that all offsets point into."""
        return self.raw.text

    def spans(self, *parts: Part) -> tuple[Span, ...]:
        """Return the spans of all blocks of the given parts, in page order."""
        return tuple(block.span for block in self.blocks if block.part in parts)

    def words(self, *parts: Part) -> str:
        """Return the text of the given parts, one paragraph a line."""
        return "\n".join(span.of(self.text) for span in self.spans(*parts))


# ---------------------------------------------------------------- findings


@dataclass(frozen=True, slots=True)
class Finding:
    """Something recognised on the page: the words, where they stand, which rule, how sure (0 to 1)."""

    span: Span
    surface: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """Names one version of a place in the gazetteer: ``level`` is province, district or commune; ``era``
    is "63" (until 30 June 2025) or "34"; ``valid_from`` tells versions of one code apart ("" = earliest)."""

    level: str
    code: str
    era: str
    valid_from: str = ""


@dataclass(frozen=True, slots=True)
class PlaceFinding(Finding):
    """A place spoken of. ``place`` is None when the name stays ambiguous; then ``candidates`` holds them."""

    place: PlaceRef | None
    candidates: tuple[PlaceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitRef:
    """Identity of a Party organisation: kind (slug of ``unit_types.csv``), display name with its kind
    ("Đảng bộ xã Châu Sơn"), and the place it belongs to (for a village cell: the commune)."""

    kind: str
    name: str
    place: PlaceRef | None = None


@dataclass(frozen=True, slots=True)
class UnitFinding(Finding):
    """A Party organisation spoken of. ``listed`` is False where the words are elliptical and the resolution
    is a guess ("Tỉnh ủy" with no province named), or for a staff body: kept as evidence, not counted."""

    unit: UnitRef
    listed: bool = True


class DirectiveStatus(StrEnum):
    """What became of a cited document: in the authority list; several rows fit; a local document scoped
    by its issuer's place; none fits; or a document of the state, kept apart."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    LOCAL = "local"
    UNMATCHED = "unmatched"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class DirectiveFinding(Finding):
    """A document cited: as printed (``number`` "05", ``symbol`` "CT/TW" or None) and as resolved.

    ``key`` is the authority key ("05-CT/TW/2016") when ``status`` is RESOLVED; ``candidates`` are the keys
    that fit when AMBIGUOUS; ``place`` is the issuer's place when LOCAL; ``term`` is the printed "khóa XII".
    """

    type: str
    number: str
    symbol: str | None
    issuer: str | None
    date: date | None
    term: str | None
    status: DirectiveStatus
    key: str | None = None
    candidates: tuple[str, ...] = ()
    place: PlaceRef | None = None


@dataclass(frozen=True, slots=True)
class FigureFinding(Finding):
    """A figure reported: indicator, value, printed unit, the organisation or place it is about, period."""

    indicator: str
    value: float
    unit: str
    organisation: str | None
    period: str | None
    rating: str | None = None
    comparison: str | None = None


@dataclass(frozen=True, slots=True)
class NewspaperFinding:
    """The paper that printed the report (name as in ``newspapers.csv``) and how that is known."""

    name: str
    rule: str
    confidence: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ProvinceFinding:
    """The province the report is about, as it was on the report's date, and how that is known."""

    place: PlaceRef
    rule: str
    confidence: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything recognition says of one report."""

    newspaper: NewspaperFinding | None = None
    province: ProvinceFinding | None = None
    places: tuple[PlaceFinding, ...] = ()
    units: tuple[UnitFinding, ...] = ()
    directives: tuple[DirectiveFinding, ...] = ()
    figures: tuple[FigureFinding, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
