"""What a page states of itself in its head: title, address, name of the paper, days of publication."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from articles.reading.addresses import web_address
from articles.reading.web.furniture import words_of
from articles.reading.web.stamps import day_of_stamp
from articles.records import StatedDay
from articles.vietnamese.letters import compose, slugify

_MAX_JSON = 200_000
_MAX_NODES = 500
_ARTICLE_TYPES = frozenset(
    (
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "BlogPosting",
        "OpinionNewsArticle",
        "AnalysisNewsArticle",
    )
)
_PUBLISHED_LIST = """
    article.published article:published article:published_time citation_publication_date
    cxenseparse:recs:publishtime datepublished dc.date.issued dcterms.issued og:published_time
    parsely-pub-date pubdate publication_date publish-date publish_date publishdate published_time
    sailthru.date
"""
_PUBLISHED = frozenset(_PUBLISHED_LIST.split())
_CHANGED_LIST = """
    article:modified_time datemodified dc.date.modified dcterms.modified last-modified lastmod og:updated_time
"""
_CHANGED = frozenset(_CHANGED_LIST.split())
_PUBLISHED_CLASSES = frozenset(("entry-date", "published", "post-date", "publish-date"))
_CHANGED_CLASSES = frozenset(("updated", "modified"))
_FOLDERS_OF_A_DAY = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])/")
_MOST_STAMPS = 50
_LONGEST_ADDRESS = 1000
_LONGEST_FRONT = 5
"""A path no longer than this leads to a front page: "/", "/vi/"."""

_SUFFIX = re.compile(r"\s+[|\-–—»]\s+[^|–—»]{2,60}$")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S{4,1000}?)\s*-->", re.IGNORECASE)
_PAPER = re.compile(r"(?:Báo|Tạp chí|Đài|Cổng|Trung tâm)\s", re.IGNORECASE)
_ELECTRONIC = re.compile(r"\s+(?:điện tử|online)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head of a page states. ``titles`` are all forms of the title as slugs, ``headline`` the
    likeliest in words; ``stated`` every day that some field calls that of publication or of a change."""

    titles: tuple[str, ...]
    headline: str | None
    url: str | None
    newspaper: str | None
    stated: tuple[StatedDay, ...]

    def names(self, text: str) -> bool:
        """Tell whether ``text`` is the title: the same words, or the part before the paper's name."""
        if len(text) > 400:
            return False
        key = slugify(text)
        return len(key) > 3 and any(
            key == title or (len(key) >= 20 and (title.startswith(f"{key}-") or key.startswith(f"{title}-")))
            for title in self.titles
            if len(title) >= 15 or key == title
        )


def facts_of(root: etree._Element, markup: str) -> Facts:
    """Return what the page states of itself; what makes no sense is not stated."""
    meta = _meta(root)
    linked = list(_linked_data(root))
    titles = [text for text in (*_titles(root, meta), *_strings(linked, "headline")) if text]
    return Facts(
        titles=tuple(
            dict.fromkeys(slugify(text) for each in titles for text in (each, _SUFFIX.sub("", each)))
        ),
        headline=_SUFFIX.sub("", titles[0]) if titles else None,
        url=_address(root, meta, markup),
        newspaper=_newspaper(meta.get("og:site_name", [])),
        stated=_stated(root, meta, linked),
    )


def _meta(root: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        if content and len(content) < 2000:
            for name in ("property", "name", "itemprop"):
                if key := element.get(name):
                    found.setdefault(key.lower()[:60], []).append(_words(content))
    return found


def _words(text: str) -> str:
    return compose(" ".join(text.split()))


def _titles(root: etree._Element, meta: dict[str, list[str]]) -> Iterator[str]:
    yield from meta.get("og:title", [])[:3]
    for element in root.iter("title"):
        yield _words("".join(map(str, element.itertext())))[:400]
        break
    yield from meta.get("twitter:title", [])[:3]


# ---------------------------------------------------------------- JSON-LD


def _linked_data(root: etree._Element) -> Iterator[dict[str, object]]:
    """Yield the articles that the page describes in JSON-LD."""
    budget = _MAX_NODES
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        if len(script.text) > _MAX_JSON:
            continue
        try:
            waiting: list[object] = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and budget > 0:
            node = waiting.pop()
            budget -= 1
            if isinstance(node, list):
                waiting.extend(node[:_MAX_NODES])
            elif isinstance(node, dict):
                waiting.append(node.get("@graph"))
                if _is_article(node):
                    yield node


def _is_article(node: dict[str, object]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(each, str) and each in _ARTICLE_TYPES for each in kinds)


def _strings(nodes: list[dict[str, object]], field: str) -> list[str]:
    values = [node.get(field) for node in nodes]
    return [_words(value) for value in values if isinstance(value, str) and 0 < len(value) < 2000]


# ---------------------------------------------------------------- address, paper, days


def _address(root: etree._Element, meta: dict[str, list[str]], markup: str) -> str | None:
    """Return the page's own address: it leads to one page, not to the paper's front."""
    canonical = [
        link.get("href") or "" for link in root.iter("link") if link.get("rel", "").lower() == "canonical"
    ]
    saved = _SAVED_FROM.search(markup[:4096])
    for url in (*canonical[:3], *meta.get("og:url", [])[:3], saved[1] if saved else ""):
        address = web_address(url) if len(url) <= _LONGEST_ADDRESS else None
        if address and len(urlsplit(address).path) > _LONGEST_FRONT:
            return address
    return None


def _newspaper(names: list[str]) -> str | None:
    """Return the site's name where it is a paper's: "Báo Lạng Sơn điện tử" is Báo Lạng Sơn."""
    for name in names:
        if _PAPER.match(name) and len(name) <= 80:
            return _words(_ELECTRONIC.sub("", name))
    return None


def day_in_folders(url: str | None) -> Iterator[StatedDay]:
    """Yield the day after which the folders of an address are named, as weblogs do: "/2020/10/26/"."""
    found = _FOLDERS_OF_A_DAY.search(url or "")
    day = day_of_stamp("-".join(found.groups())) if found else None
    if day:
        yield StatedDay(day, "address")


def _stated(
    root: etree._Element, meta: dict[str, list[str]], linked: list[dict[str, object]]
) -> tuple[StatedDay, ...]:
    stamps = [(stamp, "json-ld", False) for stamp in _strings(linked, "datePublished")]
    stamps += [(stamp, "json-ld", True) for stamp in _strings(linked, "dateModified")]
    stamps += [(stamp, "meta", False) for key in sorted(meta.keys() & _PUBLISHED) for stamp in meta[key]]
    stamps += [(stamp, "meta", True) for key in sorted(meta.keys() & _CHANGED) for stamp in meta[key]]
    stamps += _stamps_in_body(root)
    days = (
        StatedDay(day, source, is_change)
        for stamp, source, is_change in stamps[:_MOST_STAMPS]
        if (day := day_of_stamp(stamp)) is not None
    )
    return tuple(dict.fromkeys(days))


def _stamps_in_body(root: etree._Element) -> Iterator[tuple[str, str, bool]]:
    """Yield the stamps of elements that call themselves the day of publication or change."""
    for element in root.iter("time", "span", "div", "p", "abbr"):
        if not element.attrib:
            continue
        stamp = element.get("datetime") or element.get("content") or ""
        field = (element.get("itemprop") or "").lower()
        is_time = element.tag == "time"
        names = words_of(element) if is_time else frozenset()
        if field == "datemodified" or (is_time and not _CHANGED_CLASSES.isdisjoint(names)):
            # WordPress prints a time of its own for the change, and one with both names where there was none.
            yield stamp, "time", _PUBLISHED_CLASSES.isdisjoint(names)
        elif (
            field == "datepublished"
            or (is_time and element.get("pubdate") is not None)
            or not _PUBLISHED_CLASSES.isdisjoint(names)
        ):
            yield stamp, "time", False
