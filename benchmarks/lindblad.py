"""Full quantum theory of a few emitters: ours against QuTiP, and ten emitters by ourselves.

Bars, on one core (OPENBLAS_NUM_THREADS=1): one emitter and 40 photons at least 10 times faster
than QuTiP's steadystate, with the same g²(0) to 1e-8; ten emitters and 30 photons in under 2 s
and 500 MB. QuTiP is skipped where it is not installed (pip install .[quantum]).
"""

import resource
import sys
from importlib.util import find_spec

import numpy as np
import scipy
from timing import report, side_by_side

from lasercore import Laser, lindblad

ONE, ONE_PUMP = Laser(1, gamma_r=2.0, gamma_bg=0.05, gamma_c=1.0, gamma_2=400.0), 3.0
TWO, TWO_PUMP = Laser(2, gamma_r=1.0, gamma_bg=0.05, gamma_c=1.0, gamma_2=400.0), 4.0
TEN, TEN_PUMP = Laser(10, gamma_r=0.3, gamma_bg=0.1, gamma_c=1.0, gamma_2=100.0), 20.0


def toolbox(laser, pump, n_max):
    """QuTiP's Hamiltonian, jump operators and mode: the whole space, emitter by emitter."""
    import qutip

    n_0, r = laser.n_emitters, pump / laser.n_emitters
    identities, down = [qutip.qeye(2)] * n_0, qutip.basis(2, 0) * qutip.basis(2, 1).dag()
    b = qutip.tensor(*identities, qutip.destroy(n_max + 1))
    sigma = [
        qutip.tensor(*identities[:i], down, *identities[i + 1 :], qutip.qeye(n_max + 1))
        for i in range(n_0)
    ]
    jumps = [np.sqrt(laser.gamma_c) * b]
    for s in sigma:
        pure = np.sqrt(laser.gamma_2 - r - laser.gamma_bg) * s.dag() * s
        jumps += [np.sqrt(laser.gamma_bg) * s, np.sqrt(r) * s.dag(), pure]
    g = np.sqrt(laser.gamma_r * laser.gamma_2) / 2
    return g * sum(b.dag() * s + b * s.dag() for s in sigma), jumps, b


def against_qutip(title, laser, pump, n_max, rounds):
    if find_spec("qutip") is None:
        print(f"{title}: QuTiP is skipped: it is not installed (pip install .[quantum])")
        return
    import qutip

    hamiltonian, jumps, b = toolbox(laser, pump, n_max)
    ours = "lasercore, operators and statistics included"
    theirs = f"QuTiP {qutip.__version__} steadystate alone"
    medians = side_by_side(
        {
            ours: lambda: lindblad.photon_statistics(laser, pump, n_max=n_max, lost_mass=1e-6),
            theirs: lambda: qutip.steadystate(hamiltonian, jumps),
        },
        rounds=rounds,
    )
    report(title, medians)
    rho = qutip.steadystate(hamiltonian, jumps)
    g2 = qutip.expect(b.dag() ** 2 * b**2, rho) / qutip.expect(b.dag() * b, rho) ** 2
    light = lindblad.photon_statistics(laser, pump, n_max=n_max, lost_mass=1e-6)
    print(f"  {medians[theirs] / medians[ours]:.1f} times faster (bar for one emitter: 10)")
    print(f"  g²(0) {light.g2:.12f}, relative difference {light.g2 / g2 - 1:+.1e} (bar 1e-8)")


def peak_memory():
    """Largest memory of this process so far, MB."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def ten_emitters():
    before = peak_memory()
    light = lindblad.solve(TEN, TEN_PUMP, n_max=30, lost_mass=1e-6)
    print(f"Ten emitters, 30 photons: {light!r}")
    print(f"  peak memory {peak_memory():.0f} MB, {before:.0f} MB before (bar 500 MB)")
    medians = side_by_side(
        {
            "steady state (bar 2 s)": lambda: lindblad.solve(
                TEN, TEN_PUMP, n_max=30, lost_mass=1e-6
            ),
            "steady state, photons found by itself": lambda: lindblad.solve(TEN, TEN_PUMP),
            "and linewidth": lambda: lindblad.linewidth(TEN, TEN_PUMP),
            "and phase gap": lambda: lindblad.phase_gap(TEN, TEN_PUMP),
        },
        rounds=5,
        warm_up=1,
    )
    report("Ten emitters", medians)
    print(f"  peak memory with linewidth and phase gap {peak_memory():.0f} MB")


if __name__ == "__main__":
    print(f"numpy {np.__version__}, scipy {scipy.__version__}")
    ten_emitters()  # first, so that its memory is its own
    against_qutip("One emitter, 40 photons", ONE, ONE_PUMP, 40, rounds=25)
    against_qutip("Two emitters, 20 photons", TWO, TWO_PUMP, 20, rounds=5)
