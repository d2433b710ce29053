"""The inputs of a fuzz run. An input follows from the seed and its number alone: each can be made again."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.reading import Delivered, documents, uploaded
from articles.records import Hints
from benchmarks.fuzz_formats import FORMATS
from benchmarks.fuzz_mutations import mutated_bytes, mutated_words
from benchmarks.fuzz_office import Files, docx_files, zipped

ROOT = Path(__file__).parent.parent
SOURCES = ("seeds", *(f"tests/labelled/{press}/texts" for press in ("press_a", "press_b", "press_c")))
POOL = 400
"""Reports of which the pages are made."""

_COUNTED = re.compile(r"(?<![\d./-])\d{2,3}(?= (?:đảng viên|chi bộ|đồng chí|buổi|hộ|thôn|quần chúng))")
_LONG = 250

_SUFFIXES = sorted({suffix for suffix, _ in FORMATS.values() if suffix} | {"pdf", "gz", "json", "doc", "jpg"})


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that is handed in: a file (its bytes under ""), or the files of a folder."""

    number: int
    format: str
    name: str
    files: Files

    @property
    def is_folder(self) -> bool:
        return "" not in self.files

    def deliveries(self, folder: Path) -> Iterator[Delivered]:
        """Hand it in: as a file or folder on a disk, as ``manage.py ingest`` takes it, or as an upload."""
        if self.is_folder or self.number % 2:
            yield from documents([self.write(folder)])
        else:
            yield from uploaded(self.name, self.files[""], Hints())

    def write(self, folder: Path) -> Path:
        """Write it below ``folder`` and return where."""
        path = folder / self.name
        for name, data in self.files.items():
            file = path / name if name else path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return path


def number_of(name: str) -> int:
    """Return the number of the input that a document's name shows.

    >>> number_of("/tmp/x/fuzz-0000012.zip!báo/1.txt")
    12
    """
    return int(name.partition("fuzz-")[2][:7])


def _varied(text: str, chance: random.Random) -> str:
    """Return a report with other numbers and its long paragraphs in another order."""
    lines = _COUNTED.sub(lambda _match: str(chance.randint(10, 999)), text).split("\n")
    inner = [index for index, line in enumerate(lines) if len(line) > _LONG][1:-1]
    words = [lines[index] for index in inner]
    chance.shuffle(words)
    for index, line in zip(inner, words, strict=True):
        lines[index] = line
    return "\n".join(lines)


class Inputs:
    """All inputs of one seed."""

    def __init__(self, seed: int, pool: int = POOL) -> None:
        self._seed = seed
        texts = [path.read_text("utf-8") for each in SOURCES for path in sorted((ROOT / each).glob("*.txt"))]
        chance = random.Random(seed)
        self._reports = [_varied(chance.choice(texts), chance) for _ in range(pool)]

    def __getitem__(self, number: int) -> Input:
        chance = random.Random(f"{self._seed} {number}")
        kind = list(FORMATS)[number % len(FORMATS)]
        suffix, maker = FORMATS[kind]
        how = chance.choices(("words", "bytes", "both"), (45, 35, 20))[0]
        count = 1 if kind.startswith("text") or kind in ("HTML", "DOCX") else chance.randint(1, 4)
        pages = self._pages(count, chance)
        if how != "bytes":
            pages = _with_one_hurt(pages, chance)
        if kind == "DOCX" and how == "bytes" and chance.random() < 0.5:
            parts = self._hurt_folder(docx_files(pages, chance), chance)
            made: bytes | Files = zipped(parts, chance)
        else:
            made = maker(pages, chance)
            if how != "words":
                made = self._hurt_folder(made, chance) if isinstance(made, dict) else self._hurt(made, chance)
        if suffix and chance.random() < 0.05:
            suffix = chance.choice(_SUFFIXES)
        name = f"fuzz-{number:07}{'.' * bool(suffix)}{suffix}"
        return Input(number, kind, name, made if isinstance(made, dict) else {"": made})

    def _pages(self, count: int, chance: random.Random) -> list[str]:
        return [chance.choice(self._reports) for _ in range(count)]

    def _hurt(self, data: bytes, chance: random.Random) -> bytes:
        other_maker = chance.choice([maker for suffix, maker in FORMATS.values() if suffix])
        other = other_maker(self._pages(1, chance), chance)
        assert isinstance(other, bytes)
        while (hurt := mutated_bytes(data, chance, other)) == data:
            pass
        return hurt

    def _hurt_folder(self, files: Files, chance: random.Random) -> Files:
        name = chance.choice(sorted(files))
        return files | {name: self._hurt(files[name], chance)}


def _with_one_hurt(pages: Sequence[str], chance: random.Random) -> list[str]:
    """Return the pages, one of them changed for certain, each other one perhaps."""
    certain = chance.randrange(len(pages))
    hurt = [
        mutated_words(page, chance) if number == certain or chance.random() < 0.3 else page
        for number, page in enumerate(pages)
    ]
    return hurt if hurt[certain] != pages[certain] else _with_one_hurt(pages, chance)
