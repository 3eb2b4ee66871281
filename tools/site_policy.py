"""The content-security policies of the site: what a browser may load and run on a page.

A static host sends no headers of ours, so each page carries its policy as a <meta> element. It
allows the files of the site and, by their hashes, the inline scripts of exactly that page. So
text that gets into a page by mistake runs nothing, and no page asks another host for anything.
"""

from lite_policy import hashed, policy, written
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


def notebook_policy(html):
    """Return the policy of a page that runs notebooks: lite_policy.py and the page's scripts."""
    directives = dict(part.split(" ", 1) for part in policy().split("; "))
    directives["script-src"] = " ".join([directives["script-src"], *hashes(html)])
    return written(directives)
