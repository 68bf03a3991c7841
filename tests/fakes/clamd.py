"""A clamd on loopback: INSTREAM as clamd(8) tells it, with a signature of one line and moods."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# Not the real EICAR string, so that no scanner on a developer's machine takes this file away.
BAD = b"FAIRLEAD-TEST-VIRUS-SIGNATURE"
FOUND, CLEAN = b"stream: Eicar-Test-Signature FOUND\n", b"stream: OK\n"


class Clamd:
    """`mood`: honest, hanging, garbled, silent, error, full (stream too long) or hasty (answers unread)."""

    def __init__(self) -> None:
        self.mood = "honest"
        self.asked, self.seen = 0, list[bytes]()
        self.release = threading.Event()
        self.url = ""

    def verdict(self, content: bytes) -> bytes:
        match self.mood:
            case "garbled":
                return b"220 smtp.example ESMTP\n"
            case "silent":
                return b""
            case "error":
                return b"stream: Can't allocate memory ERROR\n"
            case "full":
                return b"INSTREAM size limit exceeded. ERROR\n"
        return FOUND if BAD in content else CLEAN

    def serve(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            self.asked += 1
            line.settimeout(10)
            if self.mood == "hanging":
                self.release.wait(10)
                return
            command = b""
            while not command.endswith(b"\n"):
                command += line.recv(1)
            assert command == b"nINSTREAM\n", command
            if self.mood == "hasty":
                line.sendall(b"stream: ")
                return
            content = b""
            while length := struct.unpack("!L", self._exactly(line, 4))[0]:
                content += self._exactly(line, length)
            self.seen.append(content)
            line.sendall(self.verdict(content))

    def _exactly(self, line: socket.socket, count: int) -> bytes:
        found = b""
        while len(found) < count:
            some = line.recv(count - len(found))
            if not some:
                raise OSError("cut off")
            found += some
        return found


@contextmanager
def listening(clamd: Clamd, path: str = "") -> Iterator[Clamd]:
    """The scanner on a free port, or on a Unix socket at `path`, until the block ends."""
    door = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    door.bind(path or ("127.0.0.1", 0))
    door.listen(8)
    clamd.url = f"unix://{path}" if path else f"tcp://127.0.0.1:{door.getsockname()[1]}"

    def answer() -> None:
        with suppress(OSError):
            while True:
                line, _address = door.accept()
                threading.Thread(target=clamd.serve, args=[line], daemon=True).start()

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield clamd
    finally:
        clamd.release.set()
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(5)
