"""The picture of the live Gillespie run: trajectory, histogram and error, quick to redraw."""

import numpy as np

from lasercore.units import quantity, scientific
from nanobook.ch09_whom_to_trust.solvers_figure import LEAST, outline
from nanobook.live.figure import LiveFigure
from nanobook.style import COLOURS, log_axis


class RunFigure(LiveFigure):
    """A growing run: its last piece, its histogram beside it, its g²(0) against the events."""

    size = (5.0, 5.4)

    def _make_axes(self):
        grid = self.figure.add_gridspec(2, 2, width_ratios=[1.5, 1], height_ratios=[1.35, 1])
        self.path = self.figure.add_subplot(grid[0, 0])
        self.histogram = self.figure.add_subplot(grid[0, 1], sharey=self.path)
        self.convergence = self.figure.add_subplot(grid[1, :])
        self.figure.subplots_adjust(
            left=0.15, bottom=0.11, right=0.96, top=0.94, hspace=0.56, wspace=0.08
        )
        self.path.set_ylabel("photons $n_p$")
        self.histogram.tick_params(labelleft=False)
        self.histogram.set_xlabel("$P(n)$")
        log_axis(self.histogram.xaxis)
        self.histogram.set(xlim=(LEAST, 1.5))
        self.histogram.set_xticks([1e-4, 1e-2, 1])
        log_axis(self.convergence.xaxis)
        log_axis(self.convergence.yaxis)
        self.convergence.set(xlabel="events so far", ylabel="error of $g^{(2)}(0)$")
        self.convergence.set(xlim=(1, 4e7))

    def show(self, snapshots, exact):
        """Replace what is drawn by the last of `snapshots`, and the way there."""
        self.clear()
        last = snapshots[-1]
        seconds, unit = _time_unit(-last.time[0])
        time, photons = (
            np.append(last.time, 0.0) / seconds,
            np.append(last.photons, last.photons[-1]),
        )
        style = {"color": COLOURS[1], "linestyle": "-", "linewidth": 1.1}
        self.path.plot(time, photons, drawstyle="steps-post", **style)
        self.path.set(xlim=(min(time[0], -1e-9), 0), xlabel=f"time before now ({unit})")
        self._show_histogram(last, exact)
        self._show_convergence(snapshots, exact)

    def _show_histogram(self, last, exact):
        p = last.light.distribution
        self.histogram.stairs(
            p, np.arange(len(p) + 1) - 0.5, baseline=LEAST / 10, orientation="horizontal",
            fill=True, facecolor="#F2C9AE", edgecolor=COLOURS[1], linewidth=0.8,
        )  # fmt: skip
        e = exact.distribution
        self.histogram.stairs(
            e, np.arange(len(e) + 1) - 0.5, baseline=None, orientation="horizontal",
            **outline("exact"),
        )  # fmt: skip
        seen = np.flatnonzero(e > LEAST)
        low, high = seen[0], max(seen[-1], 4)
        self.path.set_ylim(low - 0.02 * (high - low) - 0.5, high + 0.16 * (high - low) + 0.5)
        for number, text in enumerate(("exact: line", "so far: filled")):
            self.histogram.text(
                0.98, 0.94 - 0.09 * number, text, ha="right", va="center", color=COLOURS[number],
                fontsize=9, transform=self.histogram.transAxes,
            )  # fmt: skip

    def _show_convergence(self, snapshots, exact):
        events = np.array([max(one.events, 1) for one in snapshots])
        distance = np.array([abs(one.g2 - exact.g2) for one in snapshots])
        error = np.array([one.light.errors.get("g2", np.nan) for one in snapshots])
        ax = self.convergence
        ax.plot(events, distance, "o", color=COLOURS[1], markersize=3.5, markerfacecolor="white")
        ax.plot(events, error, "-", color="black", linewidth=1.6)
        found = np.concatenate([distance, error])
        found = found[np.isfinite(found) & (found > 0)]
        # Round to decades, so that the axis keeps still for long.
        high = np.ceil(np.log10(found.max())) if len(found) else 0.0
        least = np.nanmin(error) / 3 if np.isfinite(error).any() else 10.0 ** (high - 3)
        ax.set_ylim(10 ** min(np.floor(np.log10(least)), high - 3), 10.0**high)
        above = {"transform": ax.transAxes, "va": "bottom", "fontsize": 9}
        ax.text(0, 1.03, "circles: distance from exact", color=COLOURS[1], **above)
        ax.text(1, 1.03, "line: standard error", ha="right", color="black", **above)


def describe_run(snapshot, exact):
    """Say in words what a `RunFigure` shows."""
    light, photons = snapshot.light, snapshot.photons
    most = min(len(light.distribution), len(exact.distribution))
    missing = 1 - float(np.minimum(light.distribution[:most], exact.distribution[:most]).sum())
    return (
        f"A simulated trajectory: its last {quantity(-float(snapshot.time[0]), 's', 2)}, in which"
        f" the photon number lies between {photons.min()} and {photons.max()}; beside it the"
        f" time-weighted histogram after {scientific(snapshot.events)} events, of which"
        f" {missing:.1%} is not where the exact distribution has it; below, the distance of g2(0)"
        " from the exact value and its standard error against the number of events."
    )


def _time_unit(seconds):
    for size, unit in ((1e-9, "ns"), (1e-12, "ps")):
        if seconds >= size:
            return size, unit
    return 1e-15, "fs"
