"""The real pipeline judged against labelled texts, field by field."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from articles.evaluation import cited
from articles.evaluation.gold import Labelled, labelled
from articles.evaluation.scores import Miss, Score, Tally
from articles.ingest.pipeline import Processed, process
from articles.recognition.gazetteer import syllable_key
from articles.records import ARTICLE_PARTS, FigureFinding, Part, PlaceRef, Report, SourceError
from articles.reference import reference
from articles.vietnamese.letters import same_key

_CREDIT = re.compile(r"\(?\s*Ảnh\s*:.*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores per field and every miss, over ``documents`` texts; ``failed`` could not be read at all."""

    scores: dict[str, Score]
    misses: list[Miss]
    documents: int
    failed: list[tuple[str, str]]

    def as_json(self) -> dict[str, Any]:
        """Return the contract's file."""
        return {
            "documents": self.documents,
            "fields": {name: score.as_json() for name, score in self.scores.items()},
            "misses": [
                {"document": m.document, "field": m.field, "expected": m.expected, "found": m.found}
                for m in self.misses
            ],
            "failed": [{"document": name, "reason": reason} for name, reason in self.failed],
        }


def evaluate_extraction(directory: Path) -> Evaluation:
    """Judge the pipeline on every labelled text of ``directory``.

    A text that cannot be read counts as one in which nothing was found. Raises GoldError when the folder is
    not in the gold format.
    """
    tally, failed, count = Tally(), [], 0
    for document in labelled(directory):
        count += 1
        try:
            processed = process(f"{document.id}.txt", document.data, document.hints)
        except SourceError as error:
            failed.append((document.id, str(error)))
            processed = None
        _judge(tally, document, processed)
    return Evaluation(tally.scores, tally.misses, count, failed)


def _judge(tally: Tally, document: Labelled, processed: Processed | None) -> None:
    labels = document.labels
    for name, found in _single_values(processed).items():
        if name in labels:
            expected = labels[name]
            same = expected is not None and found is not None and same_key(expected) == same_key(found)
            tally.judge_one(document.id, name, expected, found, same=same)
    for name, values in _named_sets(processed).items():
        if name in labels:
            tally.judge_set(document.id, name, _named(labels[name] or []), _named(values))
    _judge_text(tally, document, processed)
    if "directives" in labels:
        findings = processed.findings.directives if processed else ()
        cited.judge(tally, document.id, labels["directives"] or [], findings)
    if "figures" in labels:
        _judge_figures(tally, document.id, labels["figures"] or [], processed)


def _keyed(values: list[str]) -> dict[str, str]:
    return {same_key(value): value for value in values}


def _named(values: list[str]) -> dict[str, str]:
    """Compare names whatever the spelling of a syllable: Đak Pơ and Đăk Pơ are one district."""
    return {_spelled(value): value for value in values}


def _spelled(name: str) -> str:
    return " ".join(map(syllable_key, same_key(name).split()))


def _single_values(processed: Processed | None) -> dict[str, str | None]:
    report, findings = (processed.report, processed.findings) if processed else (None, None)
    province = findings.province.place if findings and findings.province else None
    return {
        "title": report.headline if report else None,
        "published": report.published.value.isoformat() if report and report.published else None,
        "page_viewed": report.page_viewed.value.isoformat() if report and report.page_viewed else None,
        "byline": report.byline if report else None,
        "newspaper": findings.newspaper.name if findings and findings.newspaper else None,
        "province_then": reference().places[province].name_on(_day(report)) if province else None,
        "province_now": reference().places.province_now(province).name if province else None,
    }


def _day(report: Report | None) -> date | None:
    return report.published.value if report and report.published else None


def _place_name(ref: PlaceRef) -> str:
    return reference().places[ref].name


def _named_sets(processed: Processed | None) -> dict[str, list[str]]:
    places = processed.findings.places if processed else ()
    units = processed.findings.units if processed else ()
    return {
        "districts": [_place_name(p.place) for p in places if p.place and p.place.level == "district"],
        "communes": [_place_name(p.place) for p in places if p.place and p.place.level == "commune"],
        "units": [found.unit.name for found in units if found.listed],
    }


def _judge_text(tally: Tally, document: Labelled, processed: Processed | None) -> None:
    labels, report = document.labels, processed.report if processed else None
    opening = same_key(report.words(Part.LEDE, Part.BODY)) if report else ""
    body = same_key(report.words(Part.LEDE, Part.BODY, Part.HEADING)) if report else ""
    shown = same_key(report.words(*ARTICLE_PARTS)) if report else ""
    if labels.get("lede_starts"):
        right = opening.startswith(same_key(labels["lede_starts"]))
        tally.judge_one(document.id, "lede_starts", labels["lede_starts"], opening[:60], same=right)
    if labels.get("body_ends"):
        right = body.endswith(same_key(labels["body_ends"]))
        tally.judge_one(document.id, "body_ends", labels["body_ends"], body[-60:], same=right)
    if "captions" in labels:
        found = [span.of(report.text) for span in report.spans(Part.CAPTION)] if report else []
        tally.judge_set(document.id, "captions", _captions(labels["captions"] or []), _captions(found))
    if "furniture" in labels:
        furniture = _keyed(labels["furniture"] or [])
        kept_out = {key: words for key, words in furniture.items() if key not in shown}
        tally.judge_set(document.id, "furniture", furniture, kept_out)


def _captions(values: list[str]) -> dict[str, str]:
    """Compare captions by their words; the photographer's credit may stand on its own line."""
    keyed = {same_key(_CREDIT.sub("", value)).strip(" .-–"): value for value in values}
    return {key: value for key, value in keyed.items() if key}


def _judge_figures(
    tally: Tally, document: str, labels: list[dict[str, Any]], processed: Processed | None
) -> None:
    found = list(processed.findings.figures) if processed else []
    hits: list[tuple[dict[str, Any], FigureFinding]] = []
    for label in labels:
        match = next((each for each in found if _same_figure(label, each)), None)
        if match is not None:
            found.remove(match)
            hits.append((label, match))
    matched = {id(label) for label, _ in hits}
    right = {f"{n}": _figure_words(label) for n, (label, _) in enumerate(hits)}
    missed = {f"-{n}": _figure_words(label) for n, label in enumerate(labels) if id(label) not in matched}
    wrong = {
        f"+{n}": f"{each.indicator} {each.value:g} {each.organisation} {each.rating or ''}".strip()
        for n, each in enumerate(_distinct(found))
    }
    tally.judge_set(document, "figures", right | missed, right | wrong)
    for label, each in hits:
        expected, period = label.get("period"), each.period
        same = bool(expected and period and same_key(expected) == same_key(period))
        tally.judge_one(document, "figure_periods", expected, period, same=same)


def _distinct(found: list[FigureFinding]) -> list[FigureFinding]:
    return list({(f.indicator, f.value, f.organisation, f.rating): f for f in found}.values())


def _figure_words(label: dict[str, Any]) -> str:
    rating = label.get("rating") or ""
    return f"{label['indicator']} {label['value']:g} {label.get('organisation')} {rating}".strip()


def _rating(name: str | None) -> str:
    """Return a rating as it is compared: "trong sạch, vững mạnh" is printed with the comma and without."""
    return same_key((name or "").replace(",", " "))


def _same_figure(label: dict[str, Any], found: FigureFinding) -> bool:
    """Compare indicator, value, rating and organisation ("xã Sơn Đông" stands for its Đảng bộ)."""
    expected, got = _spelled(label.get("organisation") or ""), _spelled(found.organisation or "")
    return (
        label["indicator"] == found.indicator
        and float(label["value"]) == found.value
        and _rating(label.get("rating")) == _rating(found.rating)
        and (expected == got or bool(expected and got and (expected.endswith(got) or got.endswith(expected))))
    )
