"""Open a chapter as a notebook in a browser, as its reader does: for tests and benchmarks.

Python comes from a folder with Pyodide, so that no other computer is asked; as for readers, that
is another address than the book's, and the pages carry the policy that they have on a public host.
"""

import json
import os
import re
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from build_lite import KERNEL
from policy import notebook_policy
from project import BUILD, HTML
from server import served
from site_pages import with_head

VARIABLE = "PYODIDE_DIR"
DOWNLOADED = BUILD / "pyodide"
NO_PYODIDE = (
    "No Pyodide to test with: `make pyodide` gets it; or set"
    f" ${VARIABLE} to a folder with the files of Pyodide 0.27.7."
)
NOT_BUILT = "The notebooks for the browser are not built: run `make book` first."


def pyodide_folder():
    """Return the folder named by ``PYODIDE_DIR``, or the downloaded one, if Pyodide is in it."""
    folder = Path(os.environ.get(VARIABLE) or DOWNLOADED)
    return folder if (folder / "pyodide.js").is_file() else None


@contextmanager
def serve_with_pyodide():
    """Serve both on free ports of this computer; give the addresses of the book and of Pyodide."""
    with served(pyodide_folder(), headers={"Access-Control-Allow-Origin": "*"}) as pyodide:
        changes = {
            "lite/jupyter-lite.json": lambda text: _settings(text, f"{pyodide}/pyodide.js"),
            "lite/*.html": lambda page: with_head(page, notebook_policy(page)),
        }
        with served(HTML, "/book/", changes=changes) as address:
            yield address.rstrip("/"), pyodide


def _settings(text, pyodide):
    """JupyterLite's settings, with the address of this Pyodide."""
    settings = json.loads(text)
    settings["jupyter-config-data"]["litePluginSettings"][KERNEL]["pyodideUrl"] = pyodide
    return json.dumps(settings)


SECONDS = 120
FIGURE = ".jp-OutputArea-output img[src^='data:image/png']"
EXPLORER = ".jp-OutputArea-output .lc-x"


class Notebook:
    """A chapter opened by its button, with all cells started, and what went wrong meanwhile."""

    def __init__(self, browser, addresses, chapter, first):
        self.foreign, self.failed, self.errors = [], [], []
        self.hosts = {urlsplit(address).netloc for address in addresses}
        self.context = browser.new_context(viewport={"width": 1400, "height": 1000})
        self.context.set_default_timeout(1000 * SECONDS)
        self.context.on("request", self._request)
        self.context.on("response", self._response)
        self.view = self.context.new_page()
        self.view.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))
        self.view.on("console", self._console)
        self.view.goto(f"{addresses[0]}/chapters/{chapter}.html")
        self.start = time.monotonic()
        self.view.locator("a.open-in-lite").click()
        self.view.locator(".jp-Notebook .jp-Cell").first.wait_for()
        # Before there is a kernel, running cells would ask for one.
        self.view.locator(".jp-Toolbar-kernelName", has_text="Python").wait_for()
        self.choose("Run", "Run All Cells")
        self.view.locator(first).first.wait_for(state="attached")
        self.seconds = time.monotonic() - self.start
        # Of the running notebook: JupyterLite lacks the icons that change while Python is busy.
        self.icon = self.view.locator("link[rel*='icon']").first.get_attribute("href")

    def choose(self, menu, entry):
        whole = {"menu": re.compile(f"^{menu}$"), "entry": re.compile(f"^{entry}$")}
        self.view.locator(".lm-MenuBar-itemLabel", has_text=whole["menu"]).click()
        self.view.locator(".lm-Menu-itemLabel", has_text=whole["entry"]).click()

    def wait_until_idle(self):
        """Wait for the last cell; return the seconds since the click on the button."""
        running = self.view.locator(".jp-InputPrompt", has_text="[*]")
        deadline = time.monotonic() + SECONDS
        while running.count() and time.monotonic() < deadline:
            self.view.wait_for_timeout(500)
        if running.count():
            raise TimeoutError(f"cells are still running after {SECONDS} s")
        return time.monotonic() - self.start

    def failed_cells(self):
        """What the cells that failed say."""
        return self.view.locator(
            "[data-mime-type='application/vnd.jupyter.error']"
        ).all_inner_texts()

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc not in self.hosts:
            self.foreign.append(request.url)

    def _response(self, response):
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def _console(self, message):
        if message.type == "error":
            self.errors.append(message.text)
