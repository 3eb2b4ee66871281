"""The old name of `checks`, for whoever has not yet learnt the new one."""

from lasercore.checks import *  # noqa: F403
from lasercore.warnings import ValidityWarning, warn_validity  # noqa: F401
