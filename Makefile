# Everything needs python3 (3.11 or newer) and make; the rest is set up in .venv by itself.
# The work is done by the small scripts in tools/, which also run without make (see README.md).

PYTHON ?= python3
VENV_PYTHON = .venv/bin/python

# What is installed is compiled when it is first imported: without byte code, by every process anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup book draft site pdf test test-browser test-notebooks fuzz serve lab notebooks check \
	package versions sphinx pyodide bench mutants lock clean

help:  ## show this list
	@echo "make book   build the book, then open _build/html/index.html"
	@echo "make test   build the book and check everything in it"
	@echo
	@sed -n 's/^\([a-z-]*\):.*  ## /\1|/p' $(MAKEFILE_LIST) | \
		awk -F'|' '{ printf "  %-15s %s\n", $$1, $$2 }'

setup:  ## set up .venv (the other commands do this by themselves)
	@command -v $(PYTHON) >/dev/null || \
		{ echo "This needs Python 3.11 or newer; on Debian or Ubuntu: apt-get install python3"; exit 1; }
	@$(PYTHON) tools/setup_env.py

book: setup  ## build the book in _build/html; any warning or failed cell is an error
	@$(VENV_PYTHON) tools/build_book.py

draft: setup  ## build the pages that exist, only showing warnings (for authors)
	@$(VENV_PYTHON) tools/build_book.py --draft

site: book  ## make _build/site, the folder to publish
	@$(VENV_PYTHON) tools/build_site.py

pdf: book  ## print the whole book to _build/book.pdf
	@$(VENV_PYTHON) tools/print_book.py

test: book  ## build the book, then run every test
	@$(VENV_PYTHON) tools/run_tests.py

test-browser: book  ## only the tests of the built pages in a browser
	@$(VENV_PYTHON) -m pytest tests/pages/browser

test-notebooks: setup  ## execute the chapters once more and compare what their checked cells print
	@$(VENV_PYTHON) -m pytest chapters

fuzz: setup  ## call all of lasercore with 20 000 hostile arguments
	@FUZZ_CALLS=$${FUZZ_CALLS:-20000} $(VENV_PYTHON) -m pytest tests/fuzz

serve: book  ## show the book at http://localhost:8000
	@$(VENV_PYTHON) tools/server.py

lab: setup  ## open the chapters in JupyterLab
	@$(VENV_PYTHON) -m jupyterlab chapters

notebooks: setup  ## format, execute and strip all chapters
	@$(VENV_PYTHON) tools/notebooks.py

check: setup  ## check the style of code and notebooks, and the types
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .
	@$(VENV_PYTHON) -m mypy
	@$(VENV_PYTHON) tools/notebooks.py --check

package: setup  ## make what pip installs in _build/dist, and check it
	@$(VENV_PYTHON) tools/build_package.py

versions: package  ## test it with the oldest and newest NumPy, SciPy and Matplotlib (VERSIONS=--help)
	@$(VENV_PYTHON) tools/try_versions.py $(VERSIONS)

sphinx: book  ## build the pages with the newest Sphinx and without Jupyter Book
	@$(VENV_PYTHON) tools/build_sphinx.py

pyodide: setup  ## get Pyodide, with which the notebooks in the browser are tested (50 MB)
	@$(VENV_PYTHON) tools/get_pyodide.py

bench: setup  ## run the benchmarks
	@$(VENV_PYTHON) tools/run_benchmarks.py

mutants: setup  ## break formulas on purpose, and list what no test notices
	@$(VENV_PYTHON) tools/mutants.py $(MUTANTS)

lock:  ## write constraints.txt anew (with the oldest Python: make lock PYTHON=python3.11)
	@$(PYTHON) tools/lock.py

clean:  ## remove everything that was built, and the environment
	rm -rf _build .venv .venv-lite .pytest_cache .ruff_cache .mypy_cache .hypothesis lasercore.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
