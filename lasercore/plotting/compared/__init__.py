"""Figures that compare all definitions of the threshold, and their test by the light."""

from lasercore.plotting.compared.volume import WITH_STOCHASTIC, at_volume, volumes_of

__all__ = ["WITH_STOCHASTIC", "at_volume", "volumes_of"]
