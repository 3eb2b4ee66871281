"""Filmstrips of chapter 1: the tips come closer; the mode volume shrinks."""

import numpy as np

from lasercore import devices, plotting
from lasercore.bowtie import Tips
from lasercore.plotting.confinement import tips as maps
from lasercore.plotting.confinement import volume as rates
from lasercore.units import quantity, scientific
from lasercore.widgets.filmstrip import filmstrip

WIDTHS = (50, 35, 25, 18, 13, 10, 7, 5, 3.5, 2.5, 1.8, 1.3, 1)  # nm
POWERS = tuple(-3 + 0.5 * step for step in range(17))  # V from 10⁻³ to 10⁵ (λ/2n)³


def tips_filmstrip(kind="bridge", n=3.3, widths=WIDTHS):
    """Two tips that come closer, w = R: the map of ε|E|² and |E| against the distance.

    Parameters
    ----------
    kind : "bridge" or "gap"
    n : float, at least 1
    widths : sequence of float, nm
        One per frame.

    Returns
    -------
    Filmstrip

    Example
    -------
    >>> tips_filmstrip(widths=[10, 1])
    Filmstrip of 2 frames: width w of the bridge, 10 nm … 1 nm
    """

    def tips(width):
        return Tips(kind, 1e-9 * width, 1e-9 * width, n)

    def draw(figure, width):
        upper, lower = figure.subplots(2, 1, height_ratios=[1.25, 1])
        plotting.tip_map(upper, tips(width), pixels=240)
        bar = figure.colorbar(upper.images[0], ax=upper, format="%g")
        bar.ax.set_title(r"$\varepsilon|E|^2$", fontsize=10)
        for other in (50, 1):
            r = np.geomspace(2e-10, 3e-7, 100)
            size = maps.field_at(tips(other), r) / maps.field_at(tips(other), r[-1])
            lower.plot(r, size, color="#bbbbbb", linestyle="-", lw=0.8)
        plotting.tip_decay(lower, [tips(width)])
        lower.set_ylim(0.8, 100)

    def sentence(width):
        gain, half = 1 / maps.field_at(tips(width), 300e-9), maps.half_distance(tips(width))
        return (
            f"w = {width:g} nm: |E| at the centre is {scientific(gain)} times that 300 nm away;"
            f" it has halved {quantity(half, 'm', 2)} from the centre, which is"
            f" {half / tips(width).width:.2f} w."
        )

    return filmstrip(
        draw,
        widths,
        name=f"width w of the {kind}",
        label=lambda width: f"{width:g} nm",
        describe=lambda width: plotting.describe_tip_map(tips(width)),
        sentence=sentence,
        start=len(widths) // 3,
        size=(5.0, 6.6),
    )


def volume_filmstrip(device=devices["EDC laser 1"], gamma_bg=(1e9, 1e10), powers=POWERS):
    """The mode volume over eight decades: γ_r and β, the three lasers, the model's limit.

    Parameters
    ----------
    device : Device
        Gives all but the volume.
    gamma_bg : (float, float), s⁻¹
    powers : sequence of float
        log₁₀ of V in (λ/2n)³, one per frame.

    Returns
    -------
    Filmstrip

    Example
    -------
    >>> volume_filmstrip(powers=[-3, 5])
    Filmstrip of 2 frames: mode volume V, 0.001 (λ/2n)³ … 10⁵ (λ/2n)³
    """

    def draw(figure, power):
        upper, lower = figure.subplots(2, 1, sharex=True)
        volume, rate = 10**power, rates.emission_rate(device, 10**power)
        plotting.gamma_r_against_volume(upper, device)
        plotting.beta_against_volume(lower, device, gamma_bg)
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
