"""Live figure: the pump rises through class A's threshold."""

from lasercore.density_matrix import gain, regimes
from lasercore.units import scientific
from nanobook.ch12_class_a.distributions import (
    LASING,
    class_a_frame,
    class_a_pump,
    describe_class_a_frame,
    light_a,
)
from nanobook.live.filmstrip import filmstrip
from nanobook.live.told import Told

FACTORS = (0.3, 0.7, 0.9, 1.0, 1.1, 1.5, 3.0, 10.0)


def class_a_filmstrip(factors=FACTORS):
    """P(n) of three class A lasers while the pump rises through λ⁽⁰⁾."""
    factors = {f"{factor:g}": factor for factor in factors}
    return filmstrip("pump λ/λ⁽⁰⁾", _tell, factors, size=(7.4, 3.2))


def _tell(figure, factor):
    class_a_frame(figure, factor)
    return Told(_sentence(factor), describe_class_a_frame(factor))


def _sentence(factor):
    told = []
    for name in LASING:
        found = gain(regimes[name], factor * class_a_pump(name))
        mean = scientific(float(light_a(name, factor).mean))
        ratio = scientific(float(found.at(1)) / found.loss)
        told.append(f"{name}: ⟨n⟩ = {mean}, P(1)/P(0) = {ratio}")
    return "; ".join(told) + "."
