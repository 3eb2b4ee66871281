"""Figures of reference light: Poissonian, thermal, and what saturation makes of them."""

import numpy as np

from lasercore._checks import positive
from lasercore.statistics import PhotonStatistics, poisson, thermal
from lasercore.units import scientific
from nanobook.style import COLOURS, MARKERS, label_line

_SHOWN = 24
"""Last photon number of the pictures: four photons on average stay below."""


def reference_distributions(ax, mean=4.0):
    """Draw P(n) of coherent (Poissonian) and of thermal light with the same mean.

    Parameters
    ----------
    ax : matplotlib Axes
    mean : float, positive
        Mean photon number.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    Textbook distributions, `statistics.poisson` and `statistics.thermal`.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> ax = reference_distributions(Figure().add_subplot())
    >>> [text.get_text() for text in ax.texts]
    ['coherent\\n$g^{(2)}(0)$ = 1', 'thermal\\n$g^{(2)}(0)$ = 2']
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


def describe_reference_distributions(mean=4.0):
    """Say in words what `reference_distributions` shows.

    Parameters
    ----------
    mean : float, positive

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_reference_distributions())
    Two photon distributions with a mean of 4: the coherent one has its peak at n = 3, a probability of 0.018 for no photon at all and Fano factor 1; the thermal one falls from n = 0, where it is 0.20, and has Fano factor 5.
    """  # noqa: E501 - the sentence is printed as it is
    coherent, hot = _references(positive("mean", mean))
    peak = _peak(coherent.distribution)
    return (
        f"Two photon distributions with a mean of {mean:g}: the coherent one has its peak at n ="
        f" {peak}, a probability of"
        f" {scientific(coherent.distribution[0], 2)} for no photon at all and Fano factor"
        f" {coherent.fano:.3g}; the thermal one falls from n = 0, where it is"
        f" {scientific(hot.distribution[0], 2)}, and has Fano factor {hot.fano:.3g}."
    )


_NAMES = {"Poisson": "coherent", "thermal": "thermal"}


def _references(mean):
    n_max = int(30 + 30 * mean)
    return poisson(mean, n_max), thermal(mean, n_max)


def _peak(distribution):
    """The likeliest number; of two equally likely ones the smaller, whatever rounding says."""
    return int(np.argmax(distribution > (1 - 1e-9) * distribution.max()))


def saturating_chain(saturation, mean=8.0):
    """Light of a mode whose gain falls with its photons, and the gain that gives it a mean.

    P(n+1)/P(n) = x/(1 + n/s): emission x(n + 1)/(1 + n/s) against loss n, per photon lifetime.

    Parameters
    ----------
    saturation : float, positive, or infinity
        Photons s that halve the gain; infinite: the gain never saturates.
    mean : float, positive

    Returns
    -------
    (PhotonStatistics, float)
        The light, and x.

    Source
    ------
    Detailed balance of a birth–death chain; the shape that scully1967 found.

    Example
    -------
    >>> light, x = saturating_chain(np.inf, mean=4.0)
    >>> f"{x:.4f} {light.g2:.4f}"
    '0.8000 2.0000'
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

    Parameters
    ----------
    ax : matplotlib Axes
    saturations : sequence of float, positive
        Photon numbers s that halve the gain (see `saturating_chain`).
    mean : float, positive

    Returns
    -------
    matplotlib Axes

    Source
    ------
    As `saturating_chain`.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> ax = saturation(Figure().add_subplot(), (np.inf, 1.0))
    >>> ax.get_legend().get_texts()[0].get_text()
    'never: $g^{(2)}(0)$ = 2.00'
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


def describe_saturation(saturations=(np.inf, 100.0, 10.0, 1.0), mean=8.0):
    """Say in words what `saturation` shows.

    Parameters
    ----------
    saturations, mean
        As for `saturation`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_saturation((np.inf, 1.0)))
    Photon distributions with a mean of 8: gain that never saturates, g2(0) = 2.00, Fano factor 9.00, peak at n = 0; gain halved by 1 photon, g2(0) = 1.00, Fano factor 1.00, peak at n = 7.
    """  # noqa: E501 - the sentence is printed as it is
    parts = []
    for s in saturations:
        light, _ = saturating_chain(s, mean)
        kind = "gain that never saturates"
        if np.isfinite(s):
            kind = f"gain halved by {s:g} photon{'s' if s != 1 else ''}"
        peak = _peak(light.distribution)
        parts.append(
            f"{kind}, g2(0) = {light.g2:.2f}, Fano factor {light.fano:.2f}, peak at n = {peak}"
        )
    return f"Photon distributions with a mean of {mean:g}: {'; '.join(parts)}."
