"""Live figure: the mode volume shrinks."""

import numpy as np

from lasercore import devices
from lasercore.units import scientific
from nanobook.ch03_emission_rate import volume as rates
from nanobook.ch03_emission_rate import volume as volume_page
from nanobook.live.filmstrip import filmstrip

POWERS = tuple(-3 + 0.5 * step for step in range(17))  # V from 10⁻³ to 10⁵ (λ/2n)³


def volume_filmstrip(device=devices["EDC laser 1"], gamma_bg=(1e9, 1e10), powers=POWERS):
    """The mode volume over eight decades: γ_r and β, the three lasers, the model's limit."""

    def draw(figure, power):
        upper, lower = figure.subplots(2, 1, sharex=True)
        volume, rate = 10**power, rates.emission_rate(device, 10**power)
        volume_page.gamma_r_against_volume(upper, device)
        volume_page.beta_against_volume(lower, device, gamma_bg)
        upper.set_xlabel("")
        upper.plot(volume, rate, "X", color="black", markersize=11, markeredgecolor="white")
        for ax in (upper, lower):
            ax.axvline(volume, color="#999999", linestyle=":", lw=1, zorder=0)
        for background in gamma_bg:
            beta = rate / (rate + background)
            lower.plot(volume, beta, "X", color="black", markersize=11, markeredgecolor="white")

    def sentence(power):
        return _volume_sentence(device, 10**power, gamma_bg)

    return filmstrip(
        draw,
        powers,
        name="mode volume V",
        label=lambda power: f"{_round(10**power)} (λ/2n)³",
        describe=lambda power: f"Rate and β at one mode volume. {sentence(power)}",
        sentence=sentence,
        start=len(powers) // 4,
        size=(5.2, 6.6),
    )


def _round(value):
    """Like 0.32, 10 or 10⁹."""
    digits = 1 if np.isclose(np.log10(value) % 1, 0) else 2
    return scientific(value, digits).removeprefix("1·")


def _volume_sentence(device, volume, gamma_bg):
    rate = rates.emission_rate(device, volume)
    betas = " and ".join(
        f"{scientific(rate / (rate + one))} for γ_bg = {_round(one)} s⁻¹" for one in gamma_bg
    )
    lasers = [
        name
        for name in rates.THREE_LASERS
        if rates.volume_range(devices[name])[0] <= volume <= rates.volume_range(devices[name])[1]
    ]
    where = f" Range of: {lasers[0]}." if lasers else " Outside the ranges of the three lasers."
    if volume < rates.smallest_valid_volume(device):
        where = " Here g > γ_2/10: beyond the model, the numbers are not to be trusted."
    three_digits = scientific(float(f"{rate:.3g}"))
    return f"V = {_round(volume)} (λ/2n)³: γ_r = {three_digits} s⁻¹; β = {betas}.{where}"
