"""Exact photon distributions of 120 emitters, as a table that a page can read between.

In units of γ_c a laser is given by n_0, ξ and β, its pump by the photon number of the rate
equations. The table holds ln P(n+1)/P(n), which is smooth in all of them and in n, at Chebyshev
points: a few thousand distributions then give any other to a small part of a per cent. It has two
parts, because lasers go on to any photon number and LEDs (ξ < ½) do not.
"""

import base64
import json
from dataclasses import dataclass

import numpy as np

from lasercore import Progress
from lasercore.laser import Laser
from lasercore.master_equation.stationary import solve_from
from nanobook.explorer.support import SOFT, coordinates, pump_at, support, xi_at

EMITTERS = 120
MOST_BACKGROUND = 300.0
LOST_MASS, MAX_MEMORY = 1e-11, 2e9
BYTES = 3
MOST_CODE = 2 ** (8 * BYTES) - 1


@dataclass(frozen=True)
class Part:
    """One part of the table: the coordinate of ξ that is even in it, its range, its points."""

    coordinate: str
    shape: tuple

    @property
    def axes(self):
        """Ends of the axes: the coordinate of ξ, the background's, the share of the pump axis."""
        along = [float(coordinates(laser_at(xi, 0.0))[self.coordinate]) for xi in SPANS[self]]
        background = np.log([SOFT, MOST_BACKGROUND + SOFT])
        return [along, background.tolist(), [0.0, 1.0]]

    def lasers(self):
        """All lasers of this part, in the order of its first two axes."""
        along, background = (
            between(*pair) for pair in zip(self.axes[:2], self.shape[:2], strict=True)
        )
        xi = [xi_at(self.coordinate, place) for place in along]
        return [laser_at(x, y) for x in xi for y in np.maximum(np.exp(background) - SOFT, 0.0)]


LEDS, LASERS = Part("high", (8, 7, 12, 13)), Part("inverse", (12, 9, 20, 16))
SPANS = {LEDS: (0.2, 0.5), LASERS: (0.5, 1500.0)}
"""Lowest and highest ξ of each part."""


def laser_at(xi, background, n_emitters=EMITTERS):
    """The laser with this ξ and 1/β_eff − 1, in units of γ_c."""
    gamma_r = 2 * xi / n_emitters
    return Laser(n_emitters, gamma_r, gamma_r * background / (1 + 2 * xi), 1.0)


def chebyshev(count):
    """Chebyshev points on [0, 1], ends included."""
    return 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / (count - 1))


def between(ends, count):
    return ends[0] + (ends[1] - ends[0]) * chebyshev(count)


def column(laser, share, count):
    """ln P(n+1)/P(n), less its value for thermal light, at `count` points of the support."""
    pump = pump_at(laser, share)
    with Progress(False, 1.0, "table") as shown:
        solution = solve_from(laser, pump, LOST_MASS, MAX_MEMORY, shown, from_zero=True)
    steps = np.diff(np.log(solution.probabilities.sum(axis=0)))
    found = support(laser, pump)
    stretch = np.log1p(found["last"] / found["bend"])
    photons = found["bend"] * np.expm1(chebyshev(count) * stretch)
    return _at(steps, photons) - found["offset"]


def _at(steps, photons):
    """`steps`, known at whole numbers, at others: by splines, beyond the last along a tangent."""
    from scipy.interpolate import CubicSpline  # here, so that importing lasercore stays quick

    last = len(steps) - 1
    inside = CubicSpline(np.arange(len(steps)), steps, bc_type="natural")
    slope = min(steps[last] - steps[last - 1], 0.0)
    beyond = steps[last] + (photons - last) * slope
    return np.where(photons <= last, inside(np.minimum(photons, last)), beyond)


def columns(laser, shape):
    """All columns of one laser."""
    return np.array([column(laser, share, shape[3]) for share in chebyshev(shape[2])])


def computed(part, mapped=map):
    """The values of one part of the table, as an array of its shape."""
    lasers = part.lasers()
    return np.array(list(mapped(columns, lasers, [part.shape] * len(lasers)))).reshape(part.shape)


def encoded(values):
    """A table as whole numbers of three bytes between its extremes, in base64.

    Two bytes would do for distributions, but where P(0) = P(1) just above ξ = ½ the ratio of both
    hardly changes with the pump.
    """
    low, high = float(values.min()), float(values.max())
    whole = np.round((values - low) / (high - low) * MOST_CODE).astype("<u4")
    data = whole.reshape(-1, 1).view(np.uint8)[:, :BYTES].tobytes()
    return {"low": low, "high": high, "data": base64.b64encode(data).decode()}


def tables(mapped=map):
    """Compute everything that explorer.js reads; `mapped` may share the lasers out to processes."""
    parts = [
        {
            "coordinate": part.coordinate,
            "axes": part.axes,
            "shape": part.shape,
            **encoded(computed(part, mapped)),
        }
        for part in (LASERS, LEDS)  # the end of the photon axis is the same for all lasers
    ]
    return json.dumps({"n_emitters": EMITTERS, "parts": parts}, separators=(",", ":"))


def as_script(tables):
    """The tables as a script that pages load: ``globalThis.lasercoreTables = …``."""
    json.loads(tables)  # nothing else may get into a script
    return f"globalThis.lasercoreTables = {tables};\n"
