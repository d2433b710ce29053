"""What a citation says of a report. What is not known is empty: nothing is better than a guess in a
footnote."""

import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from articles.ingest.settle import is_guess
from articles.models import Article
from articles.parsing.names import separate_names

ARCHIVE = "Kho báo Xây dựng Đảng"
"""The archive's name where it names itself as a source, in every language."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A report as it is cited. ``address`` is its permanent absolute address in the archive, ``source_url``
    where the paper had it. ``byline`` is as printed, ``authors`` are the names in it."""

    id: int
    address: str
    title: str
    byline: str
    authors: tuple[str, ...]
    newspaper: str
    published_on: date | None
    source_url: str
    retrieved_on: date | None

    @classmethod
    def of(cls, article: Article, address: str, *, decided: Container[str] | None = None) -> "Citation":
        """Return the citation of an article that has its ``newspaper`` and ``proposed`` at hand.

        ``decided`` names the fields on which editors have spoken; where it is None they are asked for, if
        need be.
        """
        byline = one_line(article.byline)
        return cls(
            id=article.pk,
            address=address,
            title=one_line(article.title),
            byline=byline,
            authors=tuple(one_line(name) for name in separate_names(byline)) if byline else (),
            newspaper=_named_paper(article, decided),
            published_on=article.published_on,
            source_url=article.url,
            retrieved_on=article.retrieved_on,
        )

    @property
    def key(self) -> str:
        """Return the name of this citation among others: unique, and the same after every correction."""
        return f"kbxdd-{self.id}"

    @property
    def archived(self) -> str:
        """Return where the archive keeps the report, in words."""
        return f"Bản lưu: {ARCHIVE}, bài số {self.id}, {self.address}"


def one_line(text: str) -> str:
    """Return words on one line, without signs that only steer: line breaks and tabs become a space, marks of
    direction and width fall away."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else _shown(letter) for letter in text)
    return " ".join(text.split())


def _shown(letter: str) -> str:
    return "" if unicodedata.category(letter) == "Cf" else " "


def _named_paper(article: Article, decided: Container[str] | None) -> str:
    """Return the paper, "" where it is only guessed."""
    paper, proposal = article.newspaper, article.proposed.get("newspaper")
    if paper is None:
        return ""
    if proposal and is_guess(proposal) and proposal["value"] == paper.pk:
        if decided is None:
            decided = set(article.decisions.current().values_list("field", flat=True))
        if "newspaper" not in decided:
            return ""
    return paper.name
