"""The old name of `plan`, for whoever has not yet learnt the new one."""

from lasercore.gillespie.plan import BURN_IN, SHORT_BATCH, plan  # noqa: F401
