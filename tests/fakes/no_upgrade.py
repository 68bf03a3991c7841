"""Something between us and the live server that lets no WebSocket through: it says no, or says nothing."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@contextmanager
def standing(port: int, *, silent: bool = False) -> Iterator[list[bytes]]:
    """It stands on this port of the loopback; what it was asked, request by request."""
    asked: list[bytes] = []
    held: list[socket.socket] = []
    server = socket.create_server(("127.0.0.1", port), reuse_port=False)

    def answer() -> None:
        with suppress(OSError):
            while True:
                line, _ = server.accept()
                held.append(line)
                asked.append(line.recv(4096))
                if not silent:
                    line.sendall(FORBIDDEN)
                    line.close()

    threading.Thread(target=answer, daemon=True).start()
    try:
        yield asked
    finally:
        server.close()
        for line in held:
            line.close()
