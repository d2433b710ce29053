"""Files handed in through the desk's door: sorted out by name, size and first bytes before anything is kept.

What a folder or a selection holds arrives as single files with their paths; here they become documents, each
with its bytes or the reason why it is not taken, archives, and sheets, which an editor looks at before their
rows are taken.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from articles.messages import Message
from articles.reading.archives import is_archive
from articles.reading.containers import uploaded
from articles.reading.delivered import Delivered, merged
from articles.reading.formats import limit_of, refused_at_sight
from articles.reading.limits import MAX_HANDED_ARCHIVE_BYTES, MAX_HANDED_TABLE_BYTES
from articles.reading.manifest import MANIFEST, Manifest, is_about_folder, may_be_document
from articles.reading.refusals import EMPTY, NOT_THERE, file_too_large
from articles.reading.tables import TABLE_SUFFIXES, Place
from articles.records import Hints, SourceError

HEAD = 1024
"""First bytes of a file by which its kind is known."""

SAME_NAME = Message("trùng tên với một tệp khác trong lần nạp này")


@dataclass(frozen=True, slots=True)
class Handed:
    """One file as it came: its path as the sender knows it (see :func:`.delivered.path_of`), its size in
    bytes, its first :data:`HEAD` bytes, and how to get all of them."""

    path: str
    size: int
    head: bytes
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of reports: its rows are documents once an editor has seen what they would become."""

    name: str
    data: bytes
    hints: Hints


@dataclass(frozen=True, slots=True)
class Package:
    """An archive, whose documents can be had one after the other, in the same order each time."""

    name: str
    data: bytes
    hints: Hints

    def documents(self) -> Iterator[Delivered]:
        """Yield the documents that it holds."""
        return uploaded(self.name, self.data, self.hints)


def sorted_out(
    files: Sequence[Handed], hints: Hints, *, among: Collection[str] | None = (), taken: Collection[str] = ()
) -> Iterator[Delivered | Sheet | Package]:
    """Yield what each file holds, in the order in which they came; one bad file never stops the rest.

    A ``manifest.csv`` speaks for the files beside and below it. What it names and nobody handed in is a
    refused line; of a delivery that comes bit by bit ``among`` are all paths, given with its last bit, and
    None with the others, each of which brings the manifests. ``taken`` are names that earlier bits have.
    Files that only speak of their folder are left out.
    """
    manifests: dict[str, Manifest] = {}
    shown = [file for file in files if not any(map(is_about_folder, file.path.split("/")))]
    for file in [file for file in shown if _name(file.path).lower() == MANIFEST]:
        shown.remove(file)
        try:
            manifests[file.path[: -len(MANIFEST)]] = _manifest(file)
        except SourceError as error:
            if among is not None:
                yield _place(file.path, hints).refused(error.message)
    if files and not shown and not manifests:
        yield _place(files[0].path, hints).refused(Message("không có tệp nào là bài viết"))
    names = Counter(taken)
    for file in shown:
        names[file.path] += 1
        yield from _documents(file, _hinted(file.path, hints, manifests), names[file.path])
    if among is None:
        return
    for path in among:
        _hinted(path, hints, manifests)
    for folder, manifest in manifests.items():
        for path in manifest.missing():
            yield _place(folder + path, hints).refused(NOT_THERE)


def refusal(file: Handed) -> Message | None:
    """Return why a file is not taken in at all, as far as its name, size and first bytes tell."""
    if not file.size:
        return EMPTY
    limit = limit_for(file.path, file.head)
    if file.size > limit:
        return file_too_large(limit)
    if "/" in file.path and not may_be_document(_name(file.path)):
        return Message("đuôi tệp này không phải của bài viết; nếu là bài, hãy chọn riêng tệp ấy")
    return None if is_archive(file.path, file.head) else refused_at_sight(file.head)


def limit_for(name: str, head: bytes) -> int:
    """Return how many bytes a file of this name, beginning so, may have."""
    if is_archive(name, head):
        return MAX_HANDED_ARCHIVE_BYTES
    if name.lower().endswith(TABLE_SUFFIXES) and refused_at_sight(head) is None:
        return MAX_HANDED_TABLE_BYTES
    return limit_of(head)


def _documents(file: Handed, hints: Hints, nth: int) -> Iterator[Delivered | Sheet | Package]:
    """Yield what one file holds; ``nth`` tells how many of this name there are up to it."""
    name = file.path
    if nth > 1:
        name, hints = _numbered(file.path, nth), merged(hints, Hints(note=SAME_NAME))
    place = Place(name, file.path, hints)
    if reason := refusal(file):
        yield place.refused(reason)
        return
    data = file.read()
    if file.path.lower().endswith(TABLE_SUFFIXES) and refused_at_sight(file.head) is None:
        yield Sheet(name, data, hints)
    elif is_archive(file.path, file.head):
        yield Package(name, data, hints)
    else:
        yield from uploaded(name, data, hints)


def _numbered(path: str, nth: int) -> str:
    """Return the name of the second file and the others of one path.

    >>> _numbered("báo/1.txt", 2)
    'báo/1 (2).txt'
    """
    pure = PurePosixPath(path)
    return str(pure.with_name(f"{pure.stem} ({nth}){pure.suffix}"))


def _manifest(file: Handed) -> Manifest:
    if file.size > limit_of(file.head):
        raise SourceError("manifest.csv quá lớn")
    return Manifest.parse(file.read())


def _hinted(path: str, hints: Hints, manifests: dict[str, Manifest]) -> Hints:
    """Return what the manifests above ``path`` say of it, the nearest first, then what is said of all."""
    said = Hints()
    for folder, manifest in sorted(manifests.items(), key=lambda pair: len(pair[0])):
        if path.startswith(folder) and (found := manifest.hints(path[len(folder) :])):
            said = merged(found, said)
    return merged(said, hints)


def _place(path: str, hints: Hints) -> Place:
    return Place(path, path, hints)


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
