"""The states of a document: one place says which there are, what may follow which, and what they are called.

    received → read → parsed → recognised → stored → indexed
        ↑                            └──→ duplicate
        └── put in line again ── failed · refused · parked

The row in Postgres is the truth: a state is written when it is reached, so a worker that dies leaves behind
how far it came. Only :mod:`articles.ingest.ledger` writes states.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.messages import Message


class State(models.TextChoices):
    """Where a document is on its way.

    The article and its search entry are written in one transaction: ``stored`` is where a document rests
    whose article readers may not find (an editor withdrew it, or it waits to be published), ``indexed`` where
    they may. ``refused`` is what the door does not take, though nothing is wrong with it (a ``.doc``, a text
    in another language, too large a file); ``failed`` is what could not be read, or broke the pipeline.
    ``parked`` is what was started again and again and never ended: whoever starts it once more may lose a
    worker by it, so only an editor puts it back in line.
    """

    RECEIVED = "received", _("đã nhận, chờ xử lý")
    READ = "read", _("đã đọc ra chữ")
    PARSED = "parsed", _("đã tách tít, thân bài")
    RECOGNISED = "recognised", _("đã nhận diện, chờ lưu")
    STORED = "stored", _("đã lưu, chưa đăng")
    INDEXED = "indexed", _("đã lưu, tìm được")
    DUPLICATE = "duplicate", _("trùng với bài đã có")
    REFUSED = "refused", _("không nhận")
    FAILED = "failed", _("không nạp được")
    PARKED = "parked", _("để riêng sau nhiều lần thử")

    @property
    def is_underway(self) -> bool:
        """Tell whether a worker still has something to do."""
        return self in UNDERWAY

    @property
    def is_in_trouble(self) -> bool:
        """Tell whether the document ended without a place in the archive."""
        return self in IN_TROUBLE

    def may_become(self, state: "State") -> bool:
        """Tell whether ``state`` may follow this one."""
        return state in TRANSITIONS[self]

    @classmethod
    def before(cls, state: "State") -> list["State"]:
        """Return the states from which ``state`` can be reached in one step."""
        return [each for each in cls if each.may_become(state)]


UNDERWAY = (State.RECEIVED, State.READ, State.PARSED, State.RECOGNISED)
"""A worker still has something to do; the outcome is empty. What is between the stages is kept nowhere, so
whoever takes up such a document begins at its bytes."""

IN_TROUBLE = (State.FAILED, State.REFUSED, State.PARKED)
"""Ended without a place in the archive; an editor may put it back in line, if its bytes are kept."""

CAN_HELP = (State.FAILED, State.PARKED)
"""Another try may end otherwise: what is refused for its kind, size or language will be refused again."""

ENDED = tuple(state for state in State if state not in UNDERWAY)

STAGE_AFTER = {
    State.RECEIVED: Message("đọc tệp"),
    State.READ: Message("tách tít, thân bài"),
    State.PARSED: Message("nhận diện tên, ngày, văn kiện"),
    State.RECOGNISED: Message("lưu và lập chỉ mục"),
}
"""What is done next to a document in each state: what it was in the midst of when it stopped there."""

_STOPS = frozenset(IN_TROUBLE)

TRANSITIONS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.RECEIVED, State.READ}) | _STOPS,
    State.READ: frozenset({State.RECEIVED, State.PARSED}) | _STOPS,
    State.PARSED: frozenset({State.RECEIVED, State.RECOGNISED}) | _STOPS,
    State.RECOGNISED: frozenset({State.RECEIVED, State.STORED, State.INDEXED, State.DUPLICATE}) | _STOPS,
    State.STORED: frozenset({State.INDEXED}),
    State.INDEXED: frozenset({State.STORED}),
    State.DUPLICATE: frozenset({State.RECEIVED}),
    State.REFUSED: frozenset({State.RECEIVED}),
    State.FAILED: frozenset({State.RECEIVED}),
    State.PARKED: frozenset({State.RECEIVED}),
}
"""What may follow what. Each start begins at ``received`` again; a duplicate does when the article it
repeated loses its words; ``stored`` and ``indexed`` follow each other as editors withdraw and publish."""
