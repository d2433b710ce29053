"""Believable Vietnamese reports, stored with their blocks and with mentions on the words they name."""

import hashlib
from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from articles.models import (
    Article,
    Directive,
    DirectiveMention,
    FigureMention,
    Mention,
    Newspaper,
    Original,
    Place,
    PlaceMention,
    PlaceSuccession,
    Unit,
    UnitKind,
    UnitMention,
)
from articles.vietnamese.letters import fold, slugify

_number = count(1)


def province(name: str = "Lạng Sơn", era: str = "63", region: str = "Trung du và miền núi phía Bắc") -> Place:
    """A province of one geography."""
    return Place.objects.get_or_create(
        level="province",
        era=era,
        slug=slugify(name),
        defaults={
            "code": str(next(_number))[:5],
            "name": name,
            "kind": "tỉnh",
            "full_name": f"Tỉnh {name}",
            "folded_name": fold(name),
            "region": region,
            "valid_from": date(2025, 7, 1) if era == "34" else None,
        },
    )[0]


def merger(new: str, *old: str) -> Place:
    """``new`` of the 34 provinces, made of ``old`` ones of the 63."""
    made = province(new, "34")
    for name in old:
        PlaceSuccession.objects.get_or_create(old=province(name), new=made)
    return made


def commune(name: str = "Kiên Mộc", parent: Place | None = None) -> Place:
    """A commune of the time of the 63 provinces."""
    return Place.objects.create(
        level="commune",
        era="63",
        code=str(next(_number))[:5],
        name=name,
        kind="xã",
        full_name=f"Xã {name}",
        folded_name=fold(name),
        slug=f"xa-{slugify(name)}",
        parent=parent or province(),
    )


def newspaper(name: str = "Báo Lạng Sơn") -> Newspaper:
    """A paper."""
    return Newspaper.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]


def unit(name: str = "Đảng bộ xã Kiên Mộc", **fields: Any) -> Unit:
    """A Party organisation."""
    kind = UnitKind.objects.get_or_create(slug="dang-bo-xa", defaults={"name": "Đảng bộ xã"})[0]
    defaults = {"kind": kind, "name": name, "slug": slugify(name), **fields}
    return Unit.objects.get_or_create(key=name, defaults=defaults)[0]


def directive(code: str = "05-CT/TW", year: int = 2016, **fields: Any) -> Directive:
    """A central document."""
    number, symbol = code.split("-", 1)
    defaults = {
        "slug": slugify(f"chi thi {code} {year}"),
        "type": "Chỉ thị",
        "number": number,
        "symbol": symbol,
        "issuer": "Bộ Chính trị",
        "year": year,
        "title": "Về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "title_is": "official",
        "source_count": 3,
        **fields,
    }
    return Directive.objects.get_or_create(key=f"{code}/{year}", defaults=defaults)[0]


def article(
    title: str = "Kiên Mộc: Đảng viên về thôn, chi bộ có việc để bàn",
    *,
    body: Sequence[str] = (
        "Đảng bộ xã Kiên Mộc hiện có 13 chi bộ với 214 đảng viên.",
        "Cách làm bám theo Chỉ thị số 05-CT/TW của Bộ Chính trị.",
    ),
    lede: str = "Họp thì đủ mặt nhưng bàn chẳng mấy người lên tiếng, đó là chuyện của vài năm về trước.",
    byline: str = "Nông Thu Hiền",
    furniture: Sequence[str] = ("TIN LIÊN QUAN", "Tràng Định trao Huy hiệu Đảng"),
    content: bytes | None = None,
    places: Sequence[tuple[str, Place | None]] = (),
    units: Sequence[tuple[str, Unit]] = (),
    directives: Sequence[tuple[str, Directive | None]] = (),
    **fields: Any,
) -> Article:
    """A published report; ``places``, ``units`` and ``directives`` are pairs of printed words and record."""
    lines = [("headline", title), ("agency_mark", "(LSO) –"), ("lede", lede)]
    lines += [("body", paragraph) for paragraph in body]
    lines += [("byline", byline), *(("furniture", words) for words in furniture)]
    text, blocks = "", []
    for part, words in lines:
        if words:
            blocks.append([part, len(text), len(text) + len(words), "test"])
            text += f"{words}\n"
    data = content if content is not None else f"{text}{next(_number)}".encode()
    digest = hashlib.sha256(data).hexdigest()
    original = Original.objects.get_or_create(sha256=digest, defaults={"content": data, "size": len(data)})[0]
    start = text.find(title)
    values = {
        "newspaper": newspaper(),
        "province": province(),
        "published_on": date(2021, 5, 14),
        **fields,
    }
    proposed = {
        "title": proposal(title, "headline", [start, start + len(title)], 1.0),
        "byline": proposal(byline, "byline"),
        "published_on": proposal(values["published_on"] and values["published_on"].isoformat(), "dateline"),
        "newspaper": proposal(values["newspaper"] and values["newspaper"].pk, "agency-mark"),
        "province": proposal(values["province"] and values["province"].pk, "newspaper-agency-mark"),
    }
    made = Article.objects.create(
        original=original,
        proposed=proposed,
        source_key=f"{digest}{next(_number)}",
        fingerprint=digest,
        pipeline_version=1,
        text=text,
        blocks=blocks,
        title=title,
        slug=slugify(title)[:120],
        byline=byline,
        **values,
    )
    for words, place in places:
        mention(PlaceMention, made, words, place=place)
    for words, named in units:
        mention(UnitMention, made, words, unit=named)
    for words, cited in directives:
        status = "resolved" if cited else "unmatched"
        mention(DirectiveMention, made, words, directive=cited, status=status, type="Chỉ thị")
    return made


def proposal(
    value: Any, rule: str, span: list[int] | None = None, sure: float = 0.95
) -> dict[str, Any] | None:
    """What the machine says of a field, as an article keeps it."""
    return {"value": value, "span": span, "rule": rule, "confidence": sure} if value else None


def mention(kind: type[Mention], made: Article, words: str, **fields: Any) -> Mention:
    """A mention on the first place where its words stand."""
    start = made.text.index(words)
    values = {"rule": "test", "confidence": 0.9, **fields}
    return kind._default_manager.create(
        article=made, start=start, end=start + len(words), surface=words, **values
    )


def figure(made: Article, words: str = "214 đảng viên", **fields: Any) -> FigureMention:
    """A figure that the report gives."""
    values = {"indicator": "members", "value": 214, "unit_text": "đảng viên", **fields}
    return mention(FigureMention, made, words, **values)
