"""The density matrix of N alike emitters and one mode, in sectors that do not mix.

What is kept is symmetric under exchange of the emitters. Then it does not matter which of them is
in |e⟩⟨e|, |g⟩⟨g|, |e⟩⟨g| or |g⟩⟨e|, only how many are: ρ is a sum over

    x(n_ee, n_gg, n_eg, n_ge; m, m′) · (average of all arrangements) ⊗ |m⟩⟨m′|.

Each term of the Lindblad equation moves single emitters from one of the four operators to another,
at a rate proportional to how many there are, just as a jump moves a probability. No term changes
the charge

    q = m − m′ + n_eg − n_ge,

so that m′ is given by the other numbers. Probabilities live at q = 0, the first coherence of the
field at q = −1. A state that starts as the vacuum never has any other charge than 0.

On resonance the numbers y in x = (−i)^n_ge i^n_eg y are real. At q = 0 they are the same with rows
and columns exchanged (ρ is hermitian), so that half of them are enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from lasercore._typing import Array, BoolArray, IntArray
from lasercore.laser import Laser

Counts = dict[str, IntArray]
Flow = tuple[NDArray[Any], ...]

# Levels narrower than this are put together: small blocks cost more to call than to compute.
NARROWEST = 64

# How the emitter's operator changes where the row (first letter) or the column (second) emits.
_EMISSIONS = (("ee", "ge", "row"), ("eg", "gg", "row"), ("ee", "eg", "col"), ("ge", "gg", "col"))


@dataclass(frozen=True)
class Rates:
    """Rates of the Lindblad equation (s⁻¹), pump r and coupling g among them.

    `dephasing` is the total decay γ_2/2 of one emitter's polarisation: what pump and background
    do not make up of it is pure dephasing.
    """

    n_emitters: int
    coupling: float
    pump: float
    background: float
    loss: float
    dephasing: float

    @classmethod
    def of(cls, laser: Laser, pump: float) -> Self:
        """g = √(γ_r γ_2)/2 and r = J/n_0."""
        return cls(
            laser.n_emitters,
            0.5 * laser.gamma_r**0.5 * laser.gamma_2**0.5,
            pump / laser.n_emitters,
            laser.gamma_bg,
            laser.gamma_c,
            0.5 * laser.gamma_2,
        )


def width(n_emitters: int, charge: int) -> int:
    """Number of operators for each photon number: how wide a level of the sector is."""
    full = comb(n_emitters + 3, 3)
    if charge:
        return full
    alike = (n_emitters // 2 + 1) * (n_emitters - n_emitters // 2 + 1)  # those with n_eg = n_ge
    return (full + alike) // 2


def levels(n_emitters: int, n_max: int, charge: int) -> int:
    """Number of levels of a sector."""
    return -(-(n_max + 1) // _span(n_emitters, charge))


def memory(n_emitters: int, n_max: int, charge: int) -> int:
    """Bytes that the elimination of a sector keeps, at most: one dense block a level."""
    block = (_span(n_emitters, charge) * width(n_emitters, charge)) ** 2
    return 8 * levels(n_emitters, n_max, charge) * block


def _span(n_emitters: int, charge: int) -> int:
    """Photon numbers that are put into one level."""
    return -(-NARROWEST // width(n_emitters, charge))


class Sector:
    """All operators of one charge up to `n_max` photons, and the generator L on them.

    `counts` has the numbers of emitters "ee", "gg", "eg", "ge" and the photon numbers "row" m and
    "col" m′ of each state; dy/dt = `matrix` @ y in s⁻¹. `starts` are the first states of the
    levels, and the number of states; L couples a level to its neighbours only.
    """

    def __init__(self, rates: Rates, n_max: int, charge: int) -> None:
        self.rates, self.n_max, self.charge = rates, n_max, charge
        self._span = _span(rates.n_emitters, charge)
        self.counts = self._states()
        self._index = np.full((*(3 * [rates.n_emitters + 1]), n_max + 1), -1)
        self._index[self._place(self.counts)] = np.arange(len(self.counts["row"]))
        flows = self._flows()
        if charge == 0:
            flows = self._folded(*flows)
        self.matrix = self._matrix(*flows)
        levels = self.level(self.counts["row"] + self.counts["col"])
        self.starts = np.searchsorted(levels, np.arange(levels[-1] + 2))

    def level(self, sum_of_photons: Any) -> Any:
        """Level of the states with that m + m′."""
        return sum_of_photons // (2 * self._span)

    @property
    def populations(self) -> BoolArray:
        """Mask of the states without coherence between emitters."""
        return (self.counts["eg"] == 0) & (self.counts["ge"] == 0)

    def apply(self, y: Array) -> Array:
        """Ly, s⁻¹ times the unit of y."""
        return self.matrix @ y

    def find(self, counts: Counts) -> IntArray:
        """Index of the states with these counts; they must be in the sector."""
        return self._index[self._place(counts)]

    @staticmethod
    def _place(counts: Counts) -> tuple[IntArray, ...]:
        return counts["ee"], counts["eg"], counts["ge"], counts["row"]

    def _states(self) -> Counts:
        n, top = self.rates.n_emitters, self.n_max
        ee, eg, ge = (axis.ravel() for axis in np.indices((n + 1,) * 3))
        inside = ee + eg + ge <= n
        ee, eg, ge = (np.repeat(count[inside], top + 1) for count in (ee, eg, ge))
        row = np.tile(np.arange(top + 1), inside.sum())
        col = row + eg - ge - self.charge
        counts = {"ee": ee, "gg": n - ee - eg - ge, "eg": eg, "ge": ge, "row": row, "col": col}
        valid = np.flatnonzero((col >= 0) & (col <= top))
        order = valid[np.argsort(self.level(row + col)[valid], kind="stable")]
        return {name: count[order] for name, count in counts.items()}

    def _matrix(self, targets: IntArray, sources: IntArray, values: Array) -> Any:
        from scipy.sparse import csr_array

        size = len(self.counts["row"])
        return csr_array((values, (targets, sources)), shape=(size, size))

    def _flows(self) -> Flow:
        """(targets, sources, values) of the whole generator."""
        c, rates = self.counts, self.rates
        here = np.arange(len(c["row"]))
        leaving = (
            rates.loss * 0.5 * (c["row"] + c["col"])
            + rates.background * c["ee"]
            + rates.pump * c["gg"]
            + rates.dephasing * (c["eg"] + c["ge"])
        )
        flows = [(here, here, -leaving), *self._hamiltonian(), *self._jumps()]
        return tuple(np.concatenate(parts) for parts in zip(*flows, strict=True))

    def _hamiltonian(self) -> Iterator[Flow]:
        """−i[g(b†σ + bσ†), ρ]: row or column gives its excitation to the mode, or takes it."""
        g, c = self.rates.coupling, self.counts
        for upper, lower, side in _EMISSIONS:
            yield self._flow({upper: -1, lower: 1, side: 1}, g * c[upper] * np.sqrt(c[side] + 1))
            yield self._flow({lower: -1, upper: 1, side: -1}, -g * c[lower] * np.sqrt(c[side]))

    def _jumps(self) -> Iterator[Flow]:
        """What the dissipators deliver; what they take is the diagonal."""
        rates, c = self.rates, self.counts
        root = np.sqrt(c["row"]) * np.sqrt(c["col"])
        yield self._flow({"row": -1, "col": -1}, rates.loss * root)
        yield self._flow({"ee": -1, "gg": 1}, rates.background * c["ee"])
        yield self._flow({"gg": -1, "ee": 1}, rates.pump * c["gg"])

    def _flow(self, change: dict[str, int], values: NDArray[Any]) -> Flow:
        """(targets, sources, values) of one term; nothing goes beyond `n_max` photons."""
        target = {name: count + change.get(name, 0) for name, count in self.counts.items()}
        inside = (target["row"] <= self.n_max) & (target["col"] <= self.n_max) & (values != 0)
        sources = np.flatnonzero(inside)
        return self.find({name: x[sources] for name, x in target.items()}), sources, values[sources]

    def _folded(self, targets: IntArray, sources: IntArray, values: Array) -> Flow:
        """Keep one of two states that are each other's mirror image, and let it speak for both."""
        c = self.counts
        mirrored = {"ee": "ee", "gg": "gg", "eg": "ge", "ge": "eg", "row": "col", "col": "row"}
        image = self.find({name: c[other] for name, other in mirrored.items()})
        kept = c["eg"] >= c["ge"]
        number = np.cumsum(kept) - 1
        speaker = number[np.where(kept, np.arange(len(kept)), image)]
        self.counts = {name: count[kept] for name, count in c.items()}
        self._index = np.where(self._index < 0, -1, speaker[self._index])
        heard = kept[targets]
        return number[targets[heard]], speaker[sources[heard]], values[heard]
