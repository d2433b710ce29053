"""The month of the one year chosen: a condition beside the words, for it narrows that year alone."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from search.answering.condition import Condition
from search.asking.request import SearchRequest


def within_month(asked: Condition | None, request: SearchRequest) -> Condition | None:
    """Return ``asked`` for articles of the month that the request names; unchanged where it names none."""
    if request.month is None or request.one_year is None:
        return asked
    year, month = request.one_year, request.month
    days = (date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    if asked is None:
        return Condition("published_on BETWEEN %s AND %s", days)
    narrower = f"({asked.sql}) AND published_on BETWEEN %s AND %s"
    return replace(asked, sql=narrower, parameters=(*asked.parameters, *days))
