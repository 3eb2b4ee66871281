"""The chapters as notebooks for the browser: text that any notebook shows, and a first word.

The code stays as it is: JupyterLite's kernel has lasercore from the start.
"""

import json

import nbformat
from lite_text import TextError, plain_markdown
from project import CHAPTERS, stop

KERNEL = {"display_name": "Python (in your browser)", "language": "python", "name": "python"}

WELCOME = """\
**This notebook runs in your browser.** Python is fetched from its public distribution, Pyodide;
what you write and change is sent nowhere and kept in this browser only. As soon as *Python
(Pyodide)* stands at the top right, choose *Run → Run All Cells*. The first cell waits until Python
is there, some ten to twenty seconds.

There is no compiler (numba) here. The long samples of chance events (`gillespie`) that the chapter
shows therefore come with the page: they were drawn when it was built, by the same call with the
same seed. If you change an argument of such a call, it is sampled anew, which takes about a hundred
times longer than elsewhere: ask for fewer events. There is no scikit-fem, gmsh or QuTiP for
cross-checks either{binder}.
"""
ELSEWHERE = ": everything is {where}"


def write_notebooks(target, labels, binder=None):
    """Write every chapter to a folder; `binder(name)` gives its address on Binder."""
    sources = sorted(CHAPTERS.glob("*.ipynb"))
    labels.notebooks = {source.stem for source in sources}
    target.mkdir(parents=True, exist_ok=True)
    for source in sources:
        notebook = json.loads(source.read_text(encoding="utf-8"))
        try:
            converted = browser_copy(notebook, labels, binder and binder(source.stem))
        except TextError as problem:
            stop(f"{source.name} cannot be shown outside the book: {problem}")
        nbformat.validate(converted)
        nbformat.write(nbformat.from_dict(converted), target / source.name)
    return [source.name for source in sources]


def browser_copy(notebook, labels, binder=None):
    """Return a chapter's notebook as it opens in the browser."""
    cells = [text_cell("in-the-browser", welcome(binder))]
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            source = plain_markdown("".join(cell["source"]), labels)
            cells.append(text_cell(cell["id"], source))
            continue
        if cell["cell_type"] == "code":
            cell = {**cell, "outputs": [], "execution_count": None}
        cells.append(cell)
        if caption := figure_caption(cell, labels):
            cells.append(text_cell(f"{cell['id']}-caption", caption))
    metadata = {**notebook["metadata"], "kernelspec": KERNEL}
    return {**notebook, "cells": cells, "metadata": metadata}


def welcome(binder):
    where = f"[on Binder]({binder})" if binder else "on Binder and on your own computer"
    return WELCOME.format(binder=ELSEWHERE.format(where=where))


def figure_caption(cell, labels):
    """The caption that the book sets below the figure of a cell, with its number."""
    figure = cell["metadata"].get("mystnb", {}).get("figure", {})
    if "caption" not in figure:
        return ""
    number = labels.shown(figure["name"]) if "name" in figure else "Fig."
    return f"**{number}** {plain_markdown(figure['caption'], labels)}"


def text_cell(name, source):
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}
