"""Controls: sliders paired with number boxes, and what stands for them without a kernel."""

from html import escape
from math import isclose


def paired_log(name, value, low, high, unit="", whole=False, decades_per_step=0.01):
    """A logarithmic slider and a number box that always show the same value."""
    import ipywidgets
    from numpy import log10

    slider = ipywidgets.FloatLogSlider(
        value=value,
        min=log10(low),
        max=log10(high),
        step=decades_per_step,
        description=name,
        readout=False,
        style={"description_width": "11em"},
        layout={"width": "26em"},
    )
    kind = ipywidgets.BoundedIntText if whole else ipywidgets.BoundedFloatText
    box = kind(
        value=round(value) if whole else value,
        min=round(low) if whole else low,
        max=round(high) if whole else high,
        tooltip=name,
        layout={"width": "12em"},
    )

    def to_box(change):
        # The slider moves in steps: it must not round a value that was typed.
        step = 10 ** (0.6 * decades_per_step) - 1
        if not isclose(change["new"], box.value, rel_tol=step):
            box.value = round(change["new"]) if whole else float(f"{change['new']:.3g}")

    def to_slider(change):
        if not isclose(change["new"], slider.value, rel_tol=1e-12):
            slider.value = change["new"]

    slider.observe(to_box, "value")
    box.observe(to_slider, "value")
    return ipywidgets.HBox([slider, box, ipywidgets.Label(unit)]), box


def paired_linear(name, value, low, high, unit="", step=None):
    """A linear slider and a number box that always show the same value."""
    import ipywidgets

    ends = {"value": value, "min": low, "max": high, **({} if step is None else {"step": step})}
    whole = isinstance(low, int) and isinstance(high, int)
    slider = (ipywidgets.IntSlider if whole else ipywidgets.FloatSlider)(
        description=name, readout=False, style={"description_width": "11em"},
        layout={"width": "26em"}, **ends,
    )  # fmt: skip
    kind = ipywidgets.BoundedIntText if whole else ipywidgets.BoundedFloatText
    box = kind(tooltip=name, layout={"width": "12em"}, **ends)
    slider.observe(lambda change: box.set_trait("value", change["new"]), "value")
    box.observe(lambda change: slider.set_trait("value", change["new"]), "value")
    return ipywidgets.HBox([slider, box, ipywidgets.Label(unit)]), box


def live_and_page(widget, filmstrip, **kwargs):
    """What a notebook shows of live controls: themselves, and HTML where no kernel runs."""
    bundle = widget._repr_mimebundle_(**kwargs)
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return {**data, "text/html": filmstrip()._repr_html_()}


def spoken(sentence, details, words):
    """The text below a live picture: what to notice, a table, the picture in words."""
    return (
        f'<p aria-live="polite"><strong>{escape(sentence)}</strong></p>{details}'
        f"<details><summary>The picture in words</summary>{escape(words)}</details>"
    )
