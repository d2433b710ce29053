"""An archive whose words are learnt."""

from collections.abc import Callable

import pytest

from articles.models import Article
from search.suggesting import learning
from tests.search.making import article


@pytest.fixture
def learnt(db) -> Callable[..., list[Article]]:
    """Makes one article a headline, or a headline with its body, and has their words learnt."""

    def make(*texts: str | tuple[str, str], **fields: object) -> list[Article]:
        made = []
        for each in texts:
            headline, body = (each, "") if isinstance(each, str) else each
            made.append(article(headline, body, **fields))
        learning.note([each.pk for each in made], is_new=True)
        learning.learn()
        return made

    return make
