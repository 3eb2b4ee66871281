"""Every public function with valid arguments, and the kind of each argument.

`test_arguments.py` feeds each argument everything that its kind forbids. A new public function
must be entered here (or, with a reason, into `EXEMPT`): a test compares the table with the package.
"""

import numpy as np

from lasercore import (
    Device,
    Laser,
    bowtie,
    cavity,
    cumulants,
    density_matrix,
    gillespie,
    langevin,
    lindblad,
    master_equation,
    processes,
    rate_equations,
    reliability,
    statistics,
    thresholds,
    to_ampere,
    to_pump,
    units,
)

LASER = Laser(120, 6e10, 1e9, 2.4e11)
DEPHASING = Laser(120, 6e10, 1e9, 2.4e11, gamma_2=4e13)
TIPS = bowtie.Tips("bridge", 1e-8, 1e-8, 3.3)
STATE = rate_equations.steady_state(LASER, 1e12)
CAVITY = bowtie.Bowtie("bridge", 1e-8, 1e-8, 2.275e-7, 3.3, 1, 1.55e-6)
FOUR_LEVEL = Laser(10, 5e9, 1e9, 1e10, absorption=False)

# Kinds of arguments. An array is a number or an array of numbers.
ARRAY, ARRAY_0, ARRAY_POSITIVE = "array", "array ≥ 0", "array > 0"
NUMBER, NUMBER_0, NUMBER_POSITIVE = "number", "number ≥ 0", "number > 0"
WHOLE, FLAG, A_LASER, FIELD = "whole number", "flag", "laser", "field"
CHOICE, A_STATE, A_TIPS = "choice", "state", "tips"

_LASER = {"laser": (LASER, A_LASER)}
_PUMP = {**_LASER, "pump": (1e12, ARRAY_0)}
_STATE = {**_LASER, "carriers": (50.0, ARRAY_0), "photons": (3.0, ARRAY_0), "pump": (1e12, ARRAY_0)}
_PHOTONS = {**_LASER, "photons": (3.0, ARRAY_0)}
_CAVITY = {
    "wavelength": (1.55e-6, ARRAY_POSITIVE),
    "n": (3.3, ARRAY_POSITIVE),
    "volume": (1e-21, ARRAY_POSITIVE),
    "dipole": (1e-28, ARRAY_POSITIVE),
}
_T_2 = {"T_2": (5e-14, ARRAY_POSITIVE)}
_RATES = {
    "n_emitters": (120, WHOLE),
    "gamma_r": (6e10, NUMBER_POSITIVE),
    "gamma_bg": (1e9, NUMBER_0),
    "gamma_c": (2.4e11, NUMBER_POSITIVE),
    "absorption": (True, FLAG),
    "pump_blocking": (True, FLAG),
    "gamma_2": (4e13, "number > 0 or None"),
}
_CUMULANTS = {
    "laser": (DEPHASING, A_LASER),
    "closure": ("cim", CHOICE),
    "identical_fraction": (1.0, NUMBER_0),
}
_FIELD = {
    "field": (np.ones((1, 4)), FIELD),
    "n": (np.full(4, 3.3), ARRAY_POSITIVE),
    "weights": (np.ones(4), ARRAY_0),
}
_REFERENCE = {"mean": (4.0, NUMBER_0), "n_max": (400, WHOLE)}
_QUIET = {"quiet_pump": (False, FLAG)}
_FREQUENCY = {**_PUMP, "frequency": (1e9, ARRAY), **_QUIET}
_EXACT = {
    **_LASER,
    "lost_mass": (1e-12, NUMBER_POSITIVE),
    "max_memory": (2e9, NUMBER_POSITIVE),
}
_EXACT_CURVE = {**_EXACT, "pump": (1e12, ARRAY_0)}
_SOLVED = {**_EXACT, "progress": (False, "progress")}
_WHOLE_0 = "whole number from 0"
_SAMPLED = {
    **_LASER,
    "events": (300_000, WHOLE),
    "streams": (2, WHOLE),
    "seed": (1, _WHOLE_0),
    "burn_in": (1e-12, "number ≥ 0 or None"),
    "threads": (1, "count or None"),
    "progress": (False, "progress"),
}
_FOUR_LEVEL = {"laser": (FOUR_LEVEL, A_LASER)}
_CUT = {
    **_FOUR_LEVEL,
    "n_max": (200, "count or None"),
    "lost_mass": (1e-9, NUMBER_POSITIVE),
}
_CLASS_B_CURVE = {**_FOUR_LEVEL, "pump": (3e10, ARRAY_0)}
QUANTUM = Laser(2, 6e10, 1e9, 2.4e11, gamma_2=4e13)
_QUANTUM_CURVE = {**_EXACT, "laser": (QUANTUM, A_LASER), "pump": (1e11, ARRAY_0)}
_QUANTUM = {**_QUANTUM_CURVE, "n_max": (40, "count or None"), "progress": (False, "progress")}
_SHOWN = {"value": (1.5, "number, finite or not"), "digits": (3, WHOLE)}

TABLE = {
    "laser.Laser": (Laser, _RATES),
    "laser.Laser.from_cavity": (
        Laser.from_cavity,
        {**_CAVITY, **_T_2, "Q": (5000.0, ARRAY_POSITIVE), "n_emitters": (120, WHOLE),
         "gamma_bg": (1e9, NUMBER_0)},
    ),
    "laser.to_ampere": (to_ampere, {"pump": (1e12, ARRAY)}),
    "laser.to_pump": (to_pump, {"current": (1e-6, ARRAY)}),
    "device.Device": (
        lambda **arguments: Device("mine", **arguments).laser,
        {**_CAVITY, **_T_2, "Q": (5000.0, ARRAY_POSITIVE), "n_emitters": (120, WHOLE),
         "gamma_bg": (1e9, NUMBER_0)},
    ),
    "device.Device.from_cavity": (
        lambda **arguments: Device.from_cavity("mine", None, **arguments).laser,
        {**_CAVITY, **_T_2, "Q": (5000.0, ARRAY_POSITIVE), "n_emitters": (120, WHOLE),
         "gamma_bg": (1e9, NUMBER_0)},
    ),
    "cavity.angular_frequency": (cavity.angular_frequency, {"wavelength": _CAVITY["wavelength"]}),
    "cavity.gamma_c": (
        cavity.gamma_c, {"wavelength": _CAVITY["wavelength"], "Q": (5000.0, ARRAY_POSITIVE)},
    ),
    "cavity.gamma_2": (cavity.gamma_2, _T_2),
    "cavity.coupling": (cavity.coupling, _CAVITY),
    "cavity.gamma_r": (cavity.gamma_r, {**_CAVITY, **_T_2}),
    "cavity.diffraction_volume": (
        cavity.diffraction_volume, {"wavelength": _CAVITY["wavelength"], "n": _CAVITY["n"]},
    ),
    "cavity.cell_volumes": (
        lambda axis: cavity.cell_volumes(axis), {"axis": ([0.0, 1.0], "axis")},
    ),
    "cavity.mode_volume_of_emitter": (
        cavity.mode_volume_of_emitter,
        {**_FIELD, "field_at_emitter": ([1.0], FIELD), "n_at_emitter": (3.3, NUMBER_POSITIVE),
         "direction": ([1.0], FIELD)},
    ),
    "cavity.confinement_factor": (
        cavity.confinement_factor, {**_FIELD, "active": (np.arange(4) < 2, "mask")},
    ),
    "cavity.mode_volume_of_active_region": (
        cavity.mode_volume_of_active_region,
        {"active_volume": (6e-23, ARRAY_POSITIVE), "confinement": (0.06, ARRAY_POSITIVE)},
    ),
    "cavity.excited_emitter": (
        cavity.excited_emitter, {"laser": (DEPHASING, A_LASER), "time": (1e-12, ARRAY_0)},
    ),
    "cavity.excited_emitter_by_rates": (
        cavity.excited_emitter_by_rates, {"laser": (DEPHASING, A_LASER), "time": (1e-12, ARRAY_0)},
    ),
    "cavity.emitters_in": (
        cavity.emitters_in,
        {"active_volume": (6e-23, NUMBER_POSITIVE),
         "transparency_density": (1e24, NUMBER_POSITIVE)},
    ),
    "bowtie.Bowtie": (
        bowtie.Bowtie,
        {"kind": ("bridge", CHOICE), "width": (1e-8, NUMBER_POSITIVE),
         "tip_radius": (1e-8, NUMBER_POSITIVE), "radius": (2.275e-7, NUMBER_POSITIVE),
         "n": (3.3, NUMBER_POSITIVE), "rings": (1, _WHOLE_0),
         "wavelength": (1.55e-6, NUMBER_POSITIVE)},
    ),
    "bowtie.mode": (
        bowtie.mode, {"bowtie": (CAVITY, "bowtie"), "degree": (4, WHOLE), "layers": (2, WHOLE),
                      "buffer": (1e-6, "number > 0 or None")},
    ),
    "bowtie.tune": (
        bowtie.tune,
        {"bowtie": (CAVITY, "bowtie"), "degree": (3, WHOLE), "layers": (1, WHOLE),
         "tolerance": (1e-4, NUMBER_POSITIVE)},
    ),
    "bowtie.slab_cavity": (
        bowtie.slab_cavity,
        {"bowtie": (CAVITY, "bowtie"), "thickness": (2.4e-7, NUMBER_POSITIVE),
         "variant": ("bulk", CHOICE), "tuned": (False, FLAG), "degree": (3, WHOLE),
         "vertical_Q": (float("inf"), "number > 0, finite or not"), "layers": (1, WHOLE)},
    ),
    "bowtie.slab_mode": (
        bowtie.slab_mode,
        {"n": (3.3, NUMBER_POSITIVE), "thickness": (2.4e-7, NUMBER_POSITIVE),
         "wavelength": (1.55e-6, NUMBER_POSITIVE)},
    ),
    "lindblad.solve": (
        lambda pump, **a: lindblad.solve(pump=pump, **a).statistics,
        {**_QUANTUM, "pump": (1e11, NUMBER_0)},
    ),
    "lindblad.photon_statistics": (lambda **a: lindblad.photon_statistics(**a).mean, _QUANTUM),
    "lindblad.g1": (lindblad.g1, {**_QUANTUM_CURVE, "delay": (0.0, ARRAY_0)}),
    "lindblad.field_spectrum": (
        lindblad.field_spectrum, {**_QUANTUM_CURVE, "detuning": (0.0, ARRAY)},
    ),
    "lindblad.linewidth": (lindblad.linewidth, _QUANTUM_CURVE),
    "lindblad.phase_gap": (lindblad.phase_gap, _QUANTUM_CURVE),
    "lindblad.emitter_correlation": (lindblad.emitter_correlation, _QUANTUM_CURVE),
    "cumulants.incoherent_state": (
        cumulants.incoherent_state, {**_CUMULANTS, "pump": (1e12, ARRAY_0)},
    ),
    "cumulants.growth_rate": (cumulants.growth_rate, {**_CUMULANTS, "pump": (1e12, ARRAY_0)}),
    "cumulants.coherent_branch": (
        cumulants.coherent_branch, {**_CUMULANTS, "highest_pump": (1e17, "number > 0 or None")},
    ),
    "cumulants.bifurcation": (cumulants.bifurcation, _CUMULANTS),
    "cumulants.evolve": (
        cumulants.evolve,
        {**_CUMULANTS, "pump": (1e12, NUMBER_0), "times": ([0.0, 1e-12], "axis"),
         "start": (None, "cumulant state or None"), "field": (0.1, NUMBER)},
    ),
    "cumulants.coherent_start": (
        cumulants.coherent_start, {"laser": (DEPHASING, A_LASER), "pump": (1e12, NUMBER_0)},
    ),
    "cumulants.laser_of": (
        cumulants.laser_of,
        {"n_emitters": (40, WHOLE), "g": (7e10, NUMBER_POSITIVE), "k": (1e10, NUMBER_POSITIVE),
         "gamma": (1e13, NUMBER_POSITIVE), "gamma_bg": (1e9, NUMBER_0)},
    ),
    "cumulants.Closure": (
        cumulants.Closure,
        {"families": (["b s*"], "families"), "field": (True, FLAG), "name": ("mine", "text")},
    ),
    "processes.parameters": (processes.parameters, _LASER),
    "processes.rates": (processes.rates, _STATE),
    "processes.drift": (processes.drift, _STATE),
    "processes.jacobian": (processes.jacobian, _STATE),
    "rate_equations.drift": (rate_equations.drift, _STATE),
    "rate_equations.jacobian": (rate_equations.jacobian, _STATE),
    "rate_equations.steady_state": (rate_equations.steady_state, _PUMP),
    "rate_equations.pump_for_photons": (rate_equations.pump_for_photons, _PHOTONS),
    "rate_equations.steady_state_at_photons": (rate_equations.steady_state_at_photons, _PHOTONS),
    "rate_equations.asymptotes": (rate_equations.asymptotes, _PUMP),
    "rate_equations.below_threshold": (
        rate_equations.below_threshold, {**_PUMP, "recycling": (True, FLAG)},
    ),
    "rate_equations.log_slope": (
        rate_equations.log_slope, {**_LASER, "pump": (1e12, ARRAY_POSITIVE)},
    ),
    "rate_equations.linewidth": (rate_equations.linewidth, {**_PUMP, "alpha": (3.0, NUMBER_0)}),
    "rate_equations.small_signal": (rate_equations.small_signal, _PUMP),
    "rate_equations.small_signal_of": (rate_equations.small_signal_of, {"state": (STATE, A_STATE)}),
    "rate_equations.modulation_response": (
        rate_equations.modulation_response,
        {**_LASER, "pump": (1e12, NUMBER_POSITIVE), "frequency": (1e9, ARRAY_0)},
    ),
    "rate_equations.transient": (
        rate_equations.transient,
        {**_LASER, "pump": (1e12, NUMBER_0), "times": ([0.0, 1e-12], "axis"),
         "carriers": (1.0, NUMBER_0), "photons": (1.0, NUMBER_0),
         "breakpoints": ([5e-13], "list"), "rtol": (1e-6, NUMBER_POSITIVE)},
    ),
    "thresholds.threshold": (
        thresholds.threshold, {**_LASER, "definition": ("quantum", CHOICE)},
    ),
    "thresholds.compare": (thresholds.compare, {**_LASER, "definitions": (["quantum"], "choices")}),
    "thresholds.verdict": (thresholds.verdict, _LASER),
    "thresholds.pump_range": (
        thresholds.pump_range,
        {**_LASER, "below": (0.01, NUMBER_POSITIVE), "above": (100.0, NUMBER_POSITIVE),
         "points": (5, WHOLE)},
    ),
    "reliability.coherence_pump": (
        reliability.coherence_pump, {**_LASER, "within": (0.1, NUMBER_POSITIVE)},
    ),
    "reliability.highest_pump": (reliability.highest_pump, _LASER),
    "reliability.find_threshold": (
        reliability.find_threshold, {**_LASER, "definition": ("quantum", CHOICE)},
    ),
    "reliability.judge_threshold": (
        reliability.judge_threshold,
        {**_LASER, "definition": ("quantum", CHOICE), "within": (0.1, NUMBER_POSITIVE),
         "factor": (10.0, NUMBER_POSITIVE)},
    ),
    "reliability.light_above": (
        reliability.light_above,
        {**_LASER, "pump": (1e12, NUMBER_POSITIVE), "factor": (10.0, NUMBER_POSITIVE)},
    ),
    "langevin.diffusion": (langevin.diffusion, {**_STATE, **_QUIET}),
    "langevin.covariance": (langevin.covariance, {**_PUMP, **_QUIET}),
    "langevin.photon_statistics": (langevin.photon_statistics, {**_PUMP, **_QUIET}),
    "langevin.spectrum": (langevin.spectrum, _FREQUENCY),
    "langevin.rin_spectrum": (langevin.rin_spectrum, _FREQUENCY),
    "langevin.output_rin_spectrum": (
        langevin.output_rin_spectrum, {**_FREQUENCY, "collection": (0.5, NUMBER_POSITIVE)},
    ),
    "langevin.g2": (langevin.g2, {**_PUMP, "delay": (1e-12, ARRAY_0), **_QUIET}),
    "langevin.far_above": (langevin.far_above, _LASER),
    "langevin.linewidth": (langevin.linewidth, {**_PUMP, "alpha": (3.0, NUMBER_0)}),
    "gillespie.photon_statistics": (
        lambda **a: gillespie.photon_statistics(**a).mean,
        {**_SAMPLED, "pump": (1e12, ARRAY_0), "averages_only": (False, FLAG)},
    ),
    "gillespie.trajectory": (
        gillespie.trajectory,
        {**_LASER, "pump": (1e12, NUMBER_0), "duration": (1e-12, NUMBER_POSITIVE),
         "seed": (1, _WHOLE_0), "start": (None, "start or None"), "max_events": (10**6, WHOLE),
         "phase": (False, FLAG)},
    ),
    "gillespie.g2": (
        gillespie.g2,
        {**_SAMPLED, "pump": (1e12, NUMBER_0), "delay": (1e-12, ARRAY_0),
         "resolution": (None, "number > 0 or None")},
    ),
    "gillespie.rin_spectrum": (
        gillespie.rin_spectrum,
        {**_SAMPLED, "pump": (1e12, NUMBER_0), "frequency": (1e10, ARRAY),
         "resolution": (None, "number > 0 or None")},
    ),
    "gillespie.field": (
        lambda **a: gillespie.field(**a).spectrum,
        {**_SAMPLED, "pump": (1e12, NUMBER_0), "detuning": (1e9, "array or None"),
         "longest": (None, "number > 0 or None")},
    ),
    "density_matrix.class_a": (
        lambda **a: density_matrix.class_a(**a).mean,
        {**_CUT, "pump": (3e10, ARRAY_0), "levels": (4, "3 or 4")},
    ),
    "density_matrix.class_b": (
        lambda **a: density_matrix.class_b(**a).mean, {**_CUT, "pump": (3e10, ARRAY_0)},
    ),
    "density_matrix.gain": (
        density_matrix.gain, {**_CLASS_B_CURVE, "levels": (4, "3 or 4")},
    ),
    "density_matrix.solve": (
        lambda pump, **a: density_matrix.solve(pump=pump, **a).statistics,
        {**_CUT, "pump": (3e10, NUMBER_0)},
    ),
    "density_matrix.g2": (
        density_matrix.g2, {**_CLASS_B_CURVE, "delay": (1e-10, ARRAY_0)},
    ),
    "density_matrix.g1": (
        density_matrix.g1, {**_CLASS_B_CURVE, "delay": (1e-10, ARRAY_0)},
    ),
    "density_matrix.field_spectrum": (
        density_matrix.field_spectrum, {**_CLASS_B_CURVE, "detuning": (1e9, ARRAY)},
    ),
    "density_matrix.linewidth": (density_matrix.linewidth, _CLASS_B_CURVE),
    "density_matrix.n_sat": (density_matrix.n_sat, _FOUR_LEVEL),
    "density_matrix.quadratic_threshold": (
        lambda laser: density_matrix.quadratic_threshold(laser).shape(2), _FOUR_LEVEL,
    ),
    "density_matrix.closure_error": (
        lambda **a: density_matrix.closure_error(**a).g2,
        {**_FOUR_LEVEL, "pump": (3e10, NUMBER_POSITIVE), "max_memory": (2e9, NUMBER_POSITIVE)},
    ),
    "density_matrix.transient": (
        density_matrix.transient,
        {**_FOUR_LEVEL, "pump": (3e10, NUMBER_0), "times": ([0.0, 1e-11], "axis"),
         "start": (None, "solution or None"), "n_max": (60, "count or None")},
    ),
    "density_matrix.laser_of": (
        density_matrix.laser_of,
        {"kappa": (10.0, NUMBER_POSITIVE), "gamma_h": (1e3, NUMBER_POSITIVE),
         "g": (50.0, NUMBER_POSITIVE), "n_emitters": (10, WHOLE)},
    ),
    "master_equation.solve": (
        lambda pump, **a: master_equation.solve(pump=pump, **a).statistics,
        {**_SOLVED, "pump": (1e12, NUMBER_0)},
    ),
    "master_equation.photon_statistics": (
        lambda **a: master_equation.photon_statistics(**a).mean,
        {**_SOLVED, "pump": (1e12, ARRAY_0)},
    ),
    **{
        f"master_equation.{name}": (
            getattr(master_equation, name),
            {**_EXACT_CURVE, argument: (0.0, kind)} if argument else _EXACT_CURVE,
        )
        for name, argument, kind in (
            ("g1", "delay", ARRAY_0), ("g2", "delay", ARRAY_0), ("spectrum", "frequency", ARRAY),
            ("rin_spectrum", "frequency", ARRAY), ("field_spectrum", "detuning", ARRAY),
            ("linewidth", None, None), ("slowest_rate", None, None),
        )
    },
    "statistics.PhotonStatistics": (
        statistics.PhotonStatistics,
        {"mean": (4.0, ARRAY_0), "variance": (4.0, ARRAY_0), "pairs": (4.0, "array or None")},
    ),
    "statistics.PhotonStatistics.from_distribution": (
        statistics.PhotonStatistics.from_distribution, {"distribution": ([0.5, 0.5], "share")},
    ),
    "statistics.poisson": (statistics.poisson, _REFERENCE),
    "statistics.thermal": (statistics.thermal, _REFERENCE),
    "units.quantity": (lambda **a: units.quantity(unit="A", **a), _SHOWN),
    "units.scientific": (units.scientific, _SHOWN),
    "bowtie.wedge_exponent": (
        bowtie.wedge_exponent, {"n": (3.3, NUMBER_POSITIVE), "v_0": (0.7, NUMBER_POSITIVE)},
    ),
    "bowtie.Tips": (
        bowtie.Tips,
        {"kind": ("gap", CHOICE), "width": (1e-8, NUMBER_POSITIVE),
         "tip_radius": (1e-8, NUMBER_POSITIVE), "n": (3.3, NUMBER_POSITIVE)},
    ),
    "bowtie.quasi_static_field": (
        bowtie.quasi_static_field, {"tips": (TIPS, A_TIPS), "x": (1e-9, ARRAY), "y": (0.0, ARRAY)},
    ),
}  # fmt: skip

_ANSWER = "an answer: the package builds it, readers only look at it"
EXEMPT = {
    "rate_equations.SteadyState": _ANSWER,
    "rate_equations.SmallSignal": _ANSWER,
    "rate_equations.Transient": _ANSWER,
    "reliability.Judgement": _ANSWER,
    "thresholds.Definition": _ANSWER,
    "thresholds.Threshold": _ANSWER,
    "thresholds.Comparison": _ANSWER,
    "thresholds.Verdict": _ANSWER,
    "bowtie.ActiveRegion": _ANSWER,
    "bowtie.Mode": _ANSWER,
    "bowtie.SlabCavity": _ANSWER,
    "bowtie.SlabMode": _ANSWER,
    "cumulants.CoherentBranch": _ANSWER,
    "cumulants.CumulantState": _ANSWER,
    "cumulants.Evolution": _ANSWER,
    "lindblad.Solution": _ANSWER,
    "density_matrix.AfterPhoton": _ANSWER,
    "density_matrix.ClosureError": _ANSWER,
    "density_matrix.Gain": _ANSWER,
    "density_matrix.QuadraticThreshold": _ANSWER,
    "density_matrix.Solution": _ANSWER,
    "density_matrix.Transient": _ANSWER,
    "gillespie.Field": _ANSWER,
    "gillespie.SampledCurve": _ANSWER,
    "gillespie.Trajectory": _ANSWER,
    "langevin.Covariance": _ANSWER,
    "langevin.NoiseSpectrum": _ANSWER,
    "master_equation.Solution": _ANSWER,
    "master_equation.WindowTooLarge": "an error",
}

# Modules whose functions take readers' numbers, and modules that draw or talk instead.
PHYSICS = (
    "bowtie", "cavity", "cumulants", "density_matrix", "device", "gillespie", "langevin", "laser",
    "lindblad", "master_equation", "processes", "rate_equations", "reliability",
    "statistics", "thresholds", "units",
)  # fmt: skip
NOT_PHYSICS = {
    "checks": "what refuses bad arguments",
    "constants": "numbers only",
    "warnings": "a class and how to issue it",
}
