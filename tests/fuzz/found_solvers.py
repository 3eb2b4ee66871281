"""Lines that once went wrong in models of noise, and how they must end.

A number is the answer, a text a part of the message that refuses it.
"""

EDC = "catalogue['EDC laser 1']"
FOUR = "Laser(10, 5e9, 1e9, 1e10, absorption=False)"
QUANTUM = "Laser(2, 6e10, 1e9, 2.4e11, gamma_2=4e13)"
FAINT = "pump must give light whose pairs can be counted"

FOUND = {
    f"master_equation.photon_statistics({EDC}, 1e-150).g2": FAINT,
    f"master_equation.photon_statistics({EDC}, 5e-324)": FAINT,
    f"master_equation.g2({EDC}, 1e-100, 0.0)": 1.978168,
    f"master_equation.g2({FOUR}, 3e10, 1e300)": 1.0,
    f"langevin.photon_statistics({EDC}, 1e-150)": FAINT,
    f"lindblad.photon_statistics({QUANTUM}, 1e-150)": FAINT,
    f"gillespie.photon_statistics({EDC}, 5e-324, events=10000)": "pump, laser must keep",
    f"density_matrix.g2({FOUR}, 3e10, 1e20)": 1.0,
    f"density_matrix.g1({FOUR}, 1e-2, 1e-10)": 0.60653066,
    f"density_matrix.g1({FOUR}, 1e-15, 1e-10)": 0.60653066,
    f"density_matrix.g1({FOUR}, 3e10, 1e-300)": 1.0,
    f"density_matrix.g2({FOUR}, 1e-100, 1e-10)": 1.02842534,
    f"langevin.diffusion({EDC}, [1.0, 2.0], [1.0, 2.0, 3.0], 1e12)": "carriers, photons",
    f"gillespie.rin_spectrum({EDC}, 1e9, [1e9])": "bins",
    f"gillespie.photon_statistics({EDC}, 1e12, events=10**12)": "events must be at most",
    f"gillespie.photon_statistics({EDC}, 1e12, burn_in=1e3)": "burn_in must leave",
    "statistics.thermal(1.0, 10**12)": "n_max must be at most",
    "reliability.find_threshold(catalogue['EDC laser 2'], np.ones((0, 3)))": "definition must be",
    "statistics.PhotonStatistics.from_distribution([1.0], errors=np.array([1.0, np.nan]))": (
        "errors must be"
    ),
    f"lindblad.phase_gap({EDC}, 6.73e7, max_memory=1e80)": "max_memory must hold",
    "master_equation.linewidth(Laser(4356, 2.59e6, 0, 2.38e9), 9.08e12)": "max_memory must hold",
    "lindblad.linewidth(Laser(1, 6.5e10, 4.39e6, 1.35e9, gamma_2=4.58e15), 1.34e14)": (
        "pump must keep what has the phase below"
    ),
    "master_equation.g2(Laser(1, 2.58e8, 1.6e11, 1.09e10), 1.49e299, 1.9e-11)": (
        "pump must keep the photons countable"
    ),
    "density_matrix.closure_error(density_matrix.regimes['single atom'], 1.2e7).exact.g2(0.0)": (
        1.9999832667
    ),
}
