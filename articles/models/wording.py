"""What is kept as a message, said in the language of whoever reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext, override

from articles.messages import Message, Saying, filled


def in_words(message: str) -> str:
    """Return a message in the language of now; words that are none, and sentences that the catalogue does not
    know any more, come back as they are."""
    return "; ".join(map(_said, message.sayings)) if isinstance(message, Message) else message


def _said(saying: Saying) -> str:
    told = {name: in_words(value) if isinstance(value, str) else value for name, value in saying.told.items()}
    return filled(gettext(saying.say), told)


def message_of(words: Promise) -> Message:
    """Return the message that words of the interface are, whatever the language of now is."""
    with override(None):
        return Message(str(words))
