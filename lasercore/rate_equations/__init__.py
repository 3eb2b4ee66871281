"""Rate equations: the mean of the table of processes.

`steady_state` solves them in closed form for any pumps, `steady_state_at_photons` for any light;
`asymptotes`, `log_slope` and `linewidth` are read off it. `transient` follows a laser in time,
`small_signal` and `modulation_response` are its answers to small changes.
"""

from lasercore.processes import drift, jacobian
from lasercore.rate_equations.curves import asymptotes, below_threshold, linewidth, log_slope
from lasercore.rate_equations.linear_response import (
    SmallSignal,
    modulation_response,
    small_signal,
    small_signal_of,
)
from lasercore.rate_equations.steady import (
    SteadyState,
    pump_for_photons,
    steady_state,
    steady_state_at_photons,
)
from lasercore.rate_equations.transients import Transient, transient

__all__ = [
    "SmallSignal",
    "SteadyState",
    "Transient",
    "asymptotes",
    "below_threshold",
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
