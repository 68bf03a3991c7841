"""A real HTTP server on loopback, one thread per call, with faults that a test writes into its script."""

import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Call:
    """One request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)


@dataclass
class Answer:
    """What goes back; `lost` closes the connection instead, `late` lets the client's patience run out."""

    status: int = 200
    body: object = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    lost: bool = False
    late: bool = False


class Network:
    """Counts calls, keeps them, and answers by `answer`; `faults` are played before (or after) it."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.faults: list[Callable[[Call, Callable[[], Answer]], Answer]] = []
        self.release = threading.Event()
        self.lock = threading.Lock()
        self.url = ""

    def answer(self, call: Call) -> Answer:
        raise NotImplementedError

    def take(self, call: Call) -> Answer:
        with self.lock:
            self.calls.append(call)
            fault = self.faults.pop(0) if self.faults else None
            return fault(call, lambda: self.answer(call)) if fault else self.answer(call)

    def of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]


def _handler(network: Network) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            address = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            query = dict(parse_qsl(address.query, keep_blank_values=True))
            call = Call(self.command, address.path, query, headers, self.rfile.read(length))
            answer = network.take(call)
            if answer.late:
                network.release.wait(10)
            if answer.lost or answer.late:
                self.close_connection = True
                return
            raw = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
            self.send_response(answer.status)
            for name, value in ({"Content-Type": "application/json"} | answer.headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = do_PUT = do_DELETE = _serve

        def log_message(self, *args: object) -> None:
            """Tests read `calls`, not the console."""

    return Handler


@contextmanager
def serving(network: Network):
    """The network on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(network))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    network.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield network
    finally:
        network.release.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


# Faults, for `network.faults`.


def answers(status: int, body: object = None, **headers: str):
    """Refuse with this status and do nothing."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda call, go: Answer(status, {} if body is None else body, named)


def takes_and_loses(call: Call, go: Callable[[], Answer]) -> Answer:
    """The liar: it did what was asked, and the answer never arrives."""
    go()
    return Answer(lost=True)


def takes_and_stalls(call: Call, go: Callable[[], Answer]) -> Answer:
    """It did what was asked, later than anybody waits."""
    go()
    return Answer(late=True)


def drops(call: Call, go: Callable[[], Answer]) -> Answer:
    """The line breaks and nothing was done."""
    return Answer(lost=True)


def takes_but_says(status: int, body: object = None):
    """It did what was asked and claims that it failed."""

    def fault(call: Call, go: Callable[[], Answer]) -> Answer:
        go()
        return Answer(status, {} if body is None else body)

    return fault
