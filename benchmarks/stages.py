"""How long each pure stage takes for one report, in processor time: what another program does at the same
time does not count."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ParamSpec, TypeVar

from articles.parsing import parse
from articles.reading import read
from articles.recognition.context import context_of
from articles.recognition.directives import find_directives
from articles.recognition.era import read_names
from articles.recognition.figures import find_figures
from articles.recognition.mentions import spot
from articles.recognition.newspapers import find_newspaper
from articles.recognition.places import find_places
from articles.recognition.province import find_province
from articles.recognition.units import find_units
from articles.records import Hints, SourceError

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


class Stages:
    """Seconds by stage, in the order in which the stages run."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.reports = 0

    def run(self, name: str, data: bytes) -> None:
        """Send one document through all stages; one that is refused does not count."""
        try:
            raw = self._timed("read", read, name, data, Hints())
        except SourceError:
            return
        self.reports += 1
        context = self._timed("context", context_of, self._timed("parse", parse, raw))
        mentions = self._timed("mentions", spot, context)
        names = self._timed("names", read_names, context, mentions)
        newspaper = self._timed("newspaper", find_newspaper, context)
        province = self._timed("province", find_province, newspaper, mentions, names)
        context = replace(context, newspaper=newspaper, province=province)
        places = self._timed("places", find_places, context, mentions, names)
        context = replace(context, district=places.main_district)
        units = self._timed("units", find_units, context, places.findings)
        self._timed("directives", find_directives, context, units)
        self._timed("figures", find_figures, context, units)

    def _timed(
        self, stage: str, work: Callable[_Given, _Answer], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> _Answer:
        started = time.process_time()
        answer = work(*args, **kwargs)
        self.seconds[stage] += time.process_time() - started
        return answer


def milliseconds(files: Iterable[tuple[str, bytes]], rounds: int) -> dict[str, float]:
    """Return the milliseconds of each stage for one report, the best of ``rounds``; empty without reports."""
    best: dict[str, float] = {}
    documents = list(files)
    for _ in range(rounds):
        stages = Stages()
        for name, data in documents:
            stages.run(name, data)
        for stage, seconds in stages.seconds.items():
            mean = seconds * 1000 / max(stages.reports, 1)
            best[stage] = min(best.get(stage, mean), mean)
    return best
