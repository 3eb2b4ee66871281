"""Figures of fields across interfaces: thin layers and the surface of a tip."""

import numpy as np

from lasercore.bowtie import quasi_static_field
from lasercore.units import quantity, scientific
from nanobook.style import COLOURS, log_axis

DIELECTRIC = "#dbe7f0"


def layer_fields(ax, kind, n=3.3):
    """Draw |E|, |D| and ε|E|² across a thin layer, each relative to its value outside.

    gap: a layer of air in dielectric, field across it, D is continuous. bridge: a layer of
    dielectric in air, field along it, E is continuous.

    Parameters
    ----------
    ax : matplotlib Axes
    kind : "bridge" or "gap"
    n : float, at least 1
        Refractive index of the dielectric against air.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no such kind.

    Source
    ------
    Continuity of normal D and tangential E.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> len(layer_fields(Figure().add_subplot(), "gap").lines)
    3
    """
    x = [-1.5, -0.5, -0.5, 0.5, 0.5, 1.5]
    _shade(ax, [(-0.5, 0.5)] if kind == "bridge" else [(-1.5, -0.5), (0.5, 1.5)])
    styles = zip(COLOURS, ("-", ":", "--"), (5, 4, 2), strict=False)  # two of three coincide
    names = ("$|E|$", "$|D|$", r"$\varepsilon|E|^2$")
    for name, inside, (colour, dash, width) in zip(
        names, _inside_layer(kind, n), styles, strict=False
    ):
        values = [1, 1, inside, inside, 1, 1]
        ax.plot(x, values, color=colour, linestyle=dash, lw=width, label=name)
    log_axis(ax.yaxis)
    ax.set_yticks([1, n**2], ["1", f"$n^2$ = {n**2:.1f}"])
    ax.set(xlabel="position / thickness", xlim=(-1.5, 1.5), ylim=(0.4, 2 * n**2))
    return ax


def describe_layer_fields(kind, n=3.3):
    """Say in words what `layer_fields` shows.

    Parameters
    ----------
    kind, n
        As for `layer_fields`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_layer_fields("bridge", 3.0))
    Inside a thin layer of dielectric in air, field along it: |E| is 1.00, |D| is 9.00 and ε|E|² is 9.00 times the value outside.
    """  # noqa: E501 - the sentence is printed as it is
    values = [scientific(value) for value in _inside_layer(kind, n)]
    where = "air in dielectric, field across it"
    if kind == "bridge":
        where = "dielectric in air, field along it"
    return (
        f"Inside a thin layer of {where}: |E| is {values[0]}, |D| is {values[1]} and ε|E|² is"
        f" {values[2]} times the value outside."
    )


def _inside_layer(kind, n):
    """|E|, |D| and ε|E|² in the layer, each relative to its value outside."""
    inside = {"gap": (n**2, 1.0, n**2), "bridge": (1.0, n**2, n**2)}
    if kind not in inside:
        raise ValueError(f"kind must be 'bridge' or 'gap', got {kind!r}")
    return inside[kind]


def _shade(ax, spans):
    """Tint the dielectric and write what is what at the bottom."""
    for span in spans:
        ax.axvspan(*span, color=DIELECTRIC, lw=0)
    middle, side = ("dielectric", "air") if len(spans) == 1 else ("air", "dielectric")
    for place, text in ((0.5, middle), (0.17, side), (0.83, side)):
        style = {"transform": ax.transAxes, "ha": "center", "fontsize": 9, "color": "#444444"}
        ax.text(place, 0.03, text, **style)


def tip_cut(ax, tips):
    """Draw |E| and ε|E|² along the axis of the tips, relative to the centre.

    Parameters
    ----------
    ax : matplotlib Axes
    tips : Tips

    Returns
    -------
    matplotlib Axes

    Source
    ------
    :func:`lasercore.bowtie.quasi_static_field`.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore.bowtie import Tips
    >>> len(tip_cut(Figure().add_subplot(), Tips("gap", 1e-8, 1e-8, 3.3)).lines)
    2
    """
    edge = 0.5 * tips.width
    # An even number of samples: none falls on a focus, where the coordinates fold.
    outside = np.linspace(1 + 1e-9, 3, 300)
    half = edge * np.concatenate([np.linspace(0, 1 - 1e-9, 100), outside])
    x = np.concatenate([-half[::-1], half])
    E = np.linalg.norm(quasi_static_field(tips, x, np.zeros_like(x)), axis=0)
    energy = (tips.index(x, np.zeros_like(x)) / tips.index(0.0, 0.0)) ** 2 * E**2
    inside = ((-edge, edge),) if tips.kind == "bridge" else ((-3 * edge, -edge), (edge, 3 * edge))
    _shade(ax, 1e9 * np.array(inside))
    ax.plot(1e9 * x, E, color=COLOURS[0], linestyle="-", label="$|E|$")
    ax.plot(1e9 * x, energy, color=COLOURS[1], linestyle="--", label=r"$\varepsilon|E|^2$")
    log_axis(ax.yaxis)
    ax.set(xlabel="$x$ (nm)", xlim=(-3e9 * edge, 3e9 * edge), ylim=(0.03, 2))
    return ax


def describe_tip_cut(tips):
    """Say in words what `tip_cut` shows.

    Parameters
    ----------
    tips : Tips

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore.bowtie import Tips
    >>> print(describe_tip_cut(Tips("gap", 1e-8, 1e-8, 3.3)))
    Along the axis of the tips of a gap 10.0 nm wide |E| rises to 1.19 times its value at the centre; across the surface |E| falls by a factor of 10.9 and ε|E|² by 10.9.
    """  # noqa: E501 - the sentence is printed as it is
    x = 0.5 * tips.width * np.array([1 - 1e-9, 1 + 1e-9])
    E = np.linalg.norm(quasi_static_field(tips, x, np.zeros(2)), axis=0)
    energy = tips.index(x, np.zeros(2)) ** 2 * E**2
    return (
        f"Along the axis of the tips of a {tips.kind} {quantity(tips.width, 'm')} wide |E| rises"
        f" to {scientific(E[0])} times its value at the centre; across the surface |E| falls by a"
        f" factor of {scientific(E[0] / E[1])} and ε|E|² by {scientific(energy[0] / energy[1])}."
    )
