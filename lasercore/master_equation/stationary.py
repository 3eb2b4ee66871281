"""The stationary distribution, on a window that grows until nothing is missing."""

from lasercore._curves import gathered
from lasercore._precision import within_doubles
from lasercore._progress import Progress
from lasercore._typing import ArrayLike, ProgressOption
from lasercore._validity import warn_pump_broadening
from lasercore.checks import a_laser, memory_allowed, not_negative, pump_array, small_share
from lasercore.laser import Laser
from lasercore.master_equation.sectors import Window
from lasercore.master_equation.solution import Solution
from lasercore.master_equation.window import grown, guess, middle, refuse_too_large
from lasercore.statistics import PhotonStatistics

LOST_MASS = 1e-12
MAX_MEMORY = 2e9
MOST_WINDOWS = 40
NAME = "exact distribution"


@within_doubles
def solve(
    laser: Laser, pump: float, *, lost_mass: float = LOST_MASS, max_memory: float = MAX_MEMORY,
    progress: ProgressOption = None,
) -> Solution:  # fmt: skip
    """Solve the master equation exactly: P(n_e, n_p) of the stationary laser.

    0 = dP/dt = Σ_processes [rate(s − Δ) P(s − Δ) − rate(s) P(s)],  s = (n_e, n_p)

    by a direct solve on a window of states that is guessed, checked and grown until its sides
    carry less than `lost_mass`. No entry is negative, and each has its own relative accuracy.

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, not negative
    lost_mass : float, between 0 and 0.001
        Largest probability on the sides of the window.
    max_memory : float, bytes
        Largest window, 8 × (longer side) × (shorter side)²; the line needs as much once more.
    progress : None, False or function
        A function gets the share that is done; None shows a line, False nothing.

    Returns
    -------
    Solution
        With `probabilities`, `statistics`, and methods for everything that follows from them.
        `WindowTooLarge` is raised if the distribution does not fit into `max_memory`.

    Source
    ------
    saldutti2024 (its Fig. 14 compares photon distributions); here solved directly.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=30, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
    >>> light = solve(laser, pump=60.0)
    >>> f"{light.statistics.mean:.9f} {light.statistics.fano:.9f}"
    '8.255932137 2.974057521'
    >>> bool(light.edge_mass < 1e-12)
    True
    """
    with Progress(progress, 1.0, NAME) as shown:
        return solve_from(laser, pump, lost_mass, max_memory, shown)


def solve_from(
    laser: Laser, pump: float, lost_mass: float, max_memory: float, shown: Progress,
    from_zero: bool = False,
) -> Solution:  # fmt: skip
    """As `solve`; with `from_zero` the window includes the empty mode, however unlikely."""
    a_laser(laser)
    pump = not_negative("pump", pump, "s⁻¹")
    lost_mass = small_share("lost_mass", lost_mass)
    max_memory = memory_allowed(max_memory)
    warn_pump_broadening(laser, pump)
    if pump == 0:
        shown.tick(1.0)
        return Solution(laser, pump, Window(0, 0, 0, 0), (0, 0))

    def tick(share: float) -> None:
        shown.tick(share)
        shown.show()

    window = guess(laser, pump, lost_mass, from_zero)
    for _ in range(MOST_WINDOWS):
        refuse_too_large(laser, window, max_memory)
        solution = Solution(laser, pump, window, middle(laser, pump, window), tick)
        if solution.edge_mass <= lost_mass:
            return solution
        shown.tick(-1.0)  # once more, on a larger window
        window = grown(laser, window, solution.probabilities, lost_mass)
        found = solution.edge_mass
        del solution  # its elimination is as large as the window
    raise ArithmeticError(
        f"lost_mass must be reached within {MOST_WINDOWS} windows, got {found:.2g}"
        f" on {window}: allow more than {lost_mass:g}"
    )


@within_doubles
def photon_statistics(
    laser: Laser, pump: ArrayLike, *, lost_mass: float = LOST_MASS, max_memory: float = MAX_MEMORY,
    progress: ProgressOption = None,
) -> PhotonStatistics:  # fmt: skip
    """Exact photon statistics: moments, P(n) and mean carriers, pump by pump.

    P(n) = Σ_{n_e} P(n_e, n), from the stationary master equation (see `solve`).

    Parameters, source
    ------------------
    As `solve`, for a float or array of pumps.

    Returns
    -------
    PhotonStatistics
        Of the pump's shape; `distribution` has n on its last axis, filled up with zeros. The
        report names the window, the mass on its sides and the residual (the largest of all).

    Example
    -------
    >>> from lasercore import catalogue, to_pump
    >>> light = photon_statistics(catalogue["EDC laser 1"], to_pump([1e-7, 1e-6]))
    >>> [f"{g2:.3f}" for g2 in light.g2]
    ['1.823', '1.174']
    """
    a_laser(laser)
    pumps = pump_array(pump)
    with Progress(progress, max(1, pumps.size), NAME) as shown:
        found = [
            solve_from(laser, float(one), lost_mass, max_memory, shown).statistics
            for one in pumps.flat
        ]
    return gathered(found, pumps.shape, "master equation")
