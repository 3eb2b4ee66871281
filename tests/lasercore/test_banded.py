"""Banded Jacobians for LSODA: with the rows that the installed SciPy wants, and right.

Seen to fail: with the rows above the band instead of below, without them for SciPy 1.15, and with
the version compared as text (so that 1.9 comes after 1.16).
"""

import numpy as np
import pytest
import scipy
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from lasercore._banded import for_lsoda

BEHIND, AHEAD, SIZE = 3, 2, 9


def packed():
    """Decays of every speed, coupled as far as class B's photon numbers are, and its band."""
    full = np.diag(-50.0 * np.arange(1, SIZE + 1))
    full += np.eye(SIZE, k=1) + np.eye(SIZE, k=AHEAD) + 3 * np.eye(SIZE, k=-BEHIND)
    band = np.zeros((BEHIND + 1 + AHEAD, SIZE))
    for row, column in zip(*np.nonzero(full), strict=True):
        band[AHEAD + row - column, column] = full[row, column]
    return full, band


def test_lsoda_takes_it():
    full, band = packed()
    start = np.ones(SIZE)
    found = solve_ivp(
        lambda _, y: full @ y, (0.0, 1.0), start, method="LSODA", rtol=1e-9, atol=1e-12,
        jac=lambda *_: for_lsoda(band, BEHIND), lband=BEHIND, uband=AHEAD,
    )  # fmt: skip
    assert found.success
    # The slowest decay leaves e⁻⁵⁰; what is asked of the solver is 1e-12.
    assert found.y[:, -1] == pytest.approx(expm(full) @ start, abs=1e-11)


@pytest.mark.parametrize("version", ["1.14.1", "1.15.3", "1.9.0"])
def test_older_scipy_gets_room_below(monkeypatch, version):
    monkeypatch.setattr(scipy, "__version__", version)
    _, band = packed()
    given = for_lsoda(band, BEHIND)
    assert given.shape == (2 * BEHIND + 1 + AHEAD, SIZE)
    assert np.array_equal(given[: len(band)], band) and not given[len(band) :].any()


@pytest.mark.parametrize("version", ["1.16.0", "1.17.1", "1.20.0rc1", "2.0.0"])
def test_newer_scipy_gets_the_band_alone(monkeypatch, version):
    monkeypatch.setattr(scipy, "__version__", version)
    _, band = packed()
    assert for_lsoda(band, BEHIND) is band
