"""Markup into a tree, within limits."""

import re

from lxml import etree

from articles.reading.limits import MAX_HTML_TAGS, MAX_TAG_ATTRIBUTES
from articles.records import SourceError

_TOO_DEEP = "Excessive depth"
_LONG_TAG = re.compile(r"<[a-zA-Z!?][^<]{2000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|>.*", re.DOTALL)
"""What holds no attribute of the tag: a value in quotes, and all behind the tag."""


def parse_markup(markup: str) -> etree._Element:
    """Return the root of the page; raise :class:`SourceError` with the reason where there is none.

    libxml2 drops silently what lies deeper than 256 levels (tags never closed pile up so); such a page is
    parsed again with room for 2,048, and refused beyond.
    """
    if markup.count("<") > MAX_HTML_TAGS:
        raise SourceError("trang HTML có quá %(n)s thẻ", n=MAX_HTML_TAGS)
    if any(_attributes(tag) > MAX_TAG_ATTRIBUTES for tag in _LONG_TAG.findall(markup)):
        raise SourceError("trang HTML có thẻ mang quá %(n)s thuộc tính", n=MAX_TAG_ATTRIBUTES)
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    for is_roomy in (False, True):
        parser = etree.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=is_roomy, no_network=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise SourceError("trang HTML rỗng hoặc hỏng") from error
        if root is None:
            raise SourceError("trang HTML rỗng hoặc hỏng")
        if not any(_TOO_DEEP in entry.message for entry in parser.error_log):
            return root
    raise SourceError("trang HTML lồng quá sâu")


def _attributes(tag: str) -> int:
    """Return how many attributes a tag has at most: its words, or its signs of equality, outside quotes."""
    bare = _QUOTED.sub("", tag)
    return max(len(bare.split()), bare.count("="))
