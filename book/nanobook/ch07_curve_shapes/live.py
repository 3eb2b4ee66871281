"""Live figure: background recombination is cooled away."""

from dataclasses import replace

import numpy as np

from lasercore.device import devices
from lasercore.rate_equations import log_slope
from lasercore.thresholds import threshold
from lasercore.units import scientific
from nanobook.ch07_curve_shapes.ratio import (
    cooling_frame,
    describe_cooling_frame,
    straight_background,
)
from nanobook.live.filmstrip import filmstrip
from nanobook.live.told import Told


def cooling_filmstrip(device="EDC laser 4", hottest=1e12, coldest=1e8, per_decade=3):
    """A laser whose background recombination is cooled away, from S to inverse S."""
    device = devices[device]
    count = round(per_decade * np.log10(hottest / coldest)) + 1
    straight = straight_background(device.laser)
    values = sorted([*np.geomspace(hottest, coldest, count), straight], reverse=True)

    def tell(figure, gamma_bg):
        cooling_frame(figure, device, gamma_bg)
        return Told(_sentence(device, gamma_bg), describe_cooling_frame(device, gamma_bg))

    backgrounds = {f"{scientific(value)} s⁻¹": float(value) for value in values}
    return filmstrip("background γ_bg", tell, backgrounds, size=(7.0, 4.6))


def _sentence(device, gamma_bg):
    laser = replace(device, gamma_bg=gamma_bg).laser
    ratio = laser.intensity_ratio
    slope = log_slope(laser, threshold(laser, "photon recycling").pump)
    numbers = f"β = {laser.beta:.3f}, r = {scientific(ratio)}, slope {slope:.2f} at the threshold"
    if abs(ratio - 1) < 1e-9:
        return f"{numbers}: exactly straight, β = 1 − 1/(2ξ), and still a laser with a threshold."
    if ratio > 1:
        return f"{numbers}: an S, since each carrier gives more photons above than below."
    return f"{numbers}: an inverse S, since each carrier gives fewer photons above than below."
