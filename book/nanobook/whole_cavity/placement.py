"""Figures of what a computed cavity does to emitters: β place by place, and the rate's law."""

import numpy as np

from lasercore.bowtie import SlabCavity
from lasercore.cavity import diffraction_volume, gamma_2, gamma_r
from lasercore.checks import instance, not_negative
from lasercore.warnings import warn_validity
from nanobook.style import note
from nanobook.volumes import REFERENCE
from nanobook.whole_cavity.cavity_maps import checked_half_width, draw_map, map_values
from nanobook.whole_cavity.cavity_volumes import volumes_of

BETA_BANDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99, 0.997)
"""About two in a decade of γ_r/γ_bg."""
_TICKS = {0.001: "$10^{-3}$", 0.01: "0.01", 0.1: "0.1", 0.5: "0.5", 0.9: "0.9", 0.99: "0.99"}
REGION = (50e-9, 24e-9)
"""Side of the square and thickness of all layers of an active region (m): EDC laser 1's."""


def emitter_map(
    ax, cavity, dipole=1e-28, T_2=50e-15, gamma_bg=1e9, half_width=None, pixels=300, bar=True
):
    """Draw β of one emitter at each place of a cavity's dielectric; there are none in air.

    β = γ_r/(γ_r + γ_bg), γ_r ∝ |E|² at the place: the dipole points along the field there.

    Source: saldutti2024 Eqs. 1–4 for each place.
    """
    rates = _central_rate(cavity, dipole, T_2), not_negative("gamma_bg", gamma_bg, "s⁻¹")
    half_width = checked_half_width(cavity.mode, half_width)
    values = beta_values(cavity, *rates, half_width, pixels)
    draw_map(ax, cavity.mode, values, half_width, BETA_BANDS, ink=("black", "white"))
    ax.set_facecolor("white")
    ax.patch.set(hatch="....", edgecolor="#bbbbbb")
    if bar:
        scale = ax.figure.colorbar(
            ax.images[0], ax=ax, location="bottom", ticks=list(_TICKS), aspect=25
        )
        scale.ax.set_xticklabels(_TICKS.values())
        scale.set_label(r"$\beta$ of one emitter (dotted: air)")
    return ax


def _central_rate(cavity, dipole, T_2):
    """γ_r at the centre; says so where the coupling is too strong for a rate."""
    instance("cavity", cavity, SlabCavity, "make it by slab_cavity")
    rate = float(gamma_r(cavity.wavelength, cavity.n, cavity.volume, dipole, T_2))
    if rate > gamma_2(T_2) / 25:
        warn_validity(
            f"at the centre γ_r = {rate:.3g} s⁻¹ exceeds γ_2/25 = {gamma_2(T_2) / 25:.3g} s⁻¹:"
            " the coupling is too strong for a rate"
        )
    return rate


def beta_values(cavity, central_rate, gamma_bg, half_width, pixels):
    """β on the pixels of a centred square, NaN where there is no dielectric."""
    square = map_values(cavity.mode, "field", half_width, pixels) ** 2
    energy = map_values(cavity.mode, "energy", half_width, pixels)
    dielectric = energy * cavity.mode.bowtie.centre_index**2 > 1.5 * square
    rate = np.where(dielectric, central_rate * square, np.nan)
    return rate / (rate + gamma_bg)


def computed_cavities(ax, cavities, region=REGION, dipole=REFERENCE.dipole, T_2=REFERENCE.T_2):
    """Mark computed cavities on the axes of `gamma_r_against_volume`.

    Filled: one emitter at the centre. Open: an active region, the mean of its emitters.

    Source: saldutti2024 Fig. 1 (top), with computed volumes.
    """
    for one, *points in _points(cavities, region, dipole, T_2):
        centre = "o" if one.mode.bowtie.kind == "bridge" else "s"
        for (volume, rate), marker, face in zip(
            points, (centre, "D"), ("black", "white"), strict=False
        ):
            ax.plot(volume, rate, marker, color="black", markersize=5, markerfacecolor=face,
                    zorder=4 if marker == centre else 3)  # fmt: skip
        (volume, rate), *_ = points
        note(ax, f"{1e9 * one.mode.bowtie.width:g} nm", (volume, rate), (7, 1), fontsize=9)
    return ax


def _points(cavities, region, dipole, T_2):
    """Each cavity with (V in (λ/2n)³, γ_r) of its centre and of its active region."""
    volumes_of(cavities)  # refuses what is no list of cavities
    found = []
    for one in cavities:
        kinds = [one] if region is None else [one, one.active_region(*region)]
        unit = diffraction_volume(one.mode.bowtie.wavelength, one.material)
        rates = (gamma_r(kind.wavelength, kind.n, kind.volume, dipole, T_2) for kind in kinds)
        places = zip((kind.volume / unit for kind in kinds), rates, strict=True)
        found.append((one, *((float(volume), float(rate)) for volume, rate in places)))
    return found
