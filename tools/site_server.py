"""Serve a site below a path of its own, as public hosts do: to check it, not for readers."""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# A path of several folders: an address that leaves any of them out finds nothing.
PATH = "/some/where/"


class Handler(SimpleHTTPRequestHandler):
    """The site below PATH, nothing beside it, and 404.html for whatever is missing."""

    protocol_version = "HTTP/1.1"  # many small files: one connection for them

    def translate_path(self, path):
        place = urlsplit(path).path
        below = place.removeprefix(PATH) if place.startswith(PATH) else "no such file"
        return super().translate_path("/" + below)

    def send_error(self, code, message=None, explain=None):
        with open(f"{self.directory}/404.html", "rb") as page:
            content = page.read()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *details):
        pass


@contextmanager
def serve_site(folder):
    """Serve the site in a folder on a free port of this computer; give its address."""
    handler = partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{PATH}"
        server.shutdown()
        thread.join()
