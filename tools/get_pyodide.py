"""Get Pyodide for the tests of the notebooks in the browser: ``make pyodide``.

_build/pyodide gets Pyodide 0.27.7 and the packages that the book's notebooks load with it, some
50 MB from its public addresses; nothing else in this project asks for them. Each file is checked:
Pyodide's own against the sums below, its packages against those in its pyodide-lock.json.
"""

import hashlib
import json
import urllib.request

from lite_env import PYODIDE_PACKAGES, SETTINGS
from lite_visit import DOWNLOADED
from project import say, stop

OWN = "https://cdn.jsdelivr.net/npm/pyodide@0.27.7/"
LOCK = "pyodide-lock.json"
SUMS = {
    LOCK: "9c45b916001a750f4102fc287494f3eab215909c7535c626a20db80fd6333e2c",
    "pyodide.asm.js": "6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51",
    "pyodide.asm.wasm": "a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f",
    "pyodide.js": "b4cb23a53aba19c221659b9fb40a2f18281d685691dc06647fb0afd0681baf98",
    "pyodide.mjs": "04c052c815abb0bf2981fa38c2dfa58e3120ee5288c956df2b2a15e301782c5f",
    "python_stdlib.zip": "16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16",
}
SECONDS = 120


def main():
    get(OWN, SUMS)
    get(public(), packages())
    say(f"Pyodide is in {DOWNLOADED}.")


def get(address, sums):
    """Fetch the files that are not there already, as their sums say they must be."""
    DOWNLOADED.mkdir(parents=True, exist_ok=True)
    for name, wanted in sums.items():
        path = DOWNLOADED / name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == wanted:
            continue
        say(f"  {name}")
        with urllib.request.urlopen(address + name, timeout=SECONDS) as answer:
            content = answer.read()
        if hashlib.sha256(content).hexdigest() != wanted:
            stop(f"{address}{name} is not the file that is expected: its SHA-256 is another.")
        path.write_bytes(content)


def public():
    """The folder that readers' browsers take Pyodide from."""
    settings = json.loads((SETTINGS / "jupyter-lite.json").read_text(encoding="utf-8"))
    (kernel,) = settings["jupyter-config-data"]["litePluginSettings"].values()
    return kernel["pyodideUrl"].removesuffix("pyodide.js")


def packages():
    """The files of the packages that notebooks load, and of what these need, with their sums."""
    known = json.loads((DOWNLOADED / LOCK).read_text(encoding="utf-8"))["packages"]
    wanted, found = list(PYODIDE_PACKAGES), {}
    while wanted:
        package = known[wanted.pop().lower().replace("_", "-")]
        if package["file_name"] not in found:
            found[package["file_name"]] = package["sha256"]
            wanted += package["depends"]
    return found


if __name__ == "__main__":
    main()
