"""Open the pages of a site in a browser: what goes wrong there, and what each page weighs.

The weight is measured, not read from the HTML: MathJax decides while it runs which of its fonts
a page needs. The browser tells which files it asked for; their sizes are those of the files, and
of the same files compressed as hosts do it.
"""

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from screenshots import wait_for_math

# Formats that hosts do not compress again.
COMPRESSED = {".png", ".jpg", ".woff", ".woff2", ".ico", ".whl", ".zip"}
REFUSALS = """
    window.refusals = [];
    document.addEventListener("securitypolicyviolation", (event) => window.refusals.push(
        `${event.effectiveDirective} forbids ${event.blockedURI} (line ${event.lineNumber})`));
"""


class Visit:
    """A page in a browser that remembers nothing from before, and what went wrong there.

    Attributes
    ----------
    view : playwright.sync_api.Page
    errors, foreign, failed : list of str
        Errors on the console, requests to other hosts, missing files.
    loaded : set of str
        Addresses of all files, the page among them.
    at_first : list of str
        The faults (see `faults`) when the page had loaded.
    """

    def __init__(self, browser, address, page, change=None):
        self.errors, self.foreign, self.failed, self.loaded = [], [], [], set()
        self.page, self.address, self.host = page, address, urlsplit(address).netloc
        self.context = browser.new_context(viewport={"width": 1440, "height": 900})
        self.context.set_default_timeout(30_000)
        self.context.add_init_script(REFUSALS)
        self.view = self.context.new_page()
        self.view.on("console", self._console)
        self.view.on("pageerror", lambda error: self.errors.append(str(error)))
        self.view.on("request", self._request)
        self.view.on("response", self._response)
        self.view.on("requestfailed", self._failure)
        if change:  # a page with a fault, for the tests
            self.view.route(address + page, self._changing(change))
        self.view.goto(address + page, wait_until="networkidle")
        wait_for_math(self.view)
        self.view.evaluate("() => document.fonts.ready.then(() => true)")
        self.at_first = self.faults()

    def _failure(self, request):
        # Whoever goes on to another page breaks off what the search was still reading.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.failed.append(request.url)

    def _changing(self, change):
        def answer(route):
            original = route.fetch()
            route.fulfill(response=original, body=change(original.text()))

        return answer

    def _console(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _request(self, request):
        found = urlsplit(request.url)
        if found.scheme in ("http", "https", "ws", "wss") and found.netloc != self.host:
            self.foreign.append(request.url)

    def _response(self, response):
        self.loaded.add(response.url)
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    @property
    def refusals(self):
        """What the content-security policy forbade."""
        return self.view.evaluate("window.refusals")

    def faults(self):
        """Return everything that went wrong, one sentence each."""
        return [
            *(f"an error: {text}" for text in self.errors),
            *(f"the policy: {text}" for text in self.refusals),
            *(f"asks elsewhere: {url}" for url in self.foreign),
            *(f"missing: {url}" for url in self.failed),
        ]

    def files(self, site):
        """Return the files of the site that the page loaded."""
        places = [urlsplit(url) for url in self.loaded]
        paths = [
            place.path.removeprefix(urlsplit(self.address).path)
            for place in places
            if place.netloc == self.host
        ]
        return sorted({site / unquote(path) for path in paths if path})

    def close(self):
        self.context.close()


@cache
def sizes(path):
    """Return a file's size in bytes, as it is and as a host sends it."""
    content = Path(path).read_bytes()
    if Path(path).suffix in COMPRESSED:
        return len(content), len(content)
    return len(content), len(gzip.compress(content, 6))


def weight(page, files):
    """Return a row of the table of weights; sizes are in units of 1000 bytes."""
    all_files = [sizes(path) for path in files]
    own = sizes(next(path for path in files if path.as_posix().endswith("/" + page)))
    totals = [sum(column) for column in zip(*all_files, strict=True)]
    numbers = [f"{size / 1000:.1f}" for size in (*own, *totals)]
    return dict(zip(COLUMNS, [page, str(len(files)), *numbers], strict=True))


COLUMNS = ("page", "files", "html_kB", "html_gzip_kB", "all_kB", "all_gzip_kB")
