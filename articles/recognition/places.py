"""Places spoken of in a report: provinces, districts and communes, each on its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.recognition.bare import settle_bare
from articles.recognition.context import Context
from articles.recognition.era import Readings
from articles.recognition.mentions import Mention
from articles.recognition.settling import Ground, Settled, parted, settle_designated
from articles.records import PlaceFinding, PlaceRef


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """The findings in page order, and the district the report is mainly about."""

    findings: tuple[PlaceFinding, ...]
    main_district: PlaceRef | None


def find_places(context: Context, mentions: Sequence[Mention], readings: Readings) -> PlacesFound:
    """Settle the spotted names, with the province in ``context`` known or None.

    A finding's span is the name without its designator. ``place`` is None where several places fit; then
    ``candidates`` names them; a name that fits no place is left out.
    """
    ground = Ground(context, readings, context.province.place if context.province else None)
    mentions = parted(mentions, ground)
    settle_designated(mentions, ground)
    settle_bare(mentions, ground)
    findings = [
        _finding(settled, context.text)
        for _, settled in sorted(ground.settled.items())
        if settled.place is not None or settled.candidates
    ]
    return PlacesFound(tuple(findings), ground.main_district)


def _finding(settled: Settled, text: str) -> PlaceFinding:
    return PlaceFinding(
        span=settled.mention.span,
        surface=settled.mention.span.of(text),
        rule=settled.rule,
        confidence=settled.confidence,
        place=settled.place.ref if settled.place else None,
        candidates=tuple(place.ref for place in settled.candidates),
    )
