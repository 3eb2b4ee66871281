"""Lines that once went wrong in rate equations, thresholds, cavities, and how they must end.

A number is the answer, a text a part of the message that refuses it.
"""

_EDC = "catalogue['EDC laser 1']"
FOUND = {
    f"rate_equations.linewidth({_EDC}, 1e12, alpha=1e200)": "pump, alpha, laser must keep",
    f"rate_equations.transient({_EDC}, 1e12, [0, 1e-11], rtol=1e-300)": "rtol must lie between",
    f"rate_equations.transient({_EDC}, lambda t: [1e12, 2e12], [0, 1e-11])": "pump must be a real",
    f"rate_equations.transient({_EDC}, lambda t: 1e12, [0, 1e-25, 1])": "times must not be closer",
    "rate_equations.transient(Laser(2, 0.5, 0.0, 1.0), 1.7e308, [0, 1e-12], 1, 1e20)": "transient",
    f"rate_equations.modulation_response({_EDC}, 1e12, 1e200)": "pump, frequency, laser must keep",
    f"rate_equations.log_slope({_EDC}, 1e-320)": "pump, laser must keep",
    f"rate_equations.steady_state({_EDC}, 10**5000)": "pump must be finite",
    f"rate_equations.steady_state({_EDC}, 1e200).photons / rate_equations.asymptotes({_EDC}, 1e200)"
    "[1]": 1.0,
    f"processes.rates({_EDC}, [1, 2], [1, 2, 3], 1.0)": "carriers, photons, pump must have shapes",
    f"processes.rates({_EDC}, np.ones((10**5, 1)), np.ones(10**5), 1.0)": "at most 1e+08 values",
    "Laser(1, 1e150, 1e150, 1e150)": "gamma_r must lie between 1e-50 and 1e+50",
    "Laser(10**30, 1.0, 1.0, 1.0)": "n_emitters must be at most 1e+18",
    "to_pump(1e300)": "current must keep",
    "catalogue[['x']]": "no device called ['x']",
    "Catalogue(None)": "entries must be a dict",
    "units.scientific(1.5, 10**30)": "digits must be at most 17",
    "cavity.emitters_in(1e200, 1e200)": "active_volume must hold at most 1e+18 emitters",
    "cavity.coupling(1.55e-6, 1e-200, 1e-300, 1e-28)": "wavelength, n, volume, dipole must keep",
    "cavity.gamma_c([1e-6, 2e-6], [1.0, 2.0, 3.0])": "wavelength, Q must have shapes that fit",
    "cavity.cell_volumes(*[np.arange(2000.0)] * 3)": "axes must make at most 1e+08 cells",
    "cavity.confinement_factor([[1.0], [1.0, 2.0]], 1.0, 1.0, True)": "field must be an array",
    "cavity.excited_emitter_by_rates(Laser(3, 1e40, 0.0, 1e-10), 1e10)": 0.3032653299,
    f"thresholds.compare({_EDC}, np.array([['quantum']]))": "definitions must be one of",
    "thresholds.compare('EDC laser 1', [])": "laser must be a Laser",
    f"thresholds.pump_range({_EDC}, points=10**12)": "points must be at most 1e+06",
    "thresholds.threshold(Laser(10**9, 542.66, 0., 1.1515e9), 'stochastic')": "max_memory must be",
    "thresholds.threshold(Laser(30, 1.0, 1e3, 0.3), 'stochastic').photons": 226.107656,
    "reliability.coherence_pump(Laser(2, 1.0, 0.0, 2 / 1.0002))": "got xi = 0.5001 and a window",
    "bowtie.Tips(np.array(['gap', 'bridge']), 1e-8, 1e-8, 3.3)": "kind must be 'bridge' or 'gap'",
    "bowtie.Tips('gap', 1e-8, 1e-8, 3.3).index([1e-8, 2e-8], [])": "x, y must have shapes that fit",
    "bowtie.Tips('gap', 1e300, 1e-8, 3.3)": "tip_radius must lie between",
    "bowtie.wedge_exponent(1 + 2e-16, 0.7)": 1.0,
    "bowtie.wedge_exponent(3.3, 1e-300)": "v_0 must lie 1e-07 from 0",
    "bowtie.slab_mode(3.3, 1e-12, 1.55e-6).thickness": 1.1300807687e-3,
    "bowtie.slab_mode(1e200, 2.4e-7, 1.55e-6)": "n must lie between",
    "bowtie.slab_mode(3.3, 10**12, 1.55e-6)": "thickness must lie between",
    "bowtie.mode(bowtie.Bowtie('gap', 2e-8, 1e-8, 2.3e-7, 3.3, 1, 1.55e-6), degree=3, layers=1,"
    " buffer=1e-160)": "buffer must lie between",
}
