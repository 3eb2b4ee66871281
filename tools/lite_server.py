"""Serve the built book with Pyodide from a folder: for tests, which ask no other computer.

Not in the book's own server: readers get Pyodide from its public address.
"""

import json
import os
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_lite import KERNEL
from project import HTML

VARIABLE = "PYODIDE_DIR"
NO_PYODIDE = (
    f"No Pyodide to test with: set ${VARIABLE} to a folder with the files of Pyodide 0.27.7"
    " (pyodide.js and the packages numpy, scipy, matplotlib, ipython)."
)


def pyodide_folder():
    """Return the folder named by ``PYODIDE_DIR`` if Pyodide is in it, otherwise None."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named and (Path(named) / "pyodide.js").is_file() else None


class Handler(SimpleHTTPRequestHandler):
    """The book below /book/, as on a host with a path of its own, and Pyodide below /pyodide/."""

    protocol_version = "HTTP/1.1"  # hundreds of small files: one connection for many
    # What a system makes of these endings differs, and WebAssembly insists on its type.
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def do_GET(self):
        if urlsplit(self.path).path == "/book/lite/jupyter-lite.json":
            self._settings()
        else:
            super().do_GET()

    def _settings(self):
        """JupyterLite's settings, with the address of this Pyodide."""
        settings = json.loads((HTML / "lite" / "jupyter-lite.json").read_text(encoding="utf-8"))
        kernel = settings["jupyter-config-data"]["litePluginSettings"][KERNEL]
        kernel["pyodideUrl"] = f"http://{self.headers['Host']}/pyodide/pyodide.js"
        content = json.dumps(settings).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def translate_path(self, path):
        place, _, rest = unquote(urlsplit(path).path).lstrip("/").partition("/")
        folder = {"book": HTML, "pyodide": pyodide_folder()}.get(place)
        target = (folder / rest).resolve() if folder else None
        inside = target is not None and target.is_relative_to(folder.resolve())
        return str(target if inside else HTML / "no such file")

    def log_message(self, *details):
        pass


@contextmanager
def serve_with_pyodide():
    """Serve on a free port of this computer; give the address of the book."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/book"
        server.shutdown()
        thread.join()
