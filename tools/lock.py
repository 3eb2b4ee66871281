"""Write ``constraints.txt`` anew: ``make lock``.

``requirements.txt`` and ``pyproject.toml`` say what we choose; this installs that into a fresh
environment and records the version of every package that came along.

Run it with the oldest Python the book supports. A newer one takes releases that the oldest
refuses, even within 3.11: some need 3.11.5, while Debian 12 has 3.11.2.
"""

import subprocess
import tempfile
import venv
from pathlib import Path

from project import ROOT, say, stop

OLDEST = "3.11.2"
EVERYTHING = ".[book,test,package,jit,cavity,quantum,setup]"

HEADER = """\
# Every package of the book and its tests, at the version they are tested with.
# Written by `make lock`; edit requirements.txt or pyproject.toml instead.
"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        python = fresh_environment(Path(folder) / "venv")
        chosen = Path(folder) / "chosen.txt"
        chosen.write_text(chosen_packages(), encoding="utf-8")
        say("Resolving and installing everything ...")
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.check_call([*install, "-r", chosen, "-e", EVERYTHING], cwd=ROOT)
        names = frozen(python)
        check_pythons(python)
    (ROOT / "constraints.txt").write_text(HEADER + "\n".join(names) + "\n", encoding="utf-8")
    say(f"constraints.txt: {len(names)} packages.")


def fresh_environment(folder):
    """Make an environment and return its Python."""
    venv.create(folder, with_pip=True)
    windows = folder / "Scripts" / "python.exe"
    return windows if windows.exists() else folder / "bin" / "python"


def chosen_packages():
    """Return the requirements without the old lock and without lasercore itself."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("-")) + "\n"


def frozen(python):
    """Return ``name==version`` of every installed package but lasercore, sorted."""
    listing = [python, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"]
    lines = subprocess.check_output([*listing, "--exclude", "pip"], text=True).splitlines()
    # pip has setuptools in a fresh environment of Python 3.11 only, whoever needs it gets it.
    own = ("lasercore==", "setuptools==")
    return sorted((line for line in lines if not line.startswith(own)), key=str.lower)


def check_pythons(python):
    """Stop if a package that came along refuses the oldest Python."""
    program = (
        "import importlib.metadata as m\n"
        "from pip._vendor.packaging.specifiers import SpecifierSet as S\n"
        "for d in m.distributions():\n"
        "    need = d.metadata['Requires-Python'] or ''\n"
        f"    if not S(need).contains('{OLDEST}'): print(d.name, d.version, 'needs Python', need)\n"
    )
    refused = subprocess.check_output([python, "-c", program], text=True).strip()
    if refused:
        stop(f"Make the lock with Python {OLDEST}: not everything runs on it.\n{refused}")


if __name__ == "__main__":
    main()
