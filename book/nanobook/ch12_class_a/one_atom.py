"""How much each elimination costs: one atom with its polarisation, without, and by class A."""

from functools import cache

import numpy as np

from lasercore import density_matrix, master_equation
from lasercore.checks import a_laser
from lasercore.laser import Laser
from lasercore.statistics import PhotonStatistics
from nanobook.style import label_line, line_styles, log_axis

# One atom with γ_r = γ_bg/5 that is offered ten excitations in a photon's lifetime.
GAMMA_R, OFFERED = 0.2, 10.0
SHARES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1)
# γ_c/γ_bg of the laser whose polarisation is kept.
LOSS = 0.1


def polarised_atom(laser, pump, gamma_h, n_max=60):
    """Photon statistics of one four-level atom and one mode, its polarisation kept.

    e_n, g_n: n photons, atom excited or not; y_n: the coherence between |excited, n⟩ and
    |lower, n + 1⟩, which decays at γ_h:

    ė_n = λ g_n − γ_bg e_n − 2g√(n+1) y_n + loss,   ġ_n = −λ g_n + γ_bg e_n + 2g√n y_{n−1} + loss
    ẏ_n = −γ_h y_n + g√(n+1) e_n + γ_c[√((n+1)(n+2)) y_{n+1} − (2n+1)/2 y_n],   g² = γ_r γ_h/2

    Source: The Lindblad equation of one atom and one mode, the start of yacomotti2022.
    """
    a_laser(laser)
    n, up = np.arange(n_max + 1.0), np.arange(1, n_max + 1.0)
    size, coupling = n_max + 1, np.sqrt(laser.gamma_r * gamma_h / 2)
    drop = np.diag(np.ones(n_max), 1)  # n + 1 → n
    loss = laser.gamma_c * (np.diag(up, 1) - np.diag(n))
    emit = coupling * np.diag(np.append(np.sqrt(up), 0.0))
    field_loss = laser.gamma_c * (np.diag(np.sqrt(up * (up + 1)), 1) - np.diag((2 * n + 1) / 2))
    one, none = np.eye(size), np.zeros((size, size))
    generator = np.block([
        [loss - laser.gamma_bg * one, pump * one, -2 * emit],
        [laser.gamma_bg * one, loss - pump * one, 2 * drop.T @ emit],
        [emit, none, field_loss - gamma_h * one],
    ])  # fmt: skip
    generator[0, :] = np.repeat([1.0, 1.0, 0.0], size)  # probabilities sum to one
    found = np.linalg.solve(generator, np.eye(3 * size)[0])
    p = np.maximum(found[:size] + found[size : 2 * size], 0.0)
    return PhotonStatistics.from_distribution(p / p.sum(), method="with polarisation")


@cache
def elimination_errors(step):
    """What one elimination adds to g²(0), for each of `SHARES` of slow rate over fast rate.

    "polarisation": the exact P(n) of the table of processes against `polarised_atom`, share
    γ_bg/γ_h. "inversion": class A against the exact P(n), share γ_c/γ_bg.
    """
    errors = []
    for share in SHARES:
        loss = LOSS if step == "polarisation" else share
        atom, pump = Laser(1, GAMMA_R, 1.0, loss, absorption=False), OFFERED * loss
        exact = master_equation.photon_statistics(atom, pump).g2
        if step == "polarisation":
            errors.append(exact - polarised_atom(atom, pump, 1 / share).g2)
        else:
            errors.append(density_matrix.class_a(atom, pump).g2 - exact)
    return np.array(errors, dtype=float)


_STEPS = {
    "inversion": (r"inversion: $\gamma_c/\gamma_{bg}$", (-8, 8), "right"),
    "polarisation": (r"polarisation: $\gamma_{bg}/\gamma_h$", (6, -16), "left"),
}


def eliminations(ax):
    """Draw what eliminating polarisation and inversion of one atom adds to g²(0).

    Source: The two steps of scully1967; their errors are computed here.
    """
    for (step, (text, offset, side)), style in zip(_STEPS.items(), line_styles(), strict=False):
        errors = np.abs(elimination_errors(step))
        (line,) = ax.plot(SHARES, errors, marker="o", label=step, **style)
        label_line(ax, line, text, 0.5, offset, ha=side)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel="slow rate over fast rate", ylabel="error of $g^{(2)}(0)$")
    return ax
