"""Live figure: the mode volume shrinks."""

import numpy as np

from lasercore import devices
from lasercore.units import scientific
from nanobook.ch03_emission_rate import volume as rates
from nanobook.live.filmstrip import filmstrip
from nanobook.live.told import Told

POWERS = tuple(-3 + 0.5 * step for step in range(17))  # V from 10⁻³ to 10⁵ (λ/2n)³
_START = -1.0
_DEVICE = devices["EDC laser 1"]
_BACKGROUNDS = 1e9, 1e10  # s⁻¹


def volume_filmstrip():
    """The mode volume over eight decades: γ_r and β, the three lasers, the model's limit."""
    volumes = {f"{_round(10**power)} (λ/2n)³": 10**power for power in POWERS}
    return filmstrip("mode volume V", _tell, volumes, POWERS.index(_START), size=(5.2, 6.6))


def _tell(figure, volume):
    _draw(figure, volume)
    said = _sentence(volume)
    return Told(said, f"Rate and β at one mode volume. {said}")


def _draw(figure, volume):
    upper, lower = figure.subplots(2, 1, sharex=True)
    rate = rates.emission_rate(_DEVICE, volume)
    rates.gamma_r_against_volume(upper, _DEVICE)
    rates.beta_against_volume(lower, _DEVICE, _BACKGROUNDS)
    upper.set_xlabel("")
    here = {"color": "black", "markersize": 11, "markeredgecolor": "white"}
    upper.plot(volume, rate, "X", **here)
    for ax in (upper, lower):
        ax.axvline(volume, color="#999999", linestyle=":", lw=1, zorder=0)
    for background in _BACKGROUNDS:
        lower.plot(volume, rate / (rate + background), "X", **here)


def _round(value):
    """Like 0.32, 10 or 10⁹."""
    digits = 1 if np.isclose(np.log10(value) % 1, 0) else 2
    return scientific(value, digits).removeprefix("1·")


def _sentence(volume):
    rate = rates.emission_rate(_DEVICE, volume)
    betas = " and ".join(
        f"{scientific(rate / (rate + one))} for γ_bg = {_round(one)} s⁻¹" for one in _BACKGROUNDS
    )
    ranges = {name: rates.volume_range(devices[name]) for name in rates.THREE_LASERS}
    lasers = [name for name, (low, high) in ranges.items() if low <= volume <= high]
    where = f" Range of: {lasers[0]}." if lasers else " Outside the ranges of the three lasers."
    if volume < rates.smallest_valid_volume(_DEVICE):
        where = " Here g > γ_2/10: beyond the model, the numbers are not to be trusted."
    three_digits = scientific(float(f"{rate:.3g}"))
    return f"V = {_round(volume)} (λ/2n)³: γ_r = {three_digits} s⁻¹; β = {betas}.{where}"
