"""The citations of one report explain each other: short forms, candidates, numbers in one list."""

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
    for index, citation in enumerate(citations):
        if (
            citation.symbol is None
            and citation.rule != "plenum"
            and not citation.issuer
            and not citation.term
        ):
            antecedent = _antecedent(citations, index)
            if antecedent is not None:
                agreed[index] = agreed[antecedent]
    for index, resolution in enumerate(agreed):
        if resolution.open_keys:
            agreed[index] = _explained(index, citations, agreed)
    return agreed


def _antecedent(citations: list[Citation], index: int) -> int | None:
    """Return the nearest full citation of the same type and number, before the short one if there is one."""
    short = citations[index]
    full = [
        place
        for place, other in enumerate(citations)
        if (other.symbol or other.issuer)
        and other.rule != "plenum"
        and number_key(other.number) == number_key(short.number)
        and (other.type == short.type or {other.type, short.type} == REGULATIONS)
    ]
    before = [place for place in full if place < index]
    return before[-1] if before else full[0] if full else None


def _explained(index: int, citations: list[Citation], agreed: list[Resolution]) -> Resolution:
    resolution = agreed[index]
    same_day = _same_day(index, citations, agreed)
    if same_day:
        return Resolution(DirectiveStatus.RESOLVED, same_day, (), 0.85)
    elsewhere = {
        other.key
        for other in agreed
        if other.key in resolution.open_keys and not other.open_keys and other.key
    }
    if resolution.status is DirectiveStatus.AMBIGUOUS and len(elsewhere) == 1:
        return Resolution(DirectiveStatus.RESOLVED, elsewhere.pop(), (), 0.85)
    return resolution


def _same_day(index: int, citations: list[Citation], agreed: list[Resolution]) -> str | None:
    """Return the candidate issued on the same day as the other numbers of its list."""
    documents = reference().directives
    neighbours = {
        documents[key].date_issued
        for place, other in enumerate(agreed)
        if place != index and citations[place].group == citations[index].group
        for key in other.open_keys or ((other.key,) if other.key else ())
    } - {None}
    keys = [key for key in agreed[index].open_keys if documents[key].date_issued in neighbours]
    return keys[0] if len(keys) == 1 else None
