"""Which of lasercore's formulas the page computes with, traced and written as JavaScript.

Each function below sorts what formulas return for numbers that are traced. In JavaScript it takes
L, an object with the rates of a two-level laser with pump blocking, and everything is in SI units.
"""

from functools import cache
from inspect import signature

from lasercore._formulas import cavity, noise, processes, searched, thresholds, validity, verdicts
from lasercore._formulas.rates import Rates
from lasercore._formulas.steady import linewidth, steady_state, steady_state_at_photons
from lasercore.device import DEPHASING_TIME, DIPOLE, REFRACTIVE_INDEX, WAVELENGTH
from nanobook.explorer import support
from nanobook.explorer.answers import SUMMARY
from nanobook.explorer.javascript import written
from nanobook.explorer.tracing import named, traced

RATES = ("n_emitters", "gamma_r", "gamma_bg", "gamma_c", "gamma_2")


def rates_of(volume, Q, gamma_bg, n_emitters):
    """The rates of a device like the catalogue's; volume in (λ/2n)³."""
    place = WAVELENGTH, REFRACTIVE_INDEX
    volume = volume * cavity.diffraction_volume(*place)
    return {
        "n_emitters": n_emitters,
        "gamma_r": cavity.gamma_r(*place, volume, DIPOLE, DEPHASING_TIME),
        "gamma_bg": gamma_bg,
        "gamma_c": cavity.gamma_c(WAVELENGTH, Q),
        "gamma_2": cavity.gamma_2(DEPHASING_TIME),
    }


def summary(L):
    """The numbers that characterise a laser."""
    return {name: getattr(L, name) for name in SUMMARY}


def verdict(L):
    return vars(verdicts.verdict(L))


def broadened(L, pump):
    """Whether the pump is beyond the model, in a list of at most one sentence."""
    sentence = validity.pump_broadening(L, pump)
    return [sentence] if sentence else []


def steady(L, pump):
    """The steady state, and g²(0) by the linear noise approximation."""
    state = steady_state(L, pump)
    linear = noise.linearise(state)
    return {
        **_place(state),
        "inversion": state.inversion,
        "linewidth": linewidth(state),
        "variance": linear.photon_variance(),
        "g2": 1 + linear.excess(),
    }


def _place(state):
    return {"pump": state.pump, "current": state.current, "photons": state.photons}


def _answer(found):
    return {**vars(found), "current": found.current}


def closed(L):
    """The thresholds that are read off the steady state."""
    asked = (
        thresholds.transparency,
        thresholds.classical,
        thresholds.photon_recycling,
        thresholds.quantum,
        thresholds.inflection,
    )
    return [_answer(definition(L)) for definition in asked]


def fano_foot(L):
    """F − 1 far above threshold, above which a peak must rise; for an LED the answer."""
    if L.eta <= 0:
        return {"foot": None, "answer": _answer(searched.only_thermal(L))}
    return {"foot": noise.far_above(L) - 1, "answer": None}


def events(L, carriers, photons, pump):
    """Rates of the processes, in the order of `processes.STOICHIOMETRY`."""
    return processes.formulas(carriers, photons, pump, *processes.parameters(L))


_FUNCTIONS = {  # by their names in JavaScript
    "rates": rates_of,
    "summary": summary,
    "verdict": verdict,
    "beyond": lambda L: validity.outside_good_cavity(L),
    "broadened": broadened,
    "pumpRange": lambda L: thresholds.pump_range(L),
    "steady": steady,
    "atPhotons": lambda L, photons: _place(steady_state_at_photons(L, photons)),
    "closed": closed,
    "damping": lambda L: _answer(searched.damping_minimum(L)),
    "searched": lambda L: searched.ends(L),
    "overdamping": lambda L, place: noise.overdamping(searched.state_at(L, place)),
    "rings": lambda L, place: _answer(searched.rings(L, place)),
    "neverRings": lambda L: _answer(searched.never_rings()),
    "alwaysRings": lambda L: _answer(searched.always_rings()),
    "noise": lambda L, place: searched.noise(L, place),
    "fanoFoot": fano_foot,
    "fanoPeak": lambda L, place, height: _answer(searched.peak(L, place, height)),
    "fanoGrows": lambda L: _answer(searched.only_grows(L)),
    "fanoHump": lambda L, height: _answer(searched.hump(L, height)),
    "fanoDips": lambda L: _answer(searched.dips(L)),
    "bifurcation": lambda L: _answer(thresholds.bifurcation(L)),
    "stochastic": lambda L, pump: _answer(thresholds.stochastic(L, lambda: pump)),
    "events": events,
    "support": support.support,
    "coordinates": support.coordinates,
}


@cache
def generated():
    """All formulas as JavaScript: the object `physics`, with one function for each of them."""
    parts = [_one(name, function) for name, function in _FUNCTIONS.items()]
    return "const physics = {\n" + ",\n".join(parts) + "\n};\n"


def _one(name, function):
    """A function of a laser and numbers, or of numbers alone, as JavaScript."""
    first, *rest = signature(function).parameters
    if function is rates_of:
        return written(name, ", ".join((first, *rest)), traced(function, first, *rest))

    def of_numbers(*values):
        return function(Rates(**{name: named(f"L.{name}") for name in RATES}), *values)

    return written(name, ", ".join(("L", *rest)), traced(of_numbers, *rest))
