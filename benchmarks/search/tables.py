"""What was measured, as tables to read and as JSON to keep."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.press import Kind
from benchmarks.search.timing import Alone, Crowd, Timing, percentile

SHARES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
ALL = "all"


def summary(timings: Sequence[Timing]) -> dict[str, dict[str, float]]:
    """Return by kind, and for all together, the percentiles in ms, how many were asked and given up."""
    kinds = {kind.value: [each for each in timings if each.kind is kind] for kind in Kind}
    return {
        kind: {
            **{
                name: 1000 * percentile((each.seconds for each in of), share)
                for name, share in SHARES.items()
            },
            "asked": len(of),
            "given up": sum(each.count is None for each in of),
        }
        for kind, of in {**kinds, ALL: list(timings)}.items()
        if of
    }


def found_beside(ours: Sequence[Timing], other: Sequence[Timing]) -> dict[str, float]:
    """Return by kind how many times as many answers a peer finds. The peers pass marks over, so that they
    find more for what is typed with marks; for the other kinds it says whether all look for the same."""
    sums: dict[str, list[int]] = {}
    for one, two in zip(ours, other, strict=True):
        if one.count is not None and two.count is not None:
            both = sums.setdefault(one.kind.value, [0, 0])
            both[0] += one.count
            both[1] += two.count
    return {kind: peer / own if own else math.nan for kind, (own, peer) in sums.items()}


def ratios(summaries: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[str, dict[str, float]]:
    """Return by kind how many times as long each peer takes as ours, at p50 and at p95."""
    ours = summaries["ours"]
    return {
        kind: {
            f"{name} {share}": of[kind][share] / ours[kind][share]
            for name, of in summaries.items()
            if name != "ours"
            for share in ("p50", "p95")
        }
        for kind in ours
    }


def number(value: float) -> str:
    """Return a number of some three figures.

    >>> number(1234.5), number(12.34), number(0.456)
    ('1,234', '12.3', '0.46')
    """
    if math.isnan(value):
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def table(title: str, rows: Mapping[str, Mapping[str, float | str]]) -> str:
    """Return a table in Markdown; the columns are those of the rows in order of appearance."""
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    lines = [f"\n{title}\n", f"| | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name, row in rows.items():
        cells = [row.get(column, "") for column in columns]
        written = [cell if isinstance(cell, str) else number(cell) for cell in cells]
        lines.append(f"| {name} | {' | '.join(written)} |")
    return "\n".join(lines)


def latencies(summaries: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[str, dict[str, str]]:
    """Return a row a kind, a column an engine: "p50 · p95 · p99", with what was given up."""
    kinds = dict.fromkeys(kind for of in summaries.values() for kind in of)
    return {kind: {name: _cell(of[kind]) for name, of in summaries.items() if kind in of} for kind in kinds}


def _cell(of: Mapping[str, float]) -> str:
    given_up = f" ({of['given up']:.0f} given up)" if of["given up"] else ""
    return " · ".join(number(of[share]) for share in SHARES) + given_up


def results(
    built: Mapping[str, Mapping[str, float]], alone: Mapping[str, Alone], crowds: Mapping[str, Crowd]
) -> dict[str, Any]:
    """Return everything as one object for JSON."""
    once = {name: summary(of.first) for name, of in alone.items()}
    found: dict[str, Any] = {
        "engines": {
            name: {
                **built.get(name, {}),
                "processor ms a question": 1000 * of.processor,
                "disk MB": of.disk / 2**20,
                "client memory MB": of.client_memory,
                "server memory MB": of.server_memory,
            }
            for name, of in alone.items()
        },
        "one client, ms": once,
        "asked again, ms": {name: summary(of.again) for name, of in alone.items()},
        "clients at a fixed rate, ms": {name: summary(of.timings) for name, of in crowds.items()},
        "clients": {
            name: {"clients": of.clients, "rate": of.rate, "unanswered": of.unanswered}
            for name, of in crowds.items()
        },
    }
    if "ours" in alone:
        found["times as long as ours"] = ratios(once)
        found["times as many answers as ours"] = {
            name: found_beside(alone["ours"].first, of.first) for name, of in alone.items() if name != "ours"
        }
    return found


def as_text(found: Mapping[str, Any]) -> str:
    """Return the tables of :func:`results`."""
    parts = [table("Engines", found["engines"])]
    parts += [
        table(f"{title.capitalize()} (p50 · p95 · p99)", latencies(found[title]))
        for title in ("one client, ms", "clients at a fixed rate, ms")
        if found[title]
    ]
    again = {name: of for name, of in found["asked again, ms"].items() if name == "ours"}
    if again:
        parts.append(table("Asked again, ms (p50 · p95 · p99)", latencies(again)))
    if "times as long as ours" in found:
        parts.append(table("Times as long as ours", found["times as long as ours"]))
        parts.append(table("Times as many answers as ours", found["times as many answers as ours"]))
    if found["clients"]:
        parts.append(table("Fixed rate", found["clients"]))
    return "\n".join(parts)
