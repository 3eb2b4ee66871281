"""The live debate: switch the correlations that a closure keeps, and see what it claims."""

from lasercore.cumulants import CLOSURES, FAMILIES, dots
from nanobook.ch16_referee.debate_answers import ask
from nanobook.ch16_referee.debate_design import (
    MOST_EMITTERS,
    OWN,
    RATES,
    SYMBOLS,
    Design,
    checked,
    named,
    started,
)
from nanobook.ch16_referee.debate_figure import DebateFigure, describe_debate
from nanobook.ch16_referee.debate_frames import FRACTIONS, frames
from nanobook.ch16_referee.debate_text import details, verdict
from nanobook.live.controls import live_and_page, spoken

_STYLE = {"style": {"description_width": "11em"}, "layout": {"width": "26em"}}


class ClosureDebate:
    """Switch correlations on and off, and see what a closure claims next to quantum theory.

    With a kernel it shows itself as live controls; in the book's page, which has no kernel, as
    finished frames, one for each closure of the debate.

    Source: carroll2021, vyshnevyy2022, carroll2022; the comparison with quantum theory is this
    book's.
    """

    def __init__(
        self, laser=dots, closure="cim", identical_fraction=1.0, *, pump_per_emitter=None,
        n_emitters=None, g=None, gamma=None,
    ):  # fmt: skip
        given = {"n_emitters": n_emitters, "g": g, "gamma": gamma}
        values = started(laser, pump_per_emitter, **given)
        self._fixed = {name: values.pop(name) for name in ("k", "gamma_bg")}
        claim = {"closure": closure, "identical_fraction": identical_fraction}
        values.update(checked(self._fixed["k"], **claim))
        self._picture, self._quiet = DebateFigure(), False
        self._build(values)
        self._redraw()

    @property
    def design(self):
        """What the controls say now."""
        families = frozenset(name for name in FAMILIES if self._switches[name].value)
        values = {name: control.value for name, control in self._controls.items()}
        return Design(families, self._switches["b"].value, **values, **self._fixed)

    @property
    def laser(self):
        """The laser as the controls are set now."""
        return self.design.laser

    @property
    def closure(self):
        """The closure as the switches are set now; a ValueError if they make none."""
        return self.design.closure

    @property
    def pump(self):
        """J = n_0 r as it is set now (s⁻¹)."""
        return self.design.pump

    def set(self, **values):
        """Move the controls from code."""
        values = checked(self._fixed["k"], **values)
        before, self._quiet = self.design, True  # all controls move, one redraw is enough
        if "closure" in values:
            self._switch(values.pop("closure"))
        for name, value in values.items():
            self._controls[name].value = value
        self._quiet = False
        if self.design != before:
            self._redraw()
        return self

    def _build(self, values):
        import ipywidgets

        from nanobook.live.controls import paired_linear, paired_log

        self._chooser = ipywidgets.Dropdown(
            options=[*CLOSURES, OWN], value=OWN, description="closure", **_STYLE
        )
        self._switches = {
            name: ipywidgets.Checkbox(description=symbol, indent=False, layout={"width": "6.5em"})
            for name, symbol in (("b", "field ⟨b⟩"), *SYMBOLS.items())
        }
        self._switch(values["closure"])
        self._rows, self._controls, k = {}, {}, self._fixed["k"]
        self._rows["identical_fraction"], self._controls["identical_fraction"] = paired_linear(
            "identical fraction f", values["identical_fraction"], 0.0, 1.0, step=0.01
        )
        self._rows["n_emitters"], self._controls["n_emitters"] = paired_log(
            "emitters N", values["n_emitters"], 1, MOST_EMITTERS, whole=True
        )
        for key, (name, low, high) in RATES.items():
            self._rows[key], self._controls[key] = paired_log(
                name, values[key], low * k, high * k, "s⁻¹"
            )
        self._image = ipywidgets.Image(format="png", layout={"max_width": "min(100%, 540px)"})
        self._text = ipywidgets.HTML()
        self._chooser.observe(self._chosen, "value")
        for control in self._switches.values():
            control.observe(self._switched, "value")
        for control in self._controls.values():
            control.observe(self._moved, "value")
        kept = ipywidgets.HBox(list(self._switches.values()), layout={"flex_flow": "row wrap"})
        label = ipywidgets.Label("Kept by the closure:")
        rows = [self._chooser, label, kept, *self._rows.values(), self._image, self._text]
        self.widget = ipywidgets.VBox(rows)

    def _switch(self, closure):
        """Set the switches to a closure, and the list to its name."""
        for name, control in self._switches.items():
            control.value = closure.field if name == "b" else name in closure.families
        self._chooser.value = named(closure.families, closure.field)

    def _chosen(self, change):
        if not self._quiet and change["new"] != OWN:
            self.set(closure=change["new"])

    def _switched(self, _):
        if self._quiet:
            return
        self._quiet = True
        self._chooser.value = self.design.closure_name
        self._quiet = False
        self._redraw()

    def _moved(self, _):
        if not self._quiet:
            self._redraw()

    def _redraw(self):
        self.answers = ask(self.design)
        self._picture.show(self.answers)
        self._image.value = self._picture.png()
        self._text.value = spoken(
            verdict(self.answers), details(self.answers), describe_debate(self.answers)
        )

    def _repr_mimebundle_(self, **kwargs):
        return live_and_page(self.widget, lambda: frames(self.design, FRACTIONS), **kwargs)


def debate(laser=dots, closure="cim", identical_fraction=1.0, **rates):
    """The live debate: a closure's claim next to quantum theory.

    Source: As `ClosureDebate`.
    """
    return ClosureDebate(laser, closure, identical_fraction, **rates)
