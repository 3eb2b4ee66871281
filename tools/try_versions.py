"""Test the package with the oldest and the newest versions it allows: ``make versions``.

In an empty environment each, the wheel from _build/dist is installed with NumPy, SciPy, numba and
what the figures need, once at the lower bounds in pyproject.toml and once as new as there is; then
the tests that the source package brings are run from it. `make package` makes both files.
"""

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from build_package import source, wheel
from installer import find_uv
from project import run, stop

RESOLUTIONS = {"lowest": "lowest-direct", "newest": "highest"}
# Always the newest: they test, and are not what is tried.
TESTERS = ("pytest", "pytest-xdist", "hypothesis", "nbval")
TRIED = ("numpy", "scipy", "numba", "matplotlib", "ipywidgets", "anywidget")
SHOW = "import importlib.metadata as m, sys; print(*(n + ' ' + m.version(n) for n in sys.argv[1:]))"
NO_UV = "This needs uv, which can choose the lowest versions: pip install uv."


def main():
    options = argparse.ArgumentParser(description="Test the package with other versions.")
    options.add_argument("--python", default=sys.executable, help="such as 3.13 (default: this)")
    options.add_argument("--only", choices=RESOLUTIONS, help="default: both, one after the other")
    given = options.parse_args()
    for name in [given.only] if given.only else RESOLUTIONS:
        with tempfile.TemporaryDirectory() as folder:
            if test(Path(folder), given.python, RESOLUTIONS[name]) != 0:
                stop(f"With the {name} versions, tests fail.")


def test(folder, python, resolution):
    """Run the source package's tests in an environment of their own; return pytest's status."""
    with tarfile.open(source()) as archive:
        archive.extractall(folder, filter="data")
    project = folder / source().name.removesuffix(".tar.gz")
    installed = environment(folder / "venv", python, resolution, project)
    subprocess.check_call([installed, "-c", SHOW, *TRIED])
    env = dict(os.environ, LASERCORE_PROGRESS="0", OMP_NUM_THREADS="1")
    env.pop("PYTHONPATH", None)  # only what the source package holds
    command = [installed, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", "tests"]
    return run(command, cwd=project, env=env)


def environment(folder, python, resolution, project):
    """Make an environment with the package and what tests it; return its Python."""
    uv = find_uv() or stop(NO_UV)
    made = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [uv, "pip", "install", "--quiet", "--python", made]
    bounds = ["--resolution", resolution, "-r", project / "pyproject.toml"]
    bounds += ["--extra", "figures", "--extra", "jit"]  # without numba, sampling takes minutes
    for command in (
        [uv, "venv", "--quiet", "--python", python, folder],
        # Only wheels: where a lower bound has none for this Python, the next version has.
        [*pip, "--only-binary", ":all:", *bounds],
        [*pip, "--no-deps", wheel()],
        [*pip, *TESTERS],
    ):
        if run(command) != 0:
            stop("Such an environment cannot be made; the last lines above say why.")
    return made


if __name__ == "__main__":
    main()
