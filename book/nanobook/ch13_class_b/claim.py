"""Is class B noisier than class A? A map of both, and of the exact distribution."""

from functools import lru_cache
from typing import Any

import numpy as np

from lasercore import density_matrix, master_equation
from nanobook.class_b import EMITTERS, first_pump, laser_with
from nanobook.style import log_axis

# Pumps in units of λ⁽⁰⁾.
FACTORS = tuple(np.geomspace(0.1, 30, 16))
SCALE = 0.2


@lru_cache(maxsize=8)
def above_class_a(shown, beta=0.5, share=5.0):
    """g²(0) of class B, or exact, minus that of class A: rows emitters, columns pumps."""
    models: dict[str, Any] = {
        "class B": density_matrix.class_b,
        "exact": master_equation.photon_statistics,
    }
    model = models[shown]
    rows = []
    for n_emitters in EMITTERS:
        laser = laser_with(n_emitters, beta, share)
        pumps = np.array(FACTORS) * first_pump(laser)
        rows.append(model(laser, pumps).g2 - density_matrix.class_a(laser, pumps).g2)
    return np.array(rows)


def class_b_over_class_a(ax, shown, beta=0.5, share=5.0):
    """Draw a map of g²(0) minus that of class A, over emitters and pump; black, the line of zero.

    Source: yacomotti2022 states that class B lies above class A; the map is not in the cited
    papers.
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
