"""A server for resumable uploads on loopback, strict about tus 1.0.0, and a doorway to the real pages.

The browser asks the doorway for everything: uploads are answered here by the contract, faults included; the
form that is sent in the end is kept and answered with a plain page; all the rest goes on to the house.
"""

import base64
import json
import re
import secrets
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.fakes.loopback import Answer, Call

ROOT = "/tickets/uploads/"
HOPS = {"connection", "transfer-encoding", "content-length", "keep-alive", "content-encoding"}
HEAD = b"<!doctype html><meta charset=utf-8><title>Sent</title><link rel=icon href=data:,>"
SENT = HEAD + b"<h1>The form has arrived</h1>"


@dataclass
class Upload:
    """One file: what was announced, and every part as it was taken: (offset, bytes)."""

    size: int
    facts: dict[str, str]
    parts: list[tuple[int, bytes]] = field(default_factory=list)

    @property
    def raw(self) -> bytes:
        return b"".join(part for _, part in self.parts)


class Uploads:
    """Keeps files in memory. `faults` are played one a call, for calls of the named method only."""

    def __init__(self) -> None:
        self.files: dict[str, Upload] = {}
        self.asked: list[tuple[str, str]] = []
        self.faults: dict[str, list] = {}
        self.refused: dict[str, str] = {}  # file name → the reason it is refused with at its end
        self.forms: list[dict[str, list]] = []
        self.keeps = True  # forms that are sent; else the house answers them
        self.gate = threading.Event()  # while it is not set, parts wait
        self.gate.set()
        self.lock = threading.Lock()

    def named(self, name: str) -> Upload:
        """The newest upload of that file name."""
        return [one for one in self.files.values() if one.facts["filename"] == name][-1]

    def take(self, call: Call) -> Answer:
        if call.method == "PATCH":
            self.gate.wait(30)
        with self.lock:
            self.asked.append((call.method, call.path))
            faults = self.faults.get(call.method, [])
            fault = faults.pop(0) if faults else None
            return fault(call, lambda: self.answer(call)) if fault else self.answer(call)

    def answer(self, call: Call) -> Answer:
        if call.method != "GET" and call.headers.get("tus-resumable") != "1.0.0":
            return Answer(412)
        if call.method not in {"GET", "HEAD"} and not call.headers.get("x-csrftoken"):
            return Answer(403)
        token = call.path.removeprefix(ROOT).strip("/")
        if not token:
            return self.create(call)
        if token not in self.files:
            return plain(404, "We do not know this upload.")
        one = self.files[token]
        return {"HEAD": self.head, "PATCH": self.patch, "GET": self.outcome, "DELETE": self.drop}[
            call.method
        ](call, token, one)

    def create(self, call: Call) -> Answer:
        told = [pair.partition(" ") for pair in call.headers["upload-metadata"].split(",")]
        facts = {name: base64.b64decode(value).decode() for name, _, value in told}
        assert set(facts) == {"filename", "filetype", "kind", "form"}
        token = secrets.token_urlsafe(24)
        self.files[token] = Upload(int(call.headers["upload-length"]), facts)
        return Answer(201, b"", {"Location": f"{ROOT}{token}/", "Tus-Resumable": "1.0.0"})

    def head(self, call: Call, token: str, one: Upload) -> Answer:
        return Answer(200, b"", {"Upload-Offset": str(len(one.raw)), "Upload-Length": str(one.size)})

    def patch(self, call: Call, token: str, one: Upload) -> Answer:
        if call.headers["content-type"] != "application/offset+octet-stream":
            return plain(415, "Parts come as application/offset+octet-stream.")
        if int(call.headers["upload-offset"]) != len(one.raw):
            return plain(409, "This part does not follow what we have.")
        if len(call.body) > 1024 * 1024 or len(one.raw) + len(call.body) > one.size:
            return plain(413, "This part is too large.")
        one.parts.append((len(one.raw), call.body))
        return Answer(204, b"", {"Upload-Offset": str(len(one.raw))})

    def outcome(self, call: Call, token: str, one: Upload) -> Answer:
        reason = self.refused.get(one.facts["filename"], "")
        state = "receiving" if len(one.raw) < one.size else "refused" if reason else "clean"
        told = {"state": state, "name": one.facts["filename"], "size": one.size, "kind": one.facts["kind"]}
        return Answer(200, json.dumps(told | {"reason": reason}).encode())

    def drop(self, call: Call, token: str, one: Upload) -> Answer:
        del self.files[token]
        return Answer(204, b"")

    def form(self, call: Call) -> Answer:
        """Keep what the form says: text by name, files as (name, bytes)."""
        head = f"Content-Type: {call.headers['content-type']}\r\n\r\n".encode()
        said: dict[str, list] = {}
        for part in message_from_bytes(head + call.body).get_payload():
            name = part.get_param("name", header="content-disposition")
            raw = part.get_payload(decode=True)
            value = (part.get_filename(), raw) if part.get_filename() is not None else raw.decode()
            said.setdefault(name, []).append(value)
        self.forms.append(said)
        return Answer(200, SENT, {"Content-Type": "text/html", "HX-Redirect": "/sent/"})


def plain(status: int, words: str, **headers: str) -> Answer:
    """A refusal: its body is the reason."""
    return Answer(status, words.encode(), {"Content-Type": "text/plain; charset=utf-8"} | headers)


def refuses(status: int, words: str):
    """For `faults`: refuse, and do nothing."""
    return lambda call, go: plain(status, words)


def takes_half_and_breaks(call: Call, go) -> Answer:
    """The line breaks in the middle of a part; the first half of it has arrived."""
    call.body = call.body[: len(call.body) // 2]
    go()
    return Answer(lost=True)


def _handler(uploads: Uploads, house: str) -> type[BaseHTTPRequestHandler]:
    class Doorway(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            path = urlsplit(self.path).path
            call = Call(self.command, path, {}, headers, self.rfile.read(length))
            if path.startswith(ROOT):
                self._say(uploads.take(call))
            elif path == "/sent/":
                self._say(Answer(200, SENT, {"Content-Type": "text/html"}))
            elif uploads.keeps and self.command == "POST" and b'name="key"' in call.body:
                self._say(uploads.form(call))
            else:
                self._pass(call)

        def _say(self, answer: Answer) -> None:
            if answer.lost:
                self.close_connection = True
                return
            headers = {"Content-Type": "application/json", "Cache-Control": "no-store"} | answer.headers
            self._write(answer.status, list(headers.items()), answer.body or b"")

        def _pass(self, call: Call) -> None:
            line = HTTPConnection(urlsplit(house).netloc, timeout=30)
            headers = dict(self.headers.items()) | {"Accept-Encoding": "identity", "Connection": "close"}
            body = call.body.replace(b'name="uploads"', b'name="unknown"')  # the house knows none of ours
            line.request(self.command, self.path, body or None, headers)
            answer = line.getresponse()
            raw = answer.read()
            if "text/html" in (answer.getheader("Content-Type") or ""):
                raw = re.sub(
                    rb'<file-drop([^>]*) data-to="[^"]*"', rb'<file-drop\1 data-to="%s"' % ROOT.encode(), raw
                )
            headers = [pair for pair in answer.getheaders() if pair[0].lower() not in HOPS]
            self._write(answer.status, headers, raw)
            line.close()

        def _write(self, status: int, headers: list[tuple[str, str]], raw: bytes) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(raw)

        do_GET = do_HEAD = do_POST = do_PATCH = do_DELETE = _serve

        def log_message(self, *args: object) -> None:
            """Tests read `asked`, not the console."""

    return Doorway


@contextmanager
def doorway(uploads: Uploads, house: str):
    """The address of a doorway to `house` that takes uploads itself, until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(uploads, house))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        uploads.gate.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
