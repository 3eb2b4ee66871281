"""The laser: emitters, one cavity mode and their rates."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from lasercore import cavity
from lasercore._formulas.rates import Rates
from lasercore._formulas.validity import outside_good_cavity
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore.checks import flag, not_negative, of_cavity, positive, real_array, whole
from lasercore.constants import ELEMENTARY_CHARGE
from lasercore.warnings import warn_validity

__all__ = ["Laser", "to_ampere", "to_pump"]


def to_ampere(pump: ArrayLike) -> FloatOrArray:
    """Convert a pump to a current: I = e J.

    Parameters
    ----------
    pump : float or array of any shape, s⁻¹
        Carriers injected per second.

    Returns
    -------
    float or array of the same shape, A

    Example
    -------
    >>> f"{to_ampere(6.241509074e12):.3e} A"
    '1.000e-06 A'
    """
    return (real_array("pump", pump, "s⁻¹") * ELEMENTARY_CHARGE)[()]


def to_pump(current: ArrayLike) -> FloatOrArray:
    """Convert a current to a pump: J = I/e.

    Parameters
    ----------
    current : float or array of any shape, A

    Returns
    -------
    float or array of the same shape, carriers per second (s⁻¹)

    Example
    -------
    >>> f"{to_pump(1e-6):.3e} carriers per second"
    '6.242e+12 carriers per second'
    """
    return (real_array("current", current, "A") / ELEMENTARY_CHARGE)[()]


@dataclass(frozen=True)
class Laser(Rates):
    """Identical emitters that share one cavity mode, given by their rates.

    Parameters
    ----------
    n_emitters : int, at least 1
        Number n_0 of emitters (two-level electron-hole states).
    gamma_r : float, s⁻¹, positive
        Spontaneous emission rate γ_r of one emitter into the lasing mode.
    gamma_bg : float, s⁻¹, not negative
        Background recombination γ_bg of one emitter: nonradiative and into other modes.
    gamma_c : float, s⁻¹, positive
        Decay rate γ_c = ω_c/Q of the photon number.
    absorption : bool
        True: two-level emitters, whose lower state absorbs. False: four-level emitters,
        whose lower level is empty.
    pump_blocking : bool
        True: an excited emitter cannot be pumped again, the pump acts as J(1 − n_e/n_0).
    gamma_2 : float or None, s⁻¹, positive
        Dephasing rate γ_2 = 2/T_2. Only models with a polarisation need it.

    Source: saldutti2024 Eq. 5 (two-level emitters); yacomotti2022 Eqs. 43, 44 (four-level).

    Example
    -------
    >>> laser = Laser(n_emitters=120, gamma_r=6e10, gamma_bg=1e9, gamma_c=2.4e11)
    >>> f"beta = {laser.beta:.3f}, xi = {laser.xi:.1f}"
    'beta = 0.984, xi = 15.0'
    """

    def __post_init__(self) -> None:
        checked = {
            "n_emitters": whole("n_emitters", self.n_emitters, remedy="count the emitters"),
            "gamma_r": positive("gamma_r", self.gamma_r, "s⁻¹"),
            "gamma_bg": not_negative("gamma_bg", self.gamma_bg, "s⁻¹"),
            "gamma_c": positive("gamma_c", self.gamma_c, "s⁻¹"),
            "absorption": flag("absorption", self.absorption),
            "pump_blocking": flag("pump_blocking", self.pump_blocking),
        }
        if self.gamma_2 is not None:
            checked["gamma_2"] = positive(
                "gamma_2", self.gamma_2, "s⁻¹", "use None where the dephasing is not known"
            )
        for name, value in checked.items():
            object.__setattr__(self, name, value)
        if not (np.isfinite(self.gamma_t) and 0 < self.xi < np.inf):
            raise ValueError(
                "gamma_r, gamma_bg, gamma_c must leave their sums and xi = gamma_r n_emitters/"
                f"(2 gamma_c) finite, got {self.gamma_r}, {self.gamma_bg}, {self.gamma_c} s⁻¹:"
                " check the units"
            )
        if self.gamma_2 is not None:
            for sentence in outside_good_cavity(self):
                warn_validity(sentence)

    @classmethod
    def from_cavity(
        cls, mode: object = None, *, dipole: float, T_2: float, gamma_bg: float,
        wavelength: float | None = None, n: float | None = None, Q: float | None = None,
        volume: float | None = None, n_emitters: int | None = None, **options: bool,
    ) -> Self:  # fmt: skip
        """Build a laser from its cavity and emitters.

        γ_r = (2d²/(ħ ε_0 n²)) (ω_c/γ_2)/V,  γ_c = ω_c/Q,  γ_2 = 2/T_2.

        Parameters
        ----------
        mode : SlabCavity, ActiveRegion or None
            A computed cavity (see :mod:`lasercore.bowtie`), or whatever else has `wavelength`,
            `n`, `Q`, `volume` and perhaps `n_emitters`. What is given besides replaces its own.
        wavelength : float, m
            Vacuum wavelength of the mode.
        n : float
            Refractive index at the emitters.
        Q : float
            Quality factor.
        volume : float, m³
            Mode volume V, of one emitter or V_act/Γ_c (see :mod:`lasercore.cavity`).
        dipole : float, C m
            Effective transition dipole moment d.
        T_2 : float, s
            Dephasing time.
        n_emitters, gamma_bg, options
            As for `Laser`; options are ``absorption`` and ``pump_blocking``.

        Returns
        -------
        Laser

        Source: saldutti2024 Eqs. 1–4.

        Example
        -------
        >>> laser = Laser.from_cavity(wavelength=1.55e-6, n=3.3, Q=5000, volume=1e-21,
        ...     dipole=1e-28, T_2=50e-15, n_emitters=120, gamma_bg=1e9)
        >>> f"{laser.gamma_r:.2e} {laser.gamma_c:.2e}"
        '5.98e+10 2.43e+11'
        """
        given: dict[str, Any] = {"wavelength": wavelength, "n": n, "Q": Q, "volume": volume}
        given = of_cavity(mode, {**given, "n_emitters": n_emitters})
        wavelength, n = given["wavelength"], given["n"]
        return cls(
            n_emitters=given["n_emitters"],
            gamma_r=cavity.gamma_r(wavelength, n, given["volume"], dipole, T_2),
            gamma_bg=gamma_bg,
            gamma_c=cavity.gamma_c(wavelength, given["Q"]),
            gamma_2=cavity.gamma_2(T_2),
            **options,
        )
