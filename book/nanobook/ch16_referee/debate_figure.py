"""The picture of the live debate: what a closure claims, and what quantum theory says."""

import numpy as np

from lasercore.units import quantity, scientific
from nanobook.debated import GREY, QUANTUM
from nanobook.live.figure import LiveFigure
from nanobook.style import COLOURS, log_axis

INCOHERENT, COHERENT = COLOURS[0], COLOURS[1]
_FEWEST_DECADES, _MOST_DECADES = 6, 8
"""Of a panel: enough for its key to stay clear of the curves, few enough to read them."""
_ROOM = 3.0
"""Factor between the highest curve and the top of a panel."""
_DIM = 1e-2
"""Fewer photons than these are left out where there are more."""


class DebateFigure(LiveFigure):
    """Photon numbers that a closure claims over the pump, and below them linewidths.

    Above, blue: photons of the incoherent state; orange: coherent photons |⟨b⟩|² of the branch;
    solid where stable, dashed where not. The star is where coherent states begin. Below, blue:
    the slowest decay of a small field in the incoherent state, as the width of a line that decays
    so; orange, at the bottom: the pumps of a stable coherent state, whose line has no width at
    all; dotted: the modified Schawlow–Townes formula. The diamond is what quantum theory says at
    the chosen pump. In the grey range γ < (r + γ_bg)/2, which no emitter obeys.

    Source: carroll2022 Fig. 1 shows such photon numbers; the linewidths are not in the cited
    papers.
    """

    size = (5.4, 6.2)

    def _make_axes(self):
        self.upper, self.lower = self.figure.subplots(2, 1, sharex=True)
        self.figure.subplots_adjust(left=0.15, bottom=0.1, right=0.97, top=0.98, hspace=0.08)
        for ax in (self.upper, self.lower):
            log_axis(ax.yaxis)
            ax.yaxis.set_label_coords(-0.125, 0.5)
        log_axis(self.lower.xaxis)
        self.upper.set_ylabel("photons")
        self.lower.set(xlabel="pump per emitter r = J/n₀ (s⁻¹)", ylabel="linewidth (Hz)")
        # In corners that stay empty: light rises with the pump, lines narrow.
        _key(self.upper, "upper left", {
            "incoherent state": _DECAYS, "coherent part |⟨b⟩|²": _COHERES,
            "dashed: not stable": _UNSTABLE, "coherent states begin": _STAR,
        })  # fmt: skip
        _key(self.lower, "lower left", {
            "small field: decay rate/π": _DECAYS, "coherent state: no width": _NO_WIDTH,
            "quantum theory, chosen r": _DIAMOND, "Schawlow–Townes": _FORMULA,
        })  # fmt: skip

    def show(self, answers):
        """Replace what is drawn by `answers` of `nanobook.ch16_referee.debate_answers.ask`."""
        self.clear()
        design, curves = answers.design, answers.curves
        low, high = design.ends
        self.upper.set_xlim(low, high)
        if curves is None:
            self.upper.text(0.5, 0.4, "no answer", transform=self.upper.transAxes, ha="center")
            self.upper.set_ylim(0.1, 10)
            self.lower.set_ylim(answers.quantum.linewidth / 1e4, answers.quantum.linewidth * 100)
        else:
            self._photons(curves)
            self._lines(curves)
        for ax in (self.upper, self.lower):
            if design.highest_valid < high:
                ax.axvspan(max(design.highest_valid, low), high, color="#eeeeee", lw=0, zorder=0)
            ax.axvline(design.pump_per_emitter, color=GREY, linewidth=0.8, linestyle="-", zorder=1)
        if design.highest_valid < high:
            corner = {"transform": self.upper.transAxes, "ha": "right", "va": "bottom"}
            self.upper.text(0.985, 0.015, "beyond the\nmodel", color=GREY, fontsize=9, **corner)
        self._marks(answers)

    def _photons(self, curves):
        photons, most = curves.incoherent.photons, curves.incoherent.photons.max()
        if most == 0:  # no spontaneous emission: without a mean field it is dark
            most = curves.branch.states.photons.max() if curves.exists else 1.0
        top = _ROOM * float(most)
        bottom = max(top / 10**_MOST_DECADES, min(_DIM, top / 100))
        self.upper.set_ylim(bottom, max(top, bottom * 10**_FEWEST_DECADES))
        stable = np.full(len(photons), True) if curves.growth is None else curves.growth < 0
        _runs(self.upper, curves.pumps, np.where(photons > 0, photons, np.nan), stable, _DECAYS)
        if curves.exists:
            r, coherent, stable = branch(curves)
            # Where it begins with no field at all the line reaches down to the axis.
            _runs(self.upper, r, np.maximum(coherent, bottom / 10), stable, _COHERES)
            self.upper.plot(*curves.start, **_STAR)

    def _lines(self, curves):
        r, claimed, formula = curves.pumps, curves.claimed, curves.formula
        top = np.nanmax(formula if claimed is None else np.append(formula, claimed))
        bottom = min(formula.min() / 10, _ROOM * top / 10**_FEWEST_DECADES)
        self.lower.set_ylim(bottom, _ROOM * top)
        self.lower.plot(r, formula, **_FORMULA)
        if claimed is None:
            return
        if curves.attached:  # where the growth is zero, and with it the width
            place = np.searchsorted(r, curves.start[0])
            r, claimed = np.insert(r, place, curves.start[0]), np.insert(claimed, place, bottom / 9)
        self.lower.plot(r, claimed, **_DECAYS)
        for start, end in coherent_ranges(curves):
            self.lower.plot([start, end], [bottom, bottom], **_NO_WIDTH, clip_on=False)

    def _marks(self, answers):
        r, bottom = answers.design.pump_per_emitter, self.lower.get_ylim()[0]
        if answers.incoherent is not None:
            self.upper.plot(r, answers.incoherent.photons, **_CIRCLE)
            if answers.incoherent_is_stable:
                self.lower.plot(r, -answers.growth / np.pi, **_CIRCLE)
        if answers.coherent is not None:
            self.upper.plot(r, answers.coherent.coherent_photons, **_SQUARE)
            if answers.coherent_is_stable:
                self.lower.plot(r, bottom, clip_on=False, **_SQUARE)
        self.lower.plot(r, answers.quantum.linewidth, **_DIAMOND)


_DECAYS = {"color": INCOHERENT, "linestyle": "-", "linewidth": 1.8}
_COHERES = {"color": COHERENT, "linestyle": "-", "linewidth": 2.8}
_UNSTABLE = {"color": GREY, "linestyle": "--", "linewidth": 1.4}
_FORMULA = {"color": GREY, "linestyle": ":", "linewidth": 1.6}
_NO_WIDTH = {**_COHERES, "linewidth": 6, "solid_capstyle": "butt", "zorder": 4}
_MARK = {"linestyle": "", "markeredgecolor": "white"}
_STAR = {"color": COHERENT, "marker": "*", "markersize": 14, "markeredgecolor": "black",
         "linestyle": "", "zorder": 5}  # fmt: skip
_CIRCLE = {"color": INCOHERENT, "marker": "o", "zorder": 6, **_MARK}
_SQUARE = {"color": COHERENT, "marker": "s", "zorder": 6, **_MARK}
_DIAMOND = {**QUANTUM, "marker": "D", "markersize": 6.5, "zorder": 7, **_MARK}


def _key(ax, place, entries):
    """A key that stays when the lines are drawn anew."""
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], label=name, **style) for name, style in entries.items()]
    look = {"facecolor": "white", "edgecolor": "none", "framealpha": 0.85, "borderaxespad": 0.2}
    ax.legend(handles=handles, loc=place, fontsize=9.5, frameon=True, **look)


def branch(curves):
    """Pump per emitter, coherent photons and stability along the coherent branch."""
    of = curves.branch
    stable = of.stable.copy()
    if curves.attached:  # the end is the incoherent state itself, neither one nor the other
        stable[-1] = stable[-2]
    return of.pump / of.states.laser.n_emitters, of.states.coherent_photons, stable


def coherent_ranges(curves):
    """First and last pump per emitter of every stretch of stable coherent states."""
    if not curves.exists:
        return []
    r, _, stable = branch(curves)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], stable, [0]])))
    last = len(r) - 1
    # A stretch reaches to the next point, where the branch begins or turns.
    pairs = [(r[start], r[min(end, last)]) for start, end in edges.reshape(-1, 2)]
    return [(min(pair), min(max(pair), curves.pumps[-1])) for pair in pairs]


def _runs(ax, x, y, stable, look):
    """A line that is solid where stable and thin and dashed where not, without a hole between."""
    ax.plot(x, np.where(stable, y, np.nan), **look)
    edge = ~stable
    edge[1:] |= ~stable[:-1]
    edge[:-1] |= ~stable[1:]
    dashed = {**look, "linestyle": "--", "linewidth": 0.65 * look["linewidth"]}
    ax.plot(x, np.where(edge, y, np.nan), **dashed)


def describe_debate(answers):
    """Say in words what a `DebateFigure` shows.

    Source: As `DebateFigure`.
    """
    design, curves = answers.design, answers.curves
    low, high = _ends(design.ends, scientific)
    parts = [f"An empty picture over the pump per emitter from {low} to {high} s⁻¹."]
    if curves is not None:
        parts = [f"Upper panel: photons against the pump per emitter from {low} to {high} s⁻¹."]
        parts += [*_say_photons(curves), *_say_lines(curves)]
    parts.append(
        f"At r = {scientific(design.pump_per_emitter)} s⁻¹ a diamond marks quantum theory's line"
        f" of {quantity(answers.quantum.linewidth, 'Hz')}."
    )
    if design.highest_valid < design.ends[1]:
        parts.append(f"Beyond {scientific(design.highest_valid)} s⁻¹ the picture is grey.")
    return " ".join(parts)


def _ends(values, write):
    return (write(float(values[i])) for i in (0, -1))


def _in_hertz(value):
    return quantity(value, "Hz")


def _say_photons(curves):
    first, last = _ends(curves.incoherent.photons, scientific)
    yield f"Incoherent state, blue: from {first} to {last} photons."
    if curves.exists:
        r, photons = _ends(curves.start, scientific)
        yield f"A star marks where coherent states begin: {r} s⁻¹, {photons} photons."
        ranges = coherent_ranges(curves)
        where = " and ".join(f"from {scientific(a)} to {scientific(b)} s⁻¹" for a, b in ranges)
        yield f"Coherent part, orange: {'stable ' + where if ranges else 'nowhere stable'}."
    elif curves.branch is not None:
        yield "There is no coherent branch."


def _say_lines(curves):
    first, last = _ends(curves.formula, _in_hertz)
    yield f"Lower panel: linewidths. Schawlow–Townes, dotted, falls from {first} to {last}."
    known = [] if curves.claimed is None else curves.claimed[np.isfinite(curves.claimed)]
    if len(known):
        first, last = _ends(known, _in_hertz)
        yield f"A small field, blue: {first} at first, {last} at the last pump where it decays."
