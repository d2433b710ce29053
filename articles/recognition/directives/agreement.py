"""The citations of one report explain each other: short forms, candidates, numbers in one list."""

from bisect import bisect_left
from collections import defaultdict

from articles.recognition.directives.citations import Citation
from articles.recognition.directives.resolving import REGULATIONS, Resolution
from articles.records import DirectiveStatus
from articles.reference import reference
from articles.reference.directives import number_key


def agree(citations: list[Citation], resolutions: list[Resolution]) -> list[Resolution]:
    """Let the citations of one report explain each other.

    A short form means what the report cites in full ("Chỉ thị 28" behind "Chỉ thị số 28-CT/TW, ngày
    21/01/2019"); of several candidates the one that the report resolves elsewhere is meant; numbers in one
    list ("Nghị quyết 18, 19") were issued on one day.
    """
    agreed = list(resolutions)
    full = _in_full(citations)
    for index, citation in enumerate(citations):
        if (
            citation.symbol is None
            and citation.rule != "plenum"
            and not citation.issuer
            and not citation.term
        ):
            antecedent = _antecedent(full.get(_code(citation), []), index)
            if antecedent is not None:
                agreed[index] = agreed[antecedent]
    lists = _lists(citations)
    sure = {each.key for each in agreed if not each.open_keys and each.key}
    for index, resolution in enumerate(agreed):
        if resolution.open_keys:
            beside = [agreed[place] for place in lists[citations[index].group] if place != index]
            explained = agreed[index] = _explained(resolution, beside, sure)
            if not explained.open_keys and explained.key:
                sure.add(explained.key)
    return agreed


def _code(citation: Citation) -> tuple[str, str]:
    """Return type and number, the two types that share a symbol as one."""
    kind = "REGULATION" if citation.type in REGULATIONS else citation.type
    return kind, number_key(citation.number)


def _in_full(citations: list[Citation]) -> dict[tuple[str, str], list[int]]:
    """Return where each document is cited with symbol or issuer, in order."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, citation in enumerate(citations):
        if (citation.symbol or citation.issuer) and citation.rule != "plenum":
            places[_code(citation)].append(place)
    return places


def _lists(citations: list[Citation]) -> dict[int, list[int]]:
    """Return the places of the citations of each list of numbers."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, citation in enumerate(citations):
        places[citation.group].append(place)
    return places


def _antecedent(full: list[int], index: int) -> int | None:
    """Return the nearest full citation, before the short one if there is one."""
    before = bisect_left(full, index)
    return full[before - 1] if before else full[0] if full else None


def _explained(resolution: Resolution, beside: list[Resolution], sure: set[str]) -> Resolution:
    same_day = _same_day(resolution, beside)
    if same_day:
        return Resolution(DirectiveStatus.RESOLVED, same_day, (), 0.85)
    elsewhere = sure.intersection(resolution.open_keys)
    if resolution.status is DirectiveStatus.AMBIGUOUS and len(elsewhere) == 1:
        return Resolution(DirectiveStatus.RESOLVED, elsewhere.pop(), (), 0.85)
    return resolution


def _same_day(resolution: Resolution, beside: list[Resolution]) -> str | None:
    """Return the candidate issued on the same day as the other numbers of its list."""
    documents = reference().directives
    neighbours = {
        documents[key].date_issued
        for other in beside
        for key in other.open_keys or ((other.key,) if other.key else ())
    } - {None}
    keys = [key for key in resolution.open_keys if documents[key].date_issued in neighbours]
    return keys[0] if len(keys) == 1 else None
