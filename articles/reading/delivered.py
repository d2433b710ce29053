"""One document as it was handed in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from articles.messages import Message, joined
from articles.records import Hints
from articles.vietnamese.letters import compose


@dataclass(frozen=True, slots=True)
class Delivered:
    """A document's bytes and what is known of it, or the reason why it could not be had.

    ``name`` is the path as the person who handed it in knows it ("gói.zip!báo/1.txt", "bảng.jsonl!17");
    ``source_name`` is stable from one delivery to the next: it begins with the folder that was given,
    whatever way led there ("seeds/1.txt"). ``line`` is that of a row in its table, as whoever opens the table
    counts. Exactly one of ``data`` and ``error`` is set.
    """

    name: str
    data: bytes | None
    hints: Hints = field(default_factory=Hints)
    error: Message | None = None
    source_name: str = ""
    line: int | None = None


def row_called(key: str, line: int | None) -> str:
    """Return how people call a row: by its line, and by its own id where that is no number.

    >>> row_called("8", 9), row_called("a3", 4), row_called("a3", None)
    ('9', '4 (a3)', 'a3')
    """
    if line is None:
        return key
    return str(line) if key.isdecimal() else f"{line} ({key})"


def path_of(name: str) -> str:
    r"""Return the path that a file's name in an archive or an upload says, leading nowhere but down, without
    letters that nothing can show; "?" where nothing is left.

    >>> path_of("../../báo\\1\x00.txt"), path_of("/..")
    ('báo/1.txt', '?')
    """
    parts = (
        "".join(letter for letter in part if letter.isprintable())
        for part in compose(name.replace("\\", "/")).split("/")
        if part not in ("", ".", "..")
    )
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "?"


def merged(first: Hints, second: Hints) -> Hints:
    """Return hints in which ``first`` outranks ``second``; the notes of both stay."""
    notes = dict.fromkeys(hints.note for hints in (first, second) if hints.note)
    return Hints(
        url=first.url or second.url,
        newspaper=first.newspaper or second.newspaper,
        title=first.title or second.title,
        published=first.published or second.published,
        retrieved=first.retrieved or second.retrieved,
        note=joined(*notes) or None,
    )


MEASURE, MEASURE_BYTES = 100, 32 * 1024 * 1024
"""Documents, and bytes of theirs, that are held and written together."""


def in_measure(deliveries: Iterable[Delivered]) -> Iterator[list[Delivered]]:
    """Yield the deliveries in lists, none of which is longer or, but for its last document, larger than is
    held at once."""
    held: list[Delivered] = []
    size = 0
    for each in deliveries:
        held.append(each)
        size += len(each.data or b"")
        if len(held) == MEASURE or size >= MEASURE_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held
