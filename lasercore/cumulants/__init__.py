"""Coherent–incoherent models: means and second cumulants of identical emitters and one mode.

Which correlations are kept decides whether a nanolaser has a bifurcation: `CLOSURES` holds the
positions of the public debate, `Closure` any of your own. `incoherent_state` and `growth_rate` say
whether light without a mean field is stable, `coherent_branch` follows the states with one through
their fold, `bifurcation` answers as a threshold and `evolve` goes in time.
"""

from lasercore.cumulants.branch import CoherentBranch, coherent_branch
from lasercore.cumulants.closures import CLOSURES, FAMILIES, Closure
from lasercore.cumulants.evolution import Evolution, coherent_start, evolve
from lasercore.cumulants.incoherent import growth_rate, incoherent_state
from lasercore.cumulants.rates import dots, laser_of
from lasercore.cumulants.state import CumulantState
from lasercore.cumulants.threshold import bifurcation

__all__ = [
    "CLOSURES", "FAMILIES", "Closure", "CoherentBranch", "CumulantState", "Evolution",
    "bifurcation", "coherent_branch", "coherent_start", "dots", "evolve", "growth_rate",
    "incoherent_state", "laser_of",
]  # fmt: skip
