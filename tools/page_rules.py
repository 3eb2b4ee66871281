"""What the built pages must and must not contain, as far as their HTML tells.

Each rule takes a parsed page and returns what is wrong with it, one sentence per fault.
``tests/pages`` applies them to every page; what needs a browser is in ``tests/pages/browser``.
"""

import re
from collections import Counter
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

SHORTEST_ALT = 30
FILE_NAME = re.compile(r"^\S+\.(png|svg|jpe?g|gif|webp)$", re.IGNORECASE)
EMPTY_LINKS = {"here", "click here", "link", "this", "this link", "more", "read more"}
# Elements that load what they name as soon as the page opens; a plain link does not.
LOADING = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src",
    "audio": "src", "embed": "src", "object": "data", "link": "href",
}  # fmt: skip


def parse(html):
    return BeautifulSoup(html, "html.parser")


def article(page):
    """Return the text of the page, without the theme's frame around it."""
    return page.find("article") or page.find("main") or page


def poor_images(page):
    """Images whose description is missing, a file name, too short, or another image's."""
    found, described = [], {}
    for image in article(page).find_all("img"):
        text, source = (image.get("alt") or "").strip(), image.get("src", "")
        name = source[-60:]
        if not text or FILE_NAME.match(text) or text in name:
            found.append(f"{name} has no alt text (it is {text!r})")
        elif len(text) < SHORTEST_ALT:
            found.append(f"{name} has a very short alt text: {text!r}")
        elif described.setdefault(text, source) != source:
            found.append(f"{name} has the alt text of another image: {text!r}")
    return found


def foreign_loads(page):
    """Elements that fetch something from elsewhere when the page opens."""
    found = []
    for element, attribute in LOADING.items():
        for node in page.find_all(element):
            address = node.get(attribute, "")
            is_address_only = element == "link" and "canonical" in node.get("rel", [])
            if urlsplit(address).netloc and not is_address_only:
                found.append(f"<{element}> loads {address}")
    for node in page.find_all(["style", "script"]):
        for match in re.findall(r"""(?:@import|url\(|src\s*=)\s*["']?https?://\S+""", node.text):
            found.append(f"an inline <{node.name}> loads {match}")
    return found


def heading_jumps(page):
    """Headings that skip a level."""
    found, previous = [], 0
    for heading in article(page).find_all(re.compile(r"^h[1-6]$")):
        level = int(heading.name[1])
        if level > previous + 1:
            found.append(f"<{heading.name}> {heading.text.strip()!r} follows level {previous}")
        previous = level
    return found


def lifeless_widgets(page):
    """Live widgets that have nothing to show on a page without a kernel."""
    views = page.find_all("script", type="application/vnd.jupyter.widget-view+json")
    found = [f"a live widget without a text/html form: {view.text.strip()}" for view in views]
    if re.search(r"interactive\(children=|\w+\(children=\(", article(page).text):
        found.append("the text form of a live widget")
    return found


def repeated_ids(page):
    """Identifiers that two elements share, so that links and labels reach only the first."""
    counts = Counter(node["id"] for node in page.find_all(id=True))
    return [f"{count} elements have the id {name!r}" for name, count in counts.items() if count > 1]


def empty_links(page):
    """Links whose text does not say where they lead."""
    texts = [link.text.strip().lower() for link in article(page).find_all("a", href=True)]
    return [f"a link says only {text!r}" for text in texts if text in EMPTY_LINKS]


EVERY_PAGE = (
    poor_images,
    foreign_loads,
    heading_jumps,
    lifeless_widgets,
    repeated_ids,
    empty_links,
)
