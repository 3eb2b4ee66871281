"""Open a chapter as a notebook in a browser, as its reader does: for tests and benchmarks."""

import re
import time
from urllib.parse import urlsplit

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
