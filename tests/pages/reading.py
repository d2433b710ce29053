"""Reads a page as a machine does: its elements with their attributes and words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset({"dd", "div", "dt", "h1", "h2", "h3", "li", "p", "summary", "td", "th"})
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass
class Element:
    """An element with the words inside it."""

    tag: str
    attributes: dict[str, str]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def has_class(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()


class Page(HTMLParser):
    """Every element of a page, in order; complains of tags that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)
        assert not self.open, [each.tag for each in self.open]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        if tag in BLOCKS:
            self.handle_data(" ")
        self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element.words.append(data)

    def all(self, tag: str = "", cls: str = "") -> list[Element]:
        return [
            each
            for each in self.elements
            if (not tag or each.tag == tag) and (not cls or each.has_class(cls))
        ]
