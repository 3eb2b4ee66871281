"""Sphinx extension: the book says which version it is, what computed it, and how long that took.

The version is lasercore's, and stands at the foot of every page, with the commit where git knows
one. On the page about the book's state the directive ``{built-with}`` lists the packages that
computed the pages, and MyST-NB's ``{nb-exec-table}`` the run times, in the order of the chapters.
There are no dates, so that the same sources make the same pages.
"""

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from docutils import nodes
from markupsafe import escape
from myst_nb.ext.execution_tables import ExecutionStatsNode
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).resolve().parents[2]
GIT_SECONDS = 10

# The packages that the numbers, the figures and the pages come from, and what each is for.
PACKAGES = {
    "numpy": "arrays and linear algebra",
    "scipy": "equations, integrals, sparse matrices",
    "numba": "speed",
    "matplotlib": "figures",
    "ipywidgets": "sliders in JupyterLab",
    "anywidget": "the threshold explorer in JupyterLab",
    "jupyter-book": "the pages",
    "sphinx": "the pages",
    "myst-nb": "running the chapters",
    "sphinx-book-theme": "the look of the pages",
}

FOOTER = '<p class="book-version">{}</p>'


# --- What is known ---


def version():
    """Return the version of the book, which is that of lasercore."""
    import lasercore

    # (A folder of that name without the package's own file, as in tests, has no version.)
    return getattr(lasercore, "__version__", None) or version_of("lasercore")


def commit(root=ROOT):
    """Return the commit that the pages are built from, or an empty text where git knows none."""
    top = git(root, "rev-parse", "--show-toplevel")
    # An unpacked copy of the book may lie inside another project, whose commit says nothing.
    if not top or Path(top).resolve() != Path(root).resolve():
        return ""
    return git(
        root, "describe", "--always", "--abbrev=7", "--exclude=*", "--dirty= and later changes"
    )


def git(root, *arguments):
    """Return what git answers, or an empty text where there is no git or no answer."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            text=True,
            timeout=GIT_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def described(number, from_commit):
    """Return the version as readers see it.

    >>> described("0.1.0", "55f99f0")
    'Version 0.1.0 (55f99f0)'
    >>> described("0.1.0", "")
    'Version 0.1.0'
    """
    return f"Version {number} ({from_commit})" if from_commit else f"Version {number}"


def installed(name):
    try:
        return version_of(name)
    except PackageNotFoundError:
        return "not installed"


def rows():
    """Return what computed the pages: one (name, version, what for) each."""
    python = f"{platform.python_version()}, on {platform.system()} ({platform.machine()})"
    book = [
        ("lasercore", version(), "the physics, and this book"),
        ("Python", python, "the language"),
    ]
    return book + [(name, installed(name), purpose) for name, purpose in PACKAGES.items()]


# --- What the pages show ---


def note_versions(app, config):
    """Keep the versions among the settings: when they change, so do the pages that show them."""
    config.book_version = version()
    config.book_commit = commit()
    config.book_packages = rows()


def add_footer(app, pagename, templatename, context, doctree):
    """Put the version at the foot of a page, below the licences."""
    words = escape(described(app.config.book_version, app.config.book_commit))
    licences = context.get("theme_extra_footer") or ""
    context["theme_extra_footer"] = licences + FOOTER.format(words)


class BuiltWith(SphinxDirective):
    """A table of the packages that computed the pages."""

    def run(self):
        head = ("package", "version", "what for")
        body = [[paragraph(text) for text in known] for known in self.config.book_packages]
        return [table(head, body)]


class RunTimes(SphinxPostTransform):
    """Fill MyST-NB's table of run times: titles for file names, words for signs, and a sum.

    It runs just before MyST-NB's own transform, which would add the dates of the files.
    """

    default_priority = 7

    def run(self, **options):
        for node in list(self.document.findall(ExecutionStatsNode)):
            node.replace_self(run_times(self.env))


def run_times(env):
    pages = NbMetadataCollector.get_doc_data(env)
    known = {name: data["exec_data"] for name, data in pages.items() if data.get("exec_data")}
    body, total = [], 0.0
    for name in in_order(env):
        if name not in known:
            continue
        seconds = known[name]["runtime"] or 0.0
        outcome = "no error" if known[name]["succeeded"] else "failed"
        body.append([link(env, name), paragraph(f"{seconds:.1f}"), paragraph(outcome)])
        total += seconds
    body.append([paragraph("together"), paragraph(f"{total:.1f}"), paragraph("")])
    return table(("notebook", "run time in seconds", "result"), body)


def in_order(env):
    """Give the names of all pages in the order of the table of contents."""
    relations, name = env.collect_relations(), env.config.root_doc
    while name:
        yield name
        name = relations.get(name, (None, None, None))[2]


def link(env, name):
    """Return a paragraph that links to a page by its number and title."""
    number = env.toc_secnumbers.get(name, {}).get("")
    target = pending_xref(
        refdoc=env.docname, reftarget=f"/{name}", reftype="doc", refdomain="std",
        refexplicit=False, refwarn=True,
    )  # fmt: skip
    target += nodes.inline("", env.titles[name].astext())
    before = [nodes.Text(f"{'.'.join(map(str, number))}. ")] if number else []
    return nodes.paragraph("", "", *before, target)


def paragraph(text):
    return nodes.paragraph("", text)


def table(head, body):
    """Return a table of texts in the head and nodes in the body."""
    group = nodes.tgroup("", cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    group += nodes.thead("", row([paragraph(text) for text in head]))
    group += nodes.tbody("", *(row(cells) for cells in body))
    return nodes.table("", group, classes=["colwidths-auto"])


def row(cells):
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))


def setup(app):
    app.add_config_value("book_version", "", "html")
    app.add_config_value("book_commit", "", "html")
    app.add_config_value("book_packages", [], "env")
    app.add_directive("built-with", BuiltWith)
    app.add_post_transform(RunTimes)
    app.connect("config-inited", note_versions, priority=900)
    app.connect("html-page-context", add_footer, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
