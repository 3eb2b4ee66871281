"""What Python answers to the explorer's settings: the same things that the page computes itself."""

import numpy as np

from lasercore import langevin, master_equation, rate_equations
from lasercore import thresholds as definitions
from lasercore._formulas.validity import pump_broadening
from lasercore.laser import to_ampere
from nanobook.live.noted import noted

CURVE_POINTS, EXACT_POINTS = 161, 25
# A live answer must not take many seconds: exact distributions are no larger than this (bytes).
MAX_MEMORY = 5e7
SUMMARY = ("beta", "xi", "eta", "beta_eff", "intensity_ratio")


def answer(settings, curve_points=CURVE_POINTS, exact_points=EXACT_POINTS):
    """Everything the explorer shows for these settings."""
    with noted():  # what is beyond the model at other pumps is no news of this one
        laser = settings.laser
        found = definitions.compare(laser)
        range_ = [float(definitions.pump_range(laser)[end]) for end in (0, -1)]
        curve = _steady(laser, np.geomspace(*range_, curve_points))
        exact = _exact(laser, np.geomspace(*range_, exact_points))
        pump = settings.pump if settings.pump is not None else _starting_pump(found, range_)
        here = _steady(laser, np.array([pump]))[0]
        distribution = _distribution(laser, pump)
    with noted() as beyond:
        broadened = pump_broadening(settings.laser, pump)
    return _plain(
        {
            "laser": {"n_emitters": laser.n_emitters, **{n: getattr(laser, n) for n in SUMMARY}},
            "verdict": vars(definitions.verdict(laser)),
            "beyond": sorted([*beyond, broadened] if broadened else beyond),
            "range": range_,
            "thresholds": [{**vars(one), "current": one.current} for one in found.values()],
            "curve": curve,
            "exact": exact,
            "at": {**here, "exact": distribution and _moments(distribution)},
            "distribution": distribution and distribution.distribution,
            "without": "" if distribution else "its exact distribution would take too long",
        }
    )


def _steady(laser, pumps):
    """Steady states and Langevin noise at some pumps, one dict for each."""
    state = rate_equations.steady_state(laser, pumps)
    light = langevin.photon_statistics(laser, pumps)
    columns = {
        "pump": pumps,
        "current": to_ampere(pumps),
        "photons": state.photons,
        "inversion": state.inversion,
        "linewidth": rate_equations.linewidth(laser, pumps),
        "variance": light.variance,
        "g2": light.g2,
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _distribution(laser, pump):
    try:
        return master_equation.photon_statistics(
            laser, pump, max_memory=MAX_MEMORY, lost_mass=1e-9, progress=False
        )
    except master_equation.WindowTooLarge:
        return None


def _exact(laser, pumps):
    found = []
    for pump in pumps:
        light = _distribution(laser, pump)
        if light is not None:
            found.append({"pump": pump, **_moments(light)})
    return found or None


def _moments(light):
    return {"mean": light.mean, "g2": light.g2}


def _starting_pump(found, range_):
    recycling = found["photon recycling"]
    pump = 2 * recycling.pump if recycling.reached else found["transparency"].pump
    return float(np.clip(pump, *range_))


def _plain(what):
    """As JSON holds it."""
    if isinstance(what, dict):
        return {name: _plain(value) for name, value in what.items()}
    if isinstance(what, list | tuple | np.ndarray):
        return [_plain(value) for value in what]
    if isinstance(what, np.generic):
        what = what.item()
    return None if isinstance(what, float) and not np.isfinite(what) else what
