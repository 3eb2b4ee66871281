"""What the controls of the live debate say: a laser, a closure, a fraction and a pump."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lasercore.cumulants import CLOSURES, Closure, laser_of
from lasercore.cumulants.moments import REAL
from lasercore.cumulants.rates import highest_valid_pump, suitable
from nanobook.live.controls import Number
from nanobook.live.noted import noted

OWN = "your own"
SYMBOLS = {
    "b s*": "δ⟨bσ†⟩",
    "b n": "δ⟨bn⟩",
    "b b": "δ⟨bb⟩",
    "b s": "δ⟨bσ⟩",
    "s* s": "δ⟨σ†σ⟩",
    "s s": "δ⟨σσ⟩",
    "s n": "δ⟨σn⟩",
    "n n": "δ⟨nn⟩",
}
"""The families as they are written; two emitter operators belong to two emitters."""
MOST_EMITTERS = 100
RATES = {  # name on the slider, and its ends in units of the field's decay k
    "g": ("coupling g", 0.1, 100.0),
    "gamma": ("polarisation decay γ", 1.0, 1e4),
    "pump_per_emitter": ("pump r = J/n₀", 0.1, 1e5),
}
SHARE_OF_RANGE = 0.75
"""Where the pump stands at first, as a share of the highest that the model allows."""

BEYOND = 10.0
"""How far the picture reaches beyond the range of the model, unless the pump is there too."""


@dataclass(frozen=True)
class Design:
    """What the controls say; rates in s⁻¹.

    `k`, decay of the field's amplitude, and `gamma_bg`, background recombination, belong to the
    laser that the controls began with.
    """

    families: frozenset
    field: bool
    identical_fraction: float
    n_emitters: int
    g: float
    gamma: float
    pump_per_emitter: float
    k: float
    gamma_bg: float

    @property
    def closure(self):
        """The `Closure`; a `ValueError` says so where the switches make none."""
        return Closure(self.families, bool(self.field))

    @property
    def phased(self):
        """The families that turn with the phase of a mean field, and are nothing without one."""
        return tuple(name for name in SYMBOLS if name in self.families - {*REAL, "b s*"})

    @property
    def closure_name(self):
        """Its name in `CLOSURES`, or "your own"."""
        return named(self.families, self.field)

    @property
    def laser(self):
        """The `Laser`; what it warns of is said by `notes`."""
        return self._laser[0]

    @property
    def notes(self):
        """What the laser warns of."""
        return self._laser[1]

    @cached_property
    def _laser(self):
        with noted() as notes:
            rates = {"g": self.g, "k": self.k, "gamma": self.gamma, "gamma_bg": self.gamma_bg}
            laser = laser_of(n_emitters=self.n_emitters, **rates)
        return laser, tuple(notes)

    @property
    def pump(self):
        """J = n_0 r (s⁻¹)."""
        return self.n_emitters * self.pump_per_emitter

    @property
    def highest_valid(self):
        """The pump per emitter beyond which γ < (r + γ_bg)/2."""
        return highest_valid_pump(self.laser) / self.n_emitters

    @property
    def ends(self):
        """The lowest and highest pump per emitter of the picture."""
        low, high = (self.k * end for end in RATES["pump_per_emitter"][1:])
        near = max(BEYOND * self.highest_valid, 10 * low)
        return low, near if self.pump_per_emitter <= near <= high else high


def named(families, field):
    """The name of these families in `CLOSURES`, or "your own"."""
    for name, closure in CLOSURES.items():
        if (closure.families, closure.field) == (frozenset(families), bool(field)):
            return name
    return OWN


def rates_of(laser):
    """The values that a laser gives to the controls, with its k and γ_bg, in s⁻¹."""
    suitable(laser)
    coupling = 0.5 * np.sqrt(laser.gamma_r) * np.sqrt(laser.gamma_2)
    return {
        "n_emitters": laser.n_emitters,
        "g": float(f"{coupling:.12g}"),  # so that a box shows 7e10, not its last bit
        "gamma": laser.gamma_2 / 2,
        "k": laser.gamma_c / 2,
        "gamma_bg": laser.gamma_bg,
    }


def numbers(k, start):
    """The controls of a field that decays with k, by name, where they stand at first."""
    rates = {
        key: Number(name, low * k, high * k, start[key], "s⁻¹")
        for key, (name, low, high) in RATES.items()
    }
    return {
        "identical_fraction": Number("identical fraction f", 0.0, 1.0, 1.0, step=0.01),
        "n_emitters": Number("emitters N", 1, MOST_EMITTERS, start["n_emitters"], counted=True),
        **rates,
    }


def started(laser, **given):
    """The values of all rate controls, k and γ_bg: those given, for the rest the laser's own.

    Without a pump per emitter it is well within the model's range, in two digits.
    """
    values = {"pump_per_emitter": None, **rates_of(laser), **given}
    k = values["k"]
    for name, control in numbers(k, values).items():
        if values.get(name) is not None:
            values[name] = control.check(name, values[name])
    if values["pump_per_emitter"] is None:
        low, high = (k * end for end in RATES["pump_per_emitter"][1:])
        valid = max(2 * values["gamma"] - values["gamma_bg"], 0.0)
        pump = float(np.clip(float(f"{SHARE_OF_RANGE * valid:.1e}"), low, high))
        values["pump_per_emitter"] = pump
    return values
