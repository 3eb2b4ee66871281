"""The explorer as a notebook and a page show it."""

import json
from html import escape

from nanobook.explorer.answers import answer
from nanobook.explorer.script import asset, script
from nanobook.explorer.settings import Settings


class ThresholdExplorer:
    """One device, its sliders, every threshold; Python answers, or without a kernel the page."""

    def __init__(self, settings):
        if not isinstance(settings, Settings):
            raise TypeError(
                f"settings must be Settings, got {settings!r}: threshold_explorer builds them"
            )
        self.settings = settings

    def __repr__(self):
        return f"ThresholdExplorer({self.settings!r})"

    def _repr_mimebundle_(self, **kwargs):
        return {**self._live(**kwargs), "text/html": self._repr_html_(), "text/plain": repr(self)}

    def _live(self, **kwargs):
        """What JupyterLab shows; nothing where anywidget is not installed."""
        try:
            widget = live(self.settings)
        except ImportError:
            return {}
        bundle = widget._repr_mimebundle_(**kwargs)
        return bundle[0] if isinstance(bundle, tuple) else bundle or {}

    def _repr_html_(self):
        """A fragment of a page that needs no kernel; without JavaScript it shows the start."""
        from nanobook.explorer.still import still  # draws, so it needs matplotlib

        start = escape(json.dumps(_controls(self.settings)))
        return (
            f"<style>{asset('explorer.css')}</style>"
            f'<div class="lc-x" id="threshold-explorer" data-start="{start}">'
            f"{still(self.settings)}</div>"
            f'<script type="module">{script()}</script>'
        )


def live(settings):
    """The anywidget: it sends settings and shows what Python answers."""
    import anywidget
    import traitlets

    class Live(anywidget.AnyWidget):
        _esm = script()
        _css = asset("explorer.css")
        start = traitlets.Dict().tag(sync=True)

    widget = Live(start=_controls(settings))
    widget.on_msg(lambda sender, content, buffers: sender.send(reply(content)))
    return widget


def reply(message):
    """The answer to a message of the widget."""
    try:
        asked = dict(message["settings"])
        asked.pop("n_emitters", None)
        asked.pop("device")
        found = answer(Settings(message["settings"]["device"], **asked))
    except (ArithmeticError, KeyError, TypeError, ValueError) as error:
        return {"problem": str(error)}
    return {"answer": {**found, "source": "Computed by Python just now."}}


def _controls(settings):
    names = ("device", "volume", "Q", "gamma_bg", "pump")
    return {name: getattr(settings, name) for name in names}


def threshold_explorer(device="EDC laser 1", **changes):
    """Explore every threshold of one device: V, Q, γ_bg and pump by slider, number or keyboard."""
    return ThresholdExplorer(Settings.of(device, **changes))
