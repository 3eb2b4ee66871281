"""Sphinx extension: the reference of lasercore, one page a public module, from its docstrings.

The pages are written at each build, below ``reference/`` of the sources; autodoc, autosummary and
numpydoc fill them. This adds what lasercore's docstrings have besides numpydoc's sections
(``Source: ...`` with keys of the bibliography, headings such as ``Parameters, raises``), and leads
public names in the prose of all pages there. In code cells sphinx-codeautolink does that.
"""

import inspect
import json
import re
import sys
from importlib import import_module
from pathlib import Path
from textwrap import indent

from docutils import nodes
from sphinx.addnodes import desc, desc_content, desc_signature
from sphinx.pycode import ModuleAnalyzer
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode
from sphinx_codeautolink.extension.block import (
    CodeBlockAnalyser,
    CodeExample,
    Name,
    SourceTransform,
)
from sphinx_codeautolink.extension.cache import DataCache

import lasercore

FOLDER = "reference"
PAGE = """\
{module}
{line}

.. automodule:: {module}
.. currentmodule:: {module}

.. autosummary::
   :nosignatures:

   {summary}

{entries}
"""
MEMBERS = "   :members:\n   :inherited-members: Mapping, dict, BaseException\n"
OPTIONS = {"function": "", "class": MEMBERS, "data": "   :no-value:\n"}

# A source given in a line of its own ends where the paragraph does.
SOURCE = re.compile(r"^Source: ((?:.+\n?)+)", re.MULTILINE)
HEADING = re.compile(r"^(\w[\w, ]*)\n-{4,}$", re.MULTILINE)
KEY = re.compile(r"\b[a-z]+(?:19|20)\d\d\b")
# Lines that all have an equals sign, or go on from one that has.
EQUATIONS = re.compile(r"(?<=\n\n)\S.*=.*(?:\n(?:\S.*=| +\S).*)+(?=\n\n|\n*\Z)")
# Bars stand for absolute values, not for what reStructuredText makes of them.
BAR = re.compile(r"\|(?! )(?!$)|(?<!^)\|", re.MULTILINE)
NAME = re.compile(r"([A-Za-z_][\w.]*)(\(.*\))?")
# Parameters of a laser, which have the names of functions that compute them.
FIELDS = getattr(getattr(lasercore, "Laser", None), "__dataclass_fields__", ())


# --- What is public ---


def modules():
    """The public modules, the package itself first."""
    names = getattr(lasercore, "__all__", ())
    inner = [name for name in names if inspect.ismodule(getattr(lasercore, name))]
    return ["lasercore", *(f"lasercore.{name}" for name in inner)]


def public(module):
    """The public names of a module and their kinds: functions, then classes, then data."""
    loaded = import_module(module)
    own = [n for n in vars(loaded) if getattr(vars(loaded)[n], "__module__", "") == module]
    values = {name: getattr(loaded, name) for name in getattr(loaded, "__all__", own)}
    kinds = {
        name: kind(value)
        for name, value in values.items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    return dict(sorted(kinds.items(), key=lambda item: (list(OPTIONS).index(item[1]), item[0])))


def kind(value):
    if inspect.isclass(value):
        return "class"
    return "function" if inspect.isroutine(value) else "data"


# --- Pages ---


def write_pages(app, config):
    """Write the page of each module; those that hold the same already keep their time."""
    folder = Path(app.srcdir) / FOLDER
    folder.mkdir(exist_ok=True)
    pages = {folder / f"{module.rpartition('.')[2]}.rst": page(module) for module in modules()}
    for old in set(folder.glob("*.rst")) - set(pages):
        old.unlink()
    for path, text in pages.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def page(module):
    kinds = public(module)
    entries = "\n".join(f".. auto{kind}:: {name}\n{OPTIONS[kind]}" for name, kind in kinds.items())
    summary = "\n   ".join(kinds)
    return PAGE.format(module=module, line="=" * len(module), summary=summary, entries=entries)


# --- Docstrings ---


def prepare(app, what, name, obj, options, lines):
    """Bring a docstring into numpydoc's sections."""
    if what == "data":  # else the docstring of its class
        lines[:] = defined_with(name.rpartition(".")[2])
    lines[:] = in_sections("\n".join(lines)).split("\n")


def defined_with(name):
    """The docstring below an assignment, in whichever module of lasercore it is made."""
    loaded = [module for module in sys.modules if module.startswith("lasercore")]
    found = (ModuleAnalyzer.for_module(one).find_attr_docs().get(("", name)) for one in loaded)
    return next((lines for lines in found if lines), [])


def in_sections(text):
    """Return a docstring in numpydoc's sections: a source is a reference, and so on."""
    sources = SOURCE.findall(text)
    lead, *rest = HEADING.split(SOURCE.sub("", text))
    sections = {}
    for heading, body in zip(rest[::2], rest[1::2], strict=True):
        if heading == "Source":
            sources.append(body)
        elif "," in heading:  # one sentence on several of them
            lead += f"\n\n*{heading}:* {body.strip()}\n"
        else:
            sections[heading.replace("Example", "Examples")] = body
    if sources:
        sections["References"] = "\n".join(sources)
    lead = EQUATIONS.sub(lambda found: indent(found[0], "| "), lead)
    for heading, body in sections.items():
        lead += f"\n\n{heading}\n{'-' * len(heading)}\n" + body.strip("\n")
    return KEY.sub(r":cite:t:`\g<0>`", BAR.sub(r"\\|", lead))


def rename(app, what, name, obj, options, lines):
    """Call a source a source, once numpydoc is done."""
    lines[:] = [line.replace(".. rubric:: References", ".. rubric:: Source") for line in lines]


def keep_signature(app, what, name, obj, options, signature, returned):
    """Answer before numpydoc, which would look for a signature in the docstring as it was."""
    return signature, returned


# --- Names in prose ---


class LinkNames(SphinxPostTransform):
    """Lead names in code to their entries, and in the reference the types that it names."""

    default_priority = 20

    def run(self, **options):
        for node in list(self.document.findall(nodes.title_reference)):  # `name` in docstrings
            node.replace_self(nodes.literal("", node.astext()))
        for node in list(self.document.findall(nodes.literal)):
            if not inside(node, nodes.reference, nodes.title, desc_signature):
                self.link(node, node)
        for term in list(self.document.findall(is_type)):
            for text in list(term.findall(nodes.Text)):
                self.link_types(text)

    def link_types(self, text):
        parts = [nodes.Text(part) for part in re.split(r"\b([A-Z]\w+)\b", text)]
        text.parent.replace(text, parts)
        for name in parts[1::2]:
            self.link(name, name)

    def link(self, node, shown):
        entry = self.entry(node.astext())
        if entry and entry.node_id not in own_ids(node):
            where = self.env.docname, entry.docname, entry.node_id
            link = make_refnode(self.app.builder, *where, [])
            node.parent.replace(node, link)
            link += shown

    def entry(self, text):
        """What a name refers to on this page: something of its own module, or the only one."""
        found = NAME.fullmatch(text)
        if not found:
            return None
        objects, name = self.env.domains["py"].objects, found[1]
        for module in (f"lasercore.{self.env.docname.removeprefix(FOLDER + '/')}", "lasercore"):
            if f"{module}.{name}" in objects:
                return objects[f"{module}.{name}"]
        alike = [one for full, one in objects.items() if full.endswith(f".{name}")]
        clear = "." in name or (alike and alike[0].objtype in OPTIONS and name not in FIELDS)
        return alike[0] if clear and len(alike) == 1 else None


def inside(node, *kinds):
    while node is not None and not isinstance(node, kinds):
        node = node.parent
    return node is not None


def is_type(node):
    """Whether a node names the type of a parameter or of what is returned."""
    return isinstance(node, (nodes.classifier, nodes.term)) and inside(node, desc_content)


def own_ids(node):
    """Identifiers of the entries that a node stands in."""
    found = []
    while node is not None:
        found += node[0]["ids"] if isinstance(node, desc) else []
        node = node.parent
    return found


def leave_section(analyser, node):
    """In place of sphinx-codeautolink's own: the sections inside exercises have no titles."""
    if analyser.title_stack:
        analyser.title_stack.pop()


def remember(cache):
    """In place of sphinx-codeautolink's own: that forgets all pages but those written in .rst."""
    file = cache.cache_dir / cache.cache_filename
    if not file.is_file():
        return
    for page, found in json.loads(file.read_text("utf-8")).items():
        for one in found:
            one["example"] = CodeExample(**one["example"])
            one["names"] = [Name(**name) for name in one["names"]]
        cache.transforms[page] = [SourceTransform(**one) for one in found]


def setup(app):
    CodeBlockAnalyser.depart_section = leave_section
    DataCache.read = remember
    app.setup_extension("numpydoc")
    app.connect("config-inited", write_pages)
    app.connect("autodoc-process-signature", keep_signature, priority=400)
    app.connect("autodoc-process-docstring", prepare, priority=400)
    app.connect("autodoc-process-docstring", rename, priority=600)
    app.add_post_transform(LinkNames)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
