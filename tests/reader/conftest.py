"""A server on this machine, for what fetches."""

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

FERRY = (Path(__file__).parents[1] / "cases" / "pages" / "ferry.html").read_text(encoding="utf-8")


class Site:
    """A server whose answers a test writes down, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[http.server.BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                answer = site.answers.get(self.path)
                if answer is None:
                    self.send_error(404)
                else:
                    answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def page(self, path: str, body: bytes | str = FERRY, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        said = {"Content-Type": "text/html; charset=utf-8"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}

        def answer(asked: http.server.BaseHTTPRequestHandler) -> None:
            asked.send_response(status)
            for name, value in said.items():
                asked.send_header(name, value)
            asked.send_header("Content-Length", str(len(data)))
            asked.end_headers()
            with suppress(OSError):  # who asked may have had enough
                asked.wfile.write(data)

        self.answers[path] = answer

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()
