"""The two small pages of the site that Jupyter Book does not make: its door, and "not found"."""

from html import escape

PAGE = """<!DOCTYPE html>
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


def front(title, first):
    """Return the page at the site's own address, which leads on to the first chapter."""
    first = escape(first)
    return PAGE.format(
        title=escape(title),
        head=f'<meta http-equiv="refresh" content="0; url={first}">\n',
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
    return PAGE.format(title=f"No such page – {escape(title)}", head="", body="\n".join(body))
