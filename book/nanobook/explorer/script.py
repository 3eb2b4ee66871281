"""The explorer's JavaScript: generated formulas, lasercore's lists, and the files of `static`."""

import json
from functools import cache
from importlib.resources import files

from lasercore.device import devices
from lasercore.processes import STOICHIOMETRY
from lasercore.thresholds import DEFINITIONS
from nanobook.explorer.formulas import generated
from nanobook.explorer.settings import ranges
from nanobook.explorer.tables import EMITTERS

# Lasers of so few emitters are solved in the page, without a table.
SOLVED_EMITTERS = 4
FILES = ("explorer_numbers.js", "explorer_answer.js", "explorer_drawing.js", "explorer.js")
CONDITIONS = {
    "transparency": "half of the emitters are excited",
    "classical": "gain equals loss, photons that are absorbed again not counted",
    "photon recycling": "gain equals loss, photons that are absorbed again counted",
    "quantum": "one photon is in the mode",
    "inflection": "the light–current curve on logarithmic axes is steepest or flattest",
    "damping minimum": "small disturbances die out most slowly",
    "relaxation oscillations": "small disturbances begin to ring",
    "fano": "the Fano factor of the photons is largest",
    "stochastic": "one photon is as likely as none",
    "bifurcation": "a mean field grows, by a coherent–incoherent model",
}


def known():
    """Lists and constants of lasercore that the script uses."""
    return {
        "definitions": [{"name": name, "condition": CONDITIONS[name]} for name in DEFINITIONS],
        "changes": STOICHIOMETRY.tolist(),
        "solved_emitters": SOLVED_EMITTERS,
        "table_emitters": EMITTERS,
        "devices": [
            {
                "name": name,
                "n_emitters": device.n_emitters,
                "volume": device.relative_volume,
                "Q": device.Q,
                "gamma_bg": device.gamma_bg,
                "ranges": ranges(name),
            }
            for name, device in devices.items()
        ],
        "css": asset("explorer.css"),
    }


@cache
def script():
    """All of it as one ES module, for pages and for anywidget alike."""
    constants = f"const known = {json.dumps(known(), ensure_ascii=False)};\n"
    return "\n".join([generated(), constants, *map(asset, FILES)])


@cache
def asset(name):
    return files("nanobook").joinpath("live", "static", name).read_text(encoding="utf-8")
