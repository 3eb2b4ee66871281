"""Rate equations: the mean of the table of processes.

`steady` solves for the steady state in closed form, `dynamics` follows the laser in time.
"""

from lasercore.processes import drift, jacobian
from lasercore.rate_equations.dynamics import (
    SmallSignal,
    Transient,
    damping_rate,
    modulation_response,
    small_signal,
    small_signal_of,
    transient,
)
from lasercore.rate_equations.steady import (
    SteadyState,
    asymptotes,
    below_threshold,
    linewidth,
    log_slope,
    pump_for_photons,
    steady_state,
    steady_state_at_photons,
)

__all__ = [
    "SmallSignal",
    "SteadyState",
    "Transient",
    "asymptotes",
    "below_threshold",
    "damping_rate",
    "drift",
    "jacobian",
    "linewidth",
    "log_slope",
    "modulation_response",
    "pump_for_photons",
    "small_signal",
    "small_signal_of",
    "steady_state",
    "steady_state_at_photons",
    "transient",
]
