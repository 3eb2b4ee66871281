"""The live debate: switch the correlations that a closure keeps, and see what it claims."""

from lasercore.cumulants import CLOSURES, FAMILIES, dots
from lasercore.cumulants.closures import a_closure
from nanobook.ch16_referee.debate_answers import ask
from nanobook.ch16_referee.debate_design import OWN, RATES, SYMBOLS, Design, named, numbers, started
from nanobook.ch16_referee.debate_figure import DebateFigure
from nanobook.ch16_referee.debate_frames import FRACTIONS, frames, tell
from nanobook.live.controls import Choice, Switch
from nanobook.live.widget import LiveWidget

SWITCHES = {
    name: Switch(symbol, False, small=True)
    for name, symbol in (("b", "field ⟨b⟩"), *SYMBOLS.items())
}


class ClosureDebate(LiveWidget):
    """Switch correlations on and off, and see what a closure claims next to quantum theory.

    The page without a kernel has finished frames, one for each closure of the debate.

    Source: carroll2021, vyshnevyy2022, carroll2022; the comparison with quantum theory is this
    book's.
    """

    figure, width = DebateFigure, 540
    _tell = staticmethod(tell)

    def __init__(self, laser=dots, closure="cim", **given):
        rates = [name for name in ("n_emitters", *RATES) if name in given]
        values = started(laser, **{name: given.pop(name) for name in rates})
        self._fixed = {name: values.pop(name) for name in ("k", "gamma_bg")}
        self.controls = {
            "closure": Choice("closure", (*CLOSURES, OWN), "cim"),
            **SWITCHES,
            **numbers(self._fixed["k"], values),
        }
        super().__init__(closure, **given)

    @property
    def design(self):
        """What the controls say now."""
        now = self.values
        field, families = now["b"], frozenset(name for name in FAMILIES if now[name])
        rest = {name: now[name] for name in now if name not in ("closure", *SWITCHES)}
        return Design(families, field, **rest, **self._fixed)

    def _check(self, name, value):
        return a_closure(value) if name == "closure" else super()._check(name, value)

    def _put(self, name, value):
        if name == "closure":
            self._switch(value)
            value = named(value.families, value.field)
        super()._put(name, value)

    def _follow(self, name):
        """The switches follow a name, and the name follows the switches."""
        if name in SWITCHES:
            super()._put("closure", self.design.closure_name)
        elif name == "closure" and self._controls[name].value != OWN:
            self._switch(CLOSURES[self._controls[name].value])

    def _switch(self, closure):
        for name in SWITCHES:
            self._put(name, closure.field if name == "b" else name in closure.families)

    def _arranged(self):
        import ipywidgets

        rows = dict(self._rows)
        switches = [rows.pop(name) for name in SWITCHES]
        kept = ipywidgets.HBox(switches, layout={"flex_flow": "row wrap"})
        return rows.pop("closure"), ipywidgets.Label("Kept by the closure:"), kept, *rows.values()

    def _ask(self):
        return ask(self.design)

    def _filmstrip(self):
        return frames(self.design, FRACTIONS)


debate = ClosureDebate
