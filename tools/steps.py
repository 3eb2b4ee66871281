"""What ``make`` builds, step by step, and what each step is made from.

A step is done again only when its inputs have changed since. What it was made from is noted in
``made-from.json`` in the folder that it fills, so that whoever removes the folder starts anew.

No syntax newer than Python 3.6: ``setup_env.py`` imports this with whatever Python there is.
"""

import json
from collections import namedtuple

from project import BUILD, HTML, ROOT, VENV, digest

LITE_VENV = ROOT / ".venv-lite"

# `inputs` are files and folders, or a function that returns them.
Step = namedtuple("Step", ["name", "inputs", "folder"])


def _imported_by(module):
    def files():
        import imports  # not above: it needs a newer Python

        return imports.files(module)

    return files


PYTHON = Step("Python", (), VENV)
PACKAGES = Step("packages", ("requirements.txt", "constraints.txt", "pyproject.toml"), VENV)
EXPLORER = Step("explorer's tables", _imported_by("nanobook.explorer.tables"), BUILD / "explorer")
# All pages; what a chapter's results depend on besides is known to `imports.chapter_files`.
PAGES = Step(
    "pages",
    ("_config.yml", "_toc.yml", "book/extensions", "book/static", "book/references.bib",
     "book/search_scorer.js", "constraints.txt", "tools/build_book.py",
     "tools/execute.py"),
    BUILD,
)  # fmt: skip
LITE_ENVIRONMENT = Step(
    "environment", ("book/lite/requirements.txt", "book/lite/extensions.txt", "constraints.txt"),
    LITE_VENV,
)  # fmt: skip
LITE = Step(
    "notebooks",
    ("chapters", "book/lite", "book/extensions/open_in.py", "book/references.bib",
     "constraints.txt", "_config.yml", "_toc.yml", "tools/build_lite.py", "tools/lite_env.py",
     "tools/lite_labels.py", "tools/lite_notebooks.py", "tools/lite_text.py"),
    HTML / "lite",
)  # fmt: skip
WHEELS = Step(
    "packages",
    ("lasercore", "book/nanobook", "pyproject.toml", "README.md", "_build/samples",
     "constraints.txt", "tools/build_lite.py", "tools/lite_env.py"),
    HTML / "lite",
)  # fmt: skip


def is_current(step, *also):
    """Whether a step was done with the present inputs, and with what else is named."""
    return noted(step).get(step.name) == made_from(step, *also)


def made_from(step, *also):
    """A step's inputs as a short text."""
    names = step.inputs() if callable(step.inputs) else step.inputs
    return " ".join([digest(*names), *(str(part) for part in also)])


def note(step, *also):
    """Note that a step is done."""
    _write(step, dict(noted(step), **{step.name: made_from(step, *also)}))


def forget(step):
    """Let a step count as not done, until it is: an interruption must not pass for success."""
    left = noted(step)
    if left.pop(step.name, None):
        _write(step, left)


def noted(step):
    """What is noted in a step's folder: of each step that fills it, what it was made from."""
    return json.loads(_record(step).read_text()) if _record(step).is_file() else {}


def _record(step):
    return step.folder / "made-from.json"


def _write(step, content):
    step.folder.mkdir(parents=True, exist_ok=True)
    _record(step).write_text(json.dumps(content, indent=1, sort_keys=True))
