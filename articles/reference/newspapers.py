"""Newspapers: by name, by address, by the code they set at the head of a report."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from articles.reference.places import MERGER
from articles.reference.tables import rows, values
from articles.vietnamese.letters import fold, same_key, slugify

_PARENTHESIS = re.compile(r"\s*\(([^)]*)\)")
_DASHES = re.compile(r"[\s()–—-]+")


@dataclass(frozen=True, slots=True)
class Newspaper:
    """A newspaper, broadcaster, portal or journal.

    ``name`` stands without the parenthesis of the list, which is an alias: "Báo Quảng Ninh" for "Báo Quảng
    Ninh (Trung tâm Truyền thông tỉnh Quảng Ninh)". ``province_code`` is one of the 63, None for the centre.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    level: str
    province_code: str | None
    domains: tuple[str, ...]
    domains_after_merger: tuple[str, ...]
    dateline_codes: tuple[str, ...]
    name_after_merger: str

    @property
    def slug(self) -> str:
        """Return the address part: "bao-lang-son"."""
        return slugify(self.name)

    @property
    def is_provincial_party_paper(self) -> bool:
        """Tell whether it is the paper of a provincial Party committee (there is one for each province)."""
        return self.kind == "báo đảng địa phương"


@dataclass(frozen=True)
class Newspapers:
    """All newspapers and the ways to find one."""

    all: tuple[Newspaper, ...]
    _by_name: dict[str, Newspaper] = field(default_factory=dict, repr=False)
    _by_domain: dict[str, list[Newspaper]] = field(default_factory=dict, repr=False)
    _by_later_domain: dict[str, list[Newspaper]] = field(default_factory=dict, repr=False)
    _by_code: dict[str, Newspaper] = field(default_factory=dict, repr=False)
    _by_label: dict[str, list[Newspaper]] = field(default_factory=dict, repr=False)
    _of_province: dict[str, Newspaper] = field(default_factory=dict, repr=False)

    def named(self, name: str) -> Newspaper | None:
        """Return the paper of that name or alias; case and tone placement make no difference."""
        return self._by_name.get(same_key(name))

    def at(self, address: str, day: date | None = None) -> tuple[Newspaper, ...]:
        """Return the papers that publish at the host of ``address`` or at a larger domain of it.

        One paper as a rule; several where papers were joined under one domain after the merger
        (baophutho.vn). Before 1 July 2025 only the older domains count.
        """
        host = host_of(address)
        while "." in host:
            found = self._by_domain.get(host, [])
            if day is None or day >= MERGER:
                found = [
                    *found,
                    *(paper for paper in self._by_later_domain.get(host, []) if paper not in found),
                ]
            if found:
                return tuple(found)
            host = host.partition(".")[2]
        return self._of_label(host_of(address))

    def _of_label(self, host: str) -> tuple[Newspaper, ...]:
        """Return the one paper whose domain bears the same name under another ending: baodongthap.com.vn."""
        for label in host.split("."):
            papers = self._by_label.get(label, []) if label.startswith("bao") else []
            if len(papers) == 1:
                return tuple(papers)
        return ()

    def marked(self, mark: str) -> Newspaper | None:
        """Return the paper that sets ``mark`` at the head of its reports ("(LSO) –", "BT-", "BTO -").

        Dashes, brackets and case make no difference; a bare dash tells nothing.
        """
        return self._by_code.get(mark_key(mark))

    def of_province(self, code: str) -> Newspaper | None:
        """Return the Party paper of one of the 63 provinces."""
        return self._of_province.get(code)


def host_of(address: str) -> str:
    """Return the host of an address, without port and ``www.``.

    >>> host_of("https://www.baolangson.vn/chinh-tri/1.html")
    'baolangson.vn'
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def mark_key(mark: str) -> str:
    """Return what two spellings of one mark share.

    >>> mark_key("(BLC) –"), mark_key("BT-"), mark_key("–")
    ('blc', 'bt', '')
    """
    return _DASHES.sub("", fold(mark))


def _newspaper(row: dict[str, str]) -> Newspaper:
    name = _PARENTHESIS.sub("", row["name"])
    inside = _PARENTHESIS.findall(row["name"])
    return Newspaper(
        name=name,
        aliases=(row["name"], *inside) if inside else (),
        kind=row["kind"],
        level=row["level"],
        province_code=row["province_code"] or None,
        domains=values(row["domains"]),
        domains_after_merger=values(row["domains_after_merger"]),
        dateline_codes=values(row["dateline_codes"]),
        name_after_merger=row["name_after_merger"],
    )


def load() -> Newspapers:
    """Read all newspapers from the CSV file."""
    papers = tuple(_newspaper(row) for row in rows("newspapers"))
    by_name: dict[str, Newspaper] = {}
    by_domain: dict[str, list[Newspaper]] = defaultdict(list)
    by_later_domain: dict[str, list[Newspaper]] = defaultdict(list)
    by_code: dict[str, Newspaper] = {}
    by_label: dict[str, list[Newspaper]] = defaultdict(list)
    of_province: dict[str, Newspaper] = {}
    for paper in papers:
        for alias in paper.aliases:
            by_name.setdefault(same_key(alias), paper)
        for domain in paper.domains:
            by_domain[domain].append(paper)
            label = domain.partition(".")[0]
            if paper not in by_label[label]:
                by_label[label].append(paper)
        for domain in paper.domains_after_merger:
            by_later_domain[domain].append(paper)
        for code in filter(mark_key, paper.dateline_codes):
            by_code.setdefault(mark_key(code), paper)
        if paper.is_provincial_party_paper and paper.province_code:
            of_province.setdefault(paper.province_code, paper)
    by_name |= {same_key(paper.name): paper for paper in papers}
    return Newspapers(
        papers, by_name, dict(by_domain), dict(by_later_domain), by_code, dict(by_label), of_province
    )
