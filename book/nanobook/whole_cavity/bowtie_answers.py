"""What a bowtie says to the controls: its mode, one emitter, a device; or why there is none."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from lasercore.bowtie import ActiveRegion, SlabCavity, mode, slab_mode
from lasercore.bowtie.design import BLUNTEST
from lasercore.device import (
    ACTIVE_THICKNESS,
    DEPHASING_TIME,
    DIPOLE,
    REFRACTIVE_INDEX,
    WAVELENGTH,
    Device,
)
from lasercore.laser import Laser
from nanobook.live.noted import noted
from nanobook.whole_cavity.bowtie_design import Design

SLAB = 240e-9
"""Thickness of the slab (m)."""
SQUARE = 50e-9
"""Side of the square that is filled with emitters in the device (m)."""
TOLERANCE = 1e-6
"""Relative deviation of the wavelength that tuning leaves: a third of the mesh's own error."""
_MOST_STEPS = 10
_SLOPE = 0.57
"""d ln λ/d ln radius where tuning begins; it is 0.47 to 0.76."""


@dataclass(frozen=True)
class Found:
    """A design that was tuned: its radius (m) and d ln λ/d ln radius, where the next one begins."""

    design: Design
    radius: float
    slope: float


@dataclass(frozen=True)
class Answers:
    """What one design gives."""

    design: Design
    cavity: SlabCavity | None = None  # None without a mode of the bowtie's own: see `problem`
    region: ActiveRegion | None = None  # emitters in the square; None: see `no_device`
    laser: Laser | None = None  # one emitter at the centre
    problem: str = ""
    said: str = ""  # by the solver, of the problem
    no_device: str = ""  # why there is none
    notes: tuple = ()  # what the laser warns of
    found: Found | None = None  # the last design that could be tuned

    @property
    def mode(self):
        """The mode in the plane, or None."""
        return None if self.cavity is None else self.cavity.mode

    @property
    def device(self):
        """The square of emitters in this cavity as a `Device`, or None."""
        if self.region is None:
            return None
        name = f"bowtie {self.design.kind}, {self.design.width:g} nm"
        return Device.from_cavity(name, self.region, gamma_bg=self.design.gamma_bg)


def ask(design, found=None):
    """Compute the cavity of a design and what emitters do in it."""
    if not design.fits:
        low, high = design.tip_radii
        problem = (
            f"R must lie between w/{BLUNTEST:g} and {BLUNTEST:g} w, at w = {design.width:g} nm from"
            f" {low:g} to {high:g} nm, got R = {design.tip_radius:g} nm: other tips are beyond the"
            " mesh"
        )
        return Answers(design, problem=problem, found=found)
    try:
        if design.tuned or found is None:
            plane, found = _tune(design, found)
        if not design.tuned:
            plane = mode(design.bowtie(found.radius))
    except (ValueError, ArithmeticError) as refused:
        return Answers(design, problem=_in_words(design, found), said=str(refused), found=found)
    return _with_emitters(design, plane, found)


def _with_emitters(design, plane, found):
    cavity = SlabCavity(plane, _slab(), "bulk", REFRACTIVE_INDEX, float("inf"))
    region, no_device = None, ""
    try:
        region = cavity.active_region(SQUARE, ACTIVE_THICKNESS)
    except ValueError:
        no_device = (
            f"No device: in the square of {1e9 * SQUARE:g} nm around the centre there is hardly"
            " any dielectric that could hold emitters; make the gap narrower"
        )
    with noted() as notes:
        laser = Laser.from_cavity(
            cavity, dipole=DIPOLE, T_2=DEPHASING_TIME, n_emitters=1, gamma_bg=design.gamma_bg
        )
    return Answers(
        design, cavity, region, laser, no_device=no_device, notes=tuple(notes), found=found
    )


@cache
def _slab():
    return slab_mode(REFRACTIVE_INDEX, SLAB, WAVELENGTH)


def _tune(design, found):
    """The mode at the design wavelength, from the last tuned design on, else from the fit."""
    starts = [(design.begin, _SLOPE)]
    if found is not None and found.design.kind == design.kind:
        # The last radius, and what the fit says about the way from there to here.
        starts.insert(0, (found.radius * design.begin / found.design.begin, found.slope))
    for radius, slope in starts:
        try:
            return _secant(design, radius, slope)
        except (ValueError, ArithmeticError) as refused:
            last = refused
    raise last


def _secant(design, radius, slope):
    """Newton's first step with a slope that is known roughly, then secants, in logarithms."""
    before = None
    for _ in range(_MOST_STEPS):
        plane = mode(design.bowtie(radius))
        error = np.log(plane.wavelength / WAVELENGTH)
        if before is not None and radius != before[0]:
            slope = (error - before[1]) / np.log(radius / before[0])
        if abs(error) < TOLERANCE:
            return plane, Found(replace(design, tuned=True), radius, float(slope))
        before = radius, error
        radius *= float(np.exp(np.clip(-error / np.clip(slope, 0.3, 1.2), -0.1, 0.1)))
    raise ArithmeticError(
        f"radius must tune the mode to {WAVELENGTH:.4g} m within {_MOST_STEPS} steps, got to"
        f" {radius:.6g} m, {error:.2g} off: begin nearer"
    )


def _in_words(design, found):
    tips = "tips of air" if design.kind == "bridge" else "dielectric tips"
    where = f"squeezed between {tips} {design.width:g} nm apart"
    if design.tuned or found is None:
        return (
            f"No disc gives a mode at {1e6 * WAVELENGTH:g} µm that is {where}, below (λ/2n)²:"
            " choose a smaller width or blunter tips"
        )
    return (
        f"With the radius as it was last, no mode {where} resonates near {1e6 * WAVELENGTH:g} µm:"
        " let the radius be tuned, or choose another width"
    )
