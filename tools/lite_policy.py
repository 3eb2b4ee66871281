"""The content-security policy of the pages that run notebooks (JupyterLite): as strict as works.

A page that runs what its reader writes cannot forbid that. It still loads nothing from elsewhere:
Python runs in a worker, which is a file of the site, so even Pyodide's public address is none of
the page's business (a worker has a policy of its own: that of the host that sends its file).
"""

import base64
import hashlib

from project import ROOT

# Scripts in outputs of the chapters: the notebook puts them into the page as they are.
IN_OUTPUTS = ("filmstrip.js",)

POLICY = {
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


def policy():
    """Return the policy as one text, without the hashes of a page's own inline scripts."""
    scripts = (ROOT / "book" / "nanobook" / "live" / "static" / name for name in IN_OUTPUTS)
    allowed = [POLICY["script-src"], *(hashed(path.read_text("utf-8")) for path in scripts)]
    return written({**POLICY, "script-src": " ".join(allowed)})


def hashed(script):
    """Return an inline script as a policy names it."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def written(directives):
    """Return directives as one text."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())
