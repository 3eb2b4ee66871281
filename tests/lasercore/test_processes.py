"""The table of processes: its drift, its Jacobian, its kernel with and without numba.

The rate equations here are written out term by term in `tests.helpers`; the table must give the
same drift, and its gradients the complex-step Jacobian of both.

Exercise: breaking the emission rate in _formulas/processes.py (n_p + 1 → n_p) turns
test_drift_is_the_two_rate_equations, test_jacobian_is_… and
test_rates_of_a_small_laser_by_hand red.
"""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lasercore import Laser, ValidityWarning, processes, rate_equations
from tests.helpers import complex_step_jacobian, decades, flow, lasers, run_python

LASER = Laser(n_emitters=10, gamma_r=2.0, gamma_bg=0.5, gamma_c=1.0)
FILLED = st.floats(0, 1)  # n_e/n_0
SOLVABLE = {"xi": (-3, 3), "odds": (-3, 3)}


@given(lasers(**SOLVABLE), FILLED, decades(-3, 6), decades(-3, 6))
def test_drift_is_the_two_rate_equations(laser, filled, photons, j):
    state, pump = (filled * laser.n_emitters, photons), j * laser.gamma_c
    rates = processes.rates(laser, *state, pump)
    # The table adds emission and absorption, the equations their difference.
    np.testing.assert_allclose(
        processes.drift(laser, *state, pump),
        flow(laser, state, pump),
        rtol=0,
        atol=1e-14 * rates.sum(),
    )


@given(lasers(**SOLVABLE), FILLED, decades(-3, 6), decades(-3, 6))
def test_jacobian_is_the_complex_step_derivative_of_the_formulas(laser, filled, photons, j):
    state, pump = (filled * laser.n_emitters, photons), j * laser.gamma_c
    fixed = processes.parameters(laser)

    def drift(y):
        return processes.STOICHIOMETRY.T @ np.array(processes.formulas(*y, pump, *fixed))

    found = processes.jacobian(laser, *state, pump)
    for expected in (drift, lambda y: flow(laser, y, pump)):
        matrix = complex_step_jacobian(expected, state)
        scale = processes.rates(laser, state[0], photons + 1, pump).sum() / laser.n_emitters
        np.testing.assert_allclose(
            found, matrix, rtol=1e-13, atol=1e-13 * (scale + laser.gamma_r * laser.n_emitters)
        )


@given(lasers(**SOLVABLE), FILLED, decades(-3, 6), decades(-3, 6))
def test_no_rate_is_negative_while_emitters_are_not_overfilled(laser, filled, photons, j):
    rates = processes.rates(laser, filled * laser.n_emitters, photons, j * laser.gamma_c)
    assert np.all(rates >= 0)


def test_table_has_the_five_processes_and_their_stoichiometry():
    assert processes.NAMES == (
        "pump",
        "background recombination",
        "emission",
        "absorption",
        "cavity loss",
    )
    assert processes.STOICHIOMETRY.tolist() == [[1, 0], [-1, 0], [-1, 1], [1, -1], [0, -1]]
    with pytest.raises(ValueError, match="read-only"):
        processes.STOICHIOMETRY[0, 0] = 7


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        ({}, [5 * 0.6, 0.5 * 4, 2 * 4 * 4, 2 * 6 * 3, 3.0]),
        ({"absorption": False}, [3.0, 2.0, 32.0, 0.0, 3.0]),
        ({"pump_blocking": False}, [5.0, 2.0, 32.0, 36.0, 3.0]),
    ],
)
def test_rates_of_a_small_laser_by_hand(switches, expected):
    laser = Laser(10, 2.0, 0.5, 1.0, **switches)
    assert processes.rates(laser, 4, 3, 5).tolist() == expected


def test_nothing_happens_in_the_dark_but_pumping():
    assert processes.rates(LASER, 0, 0, 5.0).tolist() == [5.0, 0, 0, 0, 0]


def test_arguments_broadcast_against_each_other():
    found = processes.rates(LASER, [[1.0], [2.0]], [0.0, 1.0, 2.0], 5.0)
    assert found.shape == (5, 2, 3)
    assert found[:, 1, 2].tolist() == processes.rates(LASER, 2.0, 2.0, 5.0).tolist()
    assert processes.jacobian(LASER, [[1.0], [2.0]], [0.0, 1.0, 2.0], 5.0).shape == (2, 2, 2, 3)


def test_more_carriers_than_emitters_are_refused_with_blocking_and_warned_of_without():
    message = "carriers must not exceed n_emitters = 10, got 12"
    with pytest.raises(ValueError, match=message):
        processes.rates(LASER, 12, 0, 1.0)
    free = Laser(10, 2.0, 0.5, 1.0, pump_blocking=False)
    with pytest.warns(ValidityWarning, match=message):
        processes.rates(free, 12, 0, 1.0)


def test_rate_equations_are_those_of_the_table():
    assert rate_equations.drift is processes.drift
    assert rate_equations.jacobian is processes.jacobian


KERNEL = """
import json, sys
from lasercore import Laser, processes, _jit
fixed = processes.parameters(Laser(10, 2.0, 0.5, 1.0))
values = [processes.rate_kernel(0.37 * i, 1.9 * i, 5.0 + i, *fixed) for i in range(8)]
print(json.dumps([_jit.numba_available(), "numba" in sys.modules, values]))
"""


def kernel_values(**arguments):
    available, imported, values = json.loads(run_python(KERNEL, **arguments))
    fixed = processes.parameters(LASER)
    expected = [processes.formulas(0.37 * i, 1.9 * i, 5.0 + i, *fixed) for i in range(8)]
    # Compiled code may fuse a multiplication with an addition: one rounding.
    np.testing.assert_allclose(values, expected, rtol=1e-15, atol=1e-15)
    return available, imported


def test_kernel_gives_the_same_numbers_compiled():
    pytest.importorskip("numba")
    assert kernel_values() == (True, True)


def test_kernel_gives_the_same_numbers_with_numba_disabled():
    assert kernel_values(NUMBA_DISABLE_JIT="1") == (False, False)


def test_kernel_gives_the_same_numbers_where_numba_is_not_installed(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['numba'] = None\n")
    available, _ = kernel_values(path=[tmp_path])
    assert not available


def test_kernel_gives_the_same_numbers_where_importing_numba_fails(tmp_path):
    # As with a NumPy newer than the installed numba supports.
    (tmp_path / "numba").mkdir()
    text = "raise ImportError('Numba needs NumPy 1.0 or less')\n"
    (tmp_path / "numba" / "__init__.py").write_text(text)
    kernel_values(path=[tmp_path])
