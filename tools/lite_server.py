"""Serve the built book with Pyodide from a folder: for tests, which ask no other computer.

Not in the book's own server: readers get Pyodide from its public address. Here too it comes from
another address than the book, and the pages that run notebooks carry the policy that they have on
a public host.
"""

import json
import os
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from build_lite import KERNEL
from project import HTML
from site_pages import with_head
from site_policy import notebook_policy

VARIABLE = "PYODIDE_DIR"
NO_PYODIDE = (
    f"No Pyodide to test with: set ${VARIABLE} to a folder with the files of Pyodide 0.27.7"
    " (pyodide.js and the packages numpy, scipy, matplotlib, ipython)."
)
NOT_BUILT = "The notebooks for the browser are not built: run `make book` first."


def pyodide_folder():
    """Return the folder named by ``PYODIDE_DIR`` if Pyodide is in it, otherwise None."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named and (Path(named) / "pyodide.js").is_file() else None


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, as hosts send them."""

    protocol_version = "HTTP/1.1"  # hundreds of small files: one connection for many
    # What a system makes of these endings differs, and WebAssembly insists on its type.
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *details):
        pass


class Pyodide(Quiet):
    """The files of Pyodide, which pages of another host may read too, as its public address."""

    def end_headers(self):
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


class Book(Quiet):
    """The book below /book/, as on a host with a path of its own; notebooks with a policy."""

    def __init__(self, *arguments, pyodide, **options):
        self._pyodide = pyodide  # before the request is answered, which the next line does
        super().__init__(*arguments, **options)

    def do_GET(self):
        path = urlsplit(self.path).path
        if path == "/book/lite/jupyter-lite.json":
            self._send(self._settings(), "application/json")
        elif path.startswith("/book/lite/") and Path(self.translate_path(path)).suffix == ".html":
            page = Path(self.translate_path(path)).read_text(encoding="utf-8")
            self._send(with_head(page, notebook_policy(page)), "text/html")
        else:
            super().do_GET()

    def _settings(self):
        """JupyterLite's settings, with the address of this Pyodide."""
        settings = json.loads((HTML / "lite" / "jupyter-lite.json").read_text(encoding="utf-8"))
        kernel = settings["jupyter-config-data"]["litePluginSettings"][KERNEL]
        kernel["pyodideUrl"] = f"{self._pyodide}/pyodide.js"
        return json.dumps(settings)

    def _send(self, text, kind):
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def translate_path(self, path):
        place, _, rest = urlsplit(path).path.lstrip("/").partition("/")
        return super().translate_path(f"/{rest}" if place == "book" else "/no such file")


@contextmanager
def serve_with_pyodide():
    """Serve both on free ports of this computer; give the addresses of the book and of Pyodide."""
    with served(partial(Pyodide, directory=str(pyodide_folder()))) as pyodide:
        book = partial(Book, directory=str(HTML), pyodide=pyodide)
        with served(book) as address:
            yield f"{address}/book", pyodide


@contextmanager
def served(handler):
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
