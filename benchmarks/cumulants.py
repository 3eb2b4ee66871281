"""Coherent–incoherent models: what a figure of the debate costs, and what its parts cost.

Bar: everything in carroll2022 Fig. 1 (five closures, 100 pumps: incoherent photons, growth of a
field, the coherent branch through its fold, its states at all pumps, the bifurcation) in under 2 s.
Beside it, the coherent branch as one would find it without arclength: the same equations followed
in time at falling pumps until the field is lost.
"""

import warnings

import numpy as np
import scipy
from timing import report, side_by_side

from lasercore import ValidityWarning, cumulants

DOTS = cumulants.dots
PUMPS = DOTS.n_emitters * np.geomspace(1e11, 1e15, 100)


def figure_1():
    """Photon numbers, coherence, stability and threshold of every closure."""
    for name, closure in cumulants.CLOSURES.items():
        dark = cumulants.incoherent_state(DOTS, PUMPS, name)
        _ = dark.photons, dark.valid
        if closure.field:
            cumulants.growth_rate(DOTS, PUMPS, name)
            branch = cumulants.coherent_branch(DOTS, name)
            bright = branch.at(PUMPS)
            _ = bright.photons, bright.valid
        cumulants.bifurcation(DOTS, name)


def in_time(pumps):
    """The lowest pump at which a coherent state survives, by waiting at each."""
    state = cumulants.coherent_branch(DOTS, "reply").at(pumps[0])
    for pump in pumps:
        later = cumulants.evolve(DOTS, pump, [0.0, 5e-6], "reply", start=state)
        values = later.states.values[:, -1]
        if values[0] ** 2 < 1:
            return pump
        state = cumulants.CumulantState(DOTS, later.states.closure, 1.0, pump, values)
    return pumps[-1]


def main():
    branch = cumulants.coherent_branch(DOTS, "reply")
    falling = branch.lowest_pump * np.arange(1.05, 0.98, -0.01)
    medians = side_by_side(
        {
            "Fig. 1, five closures, 100 pumps (bar 2 s)": figure_1,
            "incoherent state, 100 pumps": lambda: cumulants.incoherent_state(DOTS, PUMPS, "reply"),
            "growth rate, 100 pumps": lambda: cumulants.growth_rate(DOTS, PUMPS, "full"),
            "coherent branch, CIM": lambda: cumulants.coherent_branch(DOTS, "cim"),
            "coherent branch, Reply": lambda: cumulants.coherent_branch(DOTS, "reply"),
            "coherent branch, full": lambda: cumulants.coherent_branch(DOTS, "full"),
            "coherent states at 100 pumps, Reply": lambda: branch.at(PUMPS),
            "bifurcation, CIM": lambda: cumulants.bifurcation(DOTS, "cim"),
            "end of the Reply's branch in time, to 1 %": lambda: in_time(falling),
        },
        rounds=5,
    )
    report("Coherent–incoherent models of forty dots", medians)
    ends = branch.lowest_pump / DOTS.n_emitters, in_time(falling) / DOTS.n_emitters
    print(f"  end of the Reply's branch: r = {ends[0]:.4e} s⁻¹, in time {ends[1]:.3e} s⁻¹")


if __name__ == "__main__":
    print(f"numpy {np.__version__}, scipy {scipy.__version__}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)  # the figure reaches beyond the model
        main()
