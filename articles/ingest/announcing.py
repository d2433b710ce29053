"""What changed, told to whoever keeps something derived from articles (the search index), in the transaction
that changes it."""

from collections.abc import Callable, Collection, Sequence

Listener = Callable[[Sequence[int]], None]


class Announcement:
    """One kind of news. Listeners are called with the primary keys of the articles, in rising order."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` from now on; once, however often it subscribes."""
        if listener not in self._listeners:
            self._listeners.append(listener)

    def __call__(self, article_ids: Collection[int]) -> None:
        """Tell every listener that these articles changed."""
        if article_ids:
            for listener in self._listeners:
                listener(sorted(article_ids))


stored = Announcement()
"""An article, its mentions or an editor's word on them changed."""

regrouped = Announcement()
"""Only the group of near-copies of an article changed."""
