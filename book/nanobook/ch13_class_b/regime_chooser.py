"""The regime chooser: class A, class B and the exact distribution, from one atom to a million."""

from lasercore.density_matrix import regimes
from lasercore.laser import Laser
from lasercore.units import scientific
from nanobook.ch13_class_b.regime_answers import ask
from nanobook.ch13_class_b.regime_frames import FILMSTRIP_RATIOS, frames, tell, unit
from nanobook.ch13_class_b.regimes_figure import RegimesFigure
from nanobook.live.controls import Choice, Number
from nanobook.live.pump import PUMP, PumpedWidget

OWN = "your own"
_START = regimes["nanoscopic"]
RATES = {  # of your own laser
    "n_emitters": Number("emitters n₀", 1, 1_000_000, _START.n_emitters, counted=True),
    "gamma_r": Number("emission γ_r", 1e-4, 1e3, _START.gamma_r, "Γ"),
    "gamma_c": Number("loss γ_c", 0.1, 1e4, _START.gamma_c, "Γ"),
}
CONTROLS = {"regime": Choice("regime", (*regimes, OWN), "nanoscopic"), **RATES, "pump": PUMP}


class RegimeComparison(PumpedWidget):
    """Choose a regime and a pump, and see P(n) by class A, class B and exactly.

    The lasers are those of `lasercore.density_matrix.regimes`, with rates in units of Γ = γ_bg,
    and one of your own. The page without a kernel has a filmstrip over the pump.

    Source: Lasers of yacomotti2022; the comparison with the exact distribution is not in that
    paper.
    """

    controls, figure = CONTROLS, RegimesFigure
    _tell = staticmethod(tell)

    @property
    def laser(self):
        """The laser as the controls are set now, its rates in units of Γ."""
        now = self.values
        if now["regime"] != OWN:
            return regimes[now["regime"]]
        n_emitters, gamma_r, gamma_c = (now[key] for key in RATES)
        return Laser(n_emitters, gamma_r, 1.0, gamma_c, absorption=False)

    def _checked(self, values):
        """As always; rates make the laser your own, and a regime of the list has its own ones."""
        rates = [key for key in RATES if key in values]
        if rates:
            regime = values.setdefault("regime", OWN)
            if regime in regimes:
                raise ValueError(
                    f"{rates[0]} must not be given for regime={regime!r}, got"
                    f" {values[rates[0]]!r}: its laser has its own; choose regime={OWN!r}"
                )
        return super()._checked(values)

    def _follow(self, name):
        """Show the numbers of a regime, open them for your own laser, and the pump's unit."""
        own = self._controls["regime"].value == OWN
        for key in RATES if name == "regime" else ():
            if not own:
                self._put(key, getattr(self.laser, key))
            self._rows[key].children[0].disabled = self._controls[key].disabled = not own
        super()._follow(name)

    def _unit(self):
        name, per_emitter = unit(self.laser)[1], scientific(self.pump / self.laser.n_emitters)
        none = "" if name == "λ⁽⁰⁾" else " (n₀ ≤ N_sat: no λ⁽⁰⁾)"
        return f"× {name}, λ = {per_emitter} Γ{none}"

    def _ask(self):
        return ask(self.laser, self.pump)

    def _filmstrip(self):
        now = self.values
        return frames(now["regime"], self.laser, FILMSTRIP_RATIOS, now["pump"])


regime_comparison = RegimeComparison
