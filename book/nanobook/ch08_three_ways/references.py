"""Figures of reference light: Poissonian, thermal, and what saturation makes of them."""

import numpy as np

from lasercore.checks import positive
from lasercore.statistics import PhotonStatistics, poisson, thermal
from nanobook.style import COLOURS, MARKERS, label_line

_SHOWN = 24
"""Last photon number of the pictures: four photons on average stay below."""


def reference_distributions(ax, mean=4.0):
    """Draw P(n) of coherent (Poissonian) and of thermal light with the same mean.

    Source: Textbook distributions, `statistics.poisson` and `statistics.thermal`.
    """
    mean = positive("mean", mean)
    last = int(_SHOWN * max(1.0, mean / 4))
    for light, colour, marker, at, offset in zip(
        _references(mean), COLOURS, MARKERS, (5, 12), ((8, 6), (0, 12)), strict=False
    ):
        shown = light.distribution[: last + 1]
        (line,) = ax.plot(
            shown, color=colour, linestyle="-", linewidth=1, marker=marker, markersize=5
        )
        text = f"{_NAMES[light.method]}\n$g^{{(2)}}(0)$ = {light.g2:.0f}"
        label_line(ax, line, text, at * mean / 4 / last, offset)
    ax.set(xlabel="photons $n$", ylabel="probability $P(n)$", xlim=(-0.5, last), ylim=(0, None))
    return ax


_NAMES = {"Poisson": "coherent", "thermal": "thermal"}


def _references(mean):
    n_max = int(30 + 30 * mean)
    return poisson(mean, n_max), thermal(mean, n_max)


def saturating_chain(saturation, mean=8.0):
    """Light of a mode whose gain falls with its photons, and the gain that gives it a mean.

    P(n+1)/P(n) = x/(1 + n/s): emission x(n + 1)/(1 + n/s) against loss n, per photon lifetime.

    Source: Detailed balance of a birth–death chain; the shape that scully1967 found.
    """
    from scipy.optimize import brentq

    n = np.arange(int(30 + 40 * mean))

    def light_of(x):
        logarithm = np.cumsum(np.log(x / (1 + n / saturation)))
        weights = np.exp(np.append(0.0, logarithm) - max(0.0, logarithm.max()))
        return PhotonStatistics.from_distribution(weights / weights.sum())

    if np.isinf(saturation):
        x = mean / (1 + mean)
    else:
        most = 2 + (mean + 1) / saturation
        x = brentq(lambda x: light_of(x).mean - mean, 1e-9, most, xtol=1e-12)
    return light_of(x), x


def saturation(ax, saturations=(np.inf, 100.0, 10.0, 1.0), mean=8.0):
    """Draw P(n) for gain that saturates ever earlier, all with the same mean photon number.

    Source: As `saturating_chain`.
    """
    last = int(3 * mean)
    for i, s in enumerate(saturations):
        light, _ = saturating_chain(s, mean)
        label = "never" if np.isinf(s) else f"at $s$ = {s:g}"
        ax.plot(
            light.distribution[: last + 1], color=COLOURS[i], linestyle="-", linewidth=1,
            marker=MARKERS[i], markersize=4, label=f"{label}: $g^{{(2)}}(0)$ = {light.g2:.2f}",
        )  # fmt: skip
    ax.legend(title="gain is halved")
    ax.set(xlabel="photons $n$", ylabel="probability $P(n)$", ylim=(0, None))
    return ax
