"""What the noise widgets say: sentences and tables about solvers and about a growing run."""

from math import floor, isnan, log10

from lasercore.laser import to_ampere
from lasercore.units import quantity, scientific
from nanobook.ch09_whom_to_trust.solvers_figure import share_below_zero
from nanobook.live.told import paragraphs, table, warned

_COLUMNS = {"mean": "⟨n_p⟩", "fano": "F", "g2": "g²(0)"}
_NEAR = 3.0
"""Standard errors beyond which chance hardly explains a difference."""
_AGREES = 0.01
"""Relative error of g² up to which Langevin is called right."""


def verdict(answers):
    """What the three solvers say of g²(0), and who is right, in words."""
    at = f"At {quantity(float(to_ampere(answers.pump)), 'A')}"
    linear, sampled, exact = answers.langevin, answers.gillespie, answers.exact
    if exact is None:
        found = f"{at} Langevin says g²(0) = {linear.g2:.3f}"
        if sampled is not None:
            found += f" and Gillespie {sampled.g2:.3f}{_plus_minus(answers.error('g2'))}"
        return f"{found}; the exact distribution is too large to say who is right."
    parts = [f"{at} g²(0) is {exact.g2:.3f}, exactly."]
    if sampled is not None:
        parts.append(_about_gillespie(answers))
    parts.append(_about_langevin(answers))
    return " ".join(parts)


def _about_gillespie(answers):
    light, sigmas = answers.gillespie, answers.sigmas("g2")
    if sigmas is None:
        return f"Gillespie says {light.g2:.3f} without a known error."
    says = f"Gillespie says {light.g2:.3f}{_plus_minus(answers.error('g2'))}"
    if abs(sigmas) <= _NEAR:
        return f"{says}, {abs(sigmas):.1f} standard errors away: right, as far as it can know."
    return f"{says}, {abs(sigmas):.1f} standard errors away: hardly chance; take more events."


def _about_langevin(answers):
    g2, exact, excess = answers.langevin.g2, answers.exact.g2, answers.excess("g2")
    says = f"Langevin says {g2:.3f}"
    if (g2 - 1) * (exact - 1) < 0 and abs(excess) > _AGREES:
        kinds = ("bunched", "antibunched") if g2 > 1 else ("antibunched", "bunched")
        return f"{says}, {kinds[0]} light where it is {kinds[1]}."
    share = share_below_zero(answers.langevin)
    shape = f", but has {share:.0%} of its Gaussian below zero photons" if share > 0.01 else ""
    if abs(excess) <= _AGREES:
        return f"{says}: right within {max(abs(excess), 1e-4):.2%}{shape}."
    side = "high" if excess > 0 else "low"
    joined = shape.replace(", but", ", and")
    return f"{says}, {abs(excess):.1%} too {side}{joined}."


def details(answers):
    """The table of the three answers, what a solver could not do, and warnings, as HTML."""
    rows = {
        name: [_cell(answers, name, key) for key in _COLUMNS]
        for name, light in answers.by_name.items()
        if light is not None or name in answers.problems
    }
    problems = (f"No {name} answer: {problem}" for name, problem in answers.problems.items())
    return (
        f"{table(rows, ('solver', *_COLUMNS.values()))}"
        "<small>Below Gillespie's numbers: their standard errors, and how many of them (σ) they"
        " are from the exact ones. Below Langevin's: how far they are off. Langevin knows mean"
        " and variance only.</small>"
        f"{paragraphs(problems)}{warned(answers.notes)}"
    )


def _cell(answers, name, key):
    light = answers.by_name[name]
    if light is None:
        return "–"
    value = float(getattr(light, key))
    if name == "Gillespie":
        error, sigmas = answers.error(key), answers.sigmas(key)
        below = _plus_minus(error).strip() + ("" if sigmas is None else f", {sigmas:+.1f} σ")
        value = f"{value:.{_decimals(error, value)}f}"
    else:
        excess = answers.excess(key) if name == "Langevin" else None
        below = "" if excess is None else f"{excess:+.2%}"
        value = f"{value:.3f}" if abs(value) < 1000 else scientific(value, 4)
    return f"{value}<br><small>{below}</small>"


def _plus_minus(error):
    return " (error not known)" if error is None else f" ± {scientific(error, 1)}"


def _decimals(error, value):
    """As many decimals as the standard error has, and one more; at least three below 10."""
    if error is None:
        return 3
    return max(1 - floor(log10(error)), 3 if abs(value) < 10 else 0)


def progress(snapshot, exact):
    """How far the run has come, in words."""
    after = f"After {events_of(snapshot)}"
    if snapshot.light.mean == 0:
        return f"{after} no photon has been seen: g²(0) is not known."
    error = snapshot.light.errors.get("g2")
    if error is None:
        return (
            f"{after} g²(0) is {snapshot.g2:.3f}, {abs(snapshot.g2 - exact.g2):.2g} from the exact"
            f" {exact.g2:.3f}: too short a run to know its own error."
        )
    sigmas = abs(snapshot.g2 - exact.g2) / error
    return (
        f"{after} g²(0) is {snapshot.g2:.3f} ± {scientific(error, 1)}, {sigmas:.1f} standard errors"
        f" from the exact {exact.g2:.3f}."
    )


def numbers(snapshot, exact):
    """Running ⟨n_p⟩ and g²(0) beside the exact ones, as an HTML table."""
    errors = snapshot.light.errors
    run = [
        _with_error(value, errors.get(key))
        for key, value in (("mean", float(snapshot.light.mean)), ("g2", snapshot.g2))
    ]
    rows = {"so far": run, "exact": [f"{exact.mean:.3f}", f"{exact.g2:.3f}"]}
    return table(rows, ("run", "⟨n_p⟩", "g²(0)"))


def _with_error(value, error):
    if isnan(value):
        return "not known"
    return f"{value:.3f}" if error is None else f"{value:.3f} ± {scientific(float(error), 1)}"


def events_of(snapshot):
    """How many events, in words."""
    count = snapshot.events
    return "1 event" if count == 1 else f"{scientific(count) if count > 9999 else count} events"
