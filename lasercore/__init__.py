"""lasercore: when does a nanolaser lase?

One table of processes (:mod:`lasercore.processes`), several ways to solve it, one
result type, thresholds by every definition.

>>> from lasercore import catalogue, rate_equations, thresholds
>>> laser = catalogue["EDC laser 1"]
>>> thresholds.threshold(laser, "photon recycling").reached
True
"""

from importlib import import_module
from typing import Any

from lasercore._catalogue import Catalogue
from lasercore._jit import numba_available
from lasercore._progress import Progress
from lasercore.device import Device, catalogue, devices
from lasercore.laser import Laser, to_ampere, to_pump
from lasercore.warnings import SpeedWarning, ValidityWarning

__version__ = "0.1.0"

# Imported when first used, so that `import lasercore` stays quick.
_MODULES = (
    "bowtie", "cavity", "cumulants", "density_matrix", "gillespie", "langevin", "lindblad",
    "master_equation", "processes", "rate_equations", "reliability", "statistics", "thresholds",
    "units",
)  # fmt: skip

__all__ = [
    "Catalogue", "Device", "Laser", "Progress", "SpeedWarning", "ValidityWarning", "catalogue",
    "devices", "numba_available", "to_ampere", "to_pump", *_MODULES,
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"lasercore.{name}")
    raise AttributeError(f"module 'lasercore' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
