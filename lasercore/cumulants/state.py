"""States of a coherent–incoherent model, with what is wrong with them."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lasercore._typing import Array, BoolArray, FloatOrArray
from lasercore.cumulants.closures import Closure
from lasercore.cumulants.equations import Equations
from lasercore.cumulants.rates import highest_valid_pump, rates
from lasercore.laser import Laser
from lasercore.warnings import warn_validity

# Rounding that does not make a photon number negative or an emitter more than full.
SLACK = 1e-9


@dataclass(frozen=True)
class CumulantState:
    """Means and cumulants at one or many pumps; NaN where there is no such state.

    The phase is chosen so that ⟨b⟩ is real; then everything is.

    Attributes
    ----------
    laser : Laser
    closure : Closure
    identical_fraction : float
    pump : float or array, s⁻¹
    values : array of shape (variables, …)
        What `closure.equations.names` lists, with the axes of the pump last.
    """

    laser: Laser = field(repr=False)
    closure: Closure
    identical_fraction: float
    pump: FloatOrArray
    values: Array = field(repr=False)

    def __getitem__(self, name: str) -> FloatOrArray:
        """A mean ("b", "s", "n") or cumulant ("b* b", "b s*", …); zero if it is dropped."""
        place = self.closure.equations.index(name)
        return np.zeros_like(self.values[0])[()] if place is None else self.values[place][()]

    @property
    def occupation(self) -> FloatOrArray:
        """⟨n⟩, the share of excited emitters."""
        return self["n"]

    @property
    def carriers(self) -> FloatOrArray:
        """n_e = n_0 ⟨n⟩."""
        return self.laser.n_emitters * self["n"]

    @property
    def coherent_photons(self) -> FloatOrArray:
        """|⟨b⟩|²."""
        return self["b"] ** 2

    @property
    def incoherent_photons(self) -> FloatOrArray:
        """δ⟨b†b⟩."""
        return self["b* b"]

    @property
    def photons(self) -> FloatOrArray:
        """n_p = ⟨b†b⟩ = |⟨b⟩|² + δ⟨b†b⟩."""
        return self.coherent_photons + self.incoherent_photons

    @property
    def coherence(self) -> FloatOrArray:
        """First-order coherence |⟨b⟩|²/⟨b†b⟩: NaN in the dark, above 1 where δ⟨b†b⟩ < 0."""
        photons = np.asarray(self.photons)
        if np.any(photons == 0):
            warn_validity("coherence is undefined (NaN) where there are no photons; raise the pump")
        lit = photons != 0
        empty = np.full(photons.shape, np.nan)
        return np.divide(self.coherent_photons, photons, out=empty, where=lit)[()]

    @property
    def correlations(self) -> dict[str, FloatOrArray]:
        """The cumulants that the closure keeps, by name."""
        return {name: self[name] for name in self.closure.equations.names if " " in name}

    @property
    def _faults(self) -> dict[str, Any]:
        """What may be wrong, each with the pumps where it is."""
        n, photons = self["n"], self["b* b"]
        highest = highest_valid_pump(self.laser)
        return {
            "⟨n⟩ leaves 0 to 1": (n < -SLACK) | (n > 1 + SLACK),
            "δ⟨b†b⟩ is negative": photons < -SLACK * (1 + np.abs(self.photons)),
            "γ_2/2 falls below (J/n_0 + γ_bg)/2, which no emitter obeys": np.broadcast_to(
                np.asarray(self.pump) > highest, np.shape(n)
            ),
        }

    @property
    def valid(self) -> bool | BoolArray:
        """Where 0 ≤ ⟨n⟩ ≤ 1, δ⟨b†b⟩ ≥ 0 and γ ≥ (r + γ_bg)/2; False where there is no state."""
        found = ~np.isnan(self["n"])
        for fault in self._faults.values():
            found = found & ~fault
        return found

    @property
    def problems(self) -> tuple[str, ...]:
        """What makes states invalid, each a sentence with the pumps where it does."""
        pump = np.broadcast_to(self.pump, np.shape(self["n"]))
        return tuple(
            f"{what} at pump {_range(pump[where])} s⁻¹"
            for what, where in self._faults.items()
            if np.any(where)
        )

    @property
    def residual(self) -> FloatOrArray:
        """Largest imbalance of an equation, relative to the sum of its terms."""
        at = rates(self.laser, self.pump, self.identical_fraction)
        return residual(self.closure.equations, at, np.moveaxis(self.values, 0, -1))[()]


def _range(pumps: Array) -> str:
    low, high = pumps.min(), pumps.max()
    return f"{low:.3g}" if low == high else f"{low:.3g} to {high:.3g}"


def residual(system: Equations, at: Array, state: Array) -> Array:
    """Largest |d/dt| of a variable relative to the sum of its terms' magnitudes."""
    change, size = np.abs(system.change(at, state)), system.size_of_terms(at, state)
    return np.divide(change, size, out=np.zeros_like(change), where=size != 0).max(axis=-1)
