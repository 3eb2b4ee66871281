"""The regime chooser: class A, class B and the exact distribution, from one atom to a million."""

from lasercore._catalogue import Catalogue
from lasercore._checks import real_number, whole
from lasercore.density_matrix import regimes
from lasercore.laser import Laser
from lasercore.units import scientific
from nanobook.ch13_class_b.regime_answers import ask
from nanobook.ch13_class_b.regime_frames import FILMSTRIP_RATIOS, frames, unit
from nanobook.ch13_class_b.regime_text import details, verdict
from nanobook.ch13_class_b.regimes_figure import RegimesFigure, describe_regimes
from nanobook.live.controls import live_and_page, spoken
from nanobook.live.noted import DeviceAndPump, checked_ratio

OWN = "your own"
RATES = {  # of your own laser: name on its slider, lowest, highest value
    "n_emitters": ("emitters n₀", 1, 1_000_000),
    "gamma_r": ("emission γ_r", 1e-4, 1e3),
    "gamma_c": ("loss γ_c", 0.1, 1e4),
}
_CHOICES = Catalogue({**regimes, OWN: None}, "regime")


class RegimeComparison(DeviceAndPump):
    """Choose a regime and a pump, and see P(n) by class A, class B and exactly.

    The lasers are those of `lasercore.density_matrix.regimes`, with rates in units of Γ = γ_bg,
    and one of your own. With a kernel it shows itself as live controls; in the book's page, which
    has no kernel, as a filmstrip over the pump.

    Source: Lasers of yacomotti2022; the comparison with the exact distribution is not in that
    paper.
    """

    _choosing = "regime"

    def __init__(
        self, regime="nanoscopic", pump=1.0, n_emitters=None, gamma_r=None, gamma_c=None
    ):  # fmt: skip
        rates = _checked(regime, n_emitters=n_emitters, gamma_r=gamma_r, gamma_c=gamma_c)
        self._picture = RegimesFigure()
        self._build_rates(rates)
        super().__init__(regime, pump, _CHOICES)
        self._build()
        self._redraw()

    @property
    def laser(self):
        """The laser as the controls are set now, its rates in units of Γ."""
        name = self._chooser.value
        if name != OWN:
            return regimes[name]
        n_emitters, gamma_r, gamma_c = (self._boxes[key].value for key in RATES)
        return Laser(n_emitters, gamma_r, 1.0, gamma_c, absorption=False)

    @property
    def pump(self):
        """J = n_0 λ as it is set now, in units of Γ."""
        return self._box.value * self._natural

    def set(self, regime=None, pump=None, n_emitters=None, gamma_r=None, gamma_c=None):
        """Move the controls from code."""
        chosen = OWN if regime is None else regime
        rates = _checked(chosen, n_emitters=n_emitters, gamma_r=gamma_r, gamma_c=gamma_c)
        if rates:
            regime = OWN
        if pump is not None:
            pump = checked_ratio(pump)
        self._quiet = True
        for key, value in rates.items():
            self._boxes[key].value = value
        return super().set(regime, pump)  # which ends the quiet

    def _build_rates(self, rates):
        from nanobook.live.controls import paired_log

        start, self._boxes, self._rate_rows = regimes["nanoscopic"], {}, []
        for key, (name, low, high) in RATES.items():
            value, counted = rates.get(key, getattr(start, key)), key == "n_emitters"
            unit = "" if counted else "Γ"
            row, self._boxes[key] = paired_log(name, value, low, high, unit, whole=counted)
            self._rate_rows.append(row)

    def _build(self):
        import ipywidgets

        for box in self._boxes.values():
            box.observe(self._device_chosen, "value")
        rows = [self._chooser, *self._rate_rows, self._rows[1]]
        self.widget = ipywidgets.VBox([*rows, self._image, self._text])

    def _checked_device(self, regime):
        _CHOICES[regime]  # an unknown one is refused with the list of names

    def _new_device(self):
        """Show the numbers of a regime, open them for your own laser, and the pump's unit."""
        own, quiet, self._quiet = self._chooser.value == OWN, self._quiet, True
        for row, (key, box) in zip(self._rate_rows, self._boxes.items(), strict=True):
            if not own:
                box.value = getattr(self.laser, key)
            row.children[0].disabled = box.disabled = not own
        self._quiet = quiet
        self._natural, name = unit(self.laser)
        per_emitter = scientific(self.pump / self.laser.n_emitters)
        none = "" if name == "λ⁽⁰⁾" else " (n₀ ≤ N_sat: no λ⁽⁰⁾)"
        self._unit.value = f"× {name}, λ = {per_emitter} Γ{none}"

    def _redraw(self):
        self.answers = found = ask(self.laser, self.pump)
        self._picture.show(found)
        self._image.value = self._picture.png()
        self._text.value = spoken(verdict(found), details(found), describe_regimes(found))

    def _repr_mimebundle_(self, **kwargs):
        return live_and_page(self.widget, self._filmstrip, **kwargs)

    def _filmstrip(self):
        return frames(self._chooser.value, self.laser, FILMSTRIP_RATIOS, self._box.value)


def regime_comparison(regime="nanoscopic", pump=1.0, **rates):
    """The live comparison of class A, class B and the exact distribution.

    Source: As `RegimeComparison`.
    """
    return RegimeComparison(regime, pump, **rates)


def _checked(regime, **rates):
    """The rates that are given, in the ranges of their controls."""
    _CHOICES[regime]  # an unknown one is refused with the list of names
    found = {}
    for key, value in rates.items():
        if value is None:
            continue
        if regime != OWN:
            raise ValueError(
                f"{key} must not be given for regime={regime!r}, got {value!r}: its laser has its"
                f" own; choose regime={OWN!r}"
            )
        _, low, high = RATES[key]
        value = whole(key, value) if key == "n_emitters" else real_number(key, value)
        if not low <= value <= high:
            raise ValueError(
                f"{key} must lie between {low:g} and {high:g}, got {value:g}: that is as far as its"
                " slider reaches"
            )
        found[key] = value
    return found
