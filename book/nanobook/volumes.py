"""Devices with other mode volumes: rates, the range of the layered devices, the model's end."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lasercore import cavity
from lasercore.checks import instance
from lasercore.device import CONFINEMENT, Device, devices
from lasercore.laser import Laser

REFERENCE = devices["EDC laser 1"]
CONFINEMENT_RANGE = (0.00205, 0.20)
"""Confinement factors of the volume axis; at 0.203 % the catalogue's lasers reach ξ = ½."""


def laser_of_volume(device: Device, relative_volume: float) -> Laser:
    """A device as a laser with another mode volume, in (λ/2n)³."""
    instance("device", device, Device, "take one from lasercore.devices or build one")
    volume = float(relative_volume) * device.volume / device.relative_volume
    return replace(device, volume=volume).laser


def emission_rate(device: Device, relative_volume: ArrayLike) -> Any:
    """Rate γ_r of one emitter for mode volumes in (λ/2n)³, all else as in a device."""
    instance("device", device, Device, "take one from lasercore.devices or build one")
    volume = np.asarray(relative_volume) * cavity.diffraction_volume(device.wavelength, device.n)
    return cavity.gamma_r(device.wavelength, device.n, volume, device.dipole, device.T_2)


def smallest_valid_volume(device: Device) -> float:
    """Mode volume below which the coupling g exceeds γ_2/10: γ_r > γ_2/25."""
    instance("device", device, Device, "take one from lasercore.devices or build one")
    return emission_rate(device, 1.0) / (cavity.gamma_2(device.T_2) / 25)


def volume_range(
    device: Device, confinement: tuple[float, float] = CONFINEMENT_RANGE
) -> tuple[float, float]:
    """Smallest and largest mode volume V_act/Γ_c while Γ_c runs over a range."""
    instance("device", device, Device, "take one from lasercore.devices or build one")
    low, high = (device.relative_volume * CONFINEMENT / share for share in confinement[::-1])
    return low, high
