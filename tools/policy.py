"""The content-security policies of the site: what a browser may load and run on a page.

A static host sends no headers of ours, so each page carries its policy as a <meta> element. It
allows the files of the site and, by their hashes, the inline scripts of exactly that page. So
text that gets into a page by mistake runs nothing, and no page asks another host for anything.

The pages that run notebooks (JupyterLite) are as strict as works: a page that runs what its reader
writes cannot forbid that. It still loads nothing from elsewhere: Python runs in a worker, which is
a file of the site, so even Pyodide's public address is none of the page's business (a worker has a
policy of its own: that of the host that sends its file).
"""

import base64
import hashlib

from project import ROOT
from site_pages import Page

PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    # MathJax writes style sheets and style attributes while it sets formulas, Font Awesome one
    # more; widgets bring theirs, docutils writes widths. Hashes cannot allow attributes.
    "style-src": "'self' 'unsafe-inline'",
    # Figures are part of the pages, and so are the theme's small icons.
    "img-src": "'self' data:",
    "font-src": "'self'",
    # The search reads the pages that it found, MathJax's explorer its words.
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}


def hashes(html):
    """Return the inline scripts of a page as a policy names them, each once."""
    return [hashed(script) for script in dict.fromkeys(Page(html).scripts)]


def page_policy(html):
    """Return the policy of a page of the book."""
    return written({**PAGE, "script-src": " ".join([PAGE["script-src"], *hashes(html)])})


# Scripts in outputs of the chapters: the notebook puts them into the page as they are.
IN_OUTPUTS = ("filmstrip.js",)

NOTEBOOK = {
    "default-src": "'none'",
    # JupyterLab compiles the schemas of its settings (unsafe-eval) and does not start without;
    # anywidget gives its modules to the browser as blobs.
    "script-src": "'self' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",  # everything in JupyterLab is placed by style attributes
    "img-src": "'self' data: blob:",  # figures are data, the pictures of live widgets blobs
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}


def notebook_policy(html):
    """Return the policy of a page that runs notebooks, with that page's scripts."""
    outputs = (ROOT / "book" / "nanobook" / "live" / "static" / name for name in IN_OUTPUTS)
    allowed = [hashed(path.read_text(encoding="utf-8")) for path in outputs]
    script = " ".join([NOTEBOOK["script-src"], *allowed, *hashes(html)])
    return written({**NOTEBOOK, "script-src": script})


def hashed(script):
    """Return an inline script as a policy names it."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def written(directives):
    """Return directives as one text."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())
