"""What the reader sets: a device of the catalogue, its V, Q and γ_bg, and the pump."""

from dataclasses import dataclass, replace

from lasercore.checks import positive, real_number
from lasercore.device import devices
from lasercore.units import scientific

# The tables of exact distributions cover nearly all of this: the sliders leave the device's own
# volume by these factors at most, and reach these values.
VOLUME_FACTORS = (0.2, 20.0)
RANGES = {"Q": (50.0, 1e5), "gamma_bg": (1e7, 1e11)}


def ranges(name):
    """Lowest and highest value of each slider for a device of the catalogue."""
    volume = devices[name].relative_volume
    return {
        "volume": tuple(factor * volume for factor in VOLUME_FACTORS),
        **RANGES,
    }


@dataclass(frozen=True)
class Settings:
    """One position of the explorer's controls.

    Attributes
    ----------
    device : str
        Name in the catalogue.
    volume : float
        In units of (λ/2n)³.
    Q : float
    gamma_bg : float, s⁻¹
    pump : float or None, s⁻¹
        None: twice the photon-recycling threshold.

    Raises
    ------
    KeyError, TypeError, ValueError
        If there is no such device, or a slider does not reach a value.

    Example
    -------
    >>> Settings.of("EDC laser 1", Q=250).laser == devices["EDC laser 5"].laser
    True
    """

    device: str
    volume: float
    Q: float
    gamma_bg: float
    pump: float | None = None

    def __post_init__(self):
        for name, (low, high) in ranges(self.device).items():
            value = real_number(name, getattr(self, name))
            if not low * (1 - 1e-9) <= value <= high * (1 + 1e-9):
                raise ValueError(
                    f"{name} must lie between {scientific(low)} and {scientific(high)} for"
                    f" {self.device}, got {scientific(value)}: that is as far as its slider reaches"
                )
        if self.pump is not None:
            positive("pump", self.pump, "s⁻¹")

    @classmethod
    def of(cls, device, **changes):
        """The device as it stands in the catalogue, but for some changes."""
        chosen = devices[device]
        start = cls(device, chosen.relative_volume, chosen.Q, chosen.gamma_bg)
        unknown = set(changes) - {"volume", "Q", "gamma_bg", "pump"}
        if unknown:
            raise ValueError(
                f"there is no control {', '.join(sorted(unknown))}; there are volume, Q, gamma_bg,"
                " pump"
            )
        return replace(start, **changes)

    @property
    def laser(self):
        """The laser with these settings."""
        chosen = devices[self.device]
        scale = chosen.volume / chosen.relative_volume
        volume = chosen.volume if self.volume == chosen.relative_volume else self.volume * scale
        return replace(chosen, volume=volume, Q=self.Q, gamma_bg=self.gamma_bg).laser
