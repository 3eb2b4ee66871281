"""Which files of lasercore and nanobook a notebook or a module imports, one through another.

Read from the code without running it: imports inside functions count, and so does a folder's
``__init__``. The build uses it to run a chapter again only when something changed that it uses.
"""

import ast
import functools
import json

from project import CHAPTERS, ROOT, files_below

PACKAGES = {"lasercore": ROOT / "lasercore", "nanobook": ROOT / "book" / "nanobook"}
# The versions of all other packages.
PINS = ("requirements.txt", "constraints.txt")


def chapter_files(name):
    """The files that a chapter's results depend on, besides the notebook: names below ROOT.

    Its own folder of nanobook counts as a whole, since exercises are looked up there by name.
    """
    notebook = json.loads((CHAPTERS / f"{name}.ipynb").read_text(encoding="utf-8"))
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    found = _closure(set().union(*map(imported, code))) if code else set()
    folder = PACKAGES["nanobook"] / (f"ch{name}" if name[0].isdigit() else name)
    own = {_module(path) for path in folder.glob("*.py")} if folder.is_dir() else set()
    return _names(_closure(found | own)) + list(PINS)


def files(*modules):
    """The files that modules import, with their own: names below ROOT."""
    return _names(_closure(set(modules)))


def imported(code):
    """The modules of the two packages that a piece of code names in its imports."""
    found = set()
    for node in ast.walk(ast.parse(_plain(code))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if file_of(name)}


def file_of(module):
    """The file of a module of the two packages; None for anything else."""
    package, *parts = module.split(".")
    if package not in PACKAGES:
        return None
    path = PACKAGES[package].joinpath(*parts)
    candidates = (path.with_suffix(".py") if parts else path / "__init__.py", path / "__init__.py")
    return next((file for file in candidates if file.is_file()), None)


def _plain(code):
    """Code without what only notebooks understand."""
    return "\n".join("" if line.lstrip()[:1] in ("%", "!") else line for line in code.split("\n"))


@functools.cache
def _imports_of(module):
    return frozenset(imported(file_of(module).read_text(encoding="utf-8")))


def _closure(modules):
    found, todo = set(), set(modules)
    while todo:
        module = todo.pop()
        found.add(module)
        parent = module.rpartition(".")[0]
        parents = {parent} if file_of(parent) else set()  # a folder may do without __init__
        todo |= (_imports_of(module) | parents) - found
    return found


def _names(modules):
    """File names of modules; whoever uses the live figures' engine uses its scripts too."""
    paths = {file_of(module) for module in modules}
    if any(module.startswith(("nanobook.live", "nanobook.explorer")) for module in modules):
        static = PACKAGES["nanobook"].rglob("static/*")
        paths |= {path for path in static if path.is_file()}
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


def _module(path):
    package = next(name for name, folder in PACKAGES.items() if path.is_relative_to(folder))
    parts = path.relative_to(PACKAGES[package]).with_suffix("").parts
    return ".".join([package, *parts]).removesuffix(".__init__")


def all_modules():
    """The names of all modules of the two packages."""
    return sorted(
        _module(path)
        for folder in PACKAGES.values()
        for path in files_below(folder)
        if path.suffix == ".py"
    )
