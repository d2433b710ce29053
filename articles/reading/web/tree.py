"""Markup into a tree, within limits."""

from lxml import etree

from articles.reading.limits import MAX_HTML_TAGS
from articles.records import SourceError

_TOO_DEEP = "Excessive depth"


def parse_markup(markup: str) -> etree._Element:
    """Return the root of the page; raise :class:`SourceError` with the reason where there is none.

    libxml2 drops silently what lies deeper than 256 levels (tags never closed pile up so); such a page is
    parsed again with room for 2,048, and refused beyond.
    """
    if markup.count("<") > MAX_HTML_TAGS:
        raise SourceError(f"trang HTML có quá {MAX_HTML_TAGS} thẻ")
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
