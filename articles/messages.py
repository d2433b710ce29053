"""Words for a reader that somebody else than their author says, later and perhaps in another language.

Reading, parsing and ingest know no reader: what they have to say of a document is kept in its row, and is
said in the language of whoever opens the page (:func:`articles.models.wording.in_words`). The template of a
message stands in the code as one literal string: there the catalogue of translations finds it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence: ``say`` is the Vietnamese template, by which the catalogue of translations knows it,
    ``told`` what it is filled in with, by name."""

    say: str
    told: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return filled(self.say, self.told)


def filled(template: str, told: Mapping[str, object]) -> str:
    """Return a template with what belongs into it; one without any is words, whatever signs are in them.

    >>> filled("PDF có quá %(n)s trang", {"n": 300}), filled("giảm 5%", {})
    ('PDF có quá 300 trang', 'giảm 5%')
    """
    return template % told if told else template


class Message(str):
    """Vietnamese words that remember of which sentences they are made, and with what these were filled in;
    what is a message itself is translated too. Anywhere it is the string that it says.

    >>> message = Message("PDF có quá %(n)s trang", n=300)
    >>> message, Message.from_json(message.as_json()).sayings == message.sayings
    ('PDF có quá 300 trang', True)
    """

    __slots__ = ("sayings",)
    sayings: tuple[Saying, ...]

    def __new__(cls, say: str, /, **told: str | int) -> Self:
        """Return the message of a template, ``say`` itself where that is one already."""
        if isinstance(say, cls):
            return say
        return cls.of(Saying(say, told)) if say else cls.of()

    @classmethod
    def of(cls, *sayings: Saying) -> Self:
        """Return several sentences as one message."""
        made = super().__new__(cls, "; ".join(map(str, sayings)))
        made.sayings = sayings
        return made

    def as_json(self) -> list[dict[str, Any]]:
        """Return it for a JSON column."""
        return [
            {"say": each.say, "told": {name: _plain(value) for name, value in each.told.items()}}
            if each.told
            else {"say": each.say}
            for each in self.sayings
        ]

    @classmethod
    def from_json(cls, kept: Sequence[Mapping[str, Any]] | str) -> "Message":
        """Return what :meth:`as_json` wrote; finished words, as they were kept once, stay as they are."""
        if isinstance(kept, str):
            return joined(kept)
        return cls.of(*(Saying(each["say"], _told(each.get("told", {}))) for each in kept))


def joined(*messages: str | None) -> Message:
    """Return all that is to be said as one message, :data:`NOTHING` where that is nothing. Words that are no
    message stay as they are.

    >>> joined("tệp rỗng", None, Message("PDF có quá %(n)s trang", n=300))
    'tệp rỗng; PDF có quá 300 trang'
    """
    return Message.of(*(saying for each in messages if each for saying in Message(each).sayings))


NOTHING = joined()


def _plain(value: str | int) -> Any:
    return value.as_json() if isinstance(value, Message) else value


def _told(kept: Mapping[str, Any]) -> dict[str, str | int]:
    return {name: Message.from_json(each) if isinstance(each, list) else each for name, each in kept.items()}


class TellingError(Exception):
    """An error that tells a reader something: ``message`` in any language, ``str(error)`` in Vietnamese."""

    def __init__(self, say: str, /, **told: str | int) -> None:
        self.message = Message(say, **told)
        super().__init__(self.message)
