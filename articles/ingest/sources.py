"""Whose print a document is, as its address and its newspaper tell.

The same words from two sources are two publications, also where nobody knows the paper of one: it has another
address. From one source they are one report that was delivered twice.
"""

import re
from dataclasses import dataclass

from articles.reference import reference
from articles.reference.newspapers import host_of

_TWIN_OF_HOST = re.compile(r"^(?:www|m|mobile|wap|amp)\d?\.(?=[^.]+\.)")


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of where a text was printed: its address ("" where none is) and its newspaper's key."""

    address: str
    newspaper_id: int | None

    def differs_from(self, other: "Source") -> bool:
        """Tell whether both cannot be one publication: other newspapers, other sites, or the one known by an
        address alone and the other by a newspaper alone. What neither says tells nothing."""
        if self.newspaper_id and other.newspaper_id and self.newspaper_id != other.newspaper_id:
            return True
        if self.address and other.address:
            return not is_one_site(self.address, other.address)
        known = {(bool(each.address), each.newspaper_id is not None) for each in (self, other)}
        return known == {(True, False), (False, True)}


def is_one_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one host, its page for telephones included, or of one newspaper.

    >>> is_one_site("https://m.baolangson.vn/1", "https://www.baolangson.vn/2")
    True
    """
    if site_of(one) == site_of(other):
        return True
    papers = reference().newspapers
    return not set(papers.at(one)).isdisjoint(papers.at(other))


def site_of(address: str) -> str:
    """Return the host of an address without what stands before it for one kind of reader.

    >>> site_of("https://m.baolaichau.vn/1"), site_of("https://m.vn/1")
    ('baolaichau.vn', 'm.vn')
    """
    return _TWIN_OF_HOST.sub("", host_of(address))
