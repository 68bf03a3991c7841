"""A small TCP proxy that can cut: what passes is passed on, until so many more bytes have come back."""

import asyncio
from contextlib import suppress

PIECE = 16_384  # bytes


class Proxy:
    """Listens on a port of its own for one server. `cut(n)` breaks every line once n more bytes came back."""

    def __init__(self, host: str, target: int) -> None:
        self.host, self.target, self.port, self.cuts = host, target, 0, 0
        self._lines: dict[asyncio.Task[None], int | None] = {}
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "Proxy":
        self._server = await asyncio.start_server(self._serve, self.host, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_how: object) -> None:
        self._server.close()
        for line in list(self._lines):
            line.cancel()

    def cut(self, after: int) -> None:
        """Every line open now passes `after` more bytes from the server and then breaks, mid-frame."""
        for line in self._lines:
            self._lines[line] = after

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = asyncio.current_task()
        self._lines[line] = None
        there = None
        try:
            inward, there = await asyncio.open_connection(self.host, self.target)
            asking = asyncio.create_task(self._pass_on(reader, there))
            try:
                await self._pass_back(inward, writer, line)
            finally:
                asking.cancel()
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            del self._lines[line]
            for end in (writer, there):
                if end is not None:
                    end.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(PIECE):
                writer.write(piece)
                await writer.drain()
            writer.write_eof()

    async def _pass_back(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: "asyncio.Task[None]"
    ) -> None:
        while piece := await reader.read(PIECE):
            left = self._lines[line]
            if left is not None:
                self._lines[line] = left - len(piece)
                if left <= len(piece):
                    self.cuts += 1
                    writer.write(piece[:left])
                    await writer.drain()
                    return
            writer.write(piece)
            await writer.drain()
