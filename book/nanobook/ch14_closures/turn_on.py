"""A class B laser that is switched on, beside the rate equations."""

from functools import lru_cache

import numpy as np

from lasercore import density_matrix, rate_equations
from nanobook.class_b import LOOKS, laser, pump
from nanobook.style import label_line


@lru_cache(maxsize=8)
def _switched_on(name, rate, until):
    times = np.linspace(0, until, 301)
    mine = density_matrix.transient(laser(name), pump(name, rate), times)
    return mine, rate_equations.transient(laser(name), pump(name, rate), times)


def class_b_turn_on(ax, name, rate, until):
    """Draw ⟨n⟩ of a dark laser whose pump is switched on: class B and rate equations.

    Source: yacomotti2022 Eqs. 43, 44 in time; not a figure of it.
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
