"""Sphinx extension: the finished book asks nobody else for anything.

Jupyter Book's pages load MathJax and the scripts of live widgets from public servers. This
extension serves MathJax from the book itself and removes what the pages do not use, so that the
book works offline and tells no third party who reads it. It also mends two faults of the pages
that a style sheet cannot, and takes the scripts out of attributes, where a strict content-security
policy (tools/site_policy.py) would forbid them.
"""

import json
import re
from importlib.util import find_spec
from pathlib import Path

from docutils import nodes
from sphinx.util.fileutil import copy_asset_file

# Where MathJax goes below the built book's _static folder. (In the source's own _static folder,
# Jupyter Book would put each of its scripts on every page.)
MATHJAX = "mathjax"

# What the pages load of MathJax: at once, for the TeX commands they use, and from its menu
# (zoom and copy are in the first; speech for screen readers, which reads MathML, and drawing as
# SVG are not).
MATHJAX_FILES = (
    "tex-chtml.js",
    "output/chtml/fonts/woff-v2/*.woff",
    "input/tex/extensions/*.js",
    "input/mml.js",
    "a11y/*.js",
    "sre/mathmaps/*",
    "output/svg.js",
    "output/svg/fonts/tex.js",
)

# Whoever passes MathJax on passes its licence on.
LICENCE = Path(__file__).parents[1] / "licences" / "Apache-2.0.txt"

MATHJAX_NOTICE = """\
MathJax 3.2.2, copyright The MathJax Consortium (www.mathjax.org).
Licensed under the Apache License, Version 2.0: see LICENSE.txt beside this file.
The files are unchanged.
"""

# Live code by Thebe is off (it would need a public server), so are its scripts.
UNUSED_SCRIPTS = ("sphinx-thebe.js", "THEBE_JS_URL", "application/vnd.jupyter.widget-state+json")

# The theme writes what its buttons do into their attributes; book/static/actions.js does the same.
ACTIONS_SCRIPT = "actions.js"
ACTIONS = {
    'onclick="window.print()"': 'data-action="print"',
    'onclick="toggleFullScreen()"': 'data-action="full-screen"',
}
# The side bar unfolds the pages below one with a sign that says nothing to a screen reader.
FOLD = '<summary><span class="toctree-toggle"'
NAMED_FOLD = FOLD.replace("<summary>", '<summary aria-label="Pages below this one">')
BUTTON = re.compile(r"<button (onclick=\"[^\"]*\")")

REPEATED_ID = re.compile(r'<section id="(?:exercise|solution|proof)-content"')


def use_own_mathjax(app, config):
    """Make the pages load MathJax from the book."""
    config.mathjax_path = f"{MATHJAX}/tex-chtml.js"


def copy_mathjax(app, exception):
    """Copy the parts of MathJax that pages load into the built book."""
    if exception is not None or app.builder.format != "html":
        return
    source = mathjax_source()
    target = Path(app.outdir) / "_static" / MATHJAX
    for pattern in MATHJAX_FILES:
        files = sorted(source.glob(pattern))
        if not files:
            raise FileNotFoundError(f"sphinx-mathjax-offline holds no {pattern}")
        for file in files:
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy_asset_file(str(file), str(copy))
    (target / "NOTICE.txt").write_text(MATHJAX_NOTICE, encoding="utf-8")
    copy_asset_file(str(LICENCE), str(target / "LICENSE.txt"))


def mathjax_source():
    """Return the folder of MathJax inside the installed package that carries it."""
    spec = find_spec("sphinx-mathjax-offline")
    if spec is None:
        raise ModuleNotFoundError("MathJax is missing: pip install sphinx-mathjax-offline")
    return Path(spec.origin).parent / "static" / "mathjax"


def clean_scripts(app, pagename, templatename, context, doctree):
    """Take unused and repeated scripts off a page.

    MyST-NB adds the state of live widgets, which nothing on the page reads, and Sphinx puts an
    inline script that two extensions register on the page twice ("already been declared").
    """
    kept, seen = [], set()
    for script in context.get("script_files", []):
        text = describe(script)
        if text not in seen and not any(unused in text for unused in UNUSED_SCRIPTS):
            kept.append(script)
        seen.add(text)
    context["script_files"] = kept


def mend_html(app, pagename, templatename, context, doctree):
    """Mend what other extensions write into a page, in the eyes of accessibility checkers.

    docutils calls the references a list, but they are no list items (aria-required-children);
    without the role, they are read as the paragraphs they are. All exercises of a page get the
    same identifier from sphinx-exercise; nothing refers to it.
    """
    body = context.get("body") or ""
    body = body.replace('<div role="list" class="citation-list">', '<div class="citation-list">')
    context["body"] = REPEATED_ID.sub("<section", body)


def move_actions(app, exception):
    """Mend the buttons of all pages, once the theme has written them."""
    if exception is not None or app.builder.format != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        moved = without_handlers(html).replace(FOLD, NAMED_FOLD)
        if moved != html:
            path.write_text(moved, encoding="utf-8")


def without_handlers(html):
    """Return a page whose buttons name what they do, where actions.js knows it."""
    return BUTTON.sub(lambda found: f"<button {ACTIONS.get(found[1], found[1])}", html)


def remove_thebe(app, doctree, docname):
    """Take the settings of live code by Thebe, which name a public server, out of a page."""
    for node in list(doctree.findall(nodes.raw)):
        if "x-thebe-config" in node.rawsource + node.astext() or "kernelName =" in node.astext():
            node.parent.remove(node)


def describe(script):
    """Return a script's file name and attributes as one text that identifies it."""
    attributes = getattr(script, "attributes", {})
    # The file name of an inline script is sometimes None and sometimes empty.
    return f"{getattr(script, 'filename', script) or ''} {json.dumps(attributes, sort_keys=True)}"


def setup(app):
    # All late: they see what the other extensions have set and added.
    app.connect("config-inited", use_own_mathjax, priority=900)
    app.connect("doctree-resolved", remove_thebe, priority=900)
    app.connect("html-page-context", clean_scripts, priority=900)
    app.connect("html-page-context", mend_html, priority=900)
    app.connect("build-finished", copy_mathjax)
    app.connect("build-finished", move_actions)
    app.add_js_file(ACTIONS_SCRIPT, loading_method="defer")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
