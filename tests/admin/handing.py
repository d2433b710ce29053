"""What a browser sends to the desk's door: a form with files that keep their paths."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

DOOR = "admin:articles_upload_add"
BOUNDARY = "giua-cac-phan"
Files = Iterable[tuple[str, bytes]]


def body_of(files: Files = (), folder: Files = (), **fields: str) -> bytes:
    """A form as browsers write it; Django's test client would cut the paths off."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for field, given in (("files", files), ("folder", folder)):
        for name, data in given:
            quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
            head = f'Content-Disposition: form-data; name="{field}"; filename="{quoted}"'
            parts.append(
                f"--{BOUNDARY}\r\n{head}\r\nContent-Type: application/octet-stream\r\n\r\n".encode()
                + data
                + b"\r\n"
            )
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


def hand_in(desk: Client, files: Files = (), folder: Files = (), **fields: str) -> HttpResponse:
    """Send the form, follow to the page that comes of it."""
    return desk.post(
        reverse(DOOR),
        body_of(files, folder, **fields),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
        follow=True,
    )


def send_part(desk: Client, files: Files = (), **fields: str) -> HttpResponse:
    """Send a part as the page's script does."""
    return desk.post(
        reverse(DOOR),
        body_of(files, **fields),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
        headers={"accept": "application/json"},
    )


def zipped(*files: tuple[str, bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def sheet(rows: Sequence[Sequence[str]], columns: str = "id,title,body,published,url") -> bytes:
    """A CSV file."""
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    return "\n".join([columns, *lines, ""]).encode()
