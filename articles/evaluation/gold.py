"""The gold format: a folder with ``gold.jsonl`` (one labelled document a line) and ``texts/ID.txt``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.reading.files import cause_of
from articles.records import Hints


class GoldError(Exception):
    """The folder is not in the gold format; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled document: its id, bytes, and what is true of it. A field that is absent is not judged."""

    id: str
    data: bytes
    labels: dict[str, Any]

    @property
    def hints(self) -> Hints:
        """Return what the pipeline may know besides the bytes: the source address."""
        return Hints(url=self.labels.get("url") or None)


def labelled(directory: Path) -> Iterator[Labelled]:
    """Yield the labelled documents of ``directory``; raise GoldError on a missing file or a broken line."""
    gold = directory / "gold.jsonl"
    try:
        lines = gold.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GoldError(f"{gold}: {cause_of(error)}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            labels = json.loads(line)
            text = directory / "texts" / f"{labels['id']}.txt"
            yield Labelled(labels["id"], text.read_bytes(), labels)
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise GoldError(f"{gold}:{number}: {error}") from error
        except OSError as error:
            raise GoldError(f"{text}: {cause_of(error)}") from error
