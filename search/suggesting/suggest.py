"""Suggestions for what somebody is typing: phrases the articles use, and names the archive knows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse

from articles.vietnamese.syllables import is_syllable
from search.answering import conditions, matching
from search.answering.condition import Condition
from search.answering.matching import TABLE, SearchTimeoutError
from search.asking.language import parse
from search.asking.request import Lens
from search.asking.tree import Lane
from search.suggesting import shown_names, typed, vocabulary
from search.suggesting.models import NameKey
from search.suggesting.telex import decoded
from search.suggesting.typed import Typed
from search.suggesting.vocabulary import Known

MOST = 10
FEWEST_PHRASES = 5
"""Of what is shown; the rest may be names."""

RARE = 8
"""A count up to this is counted once more before it is shown: so nothing is offered that an editor has
withdrawn since, and small numbers are true."""

MOST_COUNTED = 1_000
TIMEOUT_MS = 300
"""For counting; what takes longer is shown as it was learnt."""

CONTINUED = 0.7
"""A phrase that goes on in one way in so many of its articles is cut short: "đảng viên người" of "đảng viên
người Khmer"."""

OF_ONE_WORD = 0.3
"""A single syllable is seldom what is looked for: it counts so much of a phrase."""

MET_ONCE = 2
"""So many phrases are offered that one headline alone has."""


SPECIAL = 3
"""Who has typed so many words of a phrase may mean one that stands in a single article's text."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """One suggestion. ``kind`` is phrase, unit, place, directive or newspaper; ``label`` says in the reader's
    language what a name is ("" for a phrase). ``count`` is None where it would not be that of ``url``.
    ``asked`` counts a rare one truly; ``has_page`` lets a name stand that counts nothing."""

    text: str
    kind: str
    label: str
    url: str
    count: int | None
    count_is_exact: bool = False
    asked: Condition | None = None
    has_page: bool = False


def suggest(text: str, *, most: int = MOST) -> tuple[Suggested, ...]:
    """Return what somebody who typed ``text`` may mean: best first, few of each kind. Nothing raises."""
    read = typed.read(text)
    if read is None:
        return ()
    meant = _without_telex(read)
    if meant and (found := suggest(meant, most=most)):
        return found
    phrases = list(islice(_phrases(read), most + 2))
    names = [] if read.has_signs else list(_names(read))
    # A few more than are shown, for those that turn out to be gone.
    standing = _counted([*phrases, *names])
    return tuple(_mixed(read, standing, most))


def _without_telex(read: Typed) -> str:
    """Return what is typed with the keys of Telex made letters; "" where there are none."""
    if read.has_signs:
        return ""
    made = [None if is_syllable(word) else decoded(word) for word in read.words]
    if not any(made):
        return ""
    end = " " if read.is_closed else ""
    return " ".join(new or word for new, word in zip(made, read.words, strict=True)) + end


def _mixed(read: Typed, found: Iterable[Suggested], most: int) -> list[Suggested]:
    """Return all kinds in one order: a name typed in full and the documents of a number before phrases."""
    phrases: list[Suggested] = []
    names: list[Suggested] = []
    for each in found:
        (phrases if each.kind == "phrase" else names).append(each)
    has_number = any(word[0].isdigit() for word in read.words)
    first = [
        name
        for name in names
        if read.is_called(name.text) or (has_number and name.kind == NameKey.Kind.DIRECTIVE.name.lower())
    ]
    rest = [name for name in names if name not in first]
    room = max(most - len(names), FEWEST_PHRASES)
    return [*first, *phrases[:room], *rest][:most]


# ---------------------------------------------------------------- phrases


def _phrases(read: Typed) -> Iterator[Suggested]:
    """Yield phrases that go on with what is typed, from as far back as any does."""
    windows = read.windows()
    found: dict[int, list[Known]] = {}
    if read.has_marks:
        begins = [(start, each) for start in windows for each in read.written_from(start)]
        found = vocabulary.beginning_with(begins, marked=True)
    if windows and len(found.get(windows[0], ())) < MOST:
        begins = [(start, each) for start in windows for each in read.keys_from(start)]
        for start, more in vocabulary.beginning_with(begins, marked=False).items():
            found[start] = [*found.get(start, ()), *more]
    for start in windows:
        known = [each for each in found.get(start, ()) if each.count > 1 or each.is_headline]
        if not known and len(read.words) - start >= SPECIAL:
            known = found.get(start, [])
        if known:
            yield from (_phrase(read.before(start), each) for each in _best(known, read, start))
            return


def _best(phrases: Iterable[Known], read: Typed, start: int) -> Iterator[Known]:
    """Yield phrases in order: those with the marks typed first, then the frequent ones."""
    once = 0
    best = list({known.written: known for known in phrases}.values())
    best.sort(key=lambda known: (read.misses(known.written, start), -_weight(known), known.written))
    for known in _whole(best):
        once += known.count == 1
        if known.count > 1 or once <= MET_ONCE:
            yield known


def _weight(known: Known) -> float:
    return known.count if " " in known.written else known.count * OF_ONE_WORD


def _whole(phrases: Sequence[Known]) -> Iterator[Known]:
    """Yield phrases that are not nearly always the beginning of one other."""
    continued: dict[str, int] = {}
    for known in phrases:
        shorter = known.written.rpartition(" ")[0]
        continued[shorter] = max(known.count, continued.get(shorter, 0))
    for known in phrases:
        if continued.get(known.written, 0) < CONTINUED * known.count:
            yield known


def _phrase(before: str, known: Known) -> Suggested:
    quote = '"' if before.count('"') % 2 else ""
    query = f"{before}{known.text}{quote}" if quote or " " not in known.text else f'{before}"{known.text}"'
    url = f"{reverse('search')}?{urlencode({'q': query})}"
    if before:
        return Suggested(f"{before}{known.text}{quote}", "phrase", "", url, None)
    is_rare = known.count <= RARE
    asked = conditions.condition(parse(query), Lane.TYPED, Lens.THEN) if is_rare else None
    return Suggested(known.text, "phrase", "", url, known.count, asked=asked)


# ---------------------------------------------------------------- names


def _names(read: Typed) -> Iterator[Suggested]:
    """Yield names found under what is typed, those that fit its marks first, few of each kind."""
    found = vocabulary.names_beginning_with(read.keys_from(0))
    for name in shown_names.of(found, read):
        yield Suggested(
            name.text,
            name.kind,
            name.label,
            name.url,
            name.count,
            asked=name.asked,
            has_page=name.has_page and read.is_called(name.text),
        )


# ---------------------------------------------------------------- counts


def _counted(suggestions: Sequence[Suggested]) -> list[Suggested]:
    """Return the suggestions with the small counts true; what no article has any more is left out."""
    rare = [each for each in suggestions if each.asked and each.count is not None and each.count <= RARE]
    numbers = dict(zip(map(id, rare), _numbers([each.asked for each in rare if each.asked]), strict=False))
    kept: list[Suggested] = []
    for each in suggestions:
        number = numbers.get(id(each))
        if number is None:
            kept.append(each)
        elif number or each.has_page:
            kept.append(replace(each, count=number, count_is_exact=number < MOST_COUNTED))
    return kept


def _numbers(asked: Sequence[Condition]) -> list[int]:
    """Count what each condition finds; nothing where that takes too long."""
    if not asked:
        return []
    counts = ", ".join(
        f"(SELECT count(*) FROM (SELECT FROM {TABLE} WHERE {each.sql} LIMIT {MOST_COUNTED}) AS found)"  # noqa: S608 - values are parameters
        for each in asked
    )
    parameters = tuple(value for each in asked for value in each.parameters)
    try:
        with matching.search_transaction(TIMEOUT_MS):
            return list(matching.rows(Condition(f"SELECT {counts}", parameters))[0])
    except SearchTimeoutError:
        return []
