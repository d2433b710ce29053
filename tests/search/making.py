"""Makes published articles for search tests, with their authorities, and indexes them."""

import hashlib
from collections.abc import Sequence
from datetime import date
from itertools import count

from articles.models import (
    Article,
    CopySignature,
    Directive,
    DirectiveMention,
    Newspaper,
    Original,
    Place,
    PlaceSuccession,
    Unit,
    UnitKind,
    UnitMention,
)
from articles.vietnamese.letters import fold, slugify
from search.indexing.index import write_entries

_number = count(1)


def province(name: str, era: str = "63") -> Place:
    """A province of one geography."""
    codes = {"Lạng Sơn": "20", "Bình Thuận": "60", "Lâm Đồng": "68", "Đắk Lắk": "66", "An Giang": "89"}
    place, _ = Place.objects.get_or_create(
        level="province",
        era=era,
        slug=slugify(name),
        defaults={
            "code": codes.get(name, "46"),
            "name": name,
            "kind": "tỉnh",
            "full_name": f"tỉnh {name}",
            "folded_name": fold(name),
        },
    )
    return place


def succession(old: str, new: str) -> None:
    """``old`` of the 63 went into ``new`` of the 34."""
    PlaceSuccession.objects.get_or_create(old=province(old), new=province(new, "34"))


def newspaper(name: str) -> Newspaper:
    """A newspaper."""
    return Newspaper.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]


def unit(name: str, **fields: object) -> Unit:
    """A Party organisation."""
    kind, _ = UnitKind.objects.get_or_create(slug="dang-bo-xa", defaults={"name": "Đảng bộ xã"})
    return Unit.objects.get_or_create(
        key=f"{name}-{fields.get('slug', '')}",
        defaults={"kind": kind, "name": name, "slug": slugify(name), **fields},
    )[0]


def directive(number: str, symbol: str = "CT/TW", year: int = 2016) -> Directive:
    """A central document."""
    key = f"{number}-{symbol}/{year}"
    fields = {"slug": slugify(key), "type": "Chỉ thị", "number": number, "symbol": symbol, "year": year}
    return Directive.objects.get_or_create(key=key, defaults=fields)[0]


def article(
    headline: str = "Đảng bộ xã Châu Sơn nâng cao chất lượng sinh hoạt chi bộ",
    body: str | Sequence[str] = "Các chi bộ thôn sinh hoạt đều mỗi tháng.",
    *,
    lede: str = "",
    caption: str = "",
    byline: str = "",
    published: date | str | None = "2021-06-19",
    paper: str | None = "Báo Lạng Sơn",
    in_province: Place | str | None = "Lạng Sơn",
    units: Sequence[Unit] = (),
    directives: Sequence[Directive] = (),
    index: bool = True,
) -> Article:
    """Store one published article with its blocks and mentions, and index it."""
    bodies = [body] if isinstance(body, str) else list(body)
    parts = [
        ("headline", headline),
        ("lede", lede),
        *(("body", each) for each in bodies),
        ("caption", caption),
    ]
    text, blocks = "", []
    for part, words in parts:
        if words:
            blocks.append([part, len(text), len(text) + len(words), "test"])
            text += words + "\n\n"
    unique = f"{next(_number)} {text}"
    data = unique.encode(errors="replace")
    digest = hashlib.sha256(data).hexdigest()
    original = Original.objects.create(sha256=digest, content=data, size=len(data))
    made = Article.objects.create(
        original=original,
        source_key=unique[:100],
        fingerprint=digest,
        pipeline_version=1,
        text=text,
        blocks=blocks,
        title=headline,
        slug=slugify(headline)[:120],
        byline=byline,
        published_on=date.fromisoformat(published) if isinstance(published, str) else published,
        newspaper=newspaper(paper) if paper else None,
        province=province(in_province) if isinstance(in_province, str) else in_province,
    )
    where = {"start": 0, "end": 4, "surface": "Đảng", "rule": "test", "confidence": 1.0}
    for each in units:
        UnitMention.objects.create(article=made, unit=each, **where)
    for cited in directives:
        DirectiveMention.objects.create(
            article=made, directive=cited, status="resolved", type="Chỉ thị", **where
        )
    if index:
        write_entries([made.pk])
    return made


def group(*articles: Article) -> None:
    """Make these articles prints of one text, the first of them the first."""
    for each in articles:
        CopySignature.objects.update_or_create(
            article=each, defaults={"minima": b"", "digest": 0, "version": 1, "group": articles[0].pk}
        )
    write_entries([each.pk for each in articles])
