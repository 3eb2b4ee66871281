"""The pages of the site: what is read and changed in them, and the two that the book lacks."""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

# Scripts of other types are data, which a browser never runs.
RUNNING = {"", "module", "text/javascript", "application/javascript"}
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "poster", "xlink:href"}
IN_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")
REFRESH = re.compile(r"url=\s*['\"]?([^'\"]+)", re.IGNORECASE)
# What follows the opening <head>, or begins a page that has none.
HEAD = '\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">'


class Page(HTMLParser):
    """A page, read: its scripts, what they hide in attributes, and the addresses it names.

    Attributes
    ----------
    scripts : list of str
        The inline scripts that a browser runs, word for word.
    handlers : list of str
        Scripts in attributes (``onclick="…"``) and addresses that are scripts.
    addresses : list of str
        Of links and of files, also in style sheets on the page.
    policy, active : int
        Where the content-security policy stands, and the first element that loads or runs
        something; the length of the page where there is none.
    head : int or None
        Where the head begins, after its tag.
    charsets : list of (int, int)
        Where the page names its encoding.
    """

    def __init__(self, html):
        super().__init__()
        # A browser makes one character of both before it reads the page, and hashes the result.
        self.html = html.replace("\r\n", "\n").replace("\r", "\n")
        self.scripts, self.handlers, self.addresses, self.charsets = [], [], [], []
        self.policy = self.active = len(self.html)
        self.head = self._inside = None
        self._lines = [0, *(match.end() for match in re.finditer("\n", self.html))]
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag, attributes):
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        found = {name: value or "" for name, value in attributes}
        if tag == "head":
            self.head = start + len(self.get_starttag_text())
        elif tag == "meta":
            self._meta(found, start)
        elif tag in ("script", "style"):
            self._inside = (tag, found, [])
        if tag in ("script", "style", "link", "img", "iframe", "object"):
            self.active = min(self.active, start)
        self._attributes(found)

    def _meta(self, found, start):
        kind = found.get("http-equiv", "").lower()
        if "charset" in found:
            self.charsets.append((start, start + len(self.get_starttag_text())))
        elif kind == "content-security-policy":
            self.policy = min(self.policy, start)
        elif kind == "refresh":
            self.addresses += REFRESH.findall(found.get("content", ""))

    def _attributes(self, found):
        for name, value in found.items():
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                self.handlers.append(f'{name}="{value}"')
            elif name == "srcset":
                self.addresses += [part.split()[0] for part in value.split(",") if part.strip()]
            elif name in ADDRESSES:
                self.addresses.append(value.strip())
            elif name == "style":
                self.addresses += IN_STYLES.findall(value)

    def handle_data(self, data):
        if self._inside:
            self._inside[2].append(data)

    def handle_endtag(self, tag):
        if not self._inside or tag != self._inside[0]:
            return
        (tag, found, parts), self._inside = self._inside, None
        text = "".join(parts)
        if tag == "style":
            self.addresses += IN_STYLES.findall(text)
        elif "src" not in found and found.get("type", "").strip().lower() in RUNNING:
            self.scripts.append(text)


def with_head(html, policy, extra=""):
    """Return a page that begins its head with its encoding and its policy.

    In this order: an encoding counts in the first 1024 bytes only, and names nothing to load.
    """
    page = Page(html)
    text, head = page.html, page.head or 0
    for start, end in reversed(page.charsets):
        text = text[:start] + text[end:]
        head -= (end - start) if start < head else 0
    return text[:head] + HEAD.format(policy=escape(policy, quote=False)) + extra + text[head:]


def absolute(addresses):
    """Return the addresses that leave out the folder in which a host serves the site."""
    return sorted({address for address in addresses if address.startswith(("/", "\\"))})


def lost(addresses, path, root):
    """Return the relative addresses of a page at `path` that lead to no file of the site."""
    found = set()
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            continue
        target = (path.parent / unquote(parts.path)).resolve()
        target = target / "index.html" if target.is_dir() else target
        if not target.is_relative_to(root.resolve()) or not target.is_file():
            found.add(address)
    return sorted(found)


# --- what a page says of itself where its address is shared ---

SAID = re.compile(r'<meta (?:property="og:|name="(?:description|twitter:))[^>]*>')
# Sphinx knows these from the root of the site on only, and so they say nothing.
RELATIVE = re.compile(r'(<meta property="og:(?:url|image)" content=")([^"]*"[^>]*>)\n?')


def shared(html, address=None):
    """Return the page with whole addresses of itself and its picture, or without them."""
    return RELATIVE.sub(rf"\g<1>{address}\g<2>\n" if address else "", html)


# --- its door, and "not found" ---

SMALL_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
{head}<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.1rem/1.6 system-ui, sans-serif; }}
main {{ margin: 10vh auto; max-width: 36rem; padding: 1rem; }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""

# A host shows this page for any address, however deep, so a relative link would lead anywhere.
# It looks for the folder of the book, from the deepest one up, by a file that lies only there.
SEARCH = """<script>
(async () => {
  const path = location.pathname;
  for (let end = path.lastIndexOf("/"); end >= 0; end = end && path.lastIndexOf("/", end - 1)) {
    const folder = path.slice(0, end + 1);
    const answer = await fetch(folder + "objects.inv", { method: "HEAD" }).catch(() => ({}));
    if (answer.ok) {
      document.querySelector("a").href = folder;
      document.querySelector("#way").hidden = false;
      document.querySelector("#no-way").hidden = true;
    }
    if (answer.ok || end === 0) return;
  }
})();
</script>"""


def front(title, first, said=""):
    """Return the page at the site's own address, which leads on to the first chapter."""
    first = escape(first)
    return SMALL_PAGE.format(
        title=escape(title),
        head=f'{said}<meta http-equiv="refresh" content="0; url={first}">\n',
        body=f'<h1>{escape(title)}</h1>\n<p><a href="{first}">Begin to read</a></p>',
    )


def not_found(title, address=None):
    """Return the page for addresses that do not exist; it needs no other file."""
    shown, hidden = ("", " hidden") if address else (" hidden", "")
    body = [
        "<h1>There is no such page</h1>",
        "<p>The address has a slip in it, or the page has another name by now.</p>",
        f'<p id="way"{shown}>To the front page: '
        f'<a href="{escape(address or "#way")}">{escape(title)}</a></p>',
        f'<p id="no-way"{hidden}>Take folder by folder off the end of the address, and you come '
        "to the beginning of the book.</p>",
        "" if address else SEARCH,
    ]
    return SMALL_PAGE.format(title=f"No such page – {escape(title)}", head="", body="\n".join(body))
