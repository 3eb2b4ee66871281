"""A server for this computer: ``make serve`` shows the built book, tests ask for more.

Whatever is served comes as hosts send it; a test may have it below a path, each page changed on
its way, or readable for pages of another host.
"""

import http.server
import sys
import threading
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from project import HTML, say, stop

FIRST_PORT = 8000


class Handler(http.server.SimpleHTTPRequestHandler):
    """The files of a folder, without a line of log for each.

    Parameters
    ----------
    path : str
        Where the folder lies on this host, such as "/some/where/": nothing is beside it.
    changes : dict from a pattern like "lite/*.html" to a function
        Change the text of such files before they are sent.
    headers : dict
        Sent with every file.
    """

    protocol_version = "HTTP/1.1"  # hundreds of small files: one connection for many
    # Some systems call scripts plain text, which browsers then refuse to run as modules.
    extensions_map = {  # noqa: RUF012
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def __init__(self, *arguments, path="/", changes=(), headers=(), **options):
        # Before the request is answered, which the next line does.
        self._path, self._changes, self._headers = path, dict(changes), dict(headers)
        super().__init__(*arguments, **options)

    def do_GET(self):
        file = Path(self.translate_path(self.path))
        for pattern, change in self._changes.items():
            if file.is_file() and fnmatch(file.relative_to(self.directory).as_posix(), pattern):
                self._send(200, change(file.read_text(encoding="utf-8")), self.guess_type(file))
                return
        super().do_GET()

    def translate_path(self, path):
        place = urlsplit(path).path
        below = place.removeprefix(self._path) if place.startswith(self._path) else "no such file"
        return super().translate_path("/" + below)

    def send_error(self, code, message=None, explain=None):
        """For what is missing, the page that a site has for it."""
        page = Path(self.directory) / "404.html"
        if code == 404 and page.is_file():
            self._send(code, page.read_text(encoding="utf-8"), "text/html; charset=utf-8")
        else:
            super().send_error(code, message, explain)

    def end_headers(self):
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *details):
        pass

    def _send(self, code, text, kind):
        content = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def make_server(folder, port=0, **options):
    """Return a server of a folder on a port of this computer (0: any free one)."""
    handler = partial(Handler, directory=str(folder), **options)
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)


@contextmanager
def served(folder=HTML, path="/", **options):
    """Serve a folder on a free port while this holds; give its address, the path included."""
    with make_server(folder, path=path, **options) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{path}".rstrip("/" if path == "/" else "")
        server.shutdown()
        thread.join()


def main():
    if not (HTML / "index.html").is_file():
        stop("The book is not built yet: run `make book` first.")
    for port in range(FIRST_PORT, FIRST_PORT + 20):
        try:
            # Never from the browser's memory: an author looks at what was just built.
            server = make_server(HTML, port, headers={"Cache-Control": "no-store"})
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
