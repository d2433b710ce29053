"""What stands in the slots of the grammar: numbers, days, people, places, organisations, documents."""

from benchmarks.press import chain, people
from benchmarks.press.grammar import Slot
from benchmarks.press.words import rare
from benchmarks.press.writer import Writer

_WORDS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_VARIETIES = ("lai", "nếp cái", "thơm", "lùn", "chín sớm", "ghép", "ruột đỏ", "bản địa", "hạt dài", "cao sản")


def _small(writer: Writer) -> str:
    return _counted(writer, 2 + int(writer.draw() ** 2.2 * 40))


def _counted(writer: Writer, number: int) -> str:
    """Return a number, a small one often as a word: "ba"."""
    if number < len(_WORDS) and writer.draw() < 0.45:
        return _WORDS[number]
    return str(number)


def _hundreds(writer: Writer) -> str:
    return str(23 + int(writer.draw() ** 2 * 960))


def _thousands(writer: Writer) -> str:
    return f"{1000 + int(writer.draw() ** 2.5 * 14_000):,}".replace(",", ".")


def _share(writer: Writer) -> str:
    drawn = writer.draw()
    if drawn < 0.12:
        return "100%"
    value = 100 - writer.draw() ** 1.5 * 96
    return f"{value:.0f}%" if drawn < 0.4 else f"{value:.{1 if drawn < 0.8 else 2}f}%".replace(".", ",")


def _money(writer: Writer) -> str:
    drawn, size = writer.draw(), writer.draw()
    if drawn < 0.7:
        return f"{5 + int(size**2 * 900)} triệu"
    return f"{0.5 + size**2 * 90:.1f} tỷ".replace(".", ",")


def _area(writer: Writer) -> str:
    if writer.draw() < 0.6:
        return f"{0.3 + writer.draw() ** 2 * 60:.1f} ha".replace(".", ",")
    return f"{(3 + int(writer.draw() ** 2 * 90)) * 100:,} m2".replace(",", ".")


def _kilometres(writer: Writer) -> str:
    return f"{0.4 + writer.draw() ** 2 * 30:.1f} km".replace(".", ",")


def _of_year(back: int) -> Slot:
    return lambda writer: str(writer.day.year - back - int(writer.draw() ** 2 * 3) * (back > 0))


def _period(writer: Writer) -> str:
    start = writer.day.year - (writer.day.year % 5)
    start = start if writer.draw() < 0.7 else start - 5
    return f"{start} - {start + 5}"


def _day_in_month(writer: Writer) -> str:
    return f"{1 + int(writer.draw() * 28)}/{1 + int(writer.draw() * writer.day.month)}"


def _post(writer: Writer) -> str:
    drawn = writer.draw()
    if drawn < 0.4:
        return (
            writer.pick(("Bí thư", "Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực")) + " " + writer.board()
        )
    if drawn < 0.75:
        office = writer.pick(
            (
                "Bí thư",
                "Phó Bí thư Thường trực",
                "Phó Bí thư",
                "Trưởng Ban Tổ chức",
                "Chủ nhiệm Ủy ban Kiểm tra",
            )
        )
        return f"{office} {writer.seat()}"
    return writer.pick(("Bí thư", "Bí thư", "Phó Bí thư")) + " " + writer.village_cell()


def _do(writer: Writer) -> str:
    return writer.of_topic("do", 0.58)


SLOTS: dict[str, Slot] = {
    "n": _small,
    "few": lambda writer: _counted(writer, 2 + int(writer.draw() ** 1.5 * 8)),
    "nn": _hundreds,
    "big": _thousands,
    "cells": lambda writer: str(5 + int(writer.draw() ** 2 * 22)),
    "mem": lambda writer: str(90 + int(writer.draw() ** 2 * 700)),
    "cellmem": lambda writer: str(5 + int(writer.draw() ** 2 * 60)),
    "members": lambda writer: writer.expand(writer.grammar.rules[writer.members_rule]),
    "income": lambda writer: f"{30 + int(writer.draw() ** 2 * 500)} triệu",
    "pct": _share,
    "money": _money,
    "area": _area,
    "km": _kilometres,
    "age": lambda writer: str(19 + int(writer.draw() * 66)),
    "badge": lambda writer: str(30 + 5 * int(writer.draw() ** 1.5 * 10)),
    "month": lambda writer: str(1 + int(writer.draw() * 12)),
    "year": _of_year(0),
    "lastyear": _of_year(1),
    "year2": lambda writer: str(1946 + int(writer.draw() * 30)),
    "period": _period,
    "daymonth": _day_in_month,
    "variety": lambda writer: rare(writer.chance) if writer.draw() < 0.3 else writer.pick(_VARIETIES),
    "name": lambda writer: people.person(writer.chance, writer.part),
    "company": lambda writer: people.company(writer.chance, writer.town),
    "post": _post,
    "markov": lambda writer: f"{chain.sentence(writer.chance)}.",
    "title": lambda writer: writer.topical_title(),
    "act": lambda writer: writer.expand(writer.topics[0].tables["do"]),
    "do": _do,
    "thing": lambda writer: writer.of_topic("thing", 0.55),
    "gain": lambda writer: writer.of_topic("gain", 0.6),
    "lack": lambda writer: writer.of_topic("lack", 0.55),
    "say": lambda writer: writer.of_topic("say", 1.0),
    "home": lambda writer: writer.home(),
    "home_cap": lambda writer: writer.home(),
    "homename": lambda writer: writer.home_name,
    "homeparty": lambda writer: writer.home_party(),
    "seatname": lambda writer: writer.seat(),
    "seatbare": lambda writer: writer.seat_after_staff(),
    "communes": lambda writer: writer.communes(),
    "unit": lambda writer: writer.unit(),
    "unit_head": lambda writer: writer.unit(),
    "unitlist": lambda writer: writer.unit_list(),
    "C": lambda writer: writer.commune(),
    "hamlet": lambda writer: writer.hamlet(),
    "hamletkind": lambda writer: writer.hamlet_kind,
    "dir": lambda writer: writer.directive(),
    "dir2": lambda writer: writer.directive(),
    "local": lambda writer: writer.local_document(),
}
