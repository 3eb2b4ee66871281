"""Figures of the book: every function takes an Axes, draws, and returns it.

For each figure ``name`` there is ``describe_name``, which says the same in words: the text for
readers who do not see the figure.
"""

from lasercore.plotting.comparison import ComparisonFigure, describe_comparison
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
from lasercore.plotting.light_current import (
    carriers,
    describe_carriers,
    describe_light_current,
    describe_threshold_marks,
    light_current,
    threshold_marks,
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
    "ComparisonFigure",
    "approximations",
    "beta_against_volume",
    "carriers",
    "currents_against_volume",
    "damping",
    "describe_approximations",
    "describe_beta_against_volume",
    "describe_carriers",
    "describe_comparison",
    "describe_currents_against_volume",
    "describe_damping",
    "describe_device_thresholds",
    "describe_edc_lasers",
    "describe_efficiencies",
    "describe_emission_rate_against_Q",
    "describe_emitter_decay",
    "describe_emitter_scheme",
    "describe_gain",
    "describe_gamma_r_against_volume",
    "describe_inversion",
    "describe_layer_fields",
    "describe_light_current",
    "describe_linewidth",
    "describe_modulation",
    "describe_ratio_against_background",
    "describe_ratio_map",
    "describe_relative_light_current",
    "describe_ringing",
    "describe_slope",
    "describe_switch_on",
    "describe_threshold_geometry",
    "describe_threshold_marks",
    "describe_thresholds_against_volume",
    "describe_tip_cut",
    "describe_tip_decay",
    "describe_tip_map",
    "describe_universal_curve",
    "device_thresholds",
    "edc_lasers",
    "efficiencies",
    "emission_rate_against_Q",
    "emitter_decay",
    "emitter_scheme",
    "gain",
    "gamma_r_against_volume",
    "inversion",
    "label_line",
    "layer_fields",
    "light_current",
    "line_styles",
    "linewidth",
    "log_axis",
    "modulation",
    "ratio_against_background",
    "ratio_map",
    "relative_light_current",
    "ringing",
    "set_style",
    "slope",
    "switch_on",
    "threshold_geometry",
    "threshold_marks",
    "thresholds_against_volume",
    "tip_cut",
    "tip_decay",
    "tip_map",
    "universal_curve",
]
