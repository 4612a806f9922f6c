"""A folder served to this machine alone, and the one answer that its page sends back."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any, Final

ADDRESS: Final = "127.0.0.1"

LONGEST_ANSWER: Final = 64 * 2**20
"""Bytes."""

HEADERS: Final = {
    # Only a page that is isolated in this way gets threads, and a clock finer than 0.1 ms.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    # The page gets nothing from elsewhere: what it runs lies in the folder.
    "Content-Security-Policy": (
        "default-src 'self' blob:; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:"
    ),
    "Cache-Control": "no-store",
}


class FolderServer(ThreadingHTTPServer):
    """Serves ``folder`` on a free port; ``answers`` receives what is sent to ``/answer``."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.answers: Queue[Any] = Queue()
        super().__init__((ADDRESS, 0), partial(_Handler, directory=str(folder)))

    @property
    def address(self) -> str:
        return f"http://{ADDRESS}:{self.server_port}"


@contextmanager
def serving(folder: Path) -> Iterator[FolderServer]:
    """Serve a folder, links in it followed, until the block ends."""
    with FolderServer(folder) as server:
        thread = threading.Thread(target=server.serve_forever, name="folder server")
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(SimpleHTTPRequestHandler):
    server: FolderServer

    extensions_map: Final = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        if self.path != "/answer" or not 0 < length <= LONGEST_ANSWER:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        try:
            answer = json.loads(self.rfile.read(length))
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        self.server.answers.put(answer)
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the page tells what failed."""
