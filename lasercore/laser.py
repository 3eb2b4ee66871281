"""The laser: emitters, one cavity mode and their rates."""

from dataclasses import dataclass
from typing import Any, Self

from lasercore._formulas import cavity
from lasercore._formulas.rates import Rates
from lasercore._formulas.validity import outside_good_cavity
from lasercore._precision import representable
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore.cavity.rates import checked
from lasercore.checks import (
    MOST_EMITTERS,
    between,
    flag,
    not_negative,
    of_cavity,
    positive,
    real_array,
    whole,
)
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
    pump = real_array("pump", pump, "s⁻¹")
    with representable(pump=pump):
        return (pump * ELEMENTARY_CHARGE)[()]


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
    current = real_array("current", current, "A")
    with representable(current=current):
        return (current / ELEMENTARY_CHARGE)[()]


# Slower and faster than anything in any unit of time; their ratios and products are numbers.
SLOWEST, FASTEST = 1e-50, 1e50


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
            "n_emitters": whole(
                "n_emitters", self.n_emitters, remedy="count the emitters", most=MOST_EMITTERS
            ),
            "gamma_r": _rate("gamma_r", self.gamma_r),
            "gamma_bg": not_negative("gamma_bg", self.gamma_bg, "s⁻¹"),
            "gamma_c": _rate("gamma_c", self.gamma_c),
            "absorption": flag("absorption", self.absorption),
            "pump_blocking": flag("pump_blocking", self.pump_blocking),
        }
        if self.gamma_2 is not None:
            none = "use None where the dephasing is not known"
            positive("gamma_2", self.gamma_2, "s⁻¹", none)
            checked["gamma_2"] = _rate("gamma_2", self.gamma_2)
        if checked["gamma_bg"]:
            _rate("gamma_bg", self.gamma_bg)
        for name, value in checked.items():
            object.__setattr__(self, name, value)
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
        n_emitters = given.pop("n_emitters")
        gamma_r, gamma_c, gamma_2 = checked(_rates, **given, dipole=dipole, T_2=T_2)
        return cls(n_emitters, gamma_r, gamma_bg, gamma_c, gamma_2=gamma_2, **options)


def _rate(name: str, value: object) -> float:
    return between(name, value, SLOWEST, FASTEST, "s⁻¹", "check the units")


def _rates(
    wavelength: FloatOrArray, n: FloatOrArray, Q: FloatOrArray, volume: FloatOrArray,
    dipole: FloatOrArray, T_2: FloatOrArray,
) -> tuple[FloatOrArray, ...]:  # fmt: skip
    gamma_r = cavity.gamma_r(wavelength, n, volume, dipole, T_2)
    return gamma_r, cavity.gamma_c(wavelength, Q), cavity.gamma_2(T_2)
