"""From a cavity and an emitter to rates: γ_r, γ_c, γ_2, and the mode volumes behind them.

Rates of a mode of known volume, integrals over a sampled field, and the decay of one excited
emitter. All functions broadcast over arrays, in SI units.
"""

from lasercore.cavity.emitter import excited_emitter, excited_emitter_by_rates
from lasercore.cavity.mode_volume import (
    cell_volumes,
    confinement_factor,
    diffraction_volume,
    emitters_in,
    mode_volume_of_active_region,
    mode_volume_of_emitter,
)
from lasercore.cavity.rates import angular_frequency, coupling, gamma_2, gamma_c, gamma_r

__all__ = [
    "angular_frequency",
    "cell_volumes",
    "confinement_factor",
    "coupling",
    "diffraction_volume",
    "emitters_in",
    "excited_emitter",
    "excited_emitter_by_rates",
    "gamma_2",
    "gamma_c",
    "gamma_r",
    "mode_volume_of_active_region",
    "mode_volume_of_emitter",
]
