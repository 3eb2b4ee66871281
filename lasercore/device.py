"""The catalogue: nine devices after saldutti2024, from macroscopic to one emitter.

The paper's own table reached us without its numbers. These devices fulfil every statement
that its text makes about them, so cite them as "after saldutti2024", never "from" it.
"""

from dataclasses import dataclass, replace
from typing import Any, Self

from lasercore import cavity
from lasercore._catalogue import Catalogue
from lasercore.checks import of_cavity, positive
from lasercore.laser import Laser

__all__ = [
    "ACTIVE_THICKNESS", "CONFINEMENT", "DEPHASING_TIME", "DIPOLE", "REFRACTIVE_INDEX",
    "TRANSPARENCY_DENSITY", "WAVELENGTH", "Device", "catalogue", "devices",
]  # fmt: skip

# What all devices share.
WAVELENGTH = 1.55e-6  # m
REFRACTIVE_INDEX = 3.3
DIPOLE = 1e-28  # C m
DEPHASING_TIME = 50e-15  # s
TRANSPARENCY_DENSITY = 1e24  # m⁻³
ACTIVE_THICKNESS = 24e-9  # m, three layers of 8 nm
CONFINEMENT = 0.06


@dataclass(frozen=True)
class Device:
    """A cavity with emitters: what a designer chooses, from which `laser` follows.

    Parameters
    ----------
    name : str
    volume : float, m³
        Mode volume V = V_act/Γ_c.
    Q : float
        Quality factor.
    n_emitters : int
    gamma_bg : float, s⁻¹
    wavelength : float, m
    n : float
        Refractive index.
    dipole : float, C m
    T_2 : float, s

    Source
    ------
    After saldutti2024, whose table of devices is reconstructed from what its text says of them.

    Example
    -------
    >>> from dataclasses import replace
    >>> from lasercore import devices
    >>> leaky = replace(devices["EDC laser 1"], Q=1000)
    >>> f"{leaky.laser.gamma_c / devices['EDC laser 1'].laser.gamma_c:.1f}"
    '5.0'
    """

    name: str
    volume: float
    Q: float
    n_emitters: int
    gamma_bg: float = 1e9
    wavelength: float = WAVELENGTH
    n: float = REFRACTIVE_INDEX
    dipole: float = DIPOLE
    T_2: float = DEPHASING_TIME

    @classmethod
    def from_cavity(cls, name: str, mode: object, **given: Any) -> Self:
        """A device with a computed cavity, such as a bowtie's `SlabCavity` or `ActiveRegion`.

        `mode` gives volume, Q, wavelength, n and, if it is a region, the number of emitters; what
        is given besides, as for `Device`, replaces what the cavity says.

        >>> from lasercore.bowtie import Bowtie, slab_cavity
        >>> bridge = Bowtie("bridge", 10e-9, 10e-9, 0.2275e-6, 3.3, 2, 1.55e-6)
        >>> region = slab_cavity(bridge, 240e-9).active_region(50e-9, 24e-9)
        >>> Device.from_cavity("bowtie", region).n_emitters
        51
        """
        names = ("volume", "Q", "n_emitters", "wavelength", "n")
        return cls(name, **{**given, **of_cavity(mode, {key: given.get(key) for key in names})})

    @property
    def laser(self) -> Laser:
        """The rates of this device, as a `Laser`."""
        return Laser.from_cavity(self, dipole=self.dipole, T_2=self.T_2, gamma_bg=self.gamma_bg)

    @property
    def relative_volume(self) -> float:
        """Mode volume in units of the diffraction-limited scale (λ/2n)³."""
        return positive("volume", self.volume, "m³") / cavity.diffraction_volume(
            self.wavelength, self.n
        )


def _layered(
    name: str, width: float, length: float, Q: float = 5000, gamma_bg: float = 1e9
) -> Device:
    """A device with three active layers of the given area (m × m) and Γ_c = 6 %."""
    active_volume = width * length * ACTIVE_THICKNESS
    return Device(
        name,
        volume=cavity.mode_volume_of_active_region(active_volume, CONFINEMENT),
        Q=Q,
        n_emitters=cavity.emitters_in(active_volume, TRANSPARENCY_DENSITY),
        gamma_bg=gamma_bg,
    )


def _build() -> list[Device]:
    edc = _layered("EDC laser 1", 50e-9, 50e-9)
    rates = edc.laser
    one_emitter = 0.05 * cavity.diffraction_volume(WAVELENGTH, REFRACTIVE_INDEX)
    return [
        _layered("macroscopic laser", 2e-6, 250e-6),
        _layered("PhC laser", 3e-6, 0.3e-6),
        edc,
        # β = 1 − 1/(2ξ) means γ_bg = γ_r/(2ξ − 1): an exactly straight light–current curve.
        replace(edc, name="EDC laser 2", gamma_bg=rates.gamma_r / (2 * rates.xi - 1)),
        replace(edc, name="EDC laser 3", gamma_bg=rates.gamma_r),  # β = 1/2
        replace(edc, name="EDC laser 4", gamma_bg=rates.gamma_r, Q=1000),  # β = 1/2
        replace(edc, name="EDC laser 5", Q=250),
        Device("EDC laser 6", volume=one_emitter, Q=50_000, n_emitters=1),
        replace(edc, name="nanoLED A", Q=150),
    ]


devices = Catalogue((device.name, device) for device in _build())
"""The nine devices by name, each as a `Device`."""

catalogue = Catalogue((name, device.laser) for name, device in devices.items())
"""The lasers that they make, by the same names, each as a `Laser`."""
