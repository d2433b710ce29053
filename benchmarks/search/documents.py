"""The reports to be searched: made or read once, kept in files of 5,000 that every engine is filled from."""

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from articles.reference import reference
from articles.vietnamese.letters import compose
from benchmarks.press import Story, rows
from benchmarks.press.story import CAPTION, PARAGRAPH

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Document:
    """A report as every engine gets it. ``number`` counts from 1 and is its id everywhere; ``province`` is
    "era:code", ``newspaper`` a slug, ``units`` names, ``directives`` keys."""

    number: int
    title: str
    lede: str
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    published: date | None = None
    province: str | None = None
    newspaper: str | None = None
    byline: str = ""
    units: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """Return all but the headline, a paragraph a line."""
        return "\n".join(filter(None, (self.lede, *self.paragraphs, *self.captions)))

    @property
    def year(self) -> int | None:
        """Return the year of publication."""
        return self.published.year if self.published else None

    def as_line(self) -> str:
        """Return the document as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str)

    @classmethod
    def of_line(cls, line: str) -> "Document":
        """Read what :meth:`as_line` wrote."""
        row: dict[str, Any] = json.loads(line)
        for name in ("paragraphs", "captions", "units", "directives"):
            row[name] = tuple(row[name])
        row["published"] = date.fromisoformat(row["published"]) if row["published"] else None
        return cls(**row)


def document(story: Story) -> Document:
    """Return a generated report as a document."""
    province = story.province
    return Document(
        story.number + 1,
        story.title,
        story.lede,
        tuple(words for kind, words in story.body if kind != CAPTION),
        tuple(words for kind, words in story.body if kind == CAPTION),
        story.published,
        f"{province.ref.era}:{province.ref.code}" if province else None,
        story.newspaper.slug,
        story.byline or "",
        story.units,
        story.directives,
    )


def stories(rows_read: Iterable[tuple[int, dict[str, Any]]], seed: int) -> Iterator[Story]:
    """Yield reports of a file: its words in the place of those of the generated report of that number.

    What the file says of headline, text and day holds, and its address tells the paper; organisations,
    documents and the rest are those of the generated report, so that the facets are as skewed as believed.
    """
    papers = reference().newspapers
    for number, row in rows_read:
        made = next(rows(1, seed, first=number, copies=0))
        text = [line.strip() for line in compose(str(row.get("body") or row.get("text") or "")).splitlines()]
        lede, *paragraphs = list(filter(None, text)) or [""]
        published = row.get("published")
        found = papers.at(str(row.get("url") or ""))
        yield replace(
            made,
            title=compose(str(row.get("title") or ""))[:500],
            lede=lede,
            body=tuple((PARAGRAPH, words) for words in paragraphs),
            day=date.fromisoformat(published[:10]) if published else made.day,
            dated=bool(published),
            newspaper=found[0] if found else made.newspaper,
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """The reports of one run: ``count`` of them in ``folder``; generated from ``seed``, or from ``file``."""

    folder: Path
    count: int
    seed: int = 1
    file: Path | None = None

    @property
    def chunks(self) -> list[Path]:
        """Return the files, in order of number."""
        return [self.folder / f"{index:05}.jsonl" for index in range(-(-self.count // CHUNK))]

    def sample(self, size: int) -> list[Story]:
        """Return the first reports with what is known of them."""
        return list(self._stories(0, min(size, self.count)))

    def make(self, processes: int) -> Iterator[Path]:
        """Write the files that are not there yet; yield each when it is."""
        self.folder.mkdir(parents=True, exist_ok=True)
        waiting = [index for index, path in enumerate(self.chunks) if not path.exists()]
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            yield from pool.map(partial(_write, self), waiting)

    def _stories(self, first: int, last: int) -> Iterator[Story]:
        if self.file is None:
            return rows(last - first, self.seed, first=first)
        return stories(enumerate(_lines(self.file, first, last), first), self.seed)

    def write(self, index: int) -> Path:
        """Write one file, whole or not at all."""
        path = self.chunks[index]
        first = index * CHUNK
        draft = path.with_suffix(".draft")
        with draft.open("w", encoding="utf-8") as lines:
            for story in self._stories(first, min(first + CHUNK, self.count)):
                lines.write(document(story).as_line() + "\n")
        return draft.rename(path)


def _write(corpus: Corpus, index: int) -> Path:
    return corpus.write(index)


def _lines(file: Path, first: int, last: int) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, islice(filter(str.strip, lines), first, last))


def read(chunk: Path) -> Iterator[Document]:
    """Yield the documents of one file."""
    with chunk.open(encoding="utf-8") as lines:
        yield from map(Document.of_line, lines)
