"""Every chapter as a notebook in the browser, offline: the first figure and the last cell.

Bars, from the click on the button: 25 s to the first figure, 120 s to the last cell. Wants the
built book and a Pyodide in $PYODIDE_DIR.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from browser import open_browser
from lite_visit import (
    EXPLORER,
    FIGURE,
    NO_PYODIDE,
    Notebook,
    pyodide_folder,
    serve_with_pyodide,
)
from project import HTML

# The solutions have no figure: there it is the first thing that is printed.
FIRST = {"solutions": ".jp-OutputArea-output"}

if __name__ == "__main__":
    if pyodide_folder() is None:
        sys.exit(print(NO_PYODIDE))
    chapters = sys.argv[1:] or [
        path.stem for path in sorted((HTML / "lite" / "files").glob("*.ipynb"))
    ]
    print("chapter                     first figure   last cell   failed cells   load")
    with serve_with_pyodide() as addresses, open_browser() as browser:
        for chapter in chapters:
            first = FIRST.get(chapter, f"{FIGURE}, {EXPLORER}")
            notebook = Notebook(browser, addresses, chapter, first)
            last = notebook.wait_until_idle()
            failed = len(notebook.failed_cells()) + len(notebook.errors)
            print(
                f"{chapter:<28}{notebook.seconds:10.1f} s{last:10.1f} s{failed:15}"
                f"{os.getloadavg()[0]:7.1f}",
                flush=True,
            )
            notebook.context.close()
