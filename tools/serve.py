"""Show the built book on this computer only: ``make serve``."""

import http.server
import sys
import threading
from contextlib import contextmanager
from functools import partial

from project import HTML, say, stop

FIRST_PORT = 8000


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serve files without a line of log for each, and never from the browser's memory."""

    # Some systems call scripts plain text, which browsers then refuse to run as modules.
    extensions_map = {  # noqa: RUF012
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *details):
        pass

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def make_server(port):
    """Return a server of the built book on a port of this computer (0: any free one)."""
    handler = partial(QuietHandler, directory=str(HTML))
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)


@contextmanager
def serve_in_background():
    """Serve the built book on a free port; give its address."""
    with make_server(0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def main():
    if not (HTML / "index.html").is_file():
        stop("The book is not built yet: run `make book` first.")
    for port in range(FIRST_PORT, FIRST_PORT + 20):
        try:
            server = make_server(port)
        except OSError:
            continue
        say(f"The book is at http://localhost:{port} (stop with Ctrl-C).")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.exit(0)
    stop(f"No free port between {FIRST_PORT} and {FIRST_PORT + 19}.")


if __name__ == "__main__":
    main()
