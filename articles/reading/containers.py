"""Everything that can be handed in, walked one document at a time: files, folders, archives, tables."""

import io
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from articles.reading.archives import contents
from articles.reading.delivered import Delivered, merged
from articles.reading.formats import limit_of
from articles.reading.limits import MAX_FOLDER_DEPTH
from articles.reading.manifest import MANIFEST, Manifest, is_about_folder, may_be_document
from articles.reading.tables import Place
from articles.records import Hints, SourceError

_HEAD = 4096


def documents(paths: Iterable[Path | str], hints: Hints | None = None) -> Iterator[Delivered]:
    """Yield every document under ``paths``, each with its bytes or with the reason why it has none.

    Folders are walked downwards in order of names, hidden files and READMEs left out, ``manifest.csv``
    applied; one bad input never stops the rest. One document at a time is held.
    """
    for given in paths:
        path = Path(given)
        root = Path(os.path.abspath(path))  # noqa: PTH100 -- resolve() would follow a link out of its folder
        place = Place(str(given), f"{root.name}", hints or Hints())
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield place.refused(_why(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _root_folder(path, place)
        else:
            yield from _file(path, Place(place.name, f"{root.parent.name}/{root.name}", place.hints))


def uploaded(name: str, data: bytes, hints: Hints) -> Iterator[Delivered]:
    """Yield the documents of one uploaded file (itself, or those of the archive or table that it is)."""
    place = Place(name, name, hints)
    inner = contents(place, io.BytesIO(data))
    limit = limit_of(data)
    if inner is not None:
        yield from inner
    elif len(data) > limit:
        yield place.refused(_too_large(limit))
    else:
        yield place.delivered(data)


def _root_folder(path: Path, place: Place) -> Iterator[Delivered]:
    is_empty = True
    for delivered in _folder(path, place, []):
        is_empty = False
        yield delivered
    if is_empty:
        yield place.refused("thư mục không có tệp nào")


def _folder(path: Path, place: Place, above: list[tuple[str, Manifest]]) -> Iterator[Delivered]:
    """Walk one folder; ``above`` are the manifests of the folders over it with their shown names."""
    if place.source_name.count("/") > MAX_FOLDER_DEPTH:
        yield place.refused(f"thư mục lồng quá {MAX_FOLDER_DEPTH} tầng")
        return
    try:
        names = sorted(member.name for member in path.iterdir() if not is_about_folder(member.name))
    except OSError as error:
        yield place.refused(_why(error))
        return
    own: Manifest | None = None
    for name in [name for name in names if name.lower() == MANIFEST]:
        names.remove(name)
        try:
            own = Manifest.parse(_bytes(path / name))
        except (OSError, SourceError) as error:
            reason = str(error) if isinstance(error, SourceError) else _why(error)
            yield _below(place, name).refused(reason)
    manifests = [*above, (place.source_name, own)] if own else above
    for name in names:
        yield from _member(path / name, _below(place, name), manifests)
    if own:
        for missing in own.missing():
            yield _below(place, missing).refused("manifest.csv nêu tệp này nhưng không có")


def _member(path: Path, place: Place, manifests: list[tuple[str, Manifest]]) -> Iterator[Delivered]:
    try:
        is_link, mode = path.is_symlink(), path.stat().st_mode
    except OSError as error:
        yield place.refused(_why(error))
        return
    if stat.S_ISDIR(mode):
        # A link to a folder may lead in a circle, and out of what was given.
        if not is_link:
            yield from _folder(path, place, manifests)
        return
    if stat.S_ISREG(mode) and not may_be_document(path.name):
        yield place.refused("đuôi tệp này không phải của bài viết; nếu là bài, hãy nêu đích danh tệp")
        return
    hints = place.hints
    for folder, manifest in manifests:
        if said := manifest.hints(place.source_name.removeprefix(folder + "/")):
            hints = merged(said, hints)
    yield from _file(path, Place(place.name, place.source_name, hints))


def _file(path: Path, place: Place) -> Iterator[Delivered]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield place.refused("không phải tệp thường")
            return
        with path.open("rb") as stream:
            inner = None if path.name.lower() == MANIFEST else contents(place, stream)
            if inner is None:
                yield place.delivered(_document(stream))
            else:
                yield from inner
    except SourceError as error:
        yield place.refused(str(error))
    except OSError as error:
        yield place.refused(_why(error))


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return _document(stream)


def _document(stream: BinaryIO) -> bytes:
    """Return the bytes of one document; no more is read than a document of its kind may have."""
    head = stream.read(_HEAD)
    limit = limit_of(head)
    data = head + stream.read(limit + 1 - len(head))
    if len(data) > limit:
        raise SourceError(_too_large(limit))
    return data


def _below(place: Place, name: str) -> Place:
    printable = name.encode("utf-8", "replace").decode("utf-8")
    return Place(f"{place.name.rstrip('/')}/{printable}", f"{place.source_name}/{printable}", place.hints)


def _too_large(limit: int) -> str:
    return f"tệp quá lớn: quá {limit // 1024 // 1024} MB cho một văn bản"


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "không tìm thấy đường dẫn"
    if isinstance(error, PermissionError):
        return "không có quyền đọc"
    return f"không đọc được: {error.strerror or 'lỗi thiết bị'}"
