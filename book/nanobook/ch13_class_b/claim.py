"""Is class B noisier than class A? A map of both, and of the exact distribution."""

from functools import lru_cache

import numpy as np

from lasercore import Laser, density_matrix, master_equation
from nanobook.style import log_axis

EMITTERS = (1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 42, 60)
# Pumps in units of λ⁽⁰⁾.
FACTORS = tuple(np.geomspace(0.1, 30, 16))
SCALE = 0.2


def laser_with(n_emitters, beta, share=5.0):
    """A four-level laser of γ_r = 1 with n_0/N_sat = `share`.

    Parameters
    ----------
    n_emitters : int
    beta : float
        γ_r/(γ_r + γ_bg).
    share : float
        n_0/N_sat.

    Returns
    -------
    Laser

    Example
    -------
    >>> laser_with(10, 0.5).xi
    2.5
    """
    return Laser(n_emitters, 1.0, 1 / beta - 1, n_emitters / share, absorption=False)


def first_pump(laser):
    """n_0 λ⁽⁰⁾, class A's threshold."""
    b = density_matrix.n_sat(laser) / laser.n_emitters
    return laser.n_emitters * b * laser.gamma_t / (1 - b)


@lru_cache(maxsize=8)
def above_class_a(shown, beta=0.5, share=5.0):
    """g²(0) of class B, or exact, minus that of class A: rows emitters, columns pumps."""
    model = {"class B": density_matrix.class_b, "exact": master_equation.photon_statistics}[shown]
    rows = []
    for n_emitters in EMITTERS:
        laser = laser_with(n_emitters, beta, share)
        pumps = np.array(FACTORS) * first_pump(laser)
        rows.append(model(laser, pumps).g2 - density_matrix.class_a(laser, pumps).g2)
    return np.array(rows)


def class_b_over_class_a(ax, shown, beta=0.5, share=5.0):
    """Draw a map of g²(0) minus that of class A, over emitters and pump; black, the line of zero.

    Parameters
    ----------
    ax : matplotlib Axes
    shown : "class B" or "exact"
        What is compared with class A.
    beta, share : float
        β and n_0/N_sat of all lasers.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 states that class B lies above class A; the map is not in the cited papers.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> class_b_over_class_a(Figure().add_subplot(), "class B").get_ylabel()
    'emitters $n_0$'
    """
    values = above_class_a(shown, beta, share)
    mesh = ax.pcolormesh(
        FACTORS, EMITTERS, values, cmap="RdBu_r", vmin=-SCALE, vmax=SCALE, shading="gouraud"
    )
    ax.contour(FACTORS, EMITTERS, values, levels=[0], colors="black", linewidths=1.6)
    ax.annotate("above class A", (0.15, 25), color="white", fontsize=10)
    ax.annotate("below class A", (5, 1.5), color="black", fontsize=10)
    ax.figure.colorbar(mesh, ax=ax, extend="max", label=r"$g^{(2)}(0)$ minus class A")
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel=r"pump $\lambda/\lambda^{(0)}$", ylabel="emitters $n_0$", title=shown)
    ax.grid(visible=False)
    return ax


def describe_class_b_over_class_a(shown, beta=0.5, share=5.0):
    """Say in words what `class_b_over_class_a` shows.

    Parameters
    ----------
    shown, beta, share
        As for `class_b_over_class_a`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_class_b_over_class_a("class B"))
    g²(0) by class B minus that of class A over 1 to 60 emitters and pumps from 0.1 to 30 times λ⁽⁰⁾: from −0.078 to 0.466; negative everywhere for up to 3 emitters, not positive beyond 0.458 λ⁽⁰⁾ for 5, 1.43 for 10, 9.59 for 60.
    """  # noqa: E501 - the sentence is printed as it is
    values = above_class_a(shown, beta, share)
    never = [n for n, row in zip(EMITTERS, values, strict=True) if row.max() < 0]
    parts = []
    for n_emitters in (5, 10, 60):
        row = values[EMITTERS.index(n_emitters)]
        if row.min() < 0 < row.max():
            last = FACTORS[int(np.argmax(row < 0)) - 1]
            unit = "" if parts else " λ⁽⁰⁾"
            parts.append(f"{last:.3g}{unit} for {n_emitters}")
    return (
        f"g²(0) by {shown} minus that of class A over {EMITTERS[0]} to {EMITTERS[-1]} emitters and"
        f" pumps from {FACTORS[0]:g} to {FACTORS[-1]:g} times λ⁽⁰⁾: from"
        f" {values.min():.3f} to {values.max():.3f}; negative everywhere for up to {never[-1]}"
        f" emitters, not positive beyond {', '.join(parts)}."
    ).replace("-", "−")
