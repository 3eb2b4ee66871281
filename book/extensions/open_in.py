"""Sphinx extension: every chapter opens as a notebook, in the reader's browser or on Binder.

A chapter that is a notebook gets two links below its title. The addresses are here and nowhere
else: the folder of the JupyterLite site beside the pages (tools/build_lite.py makes it), Binder's,
and that of the repository, which a workflow that publishes the book knows by itself.
"""

import os
import re
from urllib.parse import quote

from markupsafe import escape

# Below the root of the built book.
LITE_FOLDER = "lite"
BINDER = "https://mybinder.org/v2/gh"
# "owner/name" of the public repository; empty while there is none. The variables go before it:
# the first is the reader's own choice, the second is set where GitHub builds the book.
REPOSITORY = ""
VARIABLES = ("BOOK_REPOSITORY", "GITHUB_REPOSITORY")
BRANCH = "HEAD"

TITLE = re.compile(r"</h1>")
LINKS = """</h1>
<p class="open-in" role="group" aria-label="Open this chapter as a notebook">{links}</p>"""
LINK = '<a class="open-in-{kind}" href="{address}" title="{title}">{text}</a>'
IN_BROWSER = "Run this chapter here, without installing anything; needs some 45 MB once"
ON_BINDER = "Run this chapter on mybinder.org, a public server; starting takes some minutes"


def repository():
    """Return the repository as "owner/name", or None while there is no public one."""
    named = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), REPOSITORY)
    if named and not re.fullmatch(r"[\w.-]+/[\w.-]+", named):
        raise ValueError(f"the repository must be given as owner/name, got {named!r}")
    return named or None


def lite_address(name, root=""):
    """Return the address of a chapter's notebook in the browser, from a page at `root`."""
    return f"{root}{LITE_FOLDER}/notebooks/index.html?path={quote(name)}.ipynb"


def binder_address(name):
    """Return the address of a chapter's notebook on Binder."""
    chapter = quote(f"lab/tree/chapters/{name}.ipynb", safe="")
    return f"{BINDER}/{repository()}/{BRANCH}?urlpath={chapter}"


def add_links(app, pagename, templatename, context, doctree):
    """Put the links below the title of a page that is a notebook."""
    if not context.get("body") or not str(app.env.doc2path(pagename)).endswith(".ipynb"):
        return
    name = pagename.rpartition("/")[2]
    root = "../" * pagename.count("/")
    links = [link("lite", lite_address(name, root), IN_BROWSER, "Open in the browser")]
    if repository():
        links.append(link("binder", binder_address(name), ON_BINDER, "Open on Binder"))
    shown = LINKS.format(links=" ".join(links))
    context["body"] = TITLE.sub(lambda _: shown, context["body"], count=1)


def link(kind, address, title, text):
    return LINK.format(kind=kind, address=escape(address), title=escape(title), text=text)


def setup(app):
    app.connect("html-page-context", add_links, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
