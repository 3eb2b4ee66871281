"""Make the files that pip installs and check them: ``make package``.

A source package and the wheel built from it go to _build/dist. The usual tools look at both, and
at what pyproject.toml says; what they find is an error.
"""

import importlib.util
import shutil
import sys

from installer import PINNED, install
from project import BUILD, run, say, stop

DIST = BUILD / "dist"
MODULES = ("build", "check_wheel_contents", "twine", "validate_pyproject")
PACKAGES = ("lasercore", "book/nanobook")
NO_TOOLS = "Installing what checks packages failed; the last lines above say why."


def main():
    if any(importlib.util.find_spec(name) is None for name in MODULES):
        say("Installing what checks packages ...")
        if not install(sys.executable, *PINNED, "-e", ".[package]"):
            stop(NO_TOOLS)
    shutil.rmtree(DIST, ignore_errors=True)
    call("validate_pyproject", "pyproject.toml")
    call("build", "--quiet", "--outdir", DIST)
    call("twine", "check", "--strict", *sorted(DIST.iterdir()))
    # Also that each of our files is in it, those of the live figures' scripts among them.
    ours = [word for name in PACKAGES for word in ("--package", name)]
    call("check_wheel_contents", *ours, wheel())
    say("The packages are fit to be published:")
    for path in sorted(DIST.iterdir()):
        say(f"    {path} ({path.stat().st_size / 1e3:.0f} kB)")


def call(module, *arguments):
    """Run a tool of this environment; stop where it finds a fault."""
    if run([sys.executable, "-m", module, *arguments]) != 0:
        stop(f"{module} found a fault; its last lines above say which.")


def wheel():
    """The wheel in _build/dist."""
    return next(DIST.glob("*.whl"))


def source():
    """The source package in _build/dist."""
    return next(DIST.glob("*.tar.gz"))


if __name__ == "__main__":
    main()
