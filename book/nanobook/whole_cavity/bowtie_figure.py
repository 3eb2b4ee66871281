"""The picture of the live bowtie: its hot spot and the whole cavity, quick to redraw."""

import numpy as np

from nanobook.live.figure import LiveFigure
from nanobook.whole_cavity.cavity_maps import describe_cavity_map, map_values, whole_cavity
from nanobook.whole_cavity.walls import WHOLE_BANDS, ZOOM_BANDS, walls

ZOOM = 50e-9
"""Half width of the picture of the hot spot (m)."""
PIXELS = 200
_EMPTY = "#d9d9d9"


class BowtieFigure(LiveFigure):
    """ε|E|² of one mode in bands, relative to the centre: the hot spot, and the whole cavity.

    White lines are the walls between dielectric and air.

    Source: saldutti2024 Fig. 2 shows such a map; this one is that of a mode in the plane.
    """

    size = (7.0, 4.3)

    def _make_axes(self):
        self.zoom, self.whole = self.figure.subplots(1, 2)
        self.figure.subplots_adjust(left=0.1, bottom=0.26, right=0.98, top=0.93, wspace=0.26)
        for ax, title, unit in ((self.zoom, "hot spot", "nm"), (self.whole, "cavity", "µm")):
            ax.set(xlabel=f"$x$ ({unit})", ylabel=f"$y$ ({unit})", facecolor=_EMPTY)
            ax.set_title(title, fontsize=11)
            ax.grid(False)
            ax.set_aspect("equal")
            ax.locator_params(nbins=5)
        self._images = [_bands(self.zoom, ZOOM_BANDS), _bands(self.whole, WHOLE_BANDS)]
        self._walls = [_outline(ax) for ax in (self.zoom, self.whole)]
        self._materials = [_written(self.zoom, x, y, "") for x, y in _PLACES]
        self._empty = [
            ax.text(0.5, 0.5, "no mode", transform=ax.transAxes, ha="center")
            for ax in (self.zoom, self.whole)
        ]
        self._bars()

    def _bars(self):
        powers = (-9, -6, -3, 0)
        for ax, image, base, names in (
            (self.zoom, self._images[0], 2.0, ("1/512", "1/64", "1/8", "1")),
            (self.whole, self._images[1], 10.0, ("$10^{-9}$", "$10^{-6}$", "$10^{-3}$", "1")),
        ):
            ticks = [base**power for power in powers]
            box = ax.get_position()
            beside = self.figure.add_axes((box.x0 + 0.05, 0.1, box.width - 0.05, 0.028))
            bar = self.figure.colorbar(image, cax=beside, ticks=ticks, orientation="horizontal")
            beside.set_xticklabels(names)
            bar.ax.minorticks_off()
            beside.grid(False)
            beside.text(-0.09, 0.5, r"$\varepsilon|E|^2$", ha="right", va="center",
                        transform=beside.transAxes)  # fmt: skip

    def show(self, mode):
        """Replace what is drawn by a `Mode`, or by nothing but "no mode" if it is None."""
        for artist in (*self._images, *self._walls, *self._materials):
            artist.set_visible(mode is not None)
        for words in self._empty:
            words.set_visible(mode is None)
        if mode is None:  # and no axis that belongs to another one
            for ax, edge in ((self.zoom, 1e9 * ZOOM), (self.whole, 2)):
                ax.set(xlim=(-edge, edge), ylim=(-edge, edge))
            return
        halves = (ZOOM, 1e-9), (whole_cavity(mode.bowtie), 1e-6)
        lines = walls(mode.bowtie)
        tip, waist = ("air", "$n$") if mode.bowtie.kind == "bridge" else ("$n$", "air")
        for words, text in zip(self._materials, (tip, waist, tip), strict=True):
            words.set_text(text)
        for ax, image, line, (half, unit) in zip(
            (self.zoom, self.whole), self._images, self._walls, halves, strict=True
        ):
            image.set_data(map_values(mode, "energy", half, PIXELS))
            edge = half / unit
            image.set_extent((-edge, edge, -edge, edge))
            line.set_data(*(lines / unit))
            ax.set(xlim=(-edge, edge), ylim=(-edge, edge))


_PLACES = (0.07, 0.5), (0.5, 0.92), (0.93, 0.5)  # of the names of the materials


def _bands(ax, edges):
    from matplotlib.colors import BoundaryNorm

    norm, blank = BoundaryNorm(edges, 256, extend="both"), np.full((2, 2), np.nan)
    return ax.imshow(blank, norm=norm, cmap="viridis", origin="lower", interpolation="none")


def _halo(width):
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=width, foreground="black")]  # seen on dark and on bright bands


def _outline(ax):
    (line,) = ax.plot([], [], color="white", linestyle="-", linewidth=0.9)
    line.set_path_effects(_halo(1.9))
    return line


def _written(ax, x, y, text):
    style = {"color": "white", "ha": "center", "va": "center", "fontsize": 10}
    return ax.text(x, y, text, transform=ax.transAxes, path_effects=_halo(1.9), **style)


def describe_bowtie(mode):
    """Say in words what a `BowtieFigure` shows.

    Source: As `BowtieFigure`.
    """
    if mode is None:
        return "Two empty maps: there is no mode to be drawn."
    near, whole = describe_cavity_map(mode, half_width=ZOOM), describe_cavity_map(mode)
    return f"Left: {near} Right: {whole}"
