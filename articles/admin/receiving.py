"""What a browser sends to the desk's door, taken in file by file: each keeps its path, none stays in memory.

Django's own parser cuts the path off every file's name and keeps an open file for each. Here all files of a
request lie one behind the other in one file without a name, and what is larger than any document may be is
passed over, not kept.
"""

from collections.abc import Callable, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from articles.reading.delivered import path_of
from articles.reading.handed import HEAD, Handed
from articles.reading.limits import MAX_HANDED_ARCHIVE_BYTES

MAX_REQUEST_BYTES = 1024 * 1024 * 1024
"""All files of one request."""

_PIECE = 1024 * 1024


class CannotTakeError(Exception):
    """A request that is refused as a whole; ``str(error)`` is the reason in the editor's language."""


def take(request: HttpRequest) -> None:
    """Read the files and fields of a request, before anything else asked for them.

    Raises :class:`CannotTakeError`, having read on to the end so that the browser sees the answer.
    """
    try:
        _weigh(request)
        request.upload_handlers = [_DoorHandler(request)]
        request.POST  # noqa: B018 -- parsed by being asked for
    except CannotTakeError:
        _leave(request)
        raise
    except tuple(_REASONS) as error:
        _leave(request)
        reason = next(reason for kind, reason in _REASONS.items() if isinstance(error, kind))
        raise CannotTakeError(reason()) from error


def _weigh(request: HttpRequest) -> None:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_REQUEST_BYTES:
        raise CannotTakeError(
            _("Các tệp cộng lại quá %(n)s MB một lần gửi: hãy chia ra, hoặc nén thành tệp ZIP.")
            % {"n": MAX_REQUEST_BYTES // 1024 // 1024}
        )


def _too_many_files() -> str:
    return _(
        "Quá %(n)s tệp một lần gửi nên chưa tệp nào được nhận. Hãy nén thư mục thành một tệp ZIP, hoặc gửi "
        "từng phần; khi trình duyệt chạy JavaScript, trang này tự chia thành từng đợt."
    ) % {"n": settings.DATA_UPLOAD_MAX_NUMBER_FILES}


def _too_much_text() -> str:
    return _("Văn bản dán vào quá %(n)s MB: hãy lưu thành tệp .txt rồi gửi tệp.") % {
        "n": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
    }


def _broken() -> str:
    return _("Dữ liệu đến không trọn nên chưa tệp nào được nhận: hãy gửi lại.")


_REASONS: Mapping[type[Exception], Callable[[], str]] = {
    TooManyFilesSent: _too_many_files,
    TooManyFieldsSent: _broken,
    RequestDataTooBig: _too_much_text,
    MultiPartParserError: _broken,
    UnreadablePostError: _broken,
}


def _leave(request: HttpRequest) -> None:
    """Take nothing of a request, but read what the browser still sends: it shows no answer before that."""
    request.POST = QueryDict()  # what the answer's template asks for is not parsed again
    try:
        while request.read(_PIECE):
            pass
    except OSError:
        return


class DoorFile(UploadedFile):
    """A file within the one in which all of a request lie; ``path`` is the name with its folders."""

    def __init__(self, spool: IO[bytes], start: int, size: int, path: str) -> None:
        super().__init__(spool, name="file", size=size)
        self.path = path
        self._spool = spool
        self._start = start

    def handed(self) -> Handed:
        """Return the file as the door sorts it out; its bytes can be had while the request lasts."""
        return Handed(self.path, self.size or 0, self._part(HEAD), lambda: self._part(self.size or 0))

    def _part(self, most: int) -> bytes:
        self._spool.seek(self._start)
        return self._spool.read(min(most, self.size or 0))


class _Keeper(FileUploadHandler):
    """Writes every file behind the one before; of one that is too large only the beginning."""

    chunk_size = 256 * 1024

    def __init__(self, request: HttpRequest | None) -> None:
        super().__init__(request)
        most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        # Closed with the request's files, each of which closes it; where there is none, by `close`.
        self._spool: IO[bytes] = SpooledTemporaryFile(max_size=most)  # noqa: SIM115
        self._start = 0

    def close(self) -> None:
        """Forget what was kept."""
        self._spool.close()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin behind the last file."""
        super().new_file(*args, **kwargs)
        self._start = self._spool.seek(0, 2)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the bytes of a file that is not too large."""
        if start <= MAX_HANDED_ARCHIVE_BYTES:
            self._spool.write(raw_data)

    def file_complete(self, file_size: int) -> DoorFile:
        """Return the file, with the size in which it came."""
        return DoorFile(self._spool, self._start, file_size, path_of(self.file_name or ""))


class _PathKeepingParser(MultiPartParser):
    def sanitize_file_name(self, file_name: str) -> str:
        """Leave the folders in the name; :func:`path_of` makes it safe."""
        return file_name


class _DoorHandler(FileUploadHandler):
    """Has a request parsed by the parser that keeps paths."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 -- Django's own name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, UploadedFile]]:
        """Return the fields and files."""
        keeper = _Keeper(self.request)
        files = MultiValueDict[str, UploadedFile]()
        try:
            fields, files = _PathKeepingParser(META, input_data, [keeper], encoding).parse()
        finally:
            if not files:
                keeper.close()
        return fields, files

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called: the other parser has handlers of its own."""

    def file_complete(self, file_size: int) -> None:
        """Never called either."""
