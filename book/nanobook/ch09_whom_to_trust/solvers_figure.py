"""The picture of the live noise comparison: one laser, three solvers, quick to redraw."""

import numpy as np

from lasercore.units import scientific
from nanobook.live.figure import LiveFigure, name_curve
from nanobook.style import COLOURS, log_axis

_GREY = "#555555"
LEAST = 1e-5
"""Lowest probability in a picture."""
_MOST_POINTS = 40
STYLES = {  # as in all figures of noise
    "exact": {"color": COLOURS[0], "linestyle": "-", "linewidth": 1.5},
    "Gillespie": {"color": COLOURS[1], "linestyle": "", "marker": "o", "markersize": 4.5,
                  "markerfacecolor": "white"},
    "Langevin": {"color": COLOURS[2], "linestyle": "--", "linewidth": 1.8},
}  # fmt: skip


class SolversFigure(LiveFigure):
    """P(n) of one laser by three solvers, on a linear scale above, a logarithmic one below.

    Solid steps: exact. Circles with error bars: Gillespie. Dashed: Langevin's Gaussian, of which
    Langevin knows mean and variance only; drawn is its share within half a photon of n.
    """

    def _make_axes(self):
        self.upper, self.lower = self.figure.subplots(2, 1, sharex=True)
        self.figure.subplots_adjust(left=0.17, bottom=0.1, right=0.97, top=0.97, hspace=0.1)
        self.lower.set(xlabel="photons $n$", ylabel="the same, log scale")
        self.upper.set_ylabel("probability $P(n)$")
        self.upper.locator_params(axis="y", nbins=5)
        log_axis(self.lower.yaxis)
        self.lower.set_yticks([1e-4, 1e-3, 1e-2, 0.1, 1])

    def show(self, answers):
        """Replace what is drawn by `answers` of `nanobook.ch09_whom_to_trust.solvers.ask`."""
        self.clear()
        low, high = _reach(answers)
        x = np.linspace(low, high, 500)
        gaussian = _share_near(answers.langevin, x)
        top = max(_peaks(answers).values())
        for ax in (self.upper, self.lower):
            ax.plot(x, gaussian, **STYLES["Langevin"])
            if answers.exact is not None:
                p = answers.exact.distribution
                edges = np.arange(len(p) + 1) - 0.5
                ax.stairs(p, edges, baseline=None, **outline("exact"))
            if answers.gillespie is not None:
                _circles(ax, answers.gillespie, low, high)
            if low < -0.5:
                ax.axvspan(low, -0.5, color=_GREY, alpha=0.15, lw=0)
        self.upper.set(xlim=(low, high), ylim=(0, 1.12 * top))
        self.lower.set_ylim(LEAST, 2 * max(top, 0.5))
        self._label(answers, high)

    def _label(self, answers, high):
        heights, shares = (0.94, 0.82, 0.70), (0.62, 0.76, 0.9)
        for (name, light), height, share in zip(
            answers.by_name.items(), heights, shares, strict=True
        ):
            place = None
            if light is not None:
                n = _quantile(light, share)
                gaussian = name == "Langevin"
                place = n, float(_share_near(light, n) if gaussian else light.distribution[n])
            name_curve(self.upper, name, place, (0.74, height), STYLES[name]["color"])
        if self.upper.get_xlim()[0] < -0.12 * high:
            self.upper.text(0.01, 0.93, "$n<0$", transform=self.upper.transAxes, color="#333333")


def describe_solvers(answers):
    """Say in words what a `SolversFigure` shows."""
    parts = ["Photon distribution P(n) by three solvers, linear above, logarithmic below."]
    looks = {"exact": "Exact, solid steps", "Gillespie": "Gillespie, circles with error bars"}
    for name, look in looks.items():
        light = answers.by_name[name]
        if light is not None:
            parts.append(say_peak(look, light))
        else:
            parts.append(f"{name}: no answer.")
    light = answers.langevin
    parts.append(
        f"Langevin, dashed: a Gaussian around {scientific(float(light.mean))} with standard"
        f" deviation {scientific(float(light.variance**0.5))},"
        f" {share_below_zero(light):.1%} of it at negative photon numbers."
    )
    return " ".join(parts)


def say_peak(look, light):
    """Where a distribution is highest; `look` says which curve it is."""
    peak = int(np.argmax(light.distribution))
    probability = scientific(float(light.distribution[peak]))
    return f"{look}: highest at n = {peak} with probability {probability}."


def share_below_zero(light):
    """Share of the Gaussian with the mean and variance of `light` that lies below n = −½."""
    from scipy.special import ndtr

    return float(ndtr((-0.5 - light.mean) / np.sqrt(light.variance)))


def outline(name):
    """The line of a solver as `Axes.stairs` wants it."""
    style = STYLES[name]
    return {"edgecolor": style["color"], "linewidth": style["linewidth"], "fill": False}


def _share_near(light, n):
    """Share of the Gaussian with the moments of `light` that lies within half a photon of n."""
    from scipy.special import ndtr

    sigma = np.sqrt(light.variance)
    return ndtr((n + 0.5 - light.mean) / sigma) - ndtr((n - 0.5 - light.mean) / sigma)


def _quantile(light, share):
    """The photon number below which about this share lies."""
    if light.distribution is None:
        from scipy.special import ndtri

        return float(light.mean + ndtri(share) * light.variance**0.5)
    return int(np.searchsorted(np.cumsum(light.distribution), share))


def _reach(answers):
    """First and last photon number of the picture."""
    mean, sigma = float(answers.langevin.mean), float(answers.langevin.variance**0.5)
    known = answers.exact or answers.gillespie
    if known is None:
        low, high = mean - 4 * sigma, mean + 4 * sigma
    else:
        seen = np.flatnonzero(known.distribution > LEAST)
        low, high = seen[0], seen[-1]
    high = max(high, 4)
    # Langevin's Gaussian needs room below n = 0, but not most of the picture.
    return max(min(low, mean - 3 * sigma), -0.3 * high) - 0.6, high + 0.6


def _peaks(answers):
    """Highest probability by solver."""
    peaks = {"Langevin": float(_share_near(answers.langevin, answers.langevin.mean))}
    for name in ("exact", "Gillespie"):
        if answers.by_name[name] is not None:
            peaks[name] = float(answers.by_name[name].distribution.max())
    return peaks


def _circles(ax, light, low, high):
    """Gillespie's distribution with error bars; of very many photon numbers only some."""
    p, error = light.distribution, light.errors["distribution"]
    n = np.arange(max(0, int(np.ceil(low))), min(len(p), int(high) + 1))
    n = n[:: max(1, len(n) // _MOST_POINTS)]
    n = n[p[n] > LEAST]
    # On the logarithmic scale an error bar must not reach zero.
    bars = np.minimum(error[n], 0.9 * p[n]), error[n]
    ax.errorbar(n, p[n], bars, elinewidth=1, capsize=2, zorder=3, **STYLES["Gillespie"])
