"""The explorer's JavaScript: generated formulas, lasercore's lists, and the files of `static`."""

import json
from functools import cache
from importlib.resources import files

from lasercore._formulas.searched import CLEAR, VISIBLE
from lasercore.device import devices
from lasercore.processes import STOICHIOMETRY
from lasercore.thresholds import RECORDS
from lasercore.thresholds.dynamic import GRID_POINTS
from nanobook.explorer.formulas import generated
from nanobook.explorer.settings import ranges
from nanobook.explorer.tables import EMITTERS

# Lasers of so few emitters are solved in the page, without a table.
SOLVED_EMITTERS = 4
FILES = ("explorer_numbers.js", "explorer_answer.js", "explorer_drawing.js", "explorer.js")


def known():
    """Lists and constants of lasercore that the script uses."""
    return {
        "definitions": [{"name": one.name, "condition": one.condition} for one in RECORDS.values()],
        "changes": STOICHIOMETRY.tolist(),
        "clear": CLEAR,
        "visible": VISIBLE,
        "search_points": GRID_POINTS,
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
