"""Everything that can be handed in, walked one document at a time: files, folders, archives, tables."""

import io
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from articles.messages import Message
from articles.reading.archives import contents
from articles.reading.delivered import Delivered, merged
from articles.reading.files import Links, cause_of, opened
from articles.reading.formats import limit_of
from articles.reading.limits import MAX_FOLDER_DEPTH
from articles.reading.manifest import MANIFEST, Manifest, is_about_folder, may_be_document
from articles.reading.refusals import NOT_THERE, too_large
from articles.reading.tables import Place
from articles.records import Hints, SourceError

_HEAD = 4096
_Manifests = list[tuple[str, Manifest]]


def documents(paths: Iterable[Path | str], hints: Hints | None = None) -> Iterator[Delivered]:
    """Yield every document under ``paths``, each with its bytes or with the reason why it has none.

    Folders are walked downwards in order of names, hidden files and READMEs left out, ``manifest.csv``
    applied; one bad input never stops the rest. One document at a time is held. A link that is given is
    followed; one found in a folder only where it leads to a file of that folder.
    """
    for given in paths:
        path = Path(given)
        root = Path(os.path.abspath(path))  # noqa: PTH100 -- resolve() would follow a link out of its folder
        place = Place(str(given), f"{root.name}", hints or Hints())
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield place.refused(cause_of(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _root_folder(path, place)
        else:
            named = Place(place.name, f"{root.parent.name}/{root.name}", place.hints)
            yield from _file(path, named, is_link_followed=True)


def uploaded(name: str, data: bytes, hints: Hints) -> Iterator[Delivered]:
    """Yield the documents of one uploaded file (itself, or those of the archive or table that it is)."""
    place = Place(name, name, hints)
    inner = contents(place, io.BytesIO(data))
    limit = limit_of(data)
    if inner is not None:
        yield from inner
    elif len(data) > limit:
        yield place.refused(too_large(limit))
    else:
        yield place.delivered(data)


def _root_folder(path: Path, place: Place) -> Iterator[Delivered]:
    is_empty = True
    for delivered in _folder(path, place, [], Links(path)):
        is_empty = False
        yield delivered
    if is_empty:
        yield place.refused(Message("thư mục không có tệp nào"))


def _folder(path: Path, place: Place, above: _Manifests, links: Links) -> Iterator[Delivered]:
    """Walk one folder; ``above`` are the manifests of the folders over it with their shown names."""
    if place.source_name.count("/") > MAX_FOLDER_DEPTH:
        yield place.refused(Message("thư mục lồng quá %(n)s tầng", n=MAX_FOLDER_DEPTH))
        return
    try:
        names = sorted(member.name for member in path.iterdir() if not is_about_folder(member.name))
    except OSError as error:
        yield place.refused(cause_of(error))
        return
    own: Manifest | None = None
    for name in [name for name in names if name.lower() == MANIFEST]:
        names.remove(name)
        try:
            own = Manifest.parse(_bytes(path / name, links))
        except SourceError as error:
            yield _below(place, name).refused(error.message)
        except OSError as error:
            yield _below(place, name).refused(cause_of(error))
    manifests = [*above, (place.source_name, own)] if own else above
    for name in names:
        yield from _member(path / name, _below(place, name), manifests, links)
    if own:
        for missing in own.missing():
            yield _below(place, missing).refused(NOT_THERE)


def _member(path: Path, place: Place, manifests: _Manifests, links: Links) -> Iterator[Delivered]:
    try:
        mode = path.stat().st_mode
        target = links.target(path) if path.is_symlink() else path
    except SourceError as error:
        yield place.refused(error.message)
        return
    except OSError as error:
        yield place.refused(cause_of(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, place, manifests, links)
        return
    if stat.S_ISREG(mode) and not may_be_document(path.name):
        yield place.refused(
            Message("đuôi tệp này không phải của bài viết; nếu là bài, hãy nêu đích danh tệp")
        )
        return
    hints = place.hints
    for folder, manifest in manifests:
        if said := manifest.hints(place.source_name.removeprefix(folder + "/")):
            hints = merged(said, hints)
    yield from _file(target, Place(place.name, place.source_name, hints), is_link_followed=False)


def _file(path: Path, place: Place, *, is_link_followed: bool) -> Iterator[Delivered]:
    try:
        with opened(path, is_link_followed=is_link_followed) as stream:
            inner = None if path.name.lower() == MANIFEST else contents(place, stream)
            if inner is None:
                yield place.delivered(_document(stream))
            else:
                yield from inner
    except SourceError as error:
        yield place.refused(error.message)
    except OSError as error:
        yield place.refused(cause_of(error))


def _bytes(path: Path, links: Links) -> bytes:
    with opened(links.target(path) if path.is_symlink() else path, is_link_followed=False) as stream:
        return _document(stream)


def _document(stream: BinaryIO) -> bytes:
    """Return the bytes of one document; no more is read than a document of its kind may have."""
    head = stream.read(_HEAD)
    limit = limit_of(head)
    data = head + stream.read(limit + 1 - len(head))
    if len(data) > limit:
        raise SourceError(too_large(limit))
    return data


def _below(place: Place, name: str) -> Place:
    printable = name.encode("utf-8", "replace").decode("utf-8")
    return Place(f"{place.name.rstrip('/')}/{printable}", f"{place.source_name}/{printable}", place.hints)
