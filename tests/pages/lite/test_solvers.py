"""Every solver gives the same number in Pyodide, where the browser's notebooks run, as here.

What takes long there is stored. Seen to fail: with a Gillespie
kernel that draws from NumPy's own generator, with a module that imports numba at its top, and with
a wheel that was built before the last change.
"""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import lite_env
import lite_visit
import pytest

from lasercore._stored import version

HERE = Path(__file__).parent
SECONDS = 300


@pytest.fixture(scope="module")
def wheel():
    """The wheel in the built site, which is what readers get."""
    found = sorted((lite_visit.HTML / "lite").glob("static/wheels/*/lasercore-*.whl"))
    if not found:
        pytest.fail(lite_visit.NOT_BUILT)
    return found[0]


@pytest.fixture(scope="module")
def in_pyodide(wheel):
    if lite_visit.pyodide_folder() is None:
        pytest.skip(lite_visit.NO_PYODIDE)
    if shutil.which("node") is None:
        pytest.skip("Node is not installed, which runs Pyodide without a browser.")
    command = ["node", HERE / "solvers.mjs", lite_visit.pyodide_folder(), wheel]
    return run([*command, HERE / "solvers.py"])


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        pytest.fail(done.stderr[-3000:])
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture(scope="module")
def here():
    return run([sys.executable, HERE / "solvers.py"])


def test_numbers_agree(in_pyodide, here):
    assert list(in_pyodide) == list(here)
    for name, value in here.items():
        if isinstance(value, str):
            assert in_pyodide[name] == value
        else:
            # Other versions of NumPy, SciPy and BLAS: root finders end elsewhere in their
            # tolerance (1e-10 at most), everything else differs by rounding; what is integrated
            # in time has a tolerance of 1e-8 in each of many steps.
            accuracy = 1e-6 if "in time" in name else 1e-8
            assert in_pyodide[name] == pytest.approx(value, rel=accuracy), name


def test_samples_are_the_same(in_pyodide, here):
    # The random numbers are integer arithmetic: the same trajectories, event by event.
    assert in_pyodide["Gillespie"] == pytest.approx(here["Gillespie"], rel=1e-12)


def test_the_wheel_is_this_package(wheel):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith("lasercore/"):
                source = lite_env.ROOT / name
                assert archive.read(name) == source.read_bytes(), f"{name} is out of date"


def test_long_samples_come_along(wheel):
    (stored,) = wheel.parent.glob(f"{lite_env.SAMPLES_PACKAGE}-*.whl")
    with zipfile.ZipFile(stored) as archive:
        names = [Path(name) for name in archive.namelist() if "/lasercore." in name]
    assert {name.parent.name for name in names} == {version()}
    # One of each kind that chapters 4, 5 and 7 show.
    kinds = {name.name.rpartition("-")[0].rpartition(".")[2] for name in names}
    assert {"field", "g2", "photon_statistics"} <= kinds
