"""The numbers of facet values: the primary keys of the archive's own rows, the same for every engine."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.press import Question
from benchmarks.search.documents import Document, read

FACETS = ("province", "unit", "year", "directive", "newspaper")


@dataclass
class Numbers:
    """Numbers by what documents and addresses call a value. ``provinces`` leads from "era:code" to the place
    of the article and to the one of the 63 that stands for it; ``units`` from name and province."""

    provinces: dict[str, list[int]] = field(default_factory=dict)
    province_slugs: dict[str, int] = field(default_factory=dict)
    newspapers: dict[str, int] = field(default_factory=dict)
    directives: dict[str, int] = field(default_factory=dict)
    directive_slugs: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)

    def unit(self, name: str, province: str | None) -> int:
        """Return the number of an organisation; a new one for one that was not met before."""
        return self.units.setdefault(f"{name}@{province or ''}", len(self.units) + 1)

    def filters(self, question: Question) -> dict[str, int]:
        """Return the filters of a question by facet; values that name nothing are passed over."""
        by_slug = {
            "province": self.province_slugs,
            "newspaper": self.newspapers,
            "directive": self.directive_slugs,
        }
        found: dict[str, int] = {}
        for facet, value in question.filters:
            number = int(value) if facet == "year" else by_slug[facet].get(value)
            if number is not None:
                found[facet] = number
        return found

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Numbers":
        return cls(**json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Facts:
    """The facet values of one document as numbers."""

    province: int | None
    newspaper: int | None
    year: int | None
    units: tuple[int, ...]
    directives: tuple[int, ...]

    @classmethod
    def of(cls, document: Document, numbers: Numbers) -> "Facts":
        return cls(
            numbers.provinces[document.province][1] if document.province else None,
            numbers.newspapers.get(document.newspaper or ""),
            document.year,
            tuple(dict.fromkeys(numbers.unit(name, document.province) for name in document.units)),
            tuple(dict.fromkeys(numbers.directives[key] for key in document.directives)),
        )


def reference_numbers() -> Numbers:
    """Return the numbers of all values that the archive has rows for; needs Django and the reference rows."""
    from articles.models import Directive, Newspaper, Place
    from articles.models.geography import Geography

    numbers = Numbers()
    geography = Geography.load()
    for place in geography.provinces.values():
        then = geography.then.get(place.pk)
        if then is not None:
            numbers.provinces[f"{place.era}:{place.code}"] = [place.pk, then]
    numbers.province_slugs = {place.slug: place.pk for place in geography.of(Place.Era.THEN)}
    numbers.newspapers = dict(Newspaper.objects.values_list("slug", "pk"))
    numbers.directives = dict(Directive.objects.values_list("key", "pk"))
    numbers.directive_slugs = dict(Directive.objects.values_list("slug", "pk"))
    return numbers


def numbered(chunks: Iterable[Path]) -> Iterator[Numbers]:
    """Number the organisations of the documents too, file by file; yield the numbers so far."""
    numbers = reference_numbers()
    for chunk in chunks:
        for document in read(chunk):
            for name in document.units:
                numbers.unit(name, document.province)
        yield numbers
