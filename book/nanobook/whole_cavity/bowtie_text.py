"""What the live bowtie says: what to notice, and a table of its numbers."""

from html import escape
from math import floor, log10

from lasercore.bowtie.tips import wedge_exponent
from lasercore.device import ACTIVE_THICKNESS, REFRACTIVE_INDEX, WAVELENGTH
from lasercore.units import quantity, scientific
from nanobook.live.told import paragraphs, table, warned

_MOVED = 1e-4
"""Relative distance of the wavelength from the design's from which on it is worth a word."""


def verdict(answers):
    """What to notice about a bowtie, or what is wrong."""
    design, mode = answers.design, answers.mode
    if mode is None:
        return f"No mode. {answers.problem}."
    emitter = "one emitter at its centre"
    if design.kind == "gap":
        emitter += ", in air,"
    return (
        f"{design.kind.capitalize()}, w = {design.width:g} nm: the mode has an area of"
        f" {scientific(mode.area)} (λ/2n)², {scientific(1 / mode.area)} times less than the"
        f" diffraction-limited scale, and {emitter} feeds it with"
        f" β = {_share(answers.laser.beta)}."
        f" {_besides(answers)}"
    )


def _besides(answers):
    design, mode = answers.design, answers.mode
    apart = mode.wavelength / WAVELENGTH - 1
    if abs(apart) > _MOVED:
        return (
            f"The radius stays {quantity(mode.bowtie.radius, 'm', 4)}, so the resonance has moved"
            f" to {1e6 * mode.wavelength:.4f} µm, {abs(apart):.2%}"
            f" {'above' if apart > 0 else 'below'} the design."
        )
    if design.rings == 0:
        return f"Without rings around them the tips keep the light badly: Q = {_three(mode.Q)}."
    rings = f"{design.rings} rings" if design.rings > 1 else "single ring"
    return f"The tips decide the area, the {rings} Q = {_three(mode.Q)}."


def details(answers):
    """The table of the numbers, what is missing, and warnings, as HTML."""
    if answers.mode is None:
        said = f"<p><small>The solver says: {escape(answers.said)}.</small></p>"
        return said if answers.said else ""
    rows = {name: [value] for name, value in _rows(answers).items()}
    missing = paragraphs([answers.no_device] if answers.no_device else ())
    return f"{table(rows)}{_small(answers)}{missing}{warned(answers.notes)}"


def _rows(answers):
    mode, cavity, laser = answers.mode, answers.cavity, answers.laser
    in_square = "none" if answers.region is None else f"{share_in_square(answers):.2%}"
    background = scientific(answers.design.gamma_bg)
    return {
        "wavelength λ": f"{1e6 * mode.wavelength:.5f} µm",
        "quality factor Q": _three(mode.Q),
        "mode area A": f"{scientific(mode.area)} (λ/2n)²",
        "mode volume V": f"{scientific(cavity.relative_volume)} (λ/2n)³ ="
        f" {scientific(cavity.volume / WAVELENGTH**3)} λ³",
        "radius of the disc": quantity(mode.bowtie.radius, "m", 4),
        "emission γ_r of one emitter at the centre": f"{scientific(laser.gamma_r)} s⁻¹",
        "cavity loss γ_c": f"{scientific(laser.gamma_c)} s⁻¹",
        f"β of that emitter, γ_bg = {background} s⁻¹": _share(laser.beta),
        "share of ε|E|² in the dielectric of the central square of 50 nm": in_square,
    }


def share_in_square(answers):
    """Share of ε|E|² in the dielectric of the square, of the mode in the plane."""
    return answers.region.confinement / answers.cavity.slab.share(ACTIVE_THICKNESS)


def _small(answers):
    tips = answers.mode.bowtie.tips
    power = 2 - 2 * wedge_exponent(REFRACTIVE_INDEX, tips.v_0)
    return (
        f"<p><small>Units: λ = {1e6 * WAVELENGTH:g} µm, n = {REFRACTIVE_INDEX:g}. For tips of this"
        f" shape A shrinks about as w to the power of {power:.3f}. V = A d_eff of a slab of"
        f" {1e9 * answers.cavity.slab.slab:g} nm: the right order, within about two. Light that"
        " leaves the plane is not counted in Q.</small></p>"
    )


def _share(beta):
    """β with two digits of what is missing to one, so that it never looks like one."""
    return f"{beta:.{max(3, 2 + floor(-log10(1 - beta)))}f}" if beta < 1 else "1"


def _three(value):
    """Three digits, as many as the mesh gives of Q."""
    return scientific(float(f"{value:.3g}"))
