"""The lasers of yacomotti2022, from one atom to the thermodynamic limit; rates in units of Γ."""

from lasercore._catalogue import Catalogue
from lasercore._precision import within_doubles
from lasercore.checks import positive
from lasercore.laser import Laser


@within_doubles
def laser_of(*, kappa: float, gamma_h: float, g: float, n_emitters: int) -> Laser:
    """A four-level laser from the rates that yacomotti2022 uses, with its Γ as the unit.

    γ_r = 2g²/γ_h, γ_c = κ, γ_bg = Γ = 1

    Parameters
    ----------
    kappa : float, positive
        Loss rate of the photon number.
    gamma_h : float, positive
        Homogeneous broadening, half of γ_2.
    g : float, positive
        Coupling of one emitter.
    n_emitters : int

    Returns
    -------
    Laser
        With `absorption` False; all rates in units of Γ.

    Source
    ------
    yacomotti2022, parameters of its Figs. 2–4.

    Example
    -------
    >>> laser_of(kappa=100, gamma_h=1e4, g=10, n_emitters=100_000).xi
    10.0
    """
    gamma_r = 2 * positive("g", g) ** 2 / positive("gamma_h", gamma_h)
    return Laser(n_emitters, gamma_r, 1.0, positive("kappa", kappa), absorption=False)


regimes = Catalogue(
    {
        "single atom": laser_of(kappa=100, gamma_h=1e3, g=10, n_emitters=1),
        "nanoscopic": laser_of(kappa=10, gamma_h=1e3, g=50, n_emitters=10),
        "mesoscopic": laser_of(kappa=100, gamma_h=1e4, g=10, n_emitters=100_000),
        "thermodynamic": laser_of(kappa=100, gamma_h=1e4, g=1, n_emitters=1_000_000),
    },
    "laser",
)
"""The four lasers of yacomotti2022's figures, by the name of their regime."""
