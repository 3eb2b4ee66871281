"""Build the pages with the Sphinx of today, without Jupyter Book: ``make sphinx``.

Jupyter Book 1 keeps the book on Sphinx 7; this shows that the book could leave it. Its command
``jupyter-book config sphinx`` turns _config.yml into Sphinx's own settings; with these, and with
the newest releases of everything, Sphinx builds _build/sphinx/html from the results that `make
book` has stored. Any warning of Sphinx is an error.
"""

import re
import shutil
import sys
import tomllib

from build_book import CACHE
from installer import install
from project import BUILD, ROOT, run, say, stop
from steps import EXPLORER

FOLDER = BUILD / "sphinx"
# What the book's tools are without; what Jupyter Book brings of its own.
LEFT_OUT = re.compile(r"lasercore|jupyter-book|nbclient|pikepdf")
BROUGHT = (
    "sphinx-comments",
    "sphinx-external-toc",
    "sphinx-jupyterbook-latex",
    "sphinx-multitoc-numbering",
    "sphinx-thebe",
    "sphinx-togglebutton",
)
# Sphinx takes these from where its settings lie, not from where the pages do.
LISTS = ("bibtex_bibfiles", "html_extra_path", "html_static_path")
FILES = ("html_favicon", "html_logo", "html_search_scorer")
ADDED = """
import sys
from pathlib import Path
root, given = Path({root!r}), globals()
sys.path.insert(0, str(root / "book" / "extensions"))
extensions.remove("jupyter_book")
nb_execution_cache_path = {cache!r}
given.update({{name: [str(root / path) for path in given[name]] for name in {lists}}})
given.update({{name: str(root / given[name]) for name in {files}}})
"""


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    if not (CACHE.is_dir() and EXPLORER.folder.is_dir()):
        stop("The notebooks have not been executed yet: run `make book` first.")
    python = environment()
    write_settings()
    command = [python, "-m", "sphinx", "-n", "-W", "--keep-going", "-c", FOLDER]
    if run([*command, "-d", FOLDER / "doctrees", ".", FOLDER / "html"]) != 0:
        stop("The Sphinx of today finds fault with the book; its warnings are above.")
    say(f"\nBuilt without Jupyter Book: {FOLDER / 'html' / 'index.html'}")


def environment():
    """Make an environment with the newest releases; return its Python."""
    folder = FOLDER / "venv"
    if run([sys.executable, "-m", "venv", "--without-pip", folder]) != 0:
        stop("Python cannot make a virtual environment in _build/sphinx.")
    python = folder / sys.executable.removeprefix(sys.prefix).lstrip("/\\")
    if not install(python, "-e", ".[figures]", *newest(), *BROUGHT):
        stop("Installing the newest releases failed; the last lines above say why.")
    return python


def newest():
    """The book's tools without the versions that pyproject.toml chooses."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (re.match(r"[\w.-]+", one)[0] for one in project["optional-dependencies"]["book"])
    return [name for name in names if not LEFT_OUT.fullmatch(name)]


def write_settings():
    """Write Sphinx's conf.py, where Jupyter Book puts it: beside its settings."""
    shutil.copy2(ROOT / "_config.yml", FOLDER)
    jupyter_book = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    if run([*jupyter_book, "config", "sphinx", "--config", FOLDER / "_config.yml", "."]) != 0:
        stop("Jupyter Book cannot turn _config.yml into settings of Sphinx.")
    with (FOLDER / "conf.py").open("a", encoding="utf-8") as file:
        file.write(ADDED.format(root=str(ROOT), cache=str(CACHE), lists=LISTS, files=FILES))


if __name__ == "__main__":
    main()
