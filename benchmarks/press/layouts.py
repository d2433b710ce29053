"""Pages: a report as the crawler finds it, in the layouts of different papers, with what stands around it."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from articles.reference import THEN
from benchmarks.press.grammar import capitalised
from benchmarks.press.ground import gazetteer
from benchmarks.press.story import LAST_DAY, Story, grammar
from benchmarks.press.writer import Writer

_WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")
_MONTHS = ("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai")
_SECTIONS = (
    ("Chính trị", "Xây dựng Đảng"),
    ("XÂY DỰNG ĐẢNG",),
    ("Trang chủ » Chính trị » Xây dựng Đảng",),
    ("Chính trị - Xã hội",),
    ("Trang chủ / Xây dựng Đảng",),
    ("Thời sự",),
    (),
)
_MENUS = (
    ("Trang chủ", "Chính trị", "Kinh tế", "Xã hội", "Pháp luật", "Media"),
    ("RSS | Sitemap | Đặt báo dài hạn",),
    ("English | RSS | Liên hệ | Đặt báo",),
    ("Trang chủ | Chính trị | Kinh tế | Văn hóa | Thể thao | Bạn đọc",),
)
_SHARED = (
    "Chia sẻ Facebook  Zalo  Lưu bài viết",
    "In bài này",
    "Về trang trước   Gửi email   In trang",
    "A-  A  A+",
    "Share on Facebook | Twitter | Google +",
)
_RELATED = (
    "Tin liên quan",
    "Tin cùng chuyên mục",
    "Các tin khác",
    "Bài viết khác",
    "Tin mới hơn",
    "Có thể bạn quan tâm",
    "TIN ĐỌC NHIỀU",
)
_COMMENTS = (
    ("Bình luận (0)", "Gửi bình luận"),
    ("Ý kiến bạn đọc", "Họ tên", "Email", "Nội dung", "Gửi"),
    ("Ý kiến bạn đọc Chưa có ý kiến nào",),
    ("Gửi bình luận của bạn",),
)


def _weekday(day: date) -> str:
    return f"Thứ {_WEEKDAYS[day.weekday()]}" if day.weekday() < 6 else "Chủ Nhật"


_DATES: tuple[Callable[[date, str], str], ...] = (
    lambda day, clock: f"{_weekday(day)}, {day:%d/%m/%Y}, {clock} [GMT+7]",
    lambda day, clock: f"Cập nhật lúc: {clock}, {day:%d/%m/%Y} (GMT+7)",
    lambda day, clock: f"{_weekday(day)}, {day:%d/%m/%Y} | {clock}",
    lambda day, _clock: f"{day.day} Tháng {_MONTHS[day.month - 1]} {day.year}",
    lambda day, clock: f"{day:%d/%m/%Y} - {clock}",
    lambda day, clock: f"{clock} - {day:%d/%m/%Y}",
    lambda day, clock: f"{clock} | {day:%d.%m.%Y}",
    lambda day, clock: f"Xuất bản: {day:%d/%m/%Y} {clock} (GMT+7)",
    lambda day, clock: f"Đăng ngày {day:%d-%m-%Y}, {clock}",
    lambda day, clock: f"{_weekday(day).capitalize()} {day:%d/%m/%Y} {clock}",
    lambda day, _clock: f"{day:%d/%m/%Y}",
    lambda day, clock: (
        f"{day:%d/%m/%Y} {clock} Lượt xem: {1 + day.toordinal() % 9}.{day.toordinal() % 900 + 99}"
    ),
)


def page(story: Story, chance: random.Random) -> str:
    """Return the page on which ``story`` stands."""
    draw = chance.random
    told = story.province is not None and story.province.full_name.lower() in story.lede.lower()
    names_paper = draw() < 0.92 or not told or story.newspaper.province_code is None
    where = (draw() < 0.5, draw() < 0.3, draw() < 0.25)
    if names_paper and not any(where):
        where = (True, False, True)
    marked, above, below = where if names_paper else (False, False, False)
    mark = _mark(story, chance) if marked else ""
    below = below or (marked and not mark and not above)
    lines = _head(story, chance, site=story.newspaper.name if above else "")
    lines.append(f"{mark}{story.lede}")
    lines += [words for _kind, words in story.body]
    lines += _byline(story, chance)
    lines += _foot(story, chance, imprint=below)
    text = ("\n\n" if draw() < 0.55 else "\n").join(lines)
    return f"{text}\n"


def _clock(chance: random.Random) -> str:
    return f"{5 + int(chance.random() * 17):02}:{int(chance.random() * 60):02}"


def _mark(story: Story, chance: random.Random) -> str:
    """Return what the paper sets before the lede: "(LSO) – "; "" for a paper without a code of its own."""
    codes = [code for code in story.newspaper.dateline_codes if any(map(str.isalpha, code))]
    codes = [code for code in codes if "/" not in code]
    if not codes:
        return f"({story.newspaper.name}) - " if chance.random() < 0.3 else ""
    code = codes[int(chance.random() * len(codes))]
    return f"{code} " if code[-1] in "-–)" else f"{code} - "


def _head(story: Story, chance: random.Random, site: str) -> list[str]:
    """Return the lines above the lede."""
    draw, lines = chance.random, []
    style = int(draw() * 5)
    viewed = _viewed(story, chance)
    if viewed:
        lines += [viewed, *_MENUS[int(draw() * len(_MENUS))]]
    if site and style != 2:
        lines.append(f"{site} điện tử" if site.startswith("Báo ") and "điện tử" not in site else site)
    if style == 2 and site:
        lines.append(f"{story.title} | {site}")
    lines += _SECTIONS[int(draw() * len(_SECTIONS))]
    lines.append(story.title)
    if style == 3:
        lines.append(story.title)
    if story.dated:
        dated = _DATES[int(draw() ** 1.3 * len(_DATES))](story.day, _clock(chance))
        lines.append(dated)
    if draw() < 0.3:
        lines.append(_SHARED[int(draw() * len(_SHARED))])
    return lines


def _viewed(story: Story, chance: random.Random) -> str:
    """Return the line with the day of the visit, long after the print; "" on most pages."""
    later = story.day + timedelta(40 + int(chance.random() ** 2 * 1500))
    if later > LAST_DAY or chance.random() > (0.5 if not story.dated else 0.22):
        return ""
    return f"{_weekday(later)}, {later:%d/%m/%Y}"


def _byline(story: Story, chance: random.Random) -> list[str]:
    if not story.byline:
        return []
    drawn = chance.random()
    return [
        f"Bài, ảnh: {story.byline}"
        if drawn < 0.15
        else f"Tác giả: {story.byline}"
        if drawn < 0.2
        else story.byline
    ]


def _foot(story: Story, chance: random.Random, *, imprint: bool) -> list[str]:
    """Return the lines below the article: tags, other stories, comments, imprint."""
    draw = chance.random
    lines: list[str] = []
    if draw() < 0.3:
        lines.append(f"Từ khóa: {', '.join(story.tags)}")
    if draw() < 0.65:
        lines.append(_RELATED[int(draw() * len(_RELATED))])
        lines += _other_titles(story, chance, 2 + int(draw() * 3))
    if draw() < 0.4:
        lines += _COMMENTS[int(draw() * len(_COMMENTS))]
    if imprint:
        lines.append(_imprint(story, chance))
    return lines


def _imprint(story: Story, chance: random.Random) -> str:
    name, number = story.newspaper.name, 100 + int(chance.random() * 800)
    phone = 3_200_000 + int(chance.random() * 700_000)
    return (
        f"© {name}. Giấy phép số {number}/GP-BTTTT",
        f"© {name.upper()}. Giấy phép số {number}/GP-BTTTT. Điện thoại: 02{number % 90}.{phone}",
        f"Bản quyền thuộc về {name}",
        f"© {name}",
        f"© Bản quyền {name}",
    )[int(chance.random() * 5)]


def _other_titles(story: Story, chance: random.Random, count: int) -> list[str]:
    """Return headlines of other reports of the same paper."""
    topics = grammar().topics
    near = []
    if story.province is not None and story.province.ref.era == THEN:
        near = gazetteer().districts.get(story.province.ref.code, [])
    titles = []
    for _ in range(count):
        topic = topics[int(chance.random() * len(topics))]
        title = capitalised(Writer(chance, story.day, None, grammar(), [topic], []).topical_title())
        place = near[int(chance.random() * len(near))] if near else None
        named = f"{place.full_name if place.name.isdigit() else place.name}: {title}" if place else title
        back = story.day - timedelta(int(chance.random() * 6))
        titles.append(f"{named} ({back:%d/%m/%Y})" if chance.random() < 0.25 else named)
    return titles
