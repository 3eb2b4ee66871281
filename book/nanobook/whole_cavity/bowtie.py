"""The live bowtie: choose its tips and rings, and see the mode and what one emitter does in it."""

from lasercore.bowtie.tips import KINDS
from nanobook.live.controls import live_and_page, spoken
from nanobook.whole_cavity.bowtie_answers import ask
from nanobook.whole_cavity.bowtie_design import MOST_RINGS, RANGES, Design, checked
from nanobook.whole_cavity.bowtie_figure import BowtieFigure, describe_bowtie
from nanobook.whole_cavity.bowtie_frames import frames
from nanobook.whole_cavity.bowtie_text import details, verdict


class BowtieExplorer:
    """Choose a bowtie's tips and rings, and see its hot spot, Q, volume, γ_r and β.

    The cavity is etched through a slab of 240 nm, n = 3.3, and designed for 1.55 µm; the emitter
    has a dipole of 10⁻²⁸ C m and T_2 = 50 fs. With a kernel it shows itself as live controls; in
    the book's page, which has no kernel, as a filmstrip over the width.

    Source: A model in the plane of the bowties of saldutti2024.
    """

    def __init__(
        self, kind="bridge", width=10.0, tip_radius=10.0, rings=3, tuned=True, gamma_bg=1e9
    ):  # fmt: skip
        values = checked(
            kind=kind, width=width, tip_radius=tip_radius, rings=rings, tuned=tuned,
            gamma_bg=gamma_bg,
        )  # fmt: skip
        self._picture, self._found, self._quiet = BowtieFigure(), None, False
        self._build(values)
        self._redraw()

    @property
    def cavity(self):
        """The `SlabCavity` as the controls are set now, or None if there is no mode."""
        return self.answers.cavity

    @property
    def device(self):
        """The cavity with 50 × 50 nm² × 24 nm of emitters, as a `Device`; None if it has none."""
        return self.answers.device

    @property
    def laser(self):
        """One emitter at the centre, as a `Laser`, or None if there is no mode."""
        return self.answers.laser

    def set(self, **values):
        """Move the controls from code."""
        values = checked(**values)
        before, self._quiet = self._design(), True  # all controls move, one redraw is enough
        for name, value in values.items():
            self._controls[name].value = value
        self._quiet = False
        if self._design() != before:
            self._redraw()
        return self

    def _build(self, values):
        import ipywidgets

        from nanobook.live.controls import paired_linear, paired_log

        style = {"style": {"description_width": "11em"}, "layout": {"width": "26em"}}
        kind = ipywidgets.Dropdown(
            options=list(KINDS), value=values["kind"], description="kind", **style
        )
        tuned = ipywidgets.Checkbox(
            value=values["tuned"], description="tune the radius to 1.55 µm", **style
        )
        self._controls, self._rows = {"kind": kind, "tuned": tuned}, {"kind": kind, "tuned": tuned}
        for key, (name, low, high, unit) in RANGES.items():
            row, box = paired_log(name, values[key], low, high, unit)
            self._rows[key], self._controls[key] = row, box
        self._rows["rings"], self._controls["rings"] = paired_linear(
            "rings N", values["rings"], 0, MOST_RINGS, "pairs of layers"
        )
        self._image = ipywidgets.Image(format="png", layout={"max_width": "min(100%, 700px)"})
        self._text = ipywidgets.HTML()
        for control in self._controls.values():
            control.observe(self._moved, "value")
        order = ("kind", "width", "tip_radius", "rings", "tuned", "gamma_bg")
        rows = [self._rows[name] for name in order]
        self.widget = ipywidgets.VBox([*rows, self._image, self._text])

    def _design(self):
        return Design(**{name: control.value for name, control in self._controls.items()})

    def _moved(self, _):
        if not self._quiet:
            self._redraw()

    def _redraw(self):
        self.answers = ask(self._design(), self._found)
        self._found = self.answers.found
        mode = self.answers.mode
        self._picture.show(mode)
        self._image.value = self._picture.png()
        self._text.value = spoken(
            verdict(self.answers), details(self.answers), describe_bowtie(mode)
        )

    def _repr_mimebundle_(self, **kwargs):
        return live_and_page(
            self.widget, lambda: frames(self._design(), found=self._found), **kwargs
        )


def bowtie_explorer(
    kind="bridge", width=10.0, tip_radius=10.0, rings=3, tuned=True, gamma_bg=1e9
):  # fmt: skip
    """The live bowtie.

    Source: As `BowtieExplorer`.
    """
    return BowtieExplorer(kind, width, tip_radius, rings, tuned, gamma_bg)
