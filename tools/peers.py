"""Install the packages that some tests compare lasercore with, where that works.

gmsh and scikit-fem solve a bowtie by triangles, QuTiP a few emitters by full quantum theory. No
reader needs them. Where they cannot be had, on a machine without such wheels or without the
network, the tests that ask for them are skipped and say so.
"""

import os
import subprocess
import sys

from debian import apt_install
from project import run, say

MODULES = ("gmsh", "skfem", "qutip")
# What gmsh's wheel takes from the system.
LIBRARIES = ("libgl1", "libglu1-mesa", "libgomp1", "libxcursor1", "libxft2", "libxinerama1")


def main():
    """Install what is missing and say what stays missing."""
    if any(not found(name) for name in MODULES):
        say("Installing gmsh, scikit-fem and QuTiP, which some tests compare with ...")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["-c", "constraints.txt", "-e", ".[cavity,quantum]"]
        run(command, env=dict(os.environ, PIP_NO_INPUT="1"))
    if found("gmsh") and not works("gmsh"):
        apt_install(*LIBRARIES)
    missing = [name for name in MODULES if not works(name)]
    if missing:
        say("Tests that compare with {} will be skipped.".format(" and ".join(missing)))


def found(name):
    """Return whether a package is installed."""
    return _succeeds(f"import importlib.util as u, sys; sys.exit(u.find_spec({name!r}) is None)")


def works(name):
    """Return whether a package can be imported, in a process of its own."""
    return _succeeds(f"import {name}")


def _succeeds(program):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return run([sys.executable, "-c", program], **quiet) == 0
