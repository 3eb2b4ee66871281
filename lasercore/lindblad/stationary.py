"""The steady state by full quantum theory, with as many photons as it takes."""

from dataclasses import replace

from lasercore._curves import gathered
from lasercore._precision import within_doubles
from lasercore._progress import Progress
from lasercore._typing import ArrayLike, ProgressOption, Tick
from lasercore.checks import pump_array
from lasercore.laser import Laser
from lasercore.lindblad.levels import factorised
from lasercore.lindblad.limits import checked, refuse_cut, refuse_too_large
from lasercore.lindblad.sectors import Rates, Sector
from lasercore.lindblad.solution import NAME, Solution
from lasercore.master_equation.sectors import Window
from lasercore.master_equation.window import grown, guess
from lasercore.rate_equations.steady import steady_state
from lasercore.statistics import PhotonStatistics

LOST_MASS = 1e-12
MAX_MEMORY = 2e9
WORK = "full quantum theory"
MOST_WINDOWS = 40
# The first guess ends at least here, so that g² of faint light has its two photons.
FEWEST_PHOTONS = 6
# A larger share of the rates left over means that the elimination has failed.
LARGEST_RESIDUAL = 1e-9
# A probability may be so far below zero by rounding.
ROUNDING = 1e-13


@within_doubles
def solve(
    laser: Laser, pump: float, *, n_max: int | None = None, lost_mass: float = LOST_MASS,
    max_memory: float = MAX_MEMORY, progress: ProgressOption = None,
) -> Solution:  # fmt: skip
    """Steady state of a few two-level emitters and one mode: the full density matrix.

    0 = −i[H, ρ] + γ_c D[b]ρ + Σ_i (γ_bg D[σ_i] + r D[σ_i†] + κ D[σ_i†σ_i])ρ,
    H = g Σ_i (b†σ_i + bσ_i†),  g = √(γ_r γ_2)/2,  r = J/n_0,  κ = γ_2 − r − γ_bg,
    D[c]ρ = cρc† − ½(c†cρ + ρc†c)

    so that an emitter's polarisation decays at γ_2/2 in all, pump and background included. As
    γ_2 → ∞ it becomes the master equation of :mod:`lasercore.master_equation`, up to order 1/γ_2.
    Emitters are alike, so only what is symmetric under their exchange is kept, and of that only
    the coherences that grow out of the vacuum: about n_0³/12 numbers for each photon number.

    Parameters
    ----------
    laser : Laser with `absorption`, `pump_blocking` and `gamma_2` of at least r + γ_bg
    pump : float, s⁻¹, not negative
    n_max : int, the largest photon number, or None: found by itself
    lost_mass : float, between 0 and 0.001
        Largest probability of `n_max` photons.
    max_memory : float, bytes
        Largest factorisation, about 8 × (n_max + 1) × (n_0 + 2)⁶/144: 6 MB for ten emitters and
        30 photons, 0.4 GB for twenty and 60. The line needs four times as much once more.
    progress : None, False or function
        A function gets the share that is done; None shows a line, False nothing.

    Returns
    -------
    Solution
        With `probabilities`, `statistics`, and methods for correlations. `WindowTooLarge` is
        raised if the density matrix does not fit into `max_memory`.

    Source
    ------
    carroll2021 and vyshnevyy2022 argue about approximations of this equation.

    Example
    -------
    >>> from lasercore import Laser
    >>> light = solve(Laser(1, gamma_r=2.0, gamma_bg=0.05, gamma_c=1.0, gamma_2=400.0), pump=3.0)
    >>> f"{light.statistics.mean:.5f} {light.statistics.g2:.5f}"
    '1.06946 1.08323'
    """
    arguments = checked(laser, pump, n_max, lost_mass, max_memory)
    with Progress(progress, 1.0, WORK) as shown:
        return solve_from(*arguments, shown)


@within_doubles
def photon_statistics(
    laser: Laser, pump: ArrayLike, *, n_max: int | None = None, lost_mass: float = LOST_MASS,
    max_memory: float = MAX_MEMORY, progress: ProgressOption = None,
) -> PhotonStatistics:  # fmt: skip
    """Photon statistics of a few emitters by full quantum theory, pump by pump.

    P(n) = Σ_{n_e} P(n_e, n), from the stationary Lindblad equation (see `solve`).

    Parameters, source
    ------------------
    As `solve`, for a float or array of pumps.

    Returns
    -------
    PhotonStatistics
        Of the pump's shape; `distribution` has n on its last axis, filled up with zeros. The
        report names n_max, the mass there and the residual (the largest of all).

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(5, gamma_r=0.5, gamma_bg=0.1, gamma_c=1.0, gamma_2=50.0)
    >>> [f"{g2:.4f}" for g2 in photon_statistics(laser, [1.0, 10.0]).g2]
    ['1.4035', '1.1659']
    """
    pumps = pump_array(pump)
    several = [checked(laser, float(one), n_max, lost_mass, max_memory) for one in pumps.flat]
    with Progress(progress, max(1, pumps.size), WORK) as shown:
        found = [solve_from(*arguments, shown).statistics for arguments in several]
    return gathered(found, pumps.shape, NAME)


def solve_from(
    laser: Laser, pump: float, n_max: int | None, lost_mass: float, max_memory: float,
    shown: Progress,
) -> Solution:  # fmt: skip
    """As `solve`, of arguments that have been checked."""
    if pump == 0:
        shown.tick(1.0)
        return _dark(laser, max_memory)

    def tick(share: float) -> None:
        shown.tick(share)
        shown.show()

    given, high = n_max is not None, n_max or 0
    if not given:
        high = max(guess(laser, pump, lost_mass, from_zero=True).n_high, FEWEST_PHOTONS)
    for _ in range(MOST_WINDOWS):
        refuse_too_large(laser, high, 0, max_memory)
        solution = solved(laser, pump, high, max_memory, tick)
        if solution.edge_mass <= lost_mass:
            return solution
        if given:
            refuse_cut(solution.edge_mass, lost_mass, high)
        shown.tick(-1.0)  # once more, with more photons
        window = Window(0, laser.n_emitters, 0, high)
        high = grown(laser, window, solution.probabilities, lost_mass).n_high
    raise ArithmeticError(
        f"lost_mass must be reached within {MOST_WINDOWS} steps, got {solution.edge_mass:.2g} at"
        f" {high} photons: allow more than {lost_mass:g}"
    )


def solved(
    laser: Laser, pump: float, n_max: int, max_memory: float, tick: Tick | None = None
) -> Solution:
    """The steady state with at most `n_max` photons; once more if the first centre is a bad one."""
    sector = Sector(Rates.of(laser, pump), n_max, 0)
    # Without γ_2 the rate equations do not warn of what is no approximation here.
    centre = min(int(steady_state(replace(laser, gamma_2=None), pump).photons), n_max)
    for _ in range(2):
        state = factorised(sector, sector.level(2 * centre), True, tick).stationary()
        solution = Solution(laser, pump, sector, state, max_memory)
        if solution.residual <= LARGEST_RESIDUAL and solution.lowest >= -ROUNDING:
            return solution
        centre, tick = int(solution.probabilities.sum(axis=0).argmax()), None
    raise ArithmeticError(
        f"the steady state must be one, got a residual of {solution.residual:.2g} and"
        f" probabilities down to {solution.lowest:.2g} for {laser} at pump {pump:.6g} s⁻¹: the"
        " rates lie too far apart for double precision"
    )


def _dark(laser: Laser, max_memory: float) -> Solution:
    """The vacuum: all emitters in their lower state, no photon."""
    sector = Sector(Rates.of(laser, 0.0), 1, 0)
    vacuum = (sector.counts["gg"] == laser.n_emitters) & (sector.counts["row"] == 0)
    return Solution(laser, 0.0, sector, vacuum.astype(float), max_memory)
