"""What the desk asks of search: which articles answer, and nothing else of them."""

from articles.views.finding import TookTooLongError
from search.answering.matching import SearchTimeoutError
from search.asking.language import clean
from search.asking.request import SearchRequest
from search.exports.taking import take


def found(words: str, most: int) -> list[int]:
    """Return the articles that a reader's search for these words finds, in its order, ``most`` at most.

    Raises TookTooLongError.
    """
    try:
        return [int(number) for number in take(SearchRequest(q=clean(words)), most=most).ids]
    except SearchTimeoutError as error:
        raise TookTooLongError from error
