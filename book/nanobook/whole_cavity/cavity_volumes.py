"""Figures of what a computed area or volume is worth: with air around it, beside a measurement."""

from dataclasses import dataclass

import numpy as np

from lasercore._checks import instance, positive, real_array
from lasercore.bowtie import SlabCavity, mode
from lasercore.units import quantity, scientific
from nanobook.style import COLOURS, MARKERS, log_axis


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
    """Compute both areas of bowties for each buffer of air around them.

    Parameters
    ----------
    bowties : sequence of Bowtie
    buffers : array, m, positive
    degree : int
        As for `lasercore.bowtie.mode`. Cavities without layers need more than its default.

    Returns
    -------
    list of BufferAreas

    Raises
    ------
    TypeError, ValueError
        As `lasercore.bowtie.mode`.

    Example
    -------
    >>> from lasercore.bowtie import Bowtie
    >>> bare = Bowtie("bridge", 1e-8, 1e-8, 2.275e-7, 3.3, 0, 1.55e-6)
    >>> (found,) = areas_in_buffers([bare], [0.5e-6, 1e-6])
    >>> bool(found.energy_area[1] > found.energy_area[0])
    True
    """
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

    Parameters
    ----------
    ax : matplotlib Axes
    results : sequence of BufferAreas
        From `areas_in_buffers`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    TypeError, ValueError
        If something is no BufferAreas, or there is none.

    Source
    ------
    :attr:`lasercore.bowtie.Mode.area` and ``energy_area``.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore.bowtie import Bowtie
    >>> bare = Bowtie("bridge", 1e-8, 1e-8, 2.275e-7, 3.3, 0, 1.55e-6)
    >>> found = areas_in_buffers([bare], [0.5e-6, 1e-6])
    >>> len(areas_against_buffer(Figure().add_subplot(), found).lines)
    2
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
        ax.annotate(text, (x, written), (8, 0), textcoords="offset points", color=colour,
                    va="center")  # fmt: skip
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


def describe_areas_against_buffer(results):
    """Say in words what `areas_against_buffer` shows.

    Parameters
    ----------
    results
        As for `areas_against_buffer`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore.bowtie import Bowtie
    >>> bare = Bowtie("bridge", 1e-8, 1e-8, 2.275e-7, 3.3, 0, 1.55e-6)
    >>> print(describe_areas_against_buffer(areas_in_buffers([bare], [0.5e-6, 1e-6])))
    Mode areas in (λ/2n)² as the air around the last ring grows from 500 nm to 1.00 µm. N = 0: A from 0.0600 to 0.0600, the energy's from 0.0864 to 0.113.
    """  # noqa: E501 - the sentence is printed as it is
    parts = [
        f"N = {one.rings}: A from {scientific(one.area[0])} to {scientific(one.area[-1])}, the"
        f" energy's from {scientific(one.energy_area[0])} to {scientific(one.energy_area[-1])}"
        for one in _buffered(results)
    ]
    first, last = results[0].buffers[[0, -1]]
    return (
        f"Mode areas in (λ/2n)² as the air around the last ring grows from {quantity(first, 'm')}"
        f" to {quantity(last, 'm')}. {'; '.join(parts)}."
    )


def volume_estimates(ax, cavities, measured=3e-4):
    """Draw mode volumes of computed cavities beside a measured one, in λ³, on a log axis.

    Parameters
    ----------
    ax : matplotlib Axes
    cavities : sequence of SlabCavity
        Of one design; the variants of one cavity differ by the index in the plane.
    measured : float, λ³, positive

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    TypeError, ValueError
        If something is no SlabCavity, there is none, or `measured` is not positive.

    Source
    ------
    The measured value is that of albrechtsen2022.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore.bowtie import Bowtie, slab_cavity
    >>> silicon = slab_cavity(Bowtie("bridge", 8e-9, 8e-9, 2.1e-7, 3.48, 3, 1.55e-6), 240e-9)
    >>> len(volume_estimates(Figure().add_subplot(), [silicon]).lines)
    2
    """
    values, measured = volumes_of(cavities), positive("measured", measured, "λ³")
    ax.axvspan(measured / 2, measured * 2, color="#e4e4e4", lw=0)
    ax.text(measured, 0.85, "within a factor of two", ha="center", va="center", fontsize=9,
            color="#444444")  # fmt: skip
    names = [*(_VARIANTS[one.variant] for one in cavities), "measured"]
    for row, (value, name) in enumerate(zip([*values, measured], names, strict=True)):
        known = row == len(values)
        ax.plot(
            value, -row, "D" if known else "o", color=COLOURS[0] if known else COLOURS[1],
            markerfacecolor=COLOURS[0] if known else "white", markersize=9, markeredgewidth=2,
        )  # fmt: skip
        text = f"{'≈ ' * known}{scientific(value, 1 if known else 2)} λ³"
        ax.annotate(f"{name}: {text}", (value, -row), (0, 9), textcoords="offset points",
                    ha="center")  # fmt: skip
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


def describe_volume_estimates(cavities, measured=3e-4):
    """Say in words what `volume_estimates` shows.

    Parameters
    ----------
    cavities, measured
        As for `volume_estimates`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore.bowtie import Bowtie, slab_cavity
    >>> silicon = slab_cavity(Bowtie("bridge", 8e-9, 8e-9, 2.1e-7, 3.48, 3, 1.55e-6), 240e-9)
    >>> print(describe_volume_estimates([silicon]))
    Mode volume at the centre: computed, bulk index 1.3·10⁻⁴ λ³ (2.3 times less than measured); measured about 3·10⁻⁴ λ³.
    """  # noqa: E501 - the sentence is printed as it is
    parts, measured = [], positive("measured", measured, "λ³")
    for one, value in zip(cavities, volumes_of(cavities), strict=True):
        ratio = measured / value
        apart = f"{max(ratio, 1 / ratio):.1f} times {'less' if ratio > 1 else 'more'} than measured"
        parts.append(f"{_VARIANTS[one.variant]} {scientific(value, 2)} λ³ ({apart})")
    return (
        f"Mode volume at the centre: {'; '.join(parts)}; measured about"
        f" {scientific(measured, 1)} λ³."
    )
