"""Which lasers full quantum theory can be asked about, and how large they may be."""

from lasercore.checks import a_laser, memory_allowed, not_negative, small_share, whole
from lasercore.laser import Laser
from lasercore.lindblad.sectors import levels, memory
from lasercore.master_equation.window import WindowTooLarge

MOST_LEVELS = 700
"""Levels of the phase sector, each of which costs something in every step: some ten seconds."""


def checked(
    laser: Laser, pump: float, n_max: int | None, lost_mass: float, max_memory: float
) -> tuple[Laser, float, int | None, float, float]:
    """The arguments of `solve`, or an error that says which of them cannot be."""
    refuse_other_lasers(laser)
    pump = not_negative("pump", pump, "s⁻¹")
    n_max = None if n_max is None else whole("n_max", n_max)
    lost_mass = small_share("lost_mass", lost_mass)
    max_memory = memory_allowed(max_memory)
    least = pump / laser.n_emitters + laser.gamma_bg
    if laser.gamma_2 < least:
        raise ValueError(
            f"gamma_2 must be at least pump/n_emitters + gamma_bg = {least:.6g} s⁻¹, got"
            f" {laser.gamma_2:.6g} s⁻¹: pump and background alone dephase an emitter that fast;"
            " raise gamma_2 or lower the pump"
        )
    return laser, pump, n_max, lost_mass, max_memory


def refuse_other_lasers(laser: Laser) -> None:
    """Raise where the laser has no polarisation or no such emitters."""
    a_laser(laser)
    if laser.gamma_2 is None:
        raise ValueError(
            "gamma_2 must be positive for full quantum theory, got None: give the dephasing rate"
            " 2/T_2, as in dataclasses.replace(laser, gamma_2=4e13), or use master_equation, the"
            " limit of fast dephasing"
        )
    for name, why in (
        ("absorption", "the lower level of its two-level emitters absorbs"),
        ("pump_blocking", "an emitter that is excited cannot be excited again"),
    ):
        if not getattr(laser, name):
            raise ValueError(
                f"laser must have {name}=True for full quantum theory, got False: {why}; use"
                f" dataclasses.replace(laser, {name}=True), or master_equation, which knows both"
                " kinds"
            )


def refuse_cut(edge_mass: float, lost_mass: float, n_max: int) -> None:
    """Raise where a given `n_max` cuts the distribution off."""
    raise ValueError(
        f"n_max must be so large that at most lost_mass = {lost_mass:g} lies at it, got {n_max},"
        f" where {edge_mass:.2g} lies: raise n_max, or leave it out and it is found"
    )


def refuse_too_large(laser: Laser, n_max: int, charge: int, max_memory: float) -> None:
    """Raise `WindowTooLarge` where a sector's factorisation needs more than `max_memory` bytes."""
    needed = memory(laser.n_emitters, n_max, charge)
    if needed > max_memory:
        what = "phase sector" if charge else "density matrix"
        raise WindowTooLarge(
            f"max_memory must hold the {what} for n_emitters = {laser.n_emitters} and up to"
            f" {n_max} photons, {needed:.3g} bytes, got {max_memory:.3g} bytes: take fewer of"
            " them, raise max_memory, or use master_equation, the limit of fast dephasing"
        )
    if charge and (steps := levels(laser.n_emitters, n_max, charge)) > MOST_LEVELS:
        raise WindowTooLarge(
            f"pump must keep what has the phase below {MOST_LEVELS * n_max // steps} photons, got"
            f" {n_max}, whose line takes minutes: lower the pump, or use master_equation, the"
            " limit of fast dephasing"
        )
