"""What a page of frames keeps for readers whose browser shows none: on some old sites, the report itself."""

import re

from lxml import etree

from articles.reading.web.tree import parse_markup
from articles.reading.web.walk import PagePieces, pieces_of

_NOTICE = re.compile(r"trình duyệt|khung hình|\b(?:browsers?|frames?|iframes?)\b", re.IGNORECASE)
_LONGEST_NOTICE = 300
"""Letters below which a text that speaks of frames or browsers tells of nothing else."""


def without_frames(root: etree._Element) -> tuple[PagePieces, str] | None:
    """Return the pieces of what stands in ``<noframes>`` and its markup, left by the parser as it stands;
    None where nothing stands there, or the word that this browser shows no frames.

    Raises :class:`SourceError` for a page beyond measure.
    """
    markup = "\n".join("".join(map(str, each.itertext())) for each in root.iter("noframes")).strip()
    if not markup:
        return None
    page = pieces_of(parse_markup(markup))
    words = " ".join(piece.text for piece in page.pieces)
    if not words or (len(words) < _LONGEST_NOTICE and _NOTICE.search(words)):
        return None
    return page, markup
