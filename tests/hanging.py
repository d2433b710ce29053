"""A Redis that hangs: it takes connections and never answers."""

import socket
from types import TracebackType


class Hanging:
    """A server that is silent, and knows how often it was asked."""

    def __enter__(self) -> "Hanging":
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self._held: list[socket.socket] = []
        return self

    def __exit__(self, _kind: type | None, _fault: Exception | None, _trace: TracebackType | None) -> None:
        for each in (*self._held, self._socket):
            each.close()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._socket.getsockname()[1]}/0"

    @property
    def asked(self) -> int:
        """How many connections came: whoever waits in vain gives his up, and has to make another."""
        while True:
            try:
                self._held.append(self._socket.accept()[0])
            except BlockingIOError:
                return len(self._held)
