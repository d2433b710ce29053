"""What changed, told to whoever keeps something derived from articles (the search index), in the transaction
that changes it."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from articles.models import Article

News = TypeVar("News")


class Announcement(Generic[News]):
    """One kind of news, told to its listeners in order."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Sequence[News]], None]] = []

    def subscribe(self, listener: Callable[[Sequence[News]], None]) -> None:
        """Call ``listener`` from now on; once, however often it subscribes."""
        if listener not in self._listeners:
            self._listeners.append(listener)

    def __call__(self, news: Sequence[News]) -> None:
        """Tell every listener; nothing where there is no news."""
        if news:
            for listener in self._listeners:
                listener(news)


created: Announcement[Article] = Announcement()
"""These articles are new, and whole as they stand here: nobody else has seen them yet."""

stored: Announcement[int] = Announcement()
"""The articles of these keys, their mentions or an editor's word on them changed."""

regrouped: Announcement[int] = Announcement()
"""Only the group of near-copies of the articles of these keys changed."""

records: Announcement[str] = Announcement()
"""Authority records of these tables were made or changed in bulk, of which Django sends no signal."""
