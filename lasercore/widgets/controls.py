"""Controls: sliders paired with number boxes."""

from math import isclose


def paired_log(name, value, low, high, unit="", whole=False, decades_per_step=0.01):
    """A logarithmic slider and a number box that always show the same value.

    Parameters
    ----------
    name : str
        Written before the slider, and read out for both controls.
    value, low, high : float, positive
    unit : str
        Written behind the box.
    whole : bool
        Only whole numbers.
    decades_per_step : float

    Returns
    -------
    (ipywidgets.HBox, ipywidgets.BoundedFloatText or BoundedIntText)
        The row to show, and the box whose ``value`` counts.

    Example
    -------
    >>> row, box = paired_log("Q", 5000, 50, 1e6)
    >>> box.value = 250
    >>> round(row.children[0].value)
    250
    """
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
