"""Figures of the book: every function takes an Axes, draws, and returns it.

For each figure ``name`` there is ``describe_name``, which says the same in words: the text for
readers who do not see the figure.
"""

from lasercore.plotting.compared.devices import (
    describe_every_threshold,
    describe_reliability_table,
    every_threshold,
    reliability_table,
)
from lasercore.plotting.compared.experiment import (
    describe_seen_by_experiment,
    seen_by_experiment,
)
from lasercore.plotting.compared.volume import (
    definitions_against_volume,
    describe_definitions_against_volume,
)
from lasercore.plotting.comparison import ComparisonFigure, describe_comparison
from lasercore.plotting.confinement.cavity_cuts import (
    cavity_profiles,
    describe_cavity_profiles,
    describe_waist_cut,
    waist_cut,
)
from lasercore.plotting.confinement.cavity_laws import (
    area_against_width,
    describe_area_against_width,
    describe_q_against_rings,
    q_against_rings,
)
from lasercore.plotting.confinement.cavity_maps import (
    cavity_map,
    describe_cavity_map,
)
from lasercore.plotting.confinement.cavity_volumes import (
    areas_against_buffer,
    areas_in_buffers,
    describe_areas_against_buffer,
    describe_volume_estimates,
    volume_estimates,
)
from lasercore.plotting.confinement.emission import (
    describe_emission_rate_against_Q,
    describe_emitter_decay,
    emission_rate_against_Q,
    emitter_decay,
)
from lasercore.plotting.confinement.interfaces import (
    describe_layer_fields,
    describe_tip_cut,
    layer_fields,
    tip_cut,
)
from lasercore.plotting.confinement.live import BowtieFigure, describe_bowtie
from lasercore.plotting.confinement.placement import (
    computed_cavities,
    describe_computed_cavities,
    describe_emitter_map,
    emitter_map,
)
from lasercore.plotting.confinement.tips import (
    describe_tip_decay,
    describe_tip_map,
    tip_decay,
    tip_map,
)
from lasercore.plotting.confinement.volume import (
    beta_against_volume,
    describe_beta_against_volume,
    describe_gamma_r_against_volume,
    gamma_r_against_volume,
)
from lasercore.plotting.debate.branches import (
    bifurcation_against_Q,
    bistable_branch,
    describe_bifurcation_against_Q,
    describe_bistable_branch,
)
from lasercore.plotting.debate.closures import closure_curves, describe_closure_curves
from lasercore.plotting.debate.coherence import coherence_times, describe_coherence_times
from lasercore.plotting.debate.growth import describe_growth_rates, growth_rates
from lasercore.plotting.debate.in_time import closure_decay, describe_closure_decay
from lasercore.plotting.debate.live import DebateFigure, describe_debate
from lasercore.plotting.debate.quantum import (
    describe_few_emitters,
    describe_moment_errors,
    few_emitters,
    moment_errors,
)
from lasercore.plotting.density_matrix.class_a import (
    class_a_scheme,
    density_map,
    describe_class_a_scheme,
    describe_density_map,
)
from lasercore.plotting.density_matrix.class_a_atom import describe_eliminations, eliminations
from lasercore.plotting.density_matrix.class_a_curves import (
    beta_against_pump,
    class_a_regimes,
    describe_beta_against_pump,
    describe_class_a_regimes,
    describe_thermodynamic_limit,
    thermodynamic_limit,
)
from lasercore.plotting.density_matrix.class_a_distributions import (
    class_a_distributions,
    describe_class_a_distributions,
    describe_gain_over_loss,
    gain_over_loss,
)
from lasercore.plotting.density_matrix.class_a_exact import (
    class_a_against_exact,
    describe_class_a_against_exact,
)
from lasercore.plotting.density_matrix.class_b import (
    class_b_against_pump,
    class_b_distribution,
    describe_class_b_against_pump,
    describe_class_b_distribution,
)
from lasercore.plotting.density_matrix.class_b_claim import (
    class_b_over_class_a,
    describe_class_b_over_class_a,
)
from lasercore.plotting.density_matrix.class_b_line import class_b_line, describe_class_b_line
from lasercore.plotting.density_matrix.class_b_noise import (
    carrier_spread,
    describe_carrier_spread,
    describe_missed_noise,
    missed_noise,
)
from lasercore.plotting.density_matrix.class_b_turn_on import (
    class_b_turn_on,
    describe_class_b_turn_on,
)
from lasercore.plotting.density_matrix.closure import (
    closure_map,
    closure_over_pump,
    describe_closure_map,
    describe_closure_over_pump,
)
from lasercore.plotting.density_matrix.in_time import (
    class_b_g2_in_time,
    describe_class_b_g2_in_time,
    describe_emitters_after_photon,
    emitters_after_photon,
)
from lasercore.plotting.density_matrix.live import RegimesFigure, describe_regimes
from lasercore.plotting.light.against_pump import (
    against_photons,
    describe_against_photons,
    describe_pump_by_pump,
    pump_by_pump,
)
from lasercore.plotting.light.in_time import (
    coherence_decay,
    describe_coherence_decay,
    describe_g2_in_time,
    describe_line_ratio,
    g2_in_time,
    line_ratio,
)
from lasercore.plotting.light.side_by_side import (
    describe_g2_at_volumes,
    describe_laser_beside_led,
    g2_at_volumes,
    laser_beside_led,
)
from lasercore.plotting.light.statistical import (
    describe_fano_peaks,
    describe_light_distribution,
    fano_peaks,
    light_distribution,
)
from lasercore.plotting.light_current import (
    carriers,
    describe_carriers,
    describe_light_current,
    describe_threshold_marks,
    light_current,
    threshold_marks,
)
from lasercore.plotting.noise.errors import (
    describe_error_against_events,
    describe_seed_spread,
    error_against_events,
    seed_spread,
)
from lasercore.plotting.noise.exact import (
    carriers_given_photons,
    describe_carriers_given_photons,
    describe_generator_pattern,
    generator_pattern,
)
from lasercore.plotting.noise.growing import RunFigure, describe_run
from lasercore.plotting.noise.limits import (
    describe_single_emitter,
    describe_size_limit,
    single_emitter,
    size_limit,
)
from lasercore.plotting.noise.linear import (
    cavity_rin,
    describe_cavity_rin,
    describe_fano_far_above,
    describe_joint_distribution,
    fano_far_above,
    joint_distribution,
)
from lasercore.plotting.noise.live import SolversFigure, describe_solvers
from lasercore.plotting.noise.methods import (
    describe_g2_by_methods,
    describe_three_distributions,
    g2_by_methods,
    three_distributions,
)
from lasercore.plotting.noise.references import (
    describe_reference_distributions,
    describe_saturation,
    reference_distributions,
    saturation,
)
from lasercore.plotting.noise.sampling import (
    describe_photon_trajectory,
    describe_trajectory_histogram,
    photon_trajectory,
    trajectory_histogram,
)
from lasercore.plotting.rate_equations.classical import (
    currents_against_volume,
    describe_currents_against_volume,
    describe_linewidth,
    linewidth,
)
from lasercore.plotting.rate_equations.dynamics import (
    describe_modulation,
    describe_switch_on,
    modulation,
    switch_on,
)
from lasercore.plotting.rate_equations.emitters import (
    describe_emitter_scheme,
    describe_gain,
    emitter_scheme,
    gain,
)
from lasercore.plotting.rate_equations.kink import (
    describe_relative_light_current,
    describe_slope,
    relative_light_current,
    slope,
)
from lasercore.plotting.rate_equations.small_signal import (
    damping,
    describe_damping,
    describe_ringing,
    ringing,
)
from lasercore.plotting.recycling.at_threshold import (
    describe_device_thresholds,
    describe_efficiencies,
    describe_inversion,
    device_thresholds,
    efficiencies,
    inversion,
)
from lasercore.plotting.recycling.below_threshold import (
    approximations,
    describe_approximations,
    describe_thresholds_against_volume,
    thresholds_against_volume,
)
from lasercore.plotting.recycling.ratio import (
    describe_ratio_against_background,
    describe_ratio_map,
    ratio_against_background,
    ratio_map,
)
from lasercore.plotting.recycling.shapes import (
    describe_edc_lasers,
    describe_threshold_geometry,
    describe_universal_curve,
    edc_lasers,
    threshold_geometry,
    universal_curve,
)
from lasercore.plotting.style import COLOURS, DASHES, label_line, line_styles, log_axis, set_style

__all__ = [
    "COLOURS",
    "DASHES",
    "BowtieFigure",
    "ComparisonFigure",
    "DebateFigure",
    "RegimesFigure",
    "RunFigure",
    "SolversFigure",
    "against_photons",
    "approximations",
    "area_against_width",
    "areas_against_buffer",
    "areas_in_buffers",
    "beta_against_pump",
    "beta_against_volume",
    "bifurcation_against_Q",
    "bistable_branch",
    "carrier_spread",
    "carriers",
    "carriers_given_photons",
    "cavity_map",
    "cavity_profiles",
    "cavity_rin",
    "class_a_against_exact",
    "class_a_distributions",
    "class_a_regimes",
    "class_a_scheme",
    "class_b_against_pump",
    "class_b_distribution",
    "class_b_g2_in_time",
    "class_b_line",
    "class_b_over_class_a",
    "class_b_turn_on",
    "closure_curves",
    "closure_decay",
    "closure_map",
    "closure_over_pump",
    "coherence_decay",
    "coherence_times",
    "computed_cavities",
    "currents_against_volume",
    "damping",
    "definitions_against_volume",
    "density_map",
    "describe_against_photons",
    "describe_approximations",
    "describe_area_against_width",
    "describe_areas_against_buffer",
    "describe_beta_against_pump",
    "describe_beta_against_volume",
    "describe_bifurcation_against_Q",
    "describe_bistable_branch",
    "describe_bowtie",
    "describe_carrier_spread",
    "describe_carriers",
    "describe_carriers_given_photons",
    "describe_cavity_map",
    "describe_cavity_profiles",
    "describe_cavity_rin",
    "describe_class_a_against_exact",
    "describe_class_a_distributions",
    "describe_class_a_regimes",
    "describe_class_a_scheme",
    "describe_class_b_against_pump",
    "describe_class_b_distribution",
    "describe_class_b_g2_in_time",
    "describe_class_b_line",
    "describe_class_b_over_class_a",
    "describe_class_b_turn_on",
    "describe_closure_curves",
    "describe_closure_decay",
    "describe_closure_map",
    "describe_closure_over_pump",
    "describe_coherence_decay",
    "describe_coherence_times",
    "describe_comparison",
    "describe_computed_cavities",
    "describe_currents_against_volume",
    "describe_damping",
    "describe_debate",
    "describe_definitions_against_volume",
    "describe_density_map",
    "describe_device_thresholds",
    "describe_edc_lasers",
    "describe_efficiencies",
    "describe_eliminations",
    "describe_emission_rate_against_Q",
    "describe_emitter_decay",
    "describe_emitter_map",
    "describe_emitter_scheme",
    "describe_emitters_after_photon",
    "describe_error_against_events",
    "describe_every_threshold",
    "describe_fano_far_above",
    "describe_fano_peaks",
    "describe_few_emitters",
    "describe_g2_at_volumes",
    "describe_g2_by_methods",
    "describe_g2_in_time",
    "describe_gain",
    "describe_gain_over_loss",
    "describe_gamma_r_against_volume",
    "describe_generator_pattern",
    "describe_growth_rates",
    "describe_inversion",
    "describe_joint_distribution",
    "describe_laser_beside_led",
    "describe_layer_fields",
    "describe_light_current",
    "describe_light_distribution",
    "describe_line_ratio",
    "describe_linewidth",
    "describe_missed_noise",
    "describe_modulation",
    "describe_moment_errors",
    "describe_photon_trajectory",
    "describe_pump_by_pump",
    "describe_q_against_rings",
    "describe_ratio_against_background",
    "describe_ratio_map",
    "describe_reference_distributions",
    "describe_regimes",
    "describe_relative_light_current",
    "describe_reliability_table",
    "describe_ringing",
    "describe_run",
    "describe_saturation",
    "describe_seed_spread",
    "describe_seen_by_experiment",
    "describe_single_emitter",
    "describe_size_limit",
    "describe_slope",
    "describe_solvers",
    "describe_switch_on",
    "describe_thermodynamic_limit",
    "describe_three_distributions",
    "describe_threshold_geometry",
    "describe_threshold_marks",
    "describe_thresholds_against_volume",
    "describe_tip_cut",
    "describe_tip_decay",
    "describe_tip_map",
    "describe_trajectory_histogram",
    "describe_universal_curve",
    "describe_volume_estimates",
    "describe_waist_cut",
    "device_thresholds",
    "edc_lasers",
    "efficiencies",
    "eliminations",
    "emission_rate_against_Q",
    "emitter_decay",
    "emitter_map",
    "emitter_scheme",
    "emitters_after_photon",
    "error_against_events",
    "every_threshold",
    "fano_far_above",
    "fano_peaks",
    "few_emitters",
    "g2_at_volumes",
    "g2_by_methods",
    "g2_in_time",
    "gain",
    "gain_over_loss",
    "gamma_r_against_volume",
    "generator_pattern",
    "growth_rates",
    "inversion",
    "joint_distribution",
    "label_line",
    "laser_beside_led",
    "layer_fields",
    "light_current",
    "light_distribution",
    "line_ratio",
    "line_styles",
    "linewidth",
    "log_axis",
    "missed_noise",
    "modulation",
    "moment_errors",
    "photon_trajectory",
    "pump_by_pump",
    "q_against_rings",
    "ratio_against_background",
    "ratio_map",
    "reference_distributions",
    "relative_light_current",
    "reliability_table",
    "ringing",
    "saturation",
    "seed_spread",
    "seen_by_experiment",
    "set_style",
    "single_emitter",
    "size_limit",
    "slope",
    "switch_on",
    "thermodynamic_limit",
    "three_distributions",
    "threshold_geometry",
    "threshold_marks",
    "thresholds_against_volume",
    "tip_cut",
    "tip_decay",
    "tip_map",
    "trajectory_histogram",
    "universal_curve",
    "volume_estimates",
    "waist_cut",
]
