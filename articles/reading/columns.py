"""What a column of a table, a field of a row or of a manifest is called, and which field of ours it means.

Our own names (``published``, ``text``) are the contract and come first; beside them stands what Vietnamese
sheets call the same, with marks or without.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from articles.vietnamese.letters import slugify

TEXT_FIELDS = ("text", "body", "html")
KNOWN = ("id", "title", *TEXT_FIELDS, "published", "url", "newspaper", "retrieved")
"""The fields of a row; a manifest also has ``file``."""

Choice = Mapping[str, str]
"""What somebody says that the columns of a sheet mean, "" where nothing. A column of a table is called by its
position ("0" is the first), for headings may be empty or alike; one of JSON by the name of its field."""

NO_CHOICE: Choice = {}

_NAMES = {
    "id": "mã, mã bài, mã số",
    "file": "tệp, tên tệp, tập tin, tên file, filename",
    "title": "tít, tít bài, tiêu đề, nhan đề, đầu đề, tựa đề, tên bài, headline",
    "body": "nội dung, nội dung bài, bài, bài viết, thân bài, content",
    "text": "văn bản, toàn văn",
    "html": "trang html, mã html",
    "published": "ngày, ngày đăng, ngày đăng bài, ngày đăng báo, ngày đăng tải, ngày ra, ngày xuất bản, "
    "ngày phát hành, ngày tháng, date, publication date, published on, published at",
    "url": "địa chỉ, địa chỉ gốc, địa chỉ bài, đường dẫn, liên kết, link, href",
    "newspaper": "báo, tờ báo, tên báo, nguồn, nguồn tin, nguồn báo",
    "retrieved": "ngày truy cập, ngày lấy, ngày lấy về, ngày tải, ngày tải về, ngày xem, retrieved on, "
    "accessed",
}
_MEANT = {slugify(name): field for field, names in _NAMES.items() for name in names.split(", ")}
_ASIDE = re.compile(r"\([^)]*\)")
_JOINED = re.compile(r"[\W_]+")
_LONGEST = 60


@lru_cache(maxsize=1024)
def field_of(name: str) -> str:
    """Return the field that a column's name means; a name that means none of ours comes back in lower case.

    >>> field_of("Ngày đăng (ngày/tháng/năm)"), field_of("NGAY_DANG"), field_of("Text "), field_of("Tác giả")
    ('published', 'published', 'text', 'tác giả')
    """
    plain = name.strip().lower()
    if plain in KNOWN or plain == "file" or len(plain) > _LONGEST:
        return plain
    words = _JOINED.sub(" ", _ASIDE.sub(" ", plain))
    return _MEANT.get(slugify(words), plain)


def fields_of(names: Iterable[str]) -> list[str]:
    """Return what each column means. A column that bears our own name holds its field against all others, and
    of others that mean one field the first does; the rest are columns that mean nothing.

    >>> fields_of(["Ngày", "Ngày đăng", "published", "Tít"])
    ['ngày', 'ngày đăng', 'published', 'title']
    """
    plain = [name.strip().lower() for name in names]
    taken, fields = set(plain), list[str]()
    for name in plain:
        field = field_of(name)
        fields.append(name if field in taken and field != name else field)
        taken.add(fields[-1])
    return fields


def chosen_fields(columns: Iterable[tuple[str, str]], choice: Choice) -> list[str]:
    """Return what each column means, given as what ``choice`` calls it and as the sheet does: what was chosen
    holds, the others are guessed among the fields that nobody chose.

    >>> chosen_fields([("0", "Ngày"), ("1", "Title"), ("2", "Bài")], {"1": "", "2": "text"})
    ['published', 'title (không dùng)', 'text']
    """
    known = list(columns)
    guessed = iter(fields_of(name for key, name in known if key not in choice))
    taken = set(choice.values())
    fields = list[str]()
    for key, name in known:
        field = choice[key] if key in choice else next(guessed)
        is_free = key in choice or field not in taken
        fields.append(field if field and is_free else _aside(name))
    return fields


def _aside(name: str) -> str:
    """Return what a column that is not used is kept as: nothing of ours, though it bear our own name."""
    plain = name.strip().lower()
    return f"{plain} (không dùng)" if plain in KNOWN else plain
