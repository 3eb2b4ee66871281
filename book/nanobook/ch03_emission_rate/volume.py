"""Figures of what a small mode volume does: emission rate, β, and where the lasers lie."""

import numpy as np

from lasercore import cavity
from lasercore.device import CONFINEMENT, devices
from lasercore.units import scientific
from nanobook.style import COLOURS, MARKERS, label_line, log_axis

THREE_LASERS = ("EDC laser 1", "PhC laser", "macroscopic laser")
CONFINEMENT_RANGE = (0.00205, 0.20)
VOLUMES = (1e-4, 1e6)  # (λ/2n)³
REFERENCE = devices["EDC laser 1"]


def emission_rate(device, relative_volume):
    """Rate γ_r of one emitter for mode volumes in (λ/2n)³, all else as in a device.

    Parameters
    ----------
    device : Device
    relative_volume : float or array, (λ/2n)³, positive

    Returns
    -------
    float or array, s⁻¹

    Example
    -------
    >>> f"{emission_rate(devices['EDC laser 1'], 1.0):.3e}"
    '4.613e+09'
    """
    volume = np.asarray(relative_volume) * cavity.diffraction_volume(device.wavelength, device.n)
    return cavity.gamma_r(device.wavelength, device.n, volume, device.dipole, device.T_2)


def smallest_valid_volume(device):
    """Mode volume below which the coupling g exceeds γ_2/10: γ_r > γ_2/25.

    Parameters
    ----------
    device : Device

    Returns
    -------
    float, (λ/2n)³

    Example
    -------
    >>> f"{smallest_valid_volume(devices['EDC laser 1']):.5f}"
    '0.00288'
    """
    return emission_rate(device, 1.0) / (cavity.gamma_2(device.T_2) / 25)


def volume_range(device, confinement=CONFINEMENT_RANGE):
    """Smallest and largest mode volume V_act/Γ_c while Γ_c runs over a range.

    Parameters
    ----------
    device : Device
        Of the catalogue, where Γ_c = 6 %.
    confinement : (float, float)

    Returns
    -------
    (float, float), (λ/2n)³

    Example
    -------
    >>> "{:.4f} {:.2f}".format(*volume_range(devices["EDC laser 1"]))
    '0.0232 2.26'
    """
    low, high = (device.relative_volume * CONFINEMENT / share for share in confinement[::-1])
    return low, high


def gamma_r_against_volume(ax, device=REFERENCE, names=THREE_LASERS):
    """Draw γ_r against V, and where lasers of fixed active region lie on the line.

    γ_r = (2d²/(ħ ε_0 n²)) (ω_c/γ_2)/V with V = V_act/Γ_c, Γ_c from 0.205 % to 20 %.

    Parameters
    ----------
    ax : matplotlib Axes
    device : Device
        Gives λ, n, dipole and T_2.
    names : sequence of str
        Lasers of the catalogue; the mark is at their Γ_c = 6 %.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 1 (top).

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> gamma_r_against_volume(Figure().add_subplot()).get_ylabel()
    '$\\\\gamma_r$ (s$^{-1}$)'
    """
    _volume_axis(ax, device)
    rates = _line(ax, lambda volume: emission_rate(device, volume))
    rates.set(linestyle="-", lw=1)
    for (name, colour), marker in zip(_coloured(names), MARKERS, strict=False):
        volumes = np.geomspace(*volume_range(devices[name]), 50)
        ax.plot(volumes, emission_rate(device, volumes), color=colour, linestyle="-", lw=5)
        point = devices[name].relative_volume
        ax.plot(point, emission_rate(device, point), marker, color="white", markeredgecolor=colour)
        ax.annotate(
            _short(name),
            (point, emission_rate(device, point)),
            xytext=(-6, -8),
            textcoords="offset points",
            color=colour,
            ha="right",
            va="top",
        )
    log_axis(ax.yaxis)
    ax.set_ylabel(r"$\gamma_r$ (s$^{-1}$)")
    return ax


def describe_gamma_r_against_volume(device=REFERENCE, names=THREE_LASERS):
    """Say in words what `gamma_r_against_volume` shows.

    Parameters
    ----------
    device, names
        As for `gamma_r_against_volume`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_gamma_r_against_volume(names=["EDC laser 1"]))
    One straight line γ_r ∝ 1/V through 4.61·10⁹ s⁻¹ at V = (λ/2n)³. On it: EDC laser 1 from V = 0.0232 to 2.26. Below V = 0.00288 the coupling exceeds γ_2/10.
    """  # noqa: E501 - the sentence is printed as it is
    spans = "; ".join(
        "{} from V = {} to {}".format(name, *map(scientific, volume_range(devices[name])))
        for name in names
    )
    return (
        f"One straight line γ_r ∝ 1/V through {scientific(emission_rate(device, 1.0))} s⁻¹ at"
        f" V = (λ/2n)³. On it: {spans}. Below V = {scientific(smallest_valid_volume(device))} the"
        " coupling exceeds γ_2/10."
    )


def beta_against_volume(ax, device=REFERENCE, gamma_bg=(1e9, 1e10), names=THREE_LASERS):
    """Draw β = γ_r/(γ_r + γ_bg) against V, and where lasers lie on the curves.

    Parameters
    ----------
    ax : matplotlib Axes
    device, names
        As for `gamma_r_against_volume`.
    gamma_bg : sequence of float, s⁻¹

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 8.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> beta_against_volume(Figure().add_subplot()).get_ylabel()
    '$\\\\beta$'
    """
    _volume_axis(ax, device)
    for number, background in enumerate(gamma_bg):
        curve = _line(ax, lambda volume, b=background: _beta(device, volume, b))
        curve.set(linestyle=("-", "--", ":")[number % 3], lw=1)
        text = rf"$\gamma_\mathrm{{bg}} = 10^{{{np.log10(background):.3g}}}$ s$^{{-1}}$"
        right = number == 0
        place = {"ha": "left" if right else "right", "va": "bottom" if right else "top"}
        label_line(ax, curve, text, 0.68, (6, 3) if right else (-4, -2), **place)
        for (name, colour), marker in zip(_coloured(names), MARKERS, strict=False):
            volumes = np.geomspace(*volume_range(devices[name]), 50)
            ax.plot(volumes, _beta(device, volumes, background), color=colour, linestyle="-", lw=5)
            point = devices[name].relative_volume
            height = _beta(device, point, background)
            ax.plot(point, height, marker, color="white", markeredgecolor=colour)
    for name, colour in _coloured(names):
        ax.text(
            devices[name].relative_volume, 2.2, _short(name), color=colour, ha="center", fontsize=9
        )
    log_axis(ax.yaxis)
    ax.set(ylabel=r"$\beta$", ylim=(2e-7, 6))
    return ax


def describe_beta_against_volume(device=REFERENCE, gamma_bg=(1e9, 1e10), names=THREE_LASERS):
    """Say in words what `beta_against_volume` shows.

    Parameters
    ----------
    device, gamma_bg, names
        As for `beta_against_volume`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_beta_against_volume(gamma_bg=[1e9], names=["EDC laser 1"]))
    β against V. For γ_bg = 1.0·10⁹ s⁻¹ it passes one half at V = 4.61 (λ/2n)³; EDC laser 1 has β = 0.984.
    """  # noqa: E501 - the sentence is printed as it is
    sentences = []
    for background in gamma_bg:
        betas = ", ".join(
            f"{name} has β = {scientific(_beta(device, devices[name].relative_volume, background))}"
            for name in names
        )
        half = scientific(emission_rate(device, 1.0) / background)
        sentences.append(
            f"For γ_bg = {scientific(background, 2)} s⁻¹ it passes one half at V = {half} (λ/2n)³;"
            f" {betas}."
        )
    return f"β against V. {' '.join(sentences)}"


def _beta(device, relative_volume, gamma_bg):
    rate = emission_rate(device, relative_volume)
    return rate / (rate + gamma_bg)


def _short(name):
    return name.replace("laser ", "").replace(" laser", "")


def _coloured(names):
    return zip(names, COLOURS, strict=False)


def _line(ax, function):
    volumes = np.geomspace(*VOLUMES, 300)
    return ax.plot(volumes, function(volumes), color="#444444")[0]


def _volume_axis(ax, device):
    """The axis of V, with the range hatched where the rate picture ends."""
    ax.axvspan(VOLUMES[0], smallest_valid_volume(device), color="#eeeeee", lw=0)
    ax.text(
        0.02, 0.03, r"$g > \gamma_2/10$", transform=ax.transAxes, color="#555555", fontsize=9
    )  # below the curve, where nothing else is
    log_axis(ax.xaxis)
    ax.set(xlim=VOLUMES, xlabel=r"mode volume $V$ in $(\lambda/2n)^3$")
