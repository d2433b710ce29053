"""Cited documents compared: every mention of one document is one document, told apart as the gold does."""

from dataclasses import dataclass, field
from typing import Any

from articles.evaluation.scores import Tally
from articles.records import DirectiveFinding, DirectiveStatus
from articles.vietnamese.letters import same_key


@dataclass(slots=True)
class Cited:
    """One document with everything its mentions in one article say of it."""

    type: str
    number: int | str
    symbol: str | None
    key: str | None = None
    surfaces: list[str] = field(default_factory=list)
    issuers: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)

    def may_be(self, other: "Cited", *, whatever_key: bool = False) -> bool:
        """Tell whether the two agree in type and number, and in symbol and key where both have one."""
        return (
            (self.type, self.number) == (other.type, other.number)
            and (not self.symbol or not other.symbol or self.symbol == other.symbol)
            and (whatever_key or not self.key or not other.key or self.key == other.key)
        )

    def take(self, other: "Cited") -> None:
        """Add what another mention says."""
        self.symbol = self.symbol or other.symbol
        self.key = self.key or other.key
        self.surfaces += other.surfaces
        self.issuers += other.issuers
        self.dates += other.dates

    @property
    def words(self) -> str:
        """Return the first mention, to show."""
        return self.surfaces[0]


def _number(printed: str) -> int | str:
    return int(printed) if printed.isdigit() else same_key(printed)


def _symbol(printed: str | None) -> str | None:
    return same_key(printed).replace(" ", "") if printed else None


def from_gold(label: dict[str, Any]) -> Cited:
    """Return the labelled document."""
    return Cited(
        type=same_key(label["type"]),
        number=_number(str(label["number"])),
        symbol=_symbol(label.get("symbol")),
        key=label.get("key"),
        surfaces=[label["text_as_cited"]],
        issuers=[label["issuer"]] if label.get("issuer") else [],
        dates=[label["date"]] if label.get("date") else [],
    )


def from_findings(findings: tuple[DirectiveFinding, ...]) -> list[Cited]:
    """Return the distinct documents found; documents of the state are kept apart and not judged."""
    distinct: list[Cited] = []
    for found in findings:
        if found.status is DirectiveStatus.STATE:
            continue
        cited = Cited(
            type=same_key(found.type),
            number=_number(found.number),
            symbol=_symbol(found.symbol),
            key=found.key,
            surfaces=[found.surface],
            issuers=[found.issuer] if found.issuer else [],
            dates=[found.date.isoformat()] if found.date else [],
        )
        same = next((each for each in distinct if each.may_be(cited)), None)
        if same is None:
            distinct.append(cited)
        else:
            same.take(cited)
    return distinct


def _one_of(expected: list[str], found: list[str]) -> str | None:
    wanted = {same_key(each) for each in expected}
    return next((each for each in found if same_key(each) in wanted), found[0] if found else None)


def _overlap(one: str, others: list[str]) -> bool:
    words = same_key(one)
    return any(words in same_key(other) or same_key(other) in words for other in others)


def judge(
    tally: Tally, document: str, labels: list[dict[str, Any]], findings: tuple[DirectiveFinding, ...]
) -> None:
    """Judge ``directives`` (type, number, symbol) and, of those found, issuer, date, words and key."""
    expected, found = [from_gold(label) for label in labels], from_findings(findings)
    pairs: list[tuple[Cited, Cited]] = []
    for gold in expected:
        match = min(
            (each for each in found if gold.may_be(each, whatever_key=True)),
            key=lambda each: (each.key != gold.key, each.symbol != gold.symbol),
            default=None,
        )
        if match is not None:
            found.remove(match)
            pairs.append((gold, match))
    matched = {id(gold) for gold, _ in pairs}
    hits = {f"{n}": gold.words for n, (gold, _) in enumerate(pairs)}
    missed = {f"-{n}": gold.words for n, gold in enumerate(expected) if id(gold) not in matched}
    wrong = {f"+{n}": each.words for n, each in enumerate(found)}
    tally.judge_set(document, "directives", hits | missed, hits | wrong)
    for gold, each in pairs:
        _judge_details(tally, document, gold, each)


def _judge_details(tally: Tally, document: str, gold: Cited, found: Cited) -> None:
    for name, expected, got in (
        ("directive_issuers", gold.issuers, found.issuers),
        ("directive_dates", gold.dates, found.dates),
    ):
        value, best = next(iter(expected), None), _one_of(expected, got)
        same = value is not None and best is not None and same_key(value) == same_key(best)
        tally.judge_one(document, name, value, best, same=same)
    tally.judge_one(
        document,
        "directive_words",
        gold.words,
        found.words,
        same=_overlap(gold.words, found.surfaces),
    )
    if gold.key:
        tally.judge_one(document, "directive_keys", gold.key, found.key, same=gold.key == found.key)
