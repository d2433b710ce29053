"""One report: its facts, its words, and which reports are near-copies of others."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from articles.reference import MERGER, Newspaper, Place
from articles.vietnamese.letters import canonical
from benchmarks.press import citing, ground, people
from benchmarks.press.grammar import Grammar, Topic, compiled
from benchmarks.press.slots import SLOTS
from benchmarks.press.tables import zipf
from benchmarks.press.writer import Writer

FIRST_DAY, LAST_DAY = date(2008, 1, 2), date(2026, 8, 31)
GROWTH = 1.12
"""So much more reports a year has than the year before."""

COPIES, UNDATED, PLACELESS, SLIPS = 0.05, 0.038, 0.02, 0.12
PARAGRAPH, HEADING, CAPTION = "paragraph", "heading", "caption"


@dataclass(frozen=True, slots=True)
class Story:
    """A report as it was meant. ``body`` are its paragraphs, inner headings and captions in their order;
    ``day`` is when it was printed, told on the page only where ``dated``; ``units`` are canonical."""

    number: int
    title: str
    lede: str
    body: tuple[tuple[str, str], ...]
    day: date
    dated: bool
    province: Place | None
    newspaper: Newspaper
    units: tuple[str, ...]
    directives: tuple[str, ...]
    byline: str | None
    tags: tuple[str, ...]
    copy_of: int | None = None

    @property
    def published(self) -> date | None:
        """The day of publication as the page tells it."""
        return self.day if self.dated else None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The running text below the lede."""
        return tuple(words for kind, words in self.body if kind == PARAGRAPH)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Return the compiled grammar; once a process."""
    return compiled(SLOTS)


@lru_cache(maxsize=32)
def _topics_of(year: int) -> list[Topic]:
    return zipf([topic for topic in grammar().topics if topic.since <= year], 0.75, 120)


@lru_cache(maxsize=1)
def _years() -> list[int]:
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    share = [GROWTH**index for index in range(len(years))]
    share[-1] *= LAST_DAY.timetuple().tm_yday / 365
    return [year for year, part in zip(years, share, strict=True) for _ in range(round(part * 100))]


def chance_of(seed: int, number: int, what: int = 0) -> random.Random:
    """Return the chance of one report: the same for the same seed and number, whatever was made before."""
    return random.Random((seed << 48) + (what << 44) + number)


def story(seed: int, number: int, copies: float = COPIES) -> Story:
    """Return the report of that number; of ``copies`` of them a near-copy of an earlier one."""
    source = _source_of(seed, number, copies)
    if source is None:
        return _written(seed, number)
    return _reprinted(chance_of(seed, number, 1), _written(seed, source), number)


def _source_of(seed: int, number: int, copies: float) -> int | None:
    """Return which report the one of that number repeats, None where it is one of its own."""
    source: int = number
    while source:
        chance = chance_of(seed, source, 1)
        if chance.random() >= copies:
            break
        source -= 1 + int(chance.random() ** 3 * min(source, 20_000) * 0.999)
    return source if source != number else None


def _day(chance: random.Random) -> date:
    years = _years()
    year = years[int(chance.random() * len(years))]
    last = LAST_DAY.timetuple().tm_yday if year == LAST_DAY.year else 365
    return date(year, 1, 2) + timedelta(int(chance.random() * (last - 1)))


def _written(seed: int, number: int) -> Story:
    chance = chance_of(seed, number)
    day = _day(chance)
    place = None if chance.random() < PLACELESS else ground.draw(chance, day)
    topics = _topics_of(day.year)
    main, second, *others = (topics[int(chance.random() * len(topics))] for _ in range(4))
    directives = citing.draw(chance, day, main.codes)
    writer = Writer(chance, day, place, grammar(), [main] * 4 + [second] * 2 + others, directives)
    title = _title(writer)
    writer.in_headline = False
    lede = writer.rule("lede" if place else "lede_plain")
    if chance.random() < 0.4:
        lede = f"{lede} {writer.rule('body')}"
    paper = ground.paper_for(chance, place.province if place else None)
    if place:
        is_told = chance.random() < 0.35 or paper.province_code is None
        lede = _with_province(lede, writer, told=is_told)
    body = _body(writer)
    return Story(
        number,
        title,
        lede,
        tuple(body),
        day,
        chance.random() >= UNDATED or day >= MERGER,
        place.province if place else None,
        paper,
        *_named(writer, [title, lede, *(words for _, words in body)]),
        byline=people.pen_name(chance, writer.part) if chance.random() < 0.93 else None,
        tags=main.tags,
    )


def _title(writer: Writer) -> str:
    name = "headline" if writer.ground else "headline_plain"
    return min((writer.rule(name) for _ in range(2)), key=lambda title: abs(len(title) - 70))


def _with_province(lede: str, writer: Writer, *, told: bool) -> str:
    """Return the lede with the province told, if it shall be: "… Đình Lập, tỉnh Lạng Sơn"."""
    if not told or writer.ground is None:
        return lede
    place = writer.ground
    province = f"{place.province.full_name[:1].lower()}{place.province.full_name[1:]}"
    if place.home is place.province:
        return lede if province in lede else f"{lede} Đó là cách làm của {province}."
    home = writer.home()
    if home in lede and f"{home}, {province}" not in lede:
        return lede.replace(home, f"{home} ({province})", 1)
    return f"{lede} Đây là câu chuyện ở {home}, {province}."


def _body(writer: Writer) -> list[tuple[str, str]]:
    """Return the body: 4 to 14 paragraphs, in some reports under inner headings, with captions."""
    chance = writer.chance
    draw = chance.random
    count = 4 + min(10, int(chance.expovariate(1 / 2.4)))
    plan = [_paragraph(writer, index) for index in range(count - 1)]
    for index in range(len(writer.directives)):
        plan[int(draw() * len(plan))] += f" {writer.rule('rule_body')}"
        if len(writer.cited) == len(writer.directives) and index:
            break
    if draw() < 0.7:
        plan[min(1, len(plan) - 1)] += f" {writer.rule('figures')}"
    if draw() < 0.45:
        plan[-1] += f" {writer.rule('lack_body')}"
    if any(name not in writer.units for _, name, _ in writer.planned):
        plan[-1] += f" {writer.rule('list')}"
    if draw() < SLIPS:
        at = int(draw() * len(plan))
        plan[at] = _slipped(chance, plan[at])
    body = [(PARAGRAPH, words) for words in plan]
    last = f"{writer.rule('body')} " if draw() < 0.4 else ""
    body.append((PARAGRAPH, last + writer.rule("close")))
    if draw() < 0.16 and count > 5:
        for at in (4, 2):
            body.insert(at, (HEADING, writer.rule("heading")))
    for _ in range(int(draw() ** 2 * 3.3)):
        credit = f" Ảnh: {people.pen_name(chance, writer.part)}" if draw() < 0.7 else ""
        body.insert(1 + int(draw() * (len(body) - 2)), (CAPTION, f"{writer.rule('caption')}.{credit}"))
    return body


def _paragraph(writer: Writer, index: int) -> str:
    writer.next_turn()
    sentences = [writer.rule("open" if index or writer.draw() < 0.8 else "body")]
    sentences += [writer.rule("body") for _ in range((index < 2) + int(writer.draw() ** 1.5 * 3.3))]
    return " ".join(sentences)


def _slipped(chance: random.Random, words: str) -> str:
    """Return the words with a slip of the press: two of them run together, or a letter left out."""
    at = words.find(" ", int(chance.random() * len(words)))
    if at < 1:
        return words
    return words[:at] + words[at + 1 :] if chance.random() < 0.6 else words[: at - 1] + words[at:]


def _named(writer: Writer, parts: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the organisations and the keys of the documents that the words really name."""
    text = "\n".join(parts)
    return (
        tuple(dict.fromkeys(canonical(name) for name in writer.units if name in text)),
        tuple(key for key, words in writer.cited.items() if words in text),
    )


# ---------------------------------------------------------------- near-copies


def _reprinted(chance: random.Random, source: Story, number: int) -> Story:
    """Return a reprint: by another paper, or cut, or lightly edited; a little later."""
    _already_drawn = chance.random(), chance.random()
    edit: Callable[[random.Random, Story], Story] = (_by_other_paper, _cut, _edited)[int(chance.random() * 3)]
    later = min(LAST_DAY, source.day + timedelta(int(chance.random() ** 2 * 12)))
    if (source.province is not None) and (later >= MERGER > source.day):
        later = source.day
    copy = edit(chance, source)
    text = canonical("\n".join([copy.title, copy.lede, *(words for _, words in copy.body)]))
    return replace(
        copy,
        number=number,
        day=later,
        copy_of=source.number,
        units=tuple(name for name in copy.units if name in text),
    )


def _by_other_paper(chance: random.Random, source: Story) -> Story:
    lede, province = source.lede, source.province
    if province is not None and province.full_name.lower() not in lede.lower():
        lede = f"{lede} Đó là chuyện ở {province.full_name[:1].lower()}{province.full_name[1:]}."
    return replace(source, lede=lede, newspaper=ground.other_paper(chance, source.newspaper))


def _cut(chance: random.Random, source: Story) -> Story:
    """Drop up to a quarter of the paragraphs, never the first."""
    kept = [part for index, part in enumerate(source.body) if index == 0 or chance.random() > 0.2]
    return replace(source, body=tuple(kept))


def _edited(chance: random.Random, source: Story) -> Story:
    """Change a word here and there, and the headline's end."""
    exchanged = (
        ("đã ", ""),
        ("hiện có", "có"),
        ("cho biết", "cho hay"),
        ("Nhờ đó", "Nhờ vậy"),
        ("nhằm", "để"),
    )
    chosen = [pair for pair in exchanged if chance.random() < 0.7]

    def change(words: str) -> str:
        for old, new in chosen:
            words = words.replace(old, new, 2)
        return words

    return replace(source, body=tuple((kind, change(words)) for kind, words in source.body))
