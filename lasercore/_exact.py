"""The old name of `reliability.exact`, for whoever has not yet learnt the new one."""

from lasercore.reliability.exact import light, line  # noqa: F401
