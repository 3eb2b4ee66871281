"""The picture of the live regime chooser: P(n) and the excited share by three models."""

import numpy as np

from lasercore.units import scientific
from nanobook.ch09_whom_to_trust.solvers_figure import say_peak
from nanobook.live.figure import LiveFigure, name_curve
from nanobook.style import COLOURS, log_axis

_GREY = "#555555"
LEAST = 1e-6
"""Share of the highest probability below which photon numbers are left out."""
FAINT = 0.9
"""P(0) from which on the upper panel is logarithmic: all else would lie on its floor."""
_FEWEST_PHOTONS, _MOST_CIRCLES, _MOST_POINTS = 4, 40, 600
STYLES = {  # as in all figures of class B
    "class B": {"color": COLOURS[0], "linestyle": "-", "linewidth": 2.0},
    "class A": {"color": COLOURS[1], "linestyle": "--", "linewidth": 1.8},
    "exact": {"color": COLOURS[4], "linestyle": "none", "marker": "o", "markersize": 5.5,
              "markeredgecolor": "white"},
}  # fmt: skip
LOOKS = {
    "exact": "Exact, circles",
    "class B": "Class B, solid line",
    "class A": "Class A, dashed line",
}


class RegimesFigure(LiveFigure):
    """P(n) of one laser by class A, class B and exactly, and below it the excited share.

    Circles: exact. Solid: class B. Dashed: class A. The dotted line of the lower panel is
    N_sat/n_0, where P(n + 1) = P(n). In faint light the upper panel is logarithmic.

    Source: yacomotti2022 Figs. 2–4 show such distributions; the excited share is not in the
    cited papers.
    """

    def _make_axes(self):
        from matplotlib.ticker import MaxNLocator

        self.upper, self.lower = self.figure.subplots(
            2, 1, sharex=True, gridspec_kw={"height_ratios": (3, 2)}
        )
        self.figure.subplots_adjust(left=0.18, bottom=0.1, right=0.95, top=0.95, hspace=0.15)
        self.lower.set(xlabel="photons $n$", ylabel="excited share $\\rho_n/P_n$")
        steps = {"nbins": 6, "integer": True, "steps": [1, 2, 5, 10]}
        self.lower.xaxis.set_major_locator(MaxNLocator(**steps))
        for ax in (self.upper, self.lower):  # else they wander with the numbers at the ticks
            ax.yaxis.set_label_coords(-0.18, 0.5)
            _short_numbers(ax)

    def show(self, answers):
        """Replace what is drawn by `answers` of `nanobook.ch13_class_b.regime_answers.ask`."""
        self.clear()
        known = answers.known
        if not known:
            self.upper.text(
                0.5, 0.5, "no answer", transform=self.upper.transAxes, ha="center", color=_GREY
            )
            return
        low, high = reach(answers)
        n = _shown(low, high, _MOST_POINTS)
        for name, style in STYLES.items():
            if name in known:
                here = n if name != "exact" else _shown(low, high, _MOST_CIRCLES)
                self.upper.plot(here, _at(known[name].distribution, here), **style)
                self.lower.plot(here, _at(answers.shares[name], here), **style)
        self._scale(known, low, high)
        self._frame_shares(answers, n)
        self._label(answers, known, n)

    def _scale(self, known, low, high):
        top = max(float(light.distribution.max()) for light in known.values())
        room = max(0.4, 0.01 * (high - low))
        self.upper.set_xlim(low - room, high + room)
        if is_faint(known):
            log_axis(self.upper.yaxis)
            least = min(float(light.distribution[:3].min()) for light in known.values())
            self.upper.set_ylim(max(0.1 * least, 1e-300), 8)
            self.upper.set_ylabel("$P(n)$, log scale")
        else:
            if self.upper.get_yscale() != "linear":
                self.upper.set_yscale("linear")
                _short_numbers(self.upper)
            self.upper.set(ylim=(0, 1.12 * top), ylabel="probability $P(n)$")

    def _frame_shares(self, answers, n):
        """Limits of the lower panel, and the line where P(n + 1) = P(n) if they hold it."""
        values = np.concatenate([_at(share, n) for share in answers.shares.values()])
        least, most, balance = np.nanmin(values), np.nanmax(values), answers.balance
        margin = 0.12 * (most - least) + 0.02 * most
        least = 0.0 if least < 0.4 * most else least - margin
        self.lower.set_ylim(least, most + 2 * margin)
        if least < balance < most + margin:
            self.lower.axhline(balance, color=_GREY, linestyle=":", linewidth=1.2)
            self.lower.annotate(
                "$N_\\mathrm{sat}/n_0$", (0.99, balance), (0, 3), ha="right",
                xycoords=("axes fraction", "data"), textcoords="offset points", color=_GREY,
            )  # fmt: skip

    def _label(self, answers, known, n):
        places = {
            name: _place(known[name].distribution, n, share, is_faint(known))
            for name, share in zip(known, (0.62, 0.76, 0.88), strict=False)
        }
        higher_first = sorted(places, key=lambda name: -places[name][1])  # no two lines cross
        missing = [name for name in answers.by_name if name not in known]
        for name, height in zip([*higher_first, *missing], (0.93, 0.82, 0.71), strict=True):
            at, colour = (0.76, height), STYLES[name]["color"]
            name_curve(self.upper, name, places.get(name), at, colour)


def describe_regimes(answers):
    """Say in words what a `RegimesFigure` shows.

    Source: As `RegimesFigure`.
    """
    known = answers.known
    if not known:
        return "An empty picture: no model answers."
    low, high = reach(answers)
    scale = " on a logarithmic scale" if is_faint(known) else ""
    parts = [f"Upper panel: photon distribution P(n){scale}, n = {low} to {high}."]
    for name, look in LOOKS.items():
        missing = f"{name.capitalize()}: no answer."
        parts.append(say_peak(look, known[name]) if name in known else missing)
    parts.append("Lower panel: share of excited emitters while there are n photons.")
    ends = [
        f"{name} from {scientific(float(share[low]))} at n = {low} to"
        f" {scientific(float(share[min(high, len(share) - 1)]))} at n = {min(high, len(share) - 1)}"
        for name, share in ((name, answers.shares[name]) for name in LOOKS if name in known)
    ]
    ends[0] = ends[0][0].upper() + ends[0][1:]
    parts.append("; ".join(ends) + ".")
    parts.append(f"Shares above N_sat/n_0 = {scientific(answers.balance)} mean that P(n) rises.")
    return " ".join(parts)


def reach(answers):
    """First and last photon number of the picture: where some model has weight."""
    ends = []
    for light in answers.known.values():
        seen = np.flatnonzero(light.distribution > LEAST * light.distribution.max())
        ends.append((int(seen[0]), int(seen[-1])))
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    return low, max(high, _FEWEST_PHOTONS)


def is_faint(known):
    """True where nearly nothing but P(0) would be seen on a linear scale."""
    return max(float(light.distribution[0]) for light in known.values()) > FAINT


def _shown(low, high, most):
    """The photon numbers that are drawn: all, or at equal distances `most` of them."""
    return np.arange(low, high + 1, -(-(high + 1 - low) // most))


def _at(values, n):
    """Values at the photon numbers n; NaN, which is not drawn, beyond the last."""
    return np.where(n < len(values), values[np.minimum(n, len(values) - 1)], np.nan)


def _place(distribution, n, share, faint):
    """A drawn point of the curve, below which about this share of the distribution lies.

    In faint light all of it lies at n = 0, and the curves part beyond.
    """
    wanted = int(np.searchsorted(np.cumsum(distribution), share))
    if faint:
        wanted = 1 if share < 0.7 else 2
    n = n[n < len(distribution)]
    where = int(n[np.argmin(np.abs(n - wanted))])
    return where, float(distribution[where])


def _short_numbers(ax):
    """Few ticks, and a common power of ten for numbers with many zeros."""
    ax.locator_params(axis="y", nbins=5)
    ax.ticklabel_format(axis="y", scilimits=(-3, 4), useMathText=True)
