"""Recognition: what a report speaks of, every finding on its words with its rule and confidence.

:func:`recognise` is the one entry. The paper comes first (it says the province), then the province (it says
which of the places of one name are meant), then places, Party organisations, documents and figures.
"""

from dataclasses import replace

from articles.recognition.context import context_of
from articles.recognition.directives import find_directives
from articles.recognition.era import read_names
from articles.recognition.figures import find_figures
from articles.recognition.mentions import spot
from articles.recognition.newspapers import find_newspaper, provincial_paper
from articles.recognition.places import find_places
from articles.recognition.province import find_province
from articles.recognition.units import find_units
from articles.records import Findings, Report

__all__ = ["recognise"]


def recognise(report: Report) -> Findings:
    """Return everything recognised in ``report``; any report gives an answer, if an empty one."""
    context = context_of(report)
    mentions = spot(context)
    names = read_names(context, mentions)
    newspaper = find_newspaper(context)
    province = find_province(newspaper, mentions, names)
    if newspaper is None and province is not None:
        newspaper = provincial_paper(province.place)
    context = replace(context, newspaper=newspaper, province=province)
    places = find_places(context, mentions, names)
    context = replace(context, district=places.main_district)
    units = find_units(context, places.findings)
    return Findings(
        newspaper=newspaper,
        province=province,
        places=places.findings,
        units=units,
        directives=find_directives(context, units),
        figures=find_figures(context, units, places.findings),
    )
