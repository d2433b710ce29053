"""The writer of one report: expands the rules and remembers what it has named."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from articles.reference import COMMUNE, PROVINCE, Directive, Place
from benchmarks.press import citing, people
from benchmarks.press.grammar import Grammar, Table, Topic, capitalised
from benchmarks.press.ground import Ground, district_of
from benchmarks.press.words import word_of

_SEATS = {
    "tỉnh": "Tỉnh ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
    "thành phố": "Thành ủy",
    "thành phố trực thuộc trung ương": "Thành ủy",
}
_SYMBOLS = {"Tỉnh ủy": "TU", "Thành ủy": "TU", "Huyện ủy": "HU", "Quận ủy": "QU", "Thị ủy": "TU"}
_SCHOOLS = ("Trường Tiểu học", "Trường THCS", "Trường THPT", "Trường Mầm non")
_PAPERS = (("Kế hoạch", "KH"), ("Nghị quyết", "NQ"), ("Chương trình", "CTr"), ("Đề án", "ĐA"))


@dataclass(slots=True)
class Writer:
    """Everything that the slots of a report need. ``ground`` is None for a report about no place."""

    chance: random.Random
    day: date
    ground: Ground | None
    grammar: Grammar
    topics: Sequence[Topic]
    directives: list[Directive]
    part: str = people.PLAIN
    region: str = ""
    planned: list[tuple[str, str, Place]] = field(default_factory=list)
    units: dict[str, None] = field(default_factory=dict)
    cited: dict[str, str] = field(default_factory=dict)
    turn: int = 0
    place: Place | None = None
    hamlet_number: int = 0
    seated: bool = False
    in_headline: bool = True

    def __post_init__(self) -> None:
        if self.ground is not None:
            self.region = self.ground.province.region
            self.part = people.part_of(self.region)
            self._plan()

    # ------------------------------------------------------------ rules and words

    def draw(self) -> float:
        """Return a number from 0 to below 1."""
        return self.chance.random()

    def pick(self, choices: Sequence[str]) -> str:
        """Return one of the choices."""
        return choices[int(self.chance.random() * len(choices))]

    def expand(self, table: Table) -> str:
        """Return one alternative of a rule with its slots filled."""
        alternative = table[int(self.chance.random() * len(table))]
        if isinstance(alternative, str):
            return alternative
        pattern, slots = alternative
        return pattern % tuple([slot(self) for slot in slots])

    def rule(self, name: str) -> str:
        """Return a sentence of a rule, its first letter a capital."""
        return capitalised(self.expand(self.grammar.rules[name]))

    def word(self, name: str, table: list[str]) -> str:
        """Return a word of a class."""
        return word_of(self.chance, name, table)

    def of_topic(self, name: str, share: float) -> str:
        """Return a phrase of the report's topics; of every report's phrases in ``1 - share`` of the cases."""
        if self.chance.random() < share:
            topic = self.topics[int(self.chance.random() * len(self.topics))]
            return self.expand(topic.tables[name])
        return self.expand(self.grammar.rules[f"{name}_generic"])

    def topical_title(self) -> str:
        """Return what a headline says of its place: a phrase of the first topic."""
        return self.expand(self.topics[0].tables["title" if self.chance.random() < 0.8 else "do"])

    # ------------------------------------------------------------ places

    @property
    def town(self) -> str:
        """The name of the home, "" without one."""
        return self.ground.home.name if self.ground else ""

    @property
    def hamlet_kind(self) -> str:
        """What villages are called here."""
        if self.place is None or self.place.level != COMMUNE:
            return "thôn"
        return people.hamlet_kind(self.place, self.region)

    @property
    def home_name(self) -> str:
        """The home as headlines call it: "Đình Lập", "Quận 5"."""
        if self.ground is None:
            return "Cơ sở"
        home = self.ground.home
        return home.full_name if home.name.isdigit() else home.name

    def home(self) -> str:
        """Return the home with its kind: "huyện Đình Lập"."""
        return lowered(self.ground.home) if self.ground else "nhiều địa phương"

    def commune(self) -> str:
        """Return the commune that the paragraph is about."""
        if self.place is None or self.ground is None:
            return self.pick(("một xã vùng xa", "một phường trung tâm", "nhiều xã", "một số cơ sở"))
        name = lowered(self.place)
        if self.ground.home.level == PROVINCE and self.place.level == COMMUNE:
            district = district_of(self.place, self.day)
            return f"{name}, {lowered(district)}" if district else name
        return name

    def communes(self) -> str:
        """Return two to four communes of the home: "xã Châu Sơn, xã Bính Xá và thị trấn Đình Lập"."""
        if self.ground is None or len(self.ground.around) < 2 or self.ground.home.level == PROVINCE:
            return self.commune()
        start = int(self.chance.random() * (len(self.ground.around) - 1))
        names = [
            lowered(place) for place in self.ground.around[start : start + 2 + int(self.chance.random() * 3)]
        ]
        return f"{', '.join(names[:-1])} và {names[-1]}"

    def hamlet(self) -> str:
        """Return the hamlet that the paragraph is about."""
        if self.place is None or self.place.level != COMMUNE:
            return self.pick(("một thôn vùng cao", "khu dân cư", "thôn", "nơi ở"))
        return people.hamlet(self.place, self.region, self.hamlet_number)

    # ------------------------------------------------------------ organisations

    def seat(self) -> str:
        """Return the home's committee: "Huyện ủy Đình Lập", later mostly bare."""
        if self.ground is None:
            return "cấp ủy các cấp"
        home = self.ground.home
        bare = self.bare_seat
        if home.level == COMMUNE:
            name = f"Đảng ủy {lowered(home)}"
        else:
            name = f"{bare} {home.full_name if home.name.isdigit() else home.name}"
        drawn = self.chance.random()
        if self.seated and drawn < 0.5:
            return bare
        self.seated = True
        self._named(name)
        return f"Ban Thường vụ {name}" if drawn > 0.8 and not self.in_headline else name

    def seat_after_staff(self) -> str:
        """Return the home's committee behind the name of a staff body, bare once it has been named."""
        return (
            self.bare_seat
            if self.seated or self.ground is None
            else self.seat().removeprefix("Ban Thường vụ ")
        )

    @property
    def bare_seat(self) -> str:
        """The home's committee without its name: "Huyện ủy"."""
        if self.ground is None:
            return "cấp ủy"
        home = self.ground.home
        return f"Đảng ủy {home.kind}" if home.level == COMMUNE else _SEATS[home.kind]

    @property
    def symbol(self) -> str:
        """The home's committee in a symbol: "HU"."""
        home = self.ground.home if self.ground else None
        return _SYMBOLS.get(_SEATS.get(home.kind, ""), "ĐU") if home else "ĐU"

    def home_party(self) -> str:
        """Return the home's Party organisation: "Đảng bộ huyện Đình Lập"."""
        return self._named(f"Đảng bộ {self.home()}") if self.ground else "các tổ chức đảng"

    def board(self) -> str:
        """Return the committee of the paragraph's commune: "Đảng ủy xã Châu Sơn"."""
        if self.place is None or self.place.level != COMMUNE:
            return "Đảng ủy cơ sở" if self.ground is None else self.seat()
        return self._named(f"Đảng ủy {lowered(self.place)}")

    def village_cell(self) -> str:
        """Return the cell of the paragraph's hamlet: "Chi bộ thôn Nà Loỏng"."""
        if self.place is None or self.place.level != COMMUNE:
            return "chi bộ"
        return self._named(f"Chi bộ {self.hamlet()}")

    def next_turn(self) -> None:
        """Go on to the next organisation, its commune and a hamlet."""
        self.hamlet_number = int(self.chance.random() ** 1.7 * people.HAMLETS)
        if self.planned:
            self.turn += 1
            self.place = self.planned[self.turn % len(self.planned)][2]

    @property
    def members_rule(self) -> str:
        """The rule that counts the members of the paragraph's organisation."""
        name = self.planned[self.turn % len(self.planned)][1] if self.planned else "Chi bộ"
        return "members_cell" if name.startswith("Chi bộ") else "members_party"

    def unit(self) -> str:
        """Return the organisation that the paragraph is about, a cell with its commune."""
        if not self.planned:
            return self.pick(
                ("Chi bộ cơ quan", "Nhiều chi bộ", "Một đảng bộ cơ sở", "Chi bộ khối doanh nghiệp")
            )
        words, name, _ = self.planned[self.turn % len(self.planned)]
        if name in self.units and self.chance.random() < 0.6:
            return name.split(" ", 3)[0] + " " + name.split(" ", 3)[1]
        self._named(name)
        return words

    def unit_list(self) -> str:
        """Return those organisations that were planned and not yet named."""
        if not self.planned:
            return "chi bộ cơ quan và chi bộ trường học"
        waiting = list(dict.fromkeys(name for _, name, _ in self.planned if name not in self.units))[:6]
        names = [self._named(name) for name in waiting or [self.planned[0][1]]]
        if len(names) == 1:
            names.append(self._named(f"Đảng bộ {self.home()}"))
        return f"{', '.join(names[:-1])} và {names[-1]}"

    def _named(self, name: str) -> str:
        self.units[name] = None
        return name

    def _plan(self) -> None:
        """Choose 1 to 13 organisations, mostly of the home's communes."""
        ground = self.ground
        if ground is None:
            return
        communes = ground.around or (ground.home,)
        draw = self.chance.random
        for _ in range(1 + min(12, int(self.chance.expovariate(1 / 2.4)))):
            self.planned.append(self._organisation(communes[int(draw() ** 2 * len(communes))], draw()))
        self.place = self.planned[0][2]

    def _organisation(self, place: Place, drawn: float) -> tuple[str, str, Place]:
        """Return an organisation as written and as named, and its commune."""
        where = lowered(place)
        if place.level != COMMUNE or drawn < 0.36:
            return f"Đảng bộ {where}", f"Đảng bộ {where}", place
        if drawn < 0.55:
            return f"Đảng ủy {where}", f"Đảng ủy {where}", place
        if drawn < 0.87:
            number = int(self.chance.random() ** 1.7 * people.HAMLETS)
            cell = f"Chi bộ {people.hamlet(place, self.region, number)}"
            return f"{cell}, {where}", cell, place
        if drawn < 0.92:
            cell = f"Chi bộ {self.pick(_SCHOOLS)} {place.name}"
        elif drawn < 0.96:
            cell = f"Chi bộ {people.company(self.chance, self.town)}"
        else:
            cell = f"Chi bộ Quân sự {where}"
        return cell, cell, place

    # ------------------------------------------------------------ documents

    def directive(self) -> str:
        """Return the next document to cite; one of those before when there is no other."""
        waiting = [each for each in self.directives if each.key not in self.cited]
        if waiting:
            each = waiting[0]
            self.cited[each.key] = citing.written(self.chance, each)
            return self.cited[each.key]
        if self.directives:
            each = self.directives[int(self.chance.random() * len(self.directives))]
            return f"{each.type} {citing.code_of(each)}" if citing.is_plain(each) else self.cited[each.key]
        return self.pick(("nghị quyết đại hội", "chủ trương của cấp trên", "nghị quyết của cấp ủy"))

    def local_document(self) -> str:
        """Return a paper of the home's own committee: "Kế hoạch số 92-KH/HU"."""
        kind, initials = _PAPERS[int(self.chance.random() * len(_PAPERS))]
        return f"{kind} số {2 + int(self.chance.random() ** 2 * 180)}-{initials}/{self.symbol}"


def lowered(place: Place) -> str:
    """Return a place with its kind in small letters: "huyện Đình Lập", "thành phố Hải Phòng"."""
    if place.level == PROVINCE:
        return place.full_name[:1].lower() + place.full_name[1:]
    return f"{place.kind} {place.name}"
