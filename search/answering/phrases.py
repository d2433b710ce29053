"""Phrases that very many articles have: told by their words and pairs where proving each would take too long.

The index of words keeps no places, so Postgres opens the vector of every article that has the words of a
phrase and its pairs, to see whether they stand together: 400,000 vectors for "Đảng bộ huyện" in a million
articles, which takes seconds. Nearly all of them do have it. So beyond some number a sample is proved
instead, and the answer says that its count is by the words.
"""

# ruff: noqa: S608 - names in SQL come from the code; values are always parameters.

import re
from dataclasses import replace

import numpy as np

from search.answering.condition import Condition
from search.answering.found_ids import found_ids
from search.answering.matching import TABLE, Hits, rows
from search.answering.remembering import remembered

MOST_PROVED = 10_000
"""So many articles are proved one by one."""

SAMPLE = 500
ENOUGH = 0.9
"""Where fewer of the sample have the whole phrase, its words tell too little: all are proved, unless there
are more than :data:`MOST_WAITED_FOR`."""

MOST_WAITED_FOR = 50_000

NONE = -1.0
"""Stands for no share, for what is remembered is never None."""

_LEXEME_OR_STEP = re.compile(r"('(?:[^']|'')*')|<\d+>")


def told(hits: Hits) -> tuple[Hits, float | None]:
    """Return the hits as they are counted, and the share (0 to 1) of them that have every phrase whole; None
    where each of them was proved to."""
    asked = hits.asked
    loose = apart(asked) if asked else None
    if asked is None or loose is None or loose == asked:
        return hits, None
    share = remembered("phrases", asked, lambda: _share(asked, loose))
    return (hits, None) if share == NONE else (replace(hits, asked=loose, proof=asked), share)


def apart(asked: Condition) -> Condition:
    """Return a condition that asks for the words of each phrase, and its pairs, wherever they stand; the same
    condition where it asks for none, or excludes something within.

    >>> apart(Condition("words @@ %s::tsquery", ("'a b' & ('a' <1> 'b' <1> 'c')",))).parameters
    ("'a b' & ('a' & 'b' & 'c')",)
    """
    if " NOT " in asked.sql or any(isinstance(each, str) and "!" in each for each in asked.parameters):
        return asked
    return replace(asked, parameters=tuple(map(_apart, asked.parameters)))


def _apart(parameter: object) -> object:
    if not isinstance(parameter, str):
        return parameter
    return _LEXEME_OR_STEP.sub(lambda found: found[1] or "&", parameter)


def _share(asked: Condition, loose: Condition) -> float:
    """Return the share of a sample that is proved; NONE where all are to be proved."""
    ids = found_ids(loose)
    if len(ids) <= MOST_PROVED:
        return NONE
    # The same sample for everybody who asks at this edition.
    sample = np.random.default_rng(len(ids)).choice(ids, SAMPLE, replace=False)
    proved = f"SELECT count(*) FROM {TABLE} WHERE article_id = ANY(%s) AND ({asked.sql})"
    ((count,),) = rows(Condition(proved, (sample.tolist(), *asked.parameters)))
    share = int(count) / len(sample)
    return share if share >= ENOUGH or len(ids) > MOST_WAITED_FOR else NONE
