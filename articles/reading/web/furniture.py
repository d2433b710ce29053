"""What the structure of a page makes certain to be no part of a report."""

import re
from functools import lru_cache

from lxml import etree

_NEVER_LIST = """
    script style noscript template iframe object embed applet svg math canvas audio select option optgroup
    button input textarea datalist map area dialog nav aside head title menu menuitem frameset noframes
    progress meter track source link meta base param
"""
_NEVER = frozenset(_NEVER_LIST.split())
_WHOLE = frozenset(("html", "body", "main", "article"))
_ROLES = frozenset(
    (
        "navigation",
        "search",
        "complementary",
        "contentinfo",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_COMMENT_BOXES = """
    comment comments comment-list comment-form comment-box comment-area comment-respond box-comment
    list-comment box_comment boxcomment fb-comments fb_comments disqus_thread binhluan binh-luan ykien
    y-kien khung-binh-luan
"""
_OTHER_STORIES = """
    related relate related-news related-posts related-post related-articles related-article news-related
    relatednews box-related tin-lien-quan tinlienquan bai-lien-quan lienquan lien-quan tin-khac tinkhac
    cung-chuyen-muc cungchuyenmuc other-news othernews news-other tinmoi tin-moi most-read doc-nhieu
    docnhieu yarpp jp-relatedposts
"""
_AROUND = """
    sidebar widget-area breadcrumb breadcrumbs menu main-menu mainmenu navbar nav-menu navigation
    offcanvas sitemap quangcao quang-cao advertisement adsbygoogle banner-ads popup modal newsletter
    pagination skip-link screen-reader-text sr-only visually-hidden social-share share-buttons
    addthis_toolbox sharedaddy fb-like post-navigation nav-links
"""
_NAMED = frozenset((_COMMENT_BOXES + _OTHER_STORIES + _AROUND).split())
_NO_NAMES = (None, None, None)
_NO_WORDS: frozenset[str] = frozenset()
_SPLIT = re.compile(r"[\s,]+")
_MAX_LETTERS = 3000
"""Letters below which a form is a form; a page that lies in one as a whole has more (ASP.NET does so)."""


@lru_cache(maxsize=4096)
def _tokens(names: str) -> frozenset[str]:
    return frozenset(_SPLIT.split(names.lower().strip()))


def words_of(element: etree._Element) -> frozenset[str]:
    """Return the names that the page gives the element: classes, id, itemprop."""
    names = element.get("class"), element.get("id"), element.get("itemprop")
    return _NO_WORDS if names == _NO_NAMES else _tokens(" ".join(filter(None, names))[:400])


class Furniture:
    """Tells the furniture of one page; every question costs the same, however the page is nested.

    ``is_lenient``: names are not believed, only tags that never hold words of a report.
    """

    def __init__(self, root: etree._Element, *, is_lenient: bool = False) -> None:
        self._is_lenient = is_lenient
        self._titled: set[etree._Element] = set()
        for headline in root.iter("h1"):
            for above in (headline, *headline.iterancestors()):
                if above in self._titled:
                    break
                self._titled.add(above)

    def claims(self, element: etree._Element, *, in_article: bool) -> bool:
        """Tell whether the element and all in it are certainly no part of the report."""
        tag = element.tag
        if tag in _NEVER or tag in _WHOLE or self._is_lenient:
            return tag in _NEVER
        if tag == "footer":
            return not in_article
        if tag == "form":
            return element not in self._titled and _is_small(element)
        if not element.attrib:
            return False
        return _is_hidden(element) or (element not in self._titled and _is_named(element))


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


def _is_named(element: etree._Element) -> bool:
    """Tell whether role, class or id call the element what no part of a report is called."""
    role = element.get("role")
    if (role is not None and role.lower() in _ROLES) or element.get("aria-hidden") == "true":
        return True
    return not _NAMED.isdisjoint(words_of(element))


def _is_small(form: etree._Element) -> bool:
    size = 0
    for count, text in enumerate(form.itertext()):
        size += len(text)
        if size > _MAX_LETTERS or count > _MAX_LETTERS:
            return False
    return not any(count > _MAX_LETTERS for count, _ in enumerate(form.iter()))
