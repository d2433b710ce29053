"""Counting five facets on columns of synthetic entries.

python -m benchmarks.columns [ENTRIES]        a million by default; needs no server
"""

import os
import sys
import time
from collections.abc import Callable

import numpy as np

SHARES = (1.0, 0.3, 0.05, 0.005)
REPEATS = 5


def milliseconds(work: Callable[[], object]) -> float:
    """Return the least processor time of several runs."""
    taken = []
    for _ in range(REPEATS):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return 1000 * min(taken)


def main(count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql://127.0.0.1/none")
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1/0")
    os.environ.setdefault("SECRET_KEY", "none")
    import django

    django.setup()
    from search.answering.facets import FACETS
    from search.answering.remaining import tally
    from search.asking.request import Lens
    from search.columns.arrays import Columns, Entries

    chance = np.random.default_rng(1)
    highest = {"province_id": 64, "province_now_id": 35, "newspaper_id": 90}
    one = {name: chance.integers(0, most, count) for name, most in highest.items()}
    one |= {"year": chance.integers(2008, 2026, count), "day": chance.integers(733_000, 739_000, count)}
    one["copy_group"] = np.where(chance.random(count) < 0.1, chance.integers(1, count, count), 0)

    def many(mean: float, most: int) -> tuple[np.ndarray, np.ndarray]:
        owners = np.repeat(np.arange(1, count + 1), chance.poisson(mean, count))
        return owners, chance.zipf(1.3, len(owners)) % most + 1

    columns = Columns()
    values = {"unit_ids": many(5, 150_000), "directive_ids": many(1, 3_000)}
    columns.put(None, Entries(np.arange(1, count + 1), one, values))
    print(f"{count:,} entries, 5 units and 1 directive each; ms of processor time, each hit / each text once")
    for share in SHARES:
        rows = np.sort(chance.permutation(count)[: int(count * share)])

        def counted(*, once: bool, rows: np.ndarray = rows) -> None:
            for facet in FACETS:
                tally(columns, rows, facet, Lens.THEN, once=once)

        each, texts = (milliseconds(lambda once=once: counted(once=once)) for once in (False, True))
        print(f"{share:>7.1%} of them answer: {each:7.1f} / {texts:7.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
