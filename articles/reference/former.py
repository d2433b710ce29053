"""Provinces that ended before the 63: names that papers still print ("tỉnh Hà Tây cũ")."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from articles.reference.tables import full_date, rows, values
from articles.vietnamese.letters import slugify


@dataclass(frozen=True, slots=True)
class FormerProvince:
    """A province of before the 63. ``until`` is the first day on which it was no more, ``year`` its year (the
    day is not always known); ``into`` are the codes of those of the 63 provinces that lie where it lay."""

    name: str
    full_name: str
    year: int
    until: date | None
    act: str
    into: tuple[str, ...]
    note: str

    @property
    def slug(self) -> str:
        """Return the address part: "ha-tay"."""
        return slugify(self.name)


@lru_cache(maxsize=1)
def former_provinces() -> tuple[FormerProvince, ...]:
    """Return the former provinces, the earliest ended first."""
    return tuple(
        FormerProvince(
            name=row["name"],
            full_name=f"{row['kind'].capitalize()} {row['name']}",
            year=int(row["until"][:4]),
            until=full_date(row["until"]),
            act=row["act"],
            into=values(row["into"]),
            note=row["note"],
        )
        for row in rows("former_provinces")
    )
