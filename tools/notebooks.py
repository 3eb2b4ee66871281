"""Format, execute and strip the chapters: ``make notebooks``.

A chapter's notebook is its only source. It is kept with the text output of its checked cells
(those that say ``# NBVAL_CHECK_OUTPUT``) and no other output, so that a change reads well in a
diff. ``--check`` changes nothing and fails where a notebook is not in that form.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from project import CHAPTERS, plain, say, stop

CHECKED = "NBVAL_CHECK_OUTPUT"
LINE_LENGTH = 88
LONGEST_ID = 16

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# What editors write into the metadata of notebooks and cells, and which tells a reader nothing.
VOLATILE = {
    "ExecuteTime", "collapsed", "colab", "execution", "jupyter", "scrolled", "signature",
    "toc-autonumbering", "trusted", "vscode", "widgets",
}  # fmt: skip


class NotebookError(ValueError):
    """A notebook that cannot be brought into the form it is kept in."""


def main():
    options = argparse.ArgumentParser(description="Format, execute and strip the chapters.")
    options.add_argument("--check", action="store_true", help="change nothing, only report")
    options.add_argument("--no-run", action="store_true", help="format and strip only")
    options.add_argument("files", nargs="*", type=Path, help="notebooks (default: all chapters)")
    given = options.parse_args()
    files = given.files or sorted(CHAPTERS.glob("*.ipynb"))
    if given.check:
        found = [problem for file in files for problem in problems(file)]
        if found:
            stop("\n".join(found))
        return
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ["LASERCORE_PROGRESS"] = "0"  # no line that is overwritten and erased
    failed = [file.name for file in files if not update(file, run=not given.no_run)]
    if failed:
        stop(f"Left as they were: {', '.join(failed)}.")


def update(file, run):
    """Bring one file into its form and return whether that worked."""
    start = time.perf_counter()
    before = file.read_text(encoding="utf-8")
    try:
        notebook = formatted(nbformat.reads(before, as_version=4))
        if run:
            execute(notebook, file.parent)
        after = written(stripped(notebook))
    except Exception as problem:
        # The text of a failed cell holds its traceback.
        say(f"{file.name}: {plain(str(problem))}")
        return False
    if after != before:
        file.write_text(after, encoding="utf-8", newline="\n")
    change = "unchanged" if after == before else "rewritten"
    say(f"{file.name}: {change} ({time.perf_counter() - start:.1f} s)")
    return True


def problems(file):
    """Return what is wrong with the form of a notebook, one sentence each."""
    before = file.read_text(encoding="utf-8")
    try:
        notebook = nbformat.reads(before, as_version=4)
        after = written(stripped(formatted(notebook)))
    except NotebookError as problem:
        return [f"{file.name}: {problem}"]
    if after == before:
        return []
    reasons = differences(json.loads(before), json.loads(after)) or ["its layout differs"]
    return [f"{file.name}: {reason} (`make notebooks` puts it right)" for reason in reasons]


def differences(before, after):
    """Return in words where the cells or the metadata of two notebooks differ."""
    found = []
    names = {"source": "is not formatted", "outputs": "holds output that is not kept"}
    for number, (old, new) in enumerate(zip(before["cells"], after["cells"], strict=True), 1):
        for key in sorted(set(old) | set(new)):
            if old.get(key) != new.get(key):
                found.append(f"cell {number} {names.get(key, f'has an untidy {key!r}')}")
    if before["metadata"] != after["metadata"]:
        found.append("the notebook's metadata is not tidy")
    return found


def formatted(notebook):
    """Return the notebook with its code formatted by ruff, which keeps a final semicolon."""
    if not any(cell.cell_type == "code" for cell in notebook.cells):
        return notebook
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--target-version", "py311"]
    command += ["--line-length", str(LINE_LENGTH), "--stdin-filename", "chapter.ipynb", "-"]
    done = subprocess.run(
        command, input=nbformat.writes(notebook), capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode != 0:
        raise NotebookError(f"ruff cannot format it: {done.stderr.strip()}")
    for cell, new in zip(notebook.cells, json.loads(done.stdout)["cells"], strict=True):
        cell.source = "".join(new["source"])
    return notebook


def execute(notebook, folder):
    """Run all cells in the chapters' folder, as the book does."""
    from nbclient import NotebookClient

    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(
        notebook, kernel_name="python3", timeout=300, resources=resources, coalesce_streams=True
    ).execute()


def stripped(notebook):
    """Return the notebook without what is not kept."""
    kept = {key: value for key, value in notebook.metadata.items() if key not in VOLATILE}
    notebook.metadata = nbformat.from_dict({**kept, **KERNEL})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    taken = set()
    for number, cell in enumerate(notebook.cells, 1):
        for key in VOLATILE.intersection(cell.metadata):
            del cell.metadata[key]
        cell["id"] = short_id(cell, taken)
        if cell.cell_type == "code":
            cell.outputs = kept_outputs(cell, number)
            # nbval takes a cell with output but without a count for one that was never run.
            cell.execution_count = 1 if cell.outputs else None
    return notebook


def short_id(cell, taken):
    """Return the cell's id; where it is missing, long or taken, one made from its text."""
    name = cell.get("id", "")
    if not name or len(name) > LONGEST_ID or name in taken:
        digest = hashlib.sha256(cell.source.encode()).hexdigest()
        candidates = (f"{digest[:8]}{suffix}" for suffix in ["", *range(1000)])
        name = next(candidate for candidate in candidates if candidate not in taken)
    taken.add(name)
    return name


def kept_outputs(cell, number):
    """Return the text outputs of a checked cell, and of any other cell none."""
    if CHECKED not in cell.source:
        return []
    kept = []
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stdout":
            kept.append(output)
        elif output.output_type in ("execute_result", "display_data"):
            if set(output.data) != {"text/plain"}:
                raise NotebookError(
                    f"cell {number} is checked ({CHECKED}) but shows {sorted(output.data)}; "
                    "a checked cell shows text only: move the figure or widget to another cell"
                )
            output.metadata = nbformat.from_dict({})
            if output.output_type == "execute_result":
                output.execution_count = 1
            kept.append(output)
    return kept


def written(notebook):
    """Return the text of the file."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook).rstrip("\n") + "\n"


if __name__ == "__main__":
    main()
