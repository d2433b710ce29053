"""Central Party documents: the authority list against which citations are resolved.

The key of a document is ``number-symbol/year`` ("05-CT/TW/2016"): numbers restart each term, and
the same number and symbol name up to four documents. Where the year is not verified the term stands in its
place ("19-NQ/TW/XIII"), where neither is, the code alone ("38-HD/BTCTW"). Should two rows ever
share a key, the later one carries its type behind it ("99-QĐ/TW/2017/quy-dinh"), for QĐ is both Quyết
định and Quy định.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from articles.reference.tables import full_date, rows, values
from articles.vietnamese.letters import fold, same_key, slugify

_RELATION = re.compile(
    r"(?P<kind>[a-z][a-z ]*?) "
    r"(?P<targets>\d+-[^\W\d][^\s;]+(?: \([^)]*\))?(?: and \d+-[^\s;]+(?: \([^)]*\))?)*)"
)
_TARGET = re.compile(r"(?P<code>\d+-[^\s(]+)(?: \((?P<when>[^)]*)\))?")


@dataclass(frozen=True, slots=True)
class Relation:
    """How a document stands to another: ``kind`` as in the list ("continues", "replaced by"), ``target`` as
    written ("10-CT/TW (X)"), ``target_key`` the row it names, None when the list does not hold it."""

    kind: str
    target: str
    target_key: str | None


@dataclass(frozen=True, slots=True)
class Directive:
    """One document. ``date_issued`` only when the full date is verified; ``title_is`` says how the title is
    known ("official", "as cited", "unchecked")."""

    key: str
    type: str
    number: str
    symbol: str
    issuer: str
    date_issued: date | None
    year: int | None
    term: str
    title: str
    title_is: str
    short_forms: tuple[str, ...]
    relations: tuple[Relation, ...]
    source_count: int
    note: str

    @property
    def slug(self) -> str:
        """Return the address part: "chi-thi-05-ct-tw-2016"."""
        return slugify(f"{self.type} {re.sub('[-/]', ' ', self.key)}")


@dataclass(frozen=True)
class Directives:
    """All documents and the ways to find one."""

    all: tuple[Directive, ...]
    _by_key: dict[str, Directive] = field(default_factory=dict, repr=False)
    _by_code: dict[tuple[str, str], list[Directive]] = field(default_factory=dict, repr=False)
    _by_short_form: dict[str, list[Directive]] = field(default_factory=dict, repr=False)
    _by_number: dict[tuple[str, str], list[Directive]] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[Directive]:
        return iter(self.all)

    def __getitem__(self, key: str) -> Directive:
        return self._by_key[key]

    def get(self, key: str) -> Directive | None:
        """Return the document of that key, None when the list does not hold it."""
        return self._by_key.get(key)

    def coded(self, number: str, symbol: str) -> tuple[Directive, ...]:
        """Return the documents of that number and symbol, oldest first, rows without a year last.

        Leading noughts, case, marks, separators and TW/TƯ/T.Ư make no difference: ``("5", "CT-TƯ")`` is
        ``("05", "CT/TW")``.
        """
        return tuple(self._by_code.get((number_key(number), symbol_key(symbol)), ()))

    def numbered(self, kind: str, number: str) -> tuple[Directive, ...]:
        """Return the documents of a type ("chỉ thị") with that number, whatever the symbol."""
        return tuple(self._by_number.get((same_key(kind), number_key(number)), ()))

    def short(self, form: str) -> tuple[Directive, ...]:
        """Return the documents that the list also calls ``form`` ("Nghị quyết Trung ương 4 khóa XII")."""
        return tuple(self._by_short_form.get(same_key(form), ()))


def number_key(number: str) -> str:
    """Return a document number without leading noughts.

    >>> number_key("05"), number_key("217")
    ('5', '217')
    """
    return number.strip().lstrip("0") or "0"


def symbol_key(symbol: str) -> str:
    """Return what the spellings of one symbol share: letters only, unmarked, Trung ương as "tw".

    >>> symbol_key("CT/TW") == symbol_key("CT-TƯ") == symbol_key("CT T.Ư")
    True
    """
    letters = re.sub(r"[^a-zưđ]", "", symbol.lower())
    return fold(re.sub("tư$", "tw", letters))


def _relations(text: str) -> Iterator[tuple[str, str]]:
    """Yield kind and written target of each relation of a row.

    >>> list(_relations("replaces 31-QĐ/TW (1997) and 91-QĐ/TW (2004); guided by 30-HD/BTCTW"))
    [('replaces', '31-QĐ/TW (1997)'), ('replaces', '91-QĐ/TW (2004)'), ('guided by', '30-HD/BTCTW')]
    """
    for match in _RELATION.finditer(text):
        for target in _TARGET.finditer(match["targets"]):
            yield match["kind"], target[0]


def _sort_key(directive: Directive) -> tuple[int, str]:
    return directive.year or 9999, directive.date_issued.isoformat() if directive.date_issued else ""


def _keys(table: Iterable[dict[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    taken: set[str] = set()
    for row in table:
        when = row["year"] or row["term"]
        key = f"{row['number']}-{row['symbol']}" + (f"/{when}" if when else "")
        if key in taken:
            key = f"{key}/{slugify(row['type'])}"
        if key in taken:
            raise ValueError(f"directives.csv: two rows with the key {key}")
        taken.add(key)
        yield key, row


def _find_key(written: str, by_code: dict[tuple[str, str], list[tuple[str, dict[str, str]]]]) -> str | None:
    target = _TARGET.fullmatch(written)
    if target is None:
        return None
    digits, _, symbol = target["code"].partition("-")
    same_code = by_code.get((number_key(digits), symbol_key(symbol)), [])
    when = target["when"]
    fitting = [key for key, row in same_code if when is None or when in (row["year"], row["term"])]
    return fitting[0] if len(fitting) == 1 else None


def load() -> Directives:
    """Read all documents from the CSV file."""
    keyed = list(_keys(rows("directives")))
    rows_by_code: dict[tuple[str, str], list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for key, row in keyed:
        rows_by_code[number_key(row["number"]), symbol_key(row["symbol"])].append((key, row))
    documents = tuple(
        Directive(
            key=key,
            type=row["type"],
            number=row["number"],
            symbol=row["symbol"],
            issuer=row["issuer"],
            date_issued=full_date(row["date_issued"]),
            year=int(row["year"]) if row["year"] else None,
            term=row["term"],
            title=row["title"],
            title_is=row["title_is"],
            short_forms=values(row["short_forms"]),
            relations=tuple(
                Relation(kind, target, _find_key(target, rows_by_code))
                for kind, target in _relations(row["status_relation"])
            ),
            source_count=int(row["source_count"] or 0),
            note=row["note"],
        )
        for key, row in keyed
    )
    return _indexed(documents)


def _indexed(documents: tuple[Directive, ...]) -> Directives:
    by_code: dict[tuple[str, str], list[Directive]] = defaultdict(list)
    by_short_form: dict[str, list[Directive]] = defaultdict(list)
    by_number: dict[tuple[str, str], list[Directive]] = defaultdict(list)
    for document in sorted(documents, key=_sort_key):
        by_code[number_key(document.number), symbol_key(document.symbol)].append(document)
        by_number[same_key(document.type), number_key(document.number)].append(document)
        for form in document.short_forms:
            by_short_form[same_key(form)].append(document)
    by_key = {document.key: document for document in documents}
    return Directives(documents, by_key, dict(by_code), dict(by_short_form), dict(by_number))
