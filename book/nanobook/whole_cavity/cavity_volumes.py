"""Figures of what a computed area or volume is worth: with air around it, beside a measurement."""

from dataclasses import dataclass

import numpy as np

from lasercore.bowtie import SlabCavity, mode
from lasercore.checks import instance, positive, real_array
from lasercore.units import scientific
from nanobook.style import COLOURS, DARK_GREY, MARKERS, log_axis, note


@dataclass(frozen=True)
class BufferAreas:
    """Areas of one cavity with more and more air around it; made by `areas_in_buffers`.

    Attributes
    ----------
    rings : int
    buffers : array, m
    area, energy_area : arrays, (λ/2n)²
        Of the quasi-normal mode, and of the energy up to the absorber.
    """

    rings: int
    buffers: np.ndarray
    area: np.ndarray
    energy_area: np.ndarray


def areas_in_buffers(bowties, buffers, degree=5):
    """Compute both areas of bowties for each buffer of air around them."""
    buffers = real_array("buffers", buffers, "m", positive=True)
    found = []
    for bowtie in bowties:
        modes = [mode(bowtie, degree=degree, buffer=float(buffer)) for buffer in buffers]
        areas = (
            np.array([getattr(one, name) for one in modes]) for name in ("area", "energy_area")
        )
        found.append(BufferAreas(bowtie.rings, buffers, *areas))
    return found


def areas_against_buffer(ax, results):
    """Draw the quasi-normal and the energy's mode area against the air that is computed.

    Filled, A of the quasi-normal mode: a property of the cavity. Open, ∫ε|E|²/(ε|E|²) up to the
    absorber: it counts the light that has left.

    Source: :attr:`lasercore.bowtie.Mode.area` and ``energy_area``.
    """
    from matplotlib.lines import Line2D

    highest = max(one.energy_area.max() for one in _buffered(results))
    labels = []
    for one, colour, marker in zip(results, COLOURS, MARKERS, strict=False):
        x = 1e6 * one.buffers
        ax.plot(x, one.area, color=colour, marker=marker, linestyle="-")
        ax.plot(x, one.energy_area, color=colour, marker=marker, linestyle="--",
                markerfacecolor="white")  # fmt: skip
        labels.append((one.energy_area[-1], x[-1], f"$N$ = {one.rings}", colour))
    written = -np.inf
    for height, x, text, colour in sorted(labels):
        written = max(height, written + 0.075 * highest)  # labels keep apart
        note(ax, text, (x, written), (8, 0), color=colour, va="center")
    style = {"color": "black", "marker": "o"}
    ax.legend(loc="upper left", handles=[
        Line2D([], [], linestyle="--", markerfacecolor="white", label="energy up to the absorber",
               **style),
        Line2D([], [], linestyle="-", label="quasi-normal mode", **style),
    ])  # fmt: skip
    ax.set(xlabel="air around the last ring (µm)", ylabel=r"mode area in $(\lambda/2n)^2$",
           ylim=(0, 1.2 * highest))  # fmt: skip
    return ax


def _buffered(results):
    if len(results) == 0:
        raise ValueError("results must hold at least one BufferAreas, got none")
    return [instance("results", one, BufferAreas, "areas_in_buffers") for one in results]


def volume_estimates(ax, cavities, measured=3e-4):
    """Draw mode volumes of computed cavities beside a measured one, in λ³, on a log axis.

    Source: The measured value is that of albrechtsen2022.
    """
    values, measured = volumes_of(cavities), positive("measured", measured, "λ³")
    ax.axvspan(measured / 2, measured * 2, color="#e4e4e4", lw=0)
    ax.text(measured, 0.85, "within a factor of two", ha="center", va="center", fontsize=9,
            color=DARK_GREY)  # fmt: skip
    names = [*(_VARIANTS[one.variant] for one in cavities), "measured"]
    for row, (value, name) in enumerate(zip([*values, measured], names, strict=True)):
        known = row == len(values)
        ax.plot(
            value, -row, "D" if known else "o", color=COLOURS[0] if known else COLOURS[1],
            markerfacecolor=COLOURS[0] if known else "white", markersize=9, markeredgewidth=2,
        )  # fmt: skip
        text = f"{'≈ ' * known}{scientific(value, 1 if known else 2)} λ³"
        note(ax, f"{name}: {text}", (value, -row), (0, 9), ha="center")
    ax.spines["left"].set_visible(False)
    log_axis(ax.xaxis)
    low, high = min(*values, measured), max(*values, measured)
    ax.set(xlabel="mode volume $V$ at the centre, in $\\lambda^3$", yticks=[],
           xlim=(low / 4, high * 4), ylim=(-len(values) - 0.4, 1.1))  # fmt: skip
    return ax


_VARIANTS = {"bulk": "computed, bulk index", "effective": "computed, effective index"}


def volumes_of(cavities):
    """Volumes in λ³ of the design wavelength."""
    if len(cavities) == 0:
        raise ValueError("cavities must hold at least one SlabCavity, got none")
    for one in cavities:
        instance("cavities", one, SlabCavity, "make it by slab_cavity")
    return [one.volume / one.mode.bowtie.wavelength**3 for one in cavities]
