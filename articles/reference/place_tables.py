"""The tables of places, read into versions and successions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from articles.records import PlaceRef
from articles.reference.places import (
    COMMUNE,
    DISTRICT,
    MERGER,
    NOW,
    PROVINCE,
    THEN,
    Place,
    Places,
    Renaming,
    Succession,
    indexed,
)
from articles.reference.tables import full_date, number, rows, values


def load() -> Places:
    """Read all places from the CSV files."""
    versions = (*_provinces(), *_districts(), *_communes())
    return indexed(versions, _successions(versions))


def _as_printed(name: str) -> str:
    """Mend names that a list writes as no paper does: "Mường é" → "Mường É", phường "05" → "5"."""
    if name.isdigit():
        return name.lstrip("0")
    return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))


def _provinces() -> Iterator[Place]:
    now: dict[str, Place] = {}
    renamed = {row["code"]: _renaming(row) for row in rows("province_renames")}
    for row in rows("provinces"):
        yield Place(
            ref=PlaceRef(PROVINCE, row["code"], THEN),
            name=row["name"],
            kind=row["kind"],
            full_name=_province_full_name(row["kind"], row["name"]),
            province_code=row["code"],
            valid_to=MERGER,
            aliases=values(row["aliases"]),
            region=row["region"],
            latitude=number(row["lat"]),
            longitude=number(row["lon"]),
            renamed=renamed.get(row["code"]),
        )
        seat = row["name"] == row["successor_seat_in_former"]
        if seat or row["successor_code"] not in now:
            same_name = row["name"] == row["successor_name"] or row["successor_name"] in values(
                row["aliases"]
            )
            kind = row["successor_kind_2025_07_01"]
            now[row["successor_code"]] = Place(
                ref=PlaceRef(PROVINCE, row["successor_code"], NOW, MERGER.isoformat()),
                name=row["successor_name"],
                kind=kind,
                full_name=_province_full_name(kind, row["successor_name"]),
                province_code=row["successor_code"],
                valid_from=MERGER,
                aliases=values(row["aliases"]) if same_name else (),
                region=row["region"],
                latitude=number(row["lat"]),
                longitude=number(row["lon"]),
            )
    yield from now.values()


def _renaming(row: dict[str, str]) -> Renaming:
    since = date.fromisoformat(row["valid_from"])
    return Renaming(since, row["name"], _province_full_name(row["kind"], row["name"]))


def _province_full_name(kind: str, name: str) -> str:
    return f"{'Tỉnh' if kind == 'tỉnh' else 'Thành phố'} {name}"


def _districts() -> Iterator[Place]:
    for row in rows("districts"):
        yield Place(
            ref=PlaceRef(DISTRICT, row["code"], THEN, row["valid_from"]),
            name=_as_printed(row["name"]),
            kind=row["kind"],
            full_name=_full_name_of(row),
            province_code=row["province_code"],
            parent_code=row["province_code"],
            valid_from=full_date(row["valid_from"]),
            valid_to=full_date(row["valid_to"]),
        )


def _communes() -> Iterator[Place]:
    for row in rows("communes"):
        yield Place(
            ref=PlaceRef(COMMUNE, row["code"], THEN, row["valid_from"]),
            name=_as_printed(row["name"]),
            kind=row["kind"],
            full_name=_full_name_of(row),
            province_code=row["province_code"],
            parent_code=row["district_code"],
            valid_from=full_date(row["valid_from"]),
            valid_to=full_date(row["valid_to"]),
        )
    for row in rows("communes_2025"):
        yield Place(
            ref=PlaceRef(COMMUNE, row["code"], NOW, MERGER.isoformat()),
            name=_as_printed(row["name"]),
            kind=row["kind"],
            full_name=_full_name_of(row),
            province_code=row["province_code_2025"],
            parent_code=row["province_code_2025"],
            valid_from=MERGER,
            latitude=number(row["lat"]),
            longitude=number(row["lon"]),
        )


def _full_name_of(row: dict[str, str]) -> str:
    return row["full_name"].replace(row["name"], _as_printed(row["name"]))


def _successions(versions: Iterable[Place]) -> Iterator[Succession]:
    last_day: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in versions:
        if place.valid_to == MERGER:
            last_day[place.level, place.ref.code].append(place)
    for row in rows("provinces"):
        new = PlaceRef(PROVINCE, row["successor_code"], NOW, MERGER.isoformat())
        yield Succession(PlaceRef(PROVINCE, row["code"], THEN), new, is_split=False, agreement="both")
    for row in rows("commune_successors"):
        new = PlaceRef(COMMUNE, row["new_code"], NOW, MERGER.isoformat())
        for old in last_day[row["old_level"], row["old_code"]]:
            yield Succession(old.ref, new, is_split=row["split"] == "1", agreement=row["agreement"])
