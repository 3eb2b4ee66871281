"""Things to move: live comparisons with a kernel, filmstrips without one."""

from lasercore.widgets.bowtie import BowtieExplorer, bowtie_explorer
from lasercore.widgets.bowtie_frames import bowtie_filmstrip
from lasercore.widgets.class_a import class_a_filmstrip
from lasercore.widgets.comparison import ThresholdComparison, threshold_comparison
from lasercore.widgets.comparison_frames import device_filmstrip, property_filmstrip
from lasercore.widgets.confinement import tips_filmstrip, volume_filmstrip
from lasercore.widgets.debate_frames import debate_filmstrip
from lasercore.widgets.debate_live import ClosureDebate, debate
from lasercore.widgets.filmstrip import Filmstrip, filmstrip
from lasercore.widgets.laser_light import turn_on_filmstrip
from lasercore.widgets.noise import NoiseComparison, noise_comparison, noise_filmstrip
from lasercore.widgets.noise_run import GillespieLive, gillespie_filmstrip, gillespie_live
from lasercore.widgets.rate_equations import kink_filmstrip, switch_on_filmstrip
from lasercore.widgets.recycling import cooling_filmstrip
from lasercore.widgets.regime_frames import regime_filmstrip
from lasercore.widgets.regimes import RegimeComparison, regime_comparison

__all__ = [
    "BowtieExplorer",
    "ClosureDebate",
    "Filmstrip",
    "GillespieLive",
    "NoiseComparison",
    "RegimeComparison",
    "ThresholdComparison",
    "bowtie_explorer",
    "bowtie_filmstrip",
    "class_a_filmstrip",
    "cooling_filmstrip",
    "debate",
    "debate_filmstrip",
    "device_filmstrip",
    "filmstrip",
    "gillespie_filmstrip",
    "gillespie_live",
    "kink_filmstrip",
    "noise_comparison",
    "noise_filmstrip",
    "property_filmstrip",
    "regime_comparison",
    "regime_filmstrip",
    "switch_on_filmstrip",
    "threshold_comparison",
    "tips_filmstrip",
    "turn_on_filmstrip",
    "volume_filmstrip",
]
