"""Which of lasercore's formulas the explorer computes with.

Each function calls others of lasercore and sorts what they return, for numbers that are traced:
`generated` writes all of them as JavaScript. There L is an object with the rates of a two-level
laser with pump blocking, and everything is in SI units.
"""

from functools import cache
from unittest import mock

from lasercore import cavity, processes
from lasercore import thresholds as definitions
from lasercore._validity import warn_pump_broadening
from lasercore.cumulants import incoherent, onset, rates
from lasercore.cumulants.closures import CLOSURES
from lasercore.cumulants.threshold import bifurcation
from lasercore.device import DEPHASING_TIME, DIPOLE, REFRACTIVE_INDEX, WAVELENGTH
from lasercore.langevin.linear import linearise
from lasercore.langevin.moments import far_above
from lasercore.laser import to_ampere
from lasercore.rate_equations import curves, linear_response, steady
from lasercore.thresholds import dynamic, light_current, noise, verdicts
from lasercore.thresholds.stochastic import stochastic
from nanobook.explorer import support, symbolic
from nanobook.explorer.javascript import written
from nanobook.explorer.tracing import traced

RATES = ("n_emitters", "gamma_r", "gamma_bg", "gamma_c", "gamma_2")


def rates_of(volume, Q, gamma_bg, n_emitters):
    """The rates of a device like the catalogue's; volume in (λ/2n)³."""
    built = symbolic.SymbolicLaser.from_cavity(
        wavelength=WAVELENGTH,
        n=REFRACTIVE_INDEX,
        Q=Q,
        volume=volume * cavity.diffraction_volume(WAVELENGTH, REFRACTIVE_INDEX),
        dipole=DIPOLE,
        T_2=DEPHASING_TIME,
        n_emitters=n_emitters,
        gamma_bg=gamma_bg,
    )
    return {name: getattr(built, name) for name in RATES}


def summary_of():
    """The numbers that characterise a laser."""
    laser = symbolic.laser()
    names = ("beta", "xi", "eta", "beta_eff", "intensity_ratio")
    return {name: getattr(laser, name) for name in names}


def verdict_of():
    found = verdicts.verdict(symbolic.laser())
    return {"kind": found.kind, "sentence": found.sentence}


def beyond_of():
    """What of the device is beyond the model, in sentences."""
    notes = []
    with mock.patch("lasercore.laser.warn_validity", notes.append):
        symbolic.laser()._warn_outside_good_cavity()
    return notes


def broadened_of(pump):
    """Whether the pump is beyond the model, in a sentence."""
    notes = []
    with mock.patch("lasercore._validity.warn_validity", notes.append):
        warn_pump_broadening(symbolic.laser(), pump)
    return notes


def range_of():
    """The pumps that are drawn."""
    return list(definitions.pump_range(symbolic.laser()))


def steady_of(pump):
    """The steady state, and g²(0) by the linear noise approximation."""
    laser = symbolic.laser()
    state = steady.steady_state(laser, pump)
    linear = linearise(state)
    return {
        "pump": pump,
        "current": to_ampere(pump),
        "photons": state.photons,
        "inversion": state.inversion,
        "linewidth": curves.linewidth(laser, pump),
        "variance": linear.photon_variance(),
        "g2": 1 + linear.excess(),
    }


def _answer(found):
    names = ("definition", "pump", "photons", "reached", "reason", "computed", "current")
    return {name: getattr(found, name) for name in names}


def closed_of():
    """The thresholds that are closed forms, and the one that is a single root."""
    laser = symbolic.laser()
    asked = (
        light_current.transparency,
        light_current.classical,
        light_current.photon_recycling,
        light_current.quantum,
        light_current.inflection,
    )
    return [_answer(definition(laser)) for definition in asked]


def damping_of():
    return _answer(dynamic.damping_minimum(symbolic.laser()))


def searched_of():
    """Ends of the logarithmic axis along which the next three functions are searched."""
    ends, _ = dynamic._search_range(symbolic.laser())
    return list(ends)


def overdamping_of(place):
    """Γ_d²/4ω_R² − 1: small disturbances ring where it is negative."""
    _, state_at = dynamic._search_range(symbolic.laser())
    signal = linear_response.small_signal_of(state_at(place))
    return 0.25 * signal.damping_rate**2 / signal.relaxation_frequency_squared - 1


def excess_of(place):
    """F − 1 by the linear noise approximation."""
    _, state_at = dynamic._search_range(symbolic.laser())
    linear = linearise(state_at(place))
    return linear.excess() * linear.state.photons


def found_at_of(place):
    """Pump and photon number of a place on the searched axis."""
    _, state_at = dynamic._search_range(symbolic.laser())
    state = state_at(place)
    return {"pump": state.pump, "photons": state.photons, "current": to_ampere(state.pump)}


def fano_limits_of():
    """F − 1 far above threshold; for an LED the reason why there is no peak."""
    laser = symbolic.laser()
    if laser.eta <= 0:
        return {"limit": None, "reason": noise._only_thermal(laser)}
    return {"limit": far_above(laser) - 1, "reason": ""}


def bifurcation_of():
    """The bifurcation of the CIM: ⟨n⟩ of the incoherent state reaches what gain = loss asks for.

    lasercore looks for the pump where an eigenvalue crosses zero; of the CIM's two that is where
    the inversion makes up for the losses.
    """
    system = CLOSURES["cim"].equations
    place = system.index("n")

    def crossing(laser, closure, fraction, highest):
        needed = onset.inversion_needed(laser)

        def excess(log_pump):
            at = rates.rates(laser, log_pump.exp(), fraction)
            return incoherent.steady(system, at)[place] - needed

        low = onset.DEEP * laser.n_emitters * onset._losses(laser, closure)
        return symbolic.root(excess, low.log(), highest.log()).exp()

    with (
        mock.patch("lasercore.cumulants.threshold.first_instability", crossing),
        mock.patch("lasercore.cumulants.threshold.warn_beyond", lambda laser, pump: None),
    ):
        return _answer(bifurcation(symbolic.laser()))


def stochastic_of(pump):
    """The stochastic threshold, once its pump has been found in the exact distribution."""
    with mock.patch("lasercore.thresholds.stochastic._pump", lambda *ignored: pump):
        return _answer(stochastic(symbolic.laser()))


def events_of(carriers, photons, pump):
    """Rates of the processes, in the order of `processes.STOICHIOMETRY`."""
    return list(
        processes.formulas(carriers, photons, pump, *processes.parameters(symbolic.laser()))
    )


def support_of(pump):
    return support.support(symbolic.laser(), pump)


def coordinates_of():
    return support.coordinates(symbolic.laser())


def at_photons_of(photons):
    state = steady.steady_state_at_photons(symbolic.laser(), photons)
    return {"pump": state.pump, "photons": state.photons, "current": to_ampere(state.pump)}


_FUNCTIONS = {  # by their names in JavaScript: the function and its arguments besides L
    "rates": (rates_of, ("volume", "Q", "gamma_bg", "n_emitters")),
    "summary": (summary_of, ()),
    "verdict": (verdict_of, ()),
    "beyond": (beyond_of, ()),
    "broadened": (broadened_of, ("pump",)),
    "pumpRange": (range_of, ()),
    "steady": (steady_of, ("pump",)),
    "closed": (closed_of, ()),
    "damping": (damping_of, ()),
    "searched": (searched_of, ()),
    "overdamping": (overdamping_of, ("place",)),
    "excess": (excess_of, ("place",)),
    "foundAt": (found_at_of, ("place",)),
    "fanoLimits": (fano_limits_of, ()),
    "stochastic": (stochastic_of, ("pump",)),
    "bifurcation": (bifurcation_of, ()),
    "events": (events_of, ("carriers", "photons", "pump")),
    "support": (support_of, ("pump",)),
    "coordinates": (coordinates_of, ()),
    "atPhotons": (at_photons_of, ("photons",)),
}


@cache
def generated():
    """All formulas as JavaScript: the object `physics`, with one function for each of them."""
    with symbolic.symbols():
        parts = [_one(name, *what) for name, what in _FUNCTIONS.items()]
    return "const physics = {\n" + ",\n".join(parts) + "\n};\n"


def _one(name, function, arguments):
    parameters = arguments if name == "rates" else ("L", *arguments)
    return written(name, ", ".join(parameters), traced(function, *arguments))
