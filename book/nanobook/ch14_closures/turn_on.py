"""A class B laser that is switched on, beside the rate equations."""

from functools import lru_cache

import numpy as np

from lasercore import density_matrix, rate_equations
from nanobook.ch13_class_b.states import LOOKS, laser, pump
from nanobook.style import label_line


@lru_cache(maxsize=8)
def _switched_on(name, rate, until):
    times = np.linspace(0, until, 301)
    mine = density_matrix.transient(laser(name), pump(name, rate), times)
    return mine, rate_equations.transient(laser(name), pump(name, rate), times)


def class_b_turn_on(ax, name, rate, until):
    """Draw ⟨n⟩ of a dark laser whose pump is switched on: class B and rate equations.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        A laser of `density_matrix.regimes`.
    rate, until : float
        λ = J/n_0 and the last time, in units of γ_bg and 1/γ_bg.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 Eqs. 43, 44 in time; not a figure of it.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> class_b_turn_on(Figure().add_subplot(), "nanoscopic", 3.0, 1.0).get_xlabel()
    'time $\\\\gamma_{bg}t$'
    """
    mine, classical = _switched_on(name, rate, until)
    for found, model, (at, offset) in (
        (classical, "rate equations", (0.9, (0, 6))), (mine, "class B", (0.9, (0, -16))),
    ):  # fmt: skip
        (curve,) = ax.plot(found.times, found.photons, **LOOKS[model])
        label_line(ax, curve, model, at, offset, ha="center")
    ax.set(xlabel=r"time $\gamma_{bg}t$", ylabel=r"photons $\langle n\rangle$", xlim=(0, until))
    ax.set_ylim(0, None)
    return ax


def describe_class_b_turn_on(name, rate, until):
    """Say in words what `class_b_turn_on` shows.

    Parameters
    ----------
    name, rate, until
        As for `class_b_turn_on`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_class_b_turn_on("nanoscopic", 3.0, 3.0))
    The nanoscopic laser switched on to λ = 3: class B has most photons, 2.33, at 0.55, the rate equations 2.46 at 0.47; they end at 2.31 and 2.43.
    """  # noqa: E501 - the sentence is printed as it is
    mine, classical = _switched_on(name, rate, until)
    a, b = (int(found.photons.argmax()) for found in (mine, classical))
    return (
        f"The {name} laser switched on to λ = {rate:g}: class B has most photons,"
        f" {mine.photons[a]:.3g}, at {mine.times[a]:.2f}, the rate equations"
        f" {classical.photons[b]:.3g} at {classical.times[b]:.2f}; they end at"
        f" {mine.photons[-1]:.3g} and {classical.photons[-1]:.3g}."
    )
