"""What the notebooks in the browser are built with: an environment, and the packages they load.

The environment is not the book's (.venv): JupyterLite takes in every JupyterLab extension around.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile

import installer
import steps
from project import BUILD, ROOT, run, say, stop

VENV = steps.LITE_VENV
SETTINGS = ROOT / "book" / "lite"
WORK = BUILD / "lite"
DOWNLOADED = WORK / "wheels"
# Answers that took long to sample, written while the book runs its chapters (build_book.py).
SAMPLES = BUILD / "samples"
SAMPLES_PACKAGE = "lasercore_samples"

# Pure Python packages that every notebook finds beside those of Pyodide.
PACKAGES = ("ipywidgets", "comm", "anywidget", "psygnal", "typing_extensions")
# What the kernel itself would fetch one by one is fetched with the rest, at the same time.
PYODIDE_PACKAGES = ("numpy", "scipy", "matplotlib", "ipython", "jedi", "sqlite3", "ssl", "micropip")

NO_PACKAGES = (
    "Installing what builds the notebooks in the browser failed; pip's last lines above say why."
)


def python():
    """The Python of the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pip(*arguments):
    command = installer.pip(python(), "--quiet", *arguments)
    if run(command, env=dict(os.environ, PIP_NO_INPUT="1", SOURCE_DATE_EPOCH="946684800")) != 0:
        stop(NO_PACKAGES)


def set_up():
    """Make the environment, unless it is there already, made from the same files."""
    stands_on = (sys.version_info[:2], ROOT)
    if steps.is_current(steps.LITE_ENVIRONMENT, *stands_on):
        return
    say("Setting up .venv-lite, which builds the notebooks for the browser ...")
    if run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV]) != 0:
        stop("Python cannot make a second virtual environment in .venv-lite.")
    for wanted in (("requirements.txt", *installer.PINNED), ("extensions.txt", "--no-deps")):
        if not installer.install(python(), "-r", SETTINGS / wanted[0], *wanted[1:]):
            stop(NO_PACKAGES)
    steps.note(steps.LITE_ENVIRONMENT, *stands_on)


def wheels():
    """Return the wheels of lasercore and of the pure packages beside it."""
    DOWNLOADED.mkdir(parents=True, exist_ok=True)
    pinned = versions((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    wanted = [f"{name}=={pinned[canonical(name)]}" for name in PACKAGES]
    missing = [one for one in wanted if not _downloaded(one)]
    if missing:
        # For any platform: some of these have compiled parts too, which do not run there.
        pure = ("--only-binary", ":all:", "--platform", "any", "--implementation", "py")
        pip("download", "--no-deps", *pure, "--abi", "none", "--dest", DOWNLOADED, *missing)
    found = [_downloaded(one) for one in wanted]
    for wheel in found:
        if not wheel.name.endswith("-none-any.whl"):
            stop(f"{wheel.name} holds compiled code, which does not run in the browser.")
    return [own_wheel(), *samples_wheel(), *found]


def samples_wheel():
    """Make a wheel of the sampled answers that the book's build has stored, if there are any.

    Without compiled kernels each of them takes minutes; lasercore looks them up there. Only those
    of the present code: there are no others to look up.
    """
    from lasercore._stored import version  # not above: the tools start without lasercore

    folder = SAMPLES / version()
    samples = sorted(path for path in folder.glob("lasercore.*") if path.is_file())
    if not samples:
        return []
    files = {f"{SAMPLES_PACKAGE}/{folder.name}/{path.name}": path.read_bytes() for path in samples}
    files[f"{SAMPLES_PACKAGE}/__init__.py"] = b""
    info = f"{SAMPLES_PACKAGE}-1.dist-info"
    names = f"Metadata-Version: 2.1\nName: {SAMPLES_PACKAGE}\nVersion: 1\n"
    files[f"{info}/METADATA"] = names.encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in files).encode()
    target = WORK / "own" / f"{SAMPLES_PACKAGE}-1-py3-none-any.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # Always of the same date, so that the same samples make the same file.
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)
    return [target]


def own_wheel():
    """Build the wheel of lasercore, from a copy: setuptools leaves old files in its folder."""
    source, target = WORK / "source", WORK / "own"
    shutil.rmtree(source, ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    source.mkdir(parents=True)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, source)
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for package in ("lasercore", "book/nanobook"):
        shutil.copytree(ROOT / package, source / package, ignore=ignored)
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", target, source)
    return next(target.glob("lasercore-*-none-any.whl"))


def versions(constraints):
    """Return the pinned version of every package, by its canonical name."""
    pairs = re.findall(r"^([\w.-]+)==(\S+)$", constraints, re.MULTILINE)
    return {canonical(name): version for name, version in pairs}


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def _downloaded(requirement):
    name, version = requirement.split("==")
    prefix = re.sub(r"[-.]", "_", name).lower()
    return next(DOWNLOADED.glob(f"{prefix}-{version}-*.whl"), None)


def jupyter_lite(folder, *arguments):
    """Run JupyterLite in a folder, where it notes what it did; return its status and words."""
    command = [python(), "-m", "jupyter", "lite", *(str(part) for part in arguments)]
    env = dict(os.environ, SOURCE_DATE_EPOCH="946684800", PYTHONUTF8="1")
    done = subprocess.run(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout
