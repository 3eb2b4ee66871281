"""Build the notebooks that run in the reader's browser: ``python tools/build_lite.py``.

A JupyterLite site in _build/html/lite holds every chapter, lasercore as a wheel, and the packages
beside it. Python itself (Pyodide) is not part of it: the page takes it from the address in
book/lite/jupyter-lite.json, or from the one given with ``--pyodide``. The book is built first:
the numbers of its equations and figures appear in the notebooks.
"""

import argparse
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

import pages
import steps
from lite_env import (
    PYODIDE_PACKAGES,
    SAMPLES_PACKAGE,
    SETTINGS,
    WORK,
    jupyter_lite,
    set_up,
    wheels,
)
from lite_labels import Labels
from lite_notebooks import write_notebooks
from project import HTML, ROOT, say, stop

sys.path.insert(0, str(ROOT / "book" / "extensions"))
import open_in

LITE = HTML / open_in.LITE_FOLDER
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# The kernel's script asks for wheels from where it lies itself, four folders below the site.
FROM_KERNEL = "../../../../"
TITLE = "When does a nanolaser lase? Notebooks in your browser"
# The icons' font for browsers that are older than WebAssembly.
UNUSED = ("build/fa-*.eot", "build/fa-*.svg", "build/fa-*.ttf")
NO_SAMPLES = (
    "No samples are stored in _build/samples (make book writes them while it runs the chapters):"
    " in the browser, cells that sample will take many minutes."
)


def main():
    options = argparse.ArgumentParser(description="Build the notebooks for the browser.")
    options.add_argument("--pyodide", help="another address of pyodide.js (default: the public)")
    make(options.parse_args().pyodide)


def make(pyodide=None, prepared=None):
    """Build the site, and put the packages into it, as far as they are not there already.

    `prepared` gives what `prepare` returns, where that has been called before.
    """
    if not pages.is_built():
        stop(pages.NOT_BUILT)
    if is_current(pyodide):
        say("The notebooks for the browser are up to date.")
        return
    found = (prepared or prepare)()
    if not steps.is_current(steps.LITE, *told(pyodide)):
        build(pyodide)
        steps.note(steps.LITE, *told(pyodide))
    put_packages(found)
    problems = faults(LITE)
    if problems:
        stop("The notebooks for the browser are not complete:\n" + "\n".join(problems))
    steps.note(steps.WHEELS)
    files = [path for path in LITE.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    say(f"The notebooks for the browser are in {LITE}: {len(files)} files, {size:.1f} MB.")


def is_current(pyodide=None):
    """Whether nothing is left to do."""
    return steps.is_current(steps.LITE, *told(pyodide)) and steps.is_current(steps.WHEELS)


def told(pyodide):
    """What the site depends on besides files."""
    return pyodide or "", open_in.repository() or ""


def prepare():
    """Do what needs no pages, so that it may be done beside them: return all wheels."""
    set_up()
    return wheels()


def build(pyodide=None):
    """Make the site from the chapters and the settings."""
    folder, contents = WORK / "site", WORK / "contents"
    # Not yet beside the pages: JupyterLite gives an old date to all that lies beside its site, and
    # the next build would take the pages for outdated.
    made = WORK / "made" / LITE.name
    for old in (folder, contents, made.parent, LITE):
        shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True)
    labels = Labels(HTML, ROOT / "book" / "references.bib")
    write_notebooks(contents, labels, open_in.binder_address if open_in.repository() else None)
    shutil.copy2(SETTINGS / "overrides.json", folder)
    settings = json.loads((SETTINGS / "jupyter-lite.json").read_text())
    if pyodide:
        kernel_settings(settings)["pyodideUrl"] = pyodide
    (folder / "jupyter-lite.json").write_text(json.dumps(settings, indent=2))
    status, said = jupyter_lite(
        folder, "build", "--lite-dir", folder, "--contents", contents, "--output-dir", made,
        "--apps", "notebooks", "--apps", "tree", "--no-sourcemaps", "--no-unused-shared-packages",
    )  # fmt: skip
    if status != 0:
        stop(f"JupyterLite could not build its site:\n{said[-3000:]}")
    shutil.move(made, LITE)
    drop_unused(LITE)
    for page in LITE.glob("*/index.html"):
        page.write_text(dressed(page.read_text(encoding="utf-8")), encoding="utf-8")


def put_packages(found):
    """Put the wheels that each notebook starts with into the site, and name them there."""
    if not any(wheel.name.startswith(SAMPLES_PACKAGE) for wheel in found):
        say(NO_SAMPLES)
    shutil.rmtree(LITE / "static" / "wheels", ignore_errors=True)
    own = addresses(found)
    for wheel, address in zip(found, own, strict=True):
        (LITE / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(wheel, LITE / address)
    path = LITE / "jupyter-lite.json"
    settings = json.loads(path.read_text())
    packages = [*PYODIDE_PACKAGES, *(FROM_KERNEL + address for address in own)]
    kernel_settings(settings)["loadPyodideOptions"] = {"packages": packages}
    path.write_text(json.dumps(settings, indent=2))


def kernel_settings(settings):
    """What JupyterLite's settings say of the kernel."""
    return settings["jupyter-config-data"]["litePluginSettings"][KERNEL]


def drop_unused(site):
    """Remove files that no browser asks for which runs Python."""
    for pattern in UNUSED:
        for path in site.glob(pattern):
            path.unlink()


def addresses(found):
    """Return where each wheel lies in the site, in a folder that is named by their contents.

    A browser that remembers old ones so asks anew.
    """
    total = hashlib.sha256()
    for wheel in found:
        total.update(wheel.read_bytes())
    return [f"static/wheels/{total.hexdigest()[:12]}/{wheel.name}" for wheel in found]


def dressed(html):
    """Return a page of JupyterLite with the book's name, a language, and an icon of its own.

    Without the last, browsers ask the host's root for one.
    """
    html = html.replace("<html>", '<html lang="en">', 1)
    icon = '<link rel="icon" type="image/x-icon" href="../notebooks/favicon.ico" />'
    return re.sub(r"<title>.*?</title>", f"<title>{TITLE}</title>\n    {icon}", html, count=1)


def faults(site):
    """Return what is missing in a built site, one sentence each."""
    found = []
    for app in ("notebooks", "tree"):
        if not (site / app / "index.html").is_file():
            found.append(f"JupyterLite made no {app}/index.html.")
    for source in sorted((ROOT / "chapters").glob("*.ipynb")):
        if not (site / "files" / source.name).is_file():
            found.append(f"{source.name} is missing.")
    settings = json.loads((site / "jupyter-lite.json").read_text())
    loaded = kernel_settings(settings).get("loadPyodideOptions", {})
    for package in loaded.get("packages", ["/lasercore"]):
        if "/" in package and not (site / package.removeprefix(FROM_KERNEL)).is_file():
            found.append(f"{Path(package).name} is missing.")
    extensions = settings["jupyter-config-data"]["federated_extensions"]
    names = {extension["name"] for extension in extensions}
    for wanted in ("@jupyter-widgets/jupyterlab-manager", "anywidget"):
        if wanted not in names:
            found.append(f"The extension {wanted} is missing.")
    return found


if __name__ == "__main__":
    main()
