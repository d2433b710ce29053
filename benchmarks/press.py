"""Reports for load: the project's own invented texts, each time with other numbers and another order."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = (
    "seeds",
    "tests/labelled/press_a/texts",
    "tests/labelled/press_b/texts",
    "tests/labelled/press_c/texts",
)
_COUNTED = re.compile(r"(?<![\d./-])\d{2,3}(?= (?:đảng viên|chi bộ|đồng chí|buổi|hộ|thôn|quần chúng))")
LONG = 250


def reports(count: int, seed: int = 1) -> Iterator[str]:
    """Yield ``count`` pages that read like the sources and are all different."""
    texts = [path.read_text() for folder in SOURCES for path in sorted((ROOT / folder).glob("*.txt"))]
    chance = random.Random(seed)
    for _ in range(count):
        yield _varied(chance.choice(texts), chance)


def _varied(text: str, chance: random.Random) -> str:
    text = _COUNTED.sub(lambda _match: str(chance.randint(10, 999)), text)
    lines = text.split("\n")
    inner = [index for index, line in enumerate(lines) if len(line) > LONG][1:-1]
    words = [lines[index] for index in inner]
    chance.shuffle(words)
    for index, line in zip(inner, words, strict=True):
        lines[index] = line
    return "\n".join(lines)
