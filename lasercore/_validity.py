"""Where the rate equations leave their range: a warning that says so, or an error."""

import numpy as np

from lasercore._formulas.rates import Rates
from lasercore._formulas.validity import BROADENING as BROADENING
from lasercore._formulas.validity import pump_broadening
from lasercore._typing import FloatOrArray
from lasercore.warnings import warn_validity


def warn_or_refuse_overfull(laser: Rates, carriers: FloatOrArray) -> None:
    """More carriers than emitters: an error with pump blocking, a warning without."""
    most = np.max(carriers, initial=0.0)
    if most <= laser.n_emitters * (1 + 1e-9):
        return
    message = f"carriers must not exceed n_emitters = {laser.n_emitters}, got {most:.6g}"
    if laser.pump_blocking:
        raise ValueError(f"{message}: with pump blocking no emitter is excited twice")
    harm = " and its absorption turns negative" if laser.absorption else ""
    warn_validity(
        f"{message}: without pump blocking the mean field overfills the emitters{harm};"
        " set pump_blocking=True or lower the pump"
    )


def warn_pump_broadening(laser: Rates, pump: FloatOrArray) -> None:
    """A pump per emitter that comes near the dephasing rate broadens the emitters' line."""
    sentence = pump_broadening(laser, np.max(pump, initial=0.0))
    if sentence:
        warn_validity(sentence)
