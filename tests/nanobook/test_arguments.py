"""Functions of figures refuse a name, or a number, where they need a laser, a device or tips.

The functions are found by looking. Exercise: dropping `a_laser` from `gain` in
book/nanobook/ch04_rate_equations/emitters.py turns
test_what_is_no_laser_is_refused_by_name[ch04_rate_equations.emitters.gain] red.
"""

import importlib
import inspect
import pkgutil
import re

import numpy as np
import pytest
from matplotlib.figure import Figure

import nanobook

WANTED = {"laser": "a Laser", "device": "a Device", "tips": "Tips"}
OTHERS = {
    "pump": 1e12, "pumps": [1e12, 1e13], "times": np.linspace(0, 1e-9, 5), "frequency": [1e8, 1e9],
    "ratio": [0.1, 1.0, 10.0], "shown": "photons", "until": 1e-9, "duration": 1e-10, "n_max": 20,
    "closure": "cim", "definition": "quantum", "volumes": [0.1, 1.0], "beta": 0.5, "gamma_h": 1e12,
    "relative_volume": 1.0, "distance": 1e-8,
}  # fmt: skip
# Behind the live figures and the explorer nobody gives a laser but the figure itself.
INNER = ("live", "explorer", "frame", "answers", "debate_", "regime_", "run", "solvers")


def functions():
    for one in pkgutil.walk_packages(nanobook.__path__, "nanobook."):
        path = one.name.removeprefix("nanobook.")
        if one.ispkg or any(part in path for part in INNER):
            continue
        for name, function in vars(importlib.import_module(one.name)).items():
            if name[0] == "_" or getattr(function, "__module__", "") != one.name:
                continue
            needed = {
                key: parameter
                for key, parameter in inspect.signature(function).parameters.items()
                if parameter.default is parameter.empty and parameter.kind < parameter.VAR_KEYWORD
            } if inspect.isfunction(function) else {}  # fmt: skip
            about = set(needed) & set(WANTED)
            if len(about) == 1 and set(needed) <= {*OTHERS, *WANTED, "ax"}:
                yield pytest.param(function, needed, *about, id=f"{path}.{name}")


@pytest.mark.parametrize(("function", "needed", "about"), list(functions()))
@pytest.mark.parametrize("value", ["EDC laser 1", None, 1.0])
def test_what_is_no_laser_is_refused_by_name(function, needed, about, value):
    given = {name: OTHERS[name] for name in needed if name in OTHERS} | {about: value}
    if "ax" in needed:
        given["ax"] = Figure().add_subplot()
    with pytest.raises(TypeError, match=rf"{about} must be {WANTED[about]}, got {value!r}"):
        function(**given)


def test_there_are_such_functions():
    assert len(list(functions())) > 40
    assert re.search("ch01.*tip_map", str([one.id for one in functions()]))
