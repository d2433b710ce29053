"""One document as it was handed in."""

from dataclasses import dataclass, field

from articles.records import Hints


@dataclass(frozen=True, slots=True)
class Delivered:
    """A document's bytes and what is known of it, or the reason why it could not be had.

    ``name`` is the path as the person who handed it in knows it ("gói.zip!báo/1.txt", "bảng.jsonl!17");
    ``source_name`` is stable from one delivery to the next: it begins with the folder that was given,
    whatever way led there ("seeds/1.txt"). Exactly one of ``data`` and ``error`` is set.
    """

    name: str
    data: bytes | None
    hints: Hints = field(default_factory=Hints)
    error: str | None = None
    source_name: str = ""


def merged(first: Hints, second: Hints) -> Hints:
    """Return hints in which ``first`` outranks ``second``; the notes of both stay."""
    notes = dict.fromkeys(hints.note for hints in (first, second) if hints.note)
    return Hints(
        url=first.url or second.url,
        newspaper=first.newspaper or second.newspaper,
        title=first.title or second.title,
        published=first.published or second.published,
        retrieved=first.retrieved or second.retrieved,
        note="; ".join(notes) or None,
    )
