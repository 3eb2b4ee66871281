"""The threshold of the coherent–incoherent models: where the incoherent state gives way."""

from lasercore._formulas.texts import scientific
from lasercore._formulas.thresholds import Threshold, bifurcation_at, no_bifurcation, none
from lasercore._formulas.validity import outside_moments
from lasercore._precision import within_doubles
from lasercore.cumulants.branch import branch_of
from lasercore.cumulants.closures import Closure, a_closure, a_fraction
from lasercore.cumulants.incoherent import steady
from lasercore.cumulants.onset import default_highest_pump, first_instability, inversion_needed
from lasercore.cumulants.rates import rates, suitable, warn_beyond
from lasercore.laser import Laser

NAME = "bifurcation"


@within_doubles
def bifurcation(
    laser: Laser, closure: str | Closure = "cim", identical_fraction: float = 1.0
) -> Threshold:
    """Pump at which a small mean field begins to grow in the incoherent state.

    For the CIM, without any approximation,

    J = (n_e,th/η)(γ_bg + γ_r γ_2/γ_c), n_p = n_e,th γ_r γ_2/γ_c²  with n_e,th = (n_0/2)(1 + 1/2ξ);

    in the Comment's closure γ_r γ_2/γ_c and n_p are divided by 1 − f(n_0 − 1)/n_0. Where
    correlations of field and excitation keep the incoherent state stable, the reason says from
    which pump on a separate coherent state exists.

    Parameters
    ----------
    laser : Laser
        With `gamma_2`, two-level emitters and pump blocking.
    closure : str or Closure
    identical_fraction : float, 0 to 1
        As in `incoherent_state`.

    Returns
    -------
    Threshold
        Its photons are those of the incoherent state there.

    Warns
    -----
    ValidityWarning
        If the threshold lies where γ < (r + γ_bg)/2, outside the model's own range.

    Source: carroll2021 and carroll2022 for the models, vyshnevyy2022 for the Comment's; the closed
    forms follow from N g²(2n − 1) = kγ.

    Example
    -------
    >>> from lasercore.cumulants import dots
    >>> found = bifurcation(dots)
    >>> f"{found.pump / 40:.5e} per emitter and second, {found.photons:.1f} photons"
    '3.02475e+12 per emitter and second, 1480.0 photons'
    >>> bifurcation(dots, "reply", identical_fraction=0.5).reached
    False
    """
    suitable(laser)
    closure, fraction = a_closure(closure), a_fraction(identical_fraction)
    if not closure.field:
        return none(NAME, f"the closure {closure.name!r} has no coherent field")
    if inversion_needed(laser) >= 1 and "b n" not in closure.families:
        return no_bifurcation(laser)
    highest = default_highest_pump(laser, closure)
    onset = first_instability(laser, closure, fraction, highest)
    if onset is None:
        return none(NAME, _without(laser, closure, fraction, highest))
    warn_beyond(laser, onset)
    system = closure.equations
    photons = float(steady(system, rates(laser, onset, fraction))[system.index("b* b")])
    return bifurcation_at(laser, onset, photons)


def _without(laser: Laser, closure: Closure, fraction: float, highest: float) -> str:
    """What happens instead of an instability."""
    stays = (
        "the incoherent state stays stable against a mean field at every pump up to"
        f" {scientific(highest)} s⁻¹"
    )
    try:
        branch = branch_of(laser, closure, fraction, highest, None)
    except ArithmeticError as lost:  # the answer stands without the branch
        return f"{stays}; where a separate coherent branch ends was not found: {lost}"
    if not branch.exists:
        return f"{stays}, where no coherent state was found either"
    lowest = branch.lowest_pump
    return (
        f"{stays}; a separate coherent branch exists from pump {scientific(lowest)} s⁻¹ on"
        f"{outside_moments(laser, lowest)}"
    )
