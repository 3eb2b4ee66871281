"""Leaving the model's range is said once, at the caller's line, by every way that leads there.

Exercise: dropping `warn_pump_broadening` from `threshold` in lasercore/thresholds/__init__.py
turns test_a_threshold_beyond_the_model_warns_once_and_says_whose_pump_it_is red.
"""

import re
import warnings
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from lasercore import (
    Laser,
    ValidityWarning,
    bowtie,
    catalogue,
    cavity,
    devices,
    rate_equations,
    thresholds,
)
from lasercore._formulas.validity import highest_valid_pump
from nanobook.ch07_curve_shapes.ratio import straight_background

OVERFULL = Laser(2, 1.0, 1.0, 100.0, pump_blocking=False)
LEAKY = replace(devices["EDC laser 1"], Q=170).laser  # just a laser: ξ = 0.5015


def caught(call):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        call()
    assert all(issubclass(w.category, ValidityWarning) for w in found)
    return found


@pytest.mark.parametrize("definition", ["classical", "photon recycling", "inflection"])
@pytest.mark.parametrize(("laser", "what"), [(OVERFULL, "carriers must"), (LEAKY, "pump per")])
def test_a_threshold_beyond_the_model_warns_once_and_says_whose_pump_it_is(laser, what, definition):
    (warning,) = caught(lambda: thresholds.threshold(laser, definition))
    assert str(warning.message).startswith(what)
    assert f"the {definition} threshold" in str(warning.message)
    assert "lower the pump" not in str(warning.message)


def test_the_highest_valid_pump_leaves_the_polarisation_the_faster():
    rates = SimpleNamespace(n_emitters=3, gamma_2=5.0, gamma_bg=1.0)
    assert highest_valid_pump(rates) / rates.n_emitters + rates.gamma_bg == rates.gamma_2
    rates.gamma_bg = 6.0  # too fast at any pump
    assert highest_valid_pump(rates) == 0


@pytest.mark.parametrize("definition", thresholds.DEFINITIONS)
@pytest.mark.parametrize("name", [name for name in catalogue if name != "nanoLED A"])
def test_thresholds_of_the_catalogue_are_inside_the_model(name, definition):
    found = []
    # `compare` leaves out what would take the exact distribution of a large laser.
    warned = caught(lambda: found.append(thresholds.compare(catalogue[name], [definition])))
    if (name, definition) == ("EDC laser 6", "bifurcation"):
        # Six times the pump at which pumping alone would dephase its one emitter.
        assert "pump must not exceed 4e+13" in str(warned.pop().message)
    assert not warned
    assert found[0][definition].computed == (
        definition != "stochastic" or catalogue[name].n_emitters <= 120
    )


EDC = catalogue["EDC laser 1"]
WAYS = {
    "steady_state": lambda: rate_equations.steady_state(EDC, 1e16),
    "pump_for_photons": lambda: rate_equations.pump_for_photons(EDC, 1e6),
    "steady_state_at_photons": lambda: rate_equations.steady_state_at_photons(EDC, 1e6),
    "linewidth": lambda: rate_equations.linewidth(EDC, 1e16),
    "log_slope": lambda: rate_equations.log_slope(EDC, 1e16),
    "transient": lambda: rate_equations.transient(EDC, 1e16, [0.0, 1e-12]),
}


@pytest.mark.parametrize("way", WAYS)
def test_pump_broadening_is_said_at_the_line_of_the_caller(way):
    (warning,) = caught(WAYS[way])
    assert "pump per emitter must stay well below gamma_2" in str(warning.message)
    assert warning.filename == __file__


ODD_UNITS = {
    "wavelength in nm": (lambda: cavity.gamma_c(1300.0, 5000.0), "1300 m: .* 1.3e-06 m"),
    "wavelength of a slab": (lambda: bowtie.slab_mode(3.3, 0.24, 1.55), "1.55 m: check its unit"),
    "volume in µm³": (lambda: cavity.gamma_r(1.55e-6, 3.3, 0.1, 1e-28, 5e-14), "0.1 m³: .* µm³"),
    "Q below one": (lambda: cavity.gamma_c(1.55e-6, 0.5), "Q is expected .* got 0.5"),
    "dipole in debye": (lambda: cavity.coupling(1.55e-6, 3.3, 1e-21, 30.0), "30 C m: .* debye"),
    "device": (lambda: replace(devices["EDC laser 1"], wavelength=1.55).laser, "got 1.55 m"),
    "pump in A": (lambda: rate_equations.steady_state(EDC, 1e-6), "got 1e-06 s⁻¹ .*to_pump"),
    "pump in thresholds": (lambda: rate_equations.linewidth(EDC, [0.5, 2.0]), "units of a thres"),
    "pump in time": (lambda: rate_equations.transient(EDC, 1e-6, [0, 1e-12]), "to_pump"),
}


@pytest.mark.parametrize("what", ODD_UNITS)
def test_a_number_in_another_unit_is_said_once_with_the_remedy(what):
    call, remedy = ODD_UNITS[what]
    (warning,) = caught(call)
    assert re.search(remedy, str(warning.message))
    assert warning.filename == __file__


@pytest.mark.parametrize("unit", [1.0, 1e3])
def test_rates_in_units_of_one_of_them_may_have_any_pump(unit):
    laser = Laser(10, 0.2 * unit, 0.1 * unit, unit)
    assert not caught(lambda: rate_equations.steady_state(laser, [0.0, 1e-9, 0.5]))


def test_a_dark_laser_and_a_given_photon_number_are_no_mistake_of_units():
    assert not caught(lambda: rate_equations.steady_state(EDC, 0.0))
    assert not caught(lambda: rate_equations.pump_for_photons(EDC, 1e-13))


def test_overfull_emitters_are_said():
    (warning,) = caught(lambda: rate_equations.steady_state_at_photons(OVERFULL, 5.0))
    assert "carriers must not exceed n_emitters = 2" in str(warning.message)


def test_a_changing_pump_is_looked_at_as_often_as_the_answer_is_wanted():
    """A pulse as long as the spacing of the times is seen without breakpoints."""
    times = np.linspace(0, 1e-9, 101)
    pulse = rate_equations.transient(EDC, lambda t: 1e13 if 0.80e-9 < t < 0.82e-9 else 0.0, times)
    assert pulse.photons.max() > 1


@pytest.mark.parametrize("rates", [(1e308, 1e308, 1.0), (1.0, 0.0, 1e-320), (1e-320, 1.0, 1e9)])
def test_rates_that_overflow_are_refused(rates):
    with pytest.raises(ValueError, match="check the units"):
        Laser(3, *rates)


def test_an_option_that_a_definition_does_not_have_is_named():
    with pytest.raises(TypeError, match="'classical' takes no options, got method: leave them out"):
        thresholds.threshold(EDC, "classical", method="exact")


def test_without_pump_blocking_no_background_makes_the_curve_straight():
    assert np.isnan(straight_background(replace(EDC, pump_blocking=False)))
    straight = replace(EDC, gamma_bg=straight_background(EDC))
    assert straight.intensity_ratio == pytest.approx(1, rel=1e-12)
