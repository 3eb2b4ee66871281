"""Physical constants in SI units.

The first three are exact by definition of the SI; ``VACUUM_PERMITTIVITY`` is the CODATA
2022 value. They stand here, and not in an import of ``scipy.constants``, because scipy
alone would take most of the time that ``import lasercore`` may cost; a test compares them.
"""

from math import pi

__all__ = ["ELEMENTARY_CHARGE", "HBAR", "SPEED_OF_LIGHT", "VACUUM_PERMITTIVITY"]

ELEMENTARY_CHARGE = 1.602176634e-19  # C
SPEED_OF_LIGHT = 299792458.0  # m/s
HBAR = 6.62607015e-34 / (2 * pi)  # J s
VACUUM_PERMITTIVITY = 8.8541878188e-12  # F/m
