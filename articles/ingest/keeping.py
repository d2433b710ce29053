"""Words and messages as Postgres keeps them."""

from typing import Any

from articles.messages import joined


def storable(words: str) -> str:
    """Return words as Postgres keeps them: no NUL, undecodable bytes of a file name shown as such."""
    return words.replace("\0", "").encode("utf-8", "backslashreplace").decode()


def kept(message: str) -> Any:
    """Return a message for a JSON column."""
    return storable_json(joined(message).as_json())


def storable_json(value: Any) -> Any:
    """Return a value of JSON with all its words as Postgres keeps them."""
    match value:
        case str():
            return storable(value)
        case list():
            return [storable_json(each) for each in value]
        case dict():
            return {key: storable_json(each) for key, each in value.items()}
        case _:
            return value
