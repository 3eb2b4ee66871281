"""The pure layer and the records of definitions: what they may use, and that all say the same.

Exercise: a condition changed in thresholds/definitions.py turns test_the_table_of_threshold_… red,
an option left out there test_options_are_…, `4 * k * j` → `2 * k * j` in _formulas/steady.py
test_plain_numbers_…, `+ emission)` → `- emission)` in _formulas/thresholds.py
test_the_bifurcation_….
"""

import inspect
import re

import numpy as np
import pytest

from lasercore import Laser, catalogue, cumulants, rate_equations, thresholds
from lasercore._formulas import functions, noise, searched, steady
from lasercore._formulas import thresholds as formulas
from lasercore._formulas.rates import Rates
from lasercore.thresholds import noise as fano_methods
from lasercore.thresholds.definitions import RECORDS
from tests.helpers import flow

PLAIN = Rates(10, 2.0, 0.5, 1.0)


def test_plain_numbers_give_a_steady_state_without_any_check():
    state = steady.steady_state(PLAIN, 5.0)
    assert np.max(np.abs(flow(PLAIN, (state.carriers, state.photons), 5.0))) < 1e-13
    assert steady.steady_state(PLAIN, np.array([5.0])).photons[0] == state.photons


def test_a_laser_is_its_rates_and_checks_them():
    laser = Laser(10, 2.0, 0.5, 1.0)
    for name in ("xi", "beta", "eta", "beta_eff", "max_photons", "threshold_carriers"):
        assert getattr(laser, name) == getattr(PLAIN, name)
    checked, plain = rate_equations.steady_state(laser, 5.0), steady.steady_state(PLAIN, 5.0)
    assert checked.photons == plain.photons
    with pytest.raises(ValueError, match="gamma_r must be positive"):
        Laser(10, -2.0, 0.5, 1.0)
    assert Rates(10, -2.0, 0.5, 1.0).xi < 0  # asks nobody


def test_functions_ask_what_brings_its_own():
    class Own:
        def minimum(self, other):
            return f"smaller of this and {other}"

    assert functions.minimum(3.0, Own()) == functions.minimum(Own(), 3.0)
    assert functions.minimum(3.0, 2.0) == 2.0
    np.testing.assert_array_equal(functions.where(np.array([True, False]), 1, 2), [1, 2])


def test_a_root_of_a_sum_survives_the_overflow_of_its_square():
    assert functions.root_of_sum(1e200, 1.0) == 1e200
    assert functions.root_of_sum(3.0, 16.0) == 5.0


def test_the_bifurcation_of_the_cim_is_where_it_is_searched_for():
    found, expected = cumulants.bifurcation(cumulants.dots), formulas.bifurcation(cumulants.dots)
    assert found.pump == pytest.approx(expected.pump, rel=1e-9)
    assert found.photons == pytest.approx(expected.photons, rel=1e-9)
    assert found.reason == expected.reason


def test_the_damping_minimum_has_the_smallest_damping():
    laser = catalogue["PhC laser"]
    found = searched.damping_minimum(laser)
    damping = [
        noise.linearise(steady.steady_state_at_photons(laser, factor * found.photons)).damping
        for factor in (0.99, 1.0, 1.01)
    ]
    assert min(damping) == damping[1]


# --- definitions ----------------------------------------------------------------------------------


def test_the_table_of_threshold_says_what_the_records_say():
    table = thresholds.threshold.__doc__.partition("Parameters")[0]
    rows = re.findall(r"^ *``([\w ]+)`` +(.+)$", table, re.MULTILINE)
    assert rows == [(one.name, one.condition) for one in RECORDS.values()]


def test_options_are_those_that_the_functions_take():
    taken = {name: _options(one.function) for name, one in RECORDS.items()}
    by_method = [o for options in fano_methods._OPTIONS.values() for o in options]
    taken["fano"] = {"method", *by_method}
    assert taken == {name: set(one.options) for name, one in RECORDS.items()}
    for one in RECORDS.values():
        assert set(one.in_comparison) <= set(one.options)


def _options(function):
    _, *options = inspect.signature(function).parameters
    return set(options)


def test_answers_are_named_as_their_records():
    for name in thresholds.QUICK_DEFINITIONS:
        assert thresholds.threshold(catalogue["EDC laser 1"], name).definition == name
        assert RECORDS[name].cost == "milliseconds"
