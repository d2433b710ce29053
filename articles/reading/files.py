"""Files of the disk: opened only where they are plain files, links kept within the folder that was given."""

import errno
import io
import os
import stat
from pathlib import Path
from typing import BinaryIO

from articles.messages import Message
from articles.reading.manifest import is_about_folder, may_be_document
from articles.records import SourceError

_CAUSES = {
    errno.EACCES: Message("không có quyền truy cập"),
    errno.EAGAIN: Message("tệp không đưa ra dữ liệu"),
    errno.EBUSY: Message("tệp hoặc thiết bị đang bận"),
    errno.EFBIG: Message("tệp quá lớn đối với hệ thống"),
    errno.EINVAL: Message("hệ thống không nhận yêu cầu này"),
    errno.EIO: Message("lỗi thiết bị khi đọc hoặc ghi"),
    errno.EISDIR: Message("đây là thư mục, không phải tệp"),
    errno.ELOOP: Message("liên kết dẫn vòng quanh"),
    errno.EMFILE: Message("quá nhiều tệp đang mở"),
    errno.ENAMETOOLONG: Message("tên đường dẫn quá dài"),
    errno.ENFILE: Message("quá nhiều tệp đang mở"),
    errno.ENODEV: Message("không có thiết bị này"),
    errno.ENOENT: Message("không tìm thấy đường dẫn"),
    errno.ENOMEM: Message("hết bộ nhớ"),
    errno.ENOSPC: Message("hết chỗ trên đĩa"),
    errno.ENOTDIR: Message("đường dẫn đi qua một tệp, không phải thư mục"),
    errno.ENXIO: Message("không có thiết bị này"),
    errno.EPERM: Message("không có quyền truy cập"),
    errno.EROFS: Message("đĩa chỉ cho đọc"),
    errno.ESTALE: Message("mất kết nối với ổ đĩa mạng"),
    errno.ETIMEDOUT: Message("ổ đĩa không trả lời"),
}


def cause_of(error: OSError) -> Message:
    """Return for a reader why the system refused something.

    >>> cause_of(OSError(errno.ELOOP, "Too many levels of symbolic links")), cause_of(OSError(9999, "Odd"))
    ('liên kết dẫn vòng quanh', 'hệ thống báo lỗi số 9999')
    """
    if error.errno is None:
        return Message("hệ thống báo lỗi")
    return _CAUSES.get(error.errno) or Message("hệ thống báo lỗi số %(n)s", n=error.errno)


class _Ready(io.FileIO):
    """A file that says so where it has nothing to give yet, in place of waiting."""

    def readinto(self, buffer: object) -> int:
        """Read into ``buffer``; raise :class:`BlockingIOError` where that would have to wait."""
        size: int | None = super().readinto(buffer)  # type: ignore[arg-type]
        if size is None:
            raise BlockingIOError(errno.EAGAIN, "nothing to read yet")
        return size


def opened(path: Path, *, is_link_followed: bool) -> BinaryIO:
    """Return the open file at ``path``; nothing that it may be makes the caller wait.

    Raises :class:`SourceError` where it is no plain file, :class:`OSError` where the system refuses it.
    """
    # Asked before, for opening a device may move it; and again, for the file may be another by then.
    _require_plain(path.stat(follow_symlinks=is_link_followed))
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
    descriptor = os.open(path, flags if is_link_followed else flags | os.O_NOFOLLOW)
    try:
        _require_plain(os.fstat(descriptor))
        return io.BufferedReader(_Ready(descriptor))
    except BaseException:
        os.close(descriptor)
        raise


def _require_plain(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise SourceError("không phải tệp thường")


class Links:
    """The symbolic links below one folder that was given: where each may lead, each target once.

    What a link out of the folder leads to was not handed in, whoever made the link.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = Path(os.path.realpath(folder))
        self._followed: set[Path] = set()

    def target(self, link: Path) -> Path:
        """Return the file that ``link`` leads to; raise :class:`SourceError` where it may not be followed."""
        target = Path(os.path.realpath(link))
        if not target.is_relative_to(self._folder):
            raise SourceError("liên kết dẫn ra ngoài thư mục được giao, không theo")
        below = target.relative_to(self._folder)
        shown = str(below).encode("utf-8", "replace").decode("utf-8")
        if target.is_dir():
            raise SourceError("liên kết tới thư mục “%(folder)s”, không theo", folder=shown)
        is_met = may_be_document(target.name) and not any(is_about_folder(part) for part in below.parts)
        if is_met or target in self._followed:
            raise SourceError("liên kết tới “%(file)s”, tệp ấy đã có dòng riêng", file=shown)
        self._followed.add(target)
        return target
