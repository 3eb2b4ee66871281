"""What the comparison of three solvers says: a sentence and a table."""

from math import floor, log10

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
    right = abs(sigmas) <= _NEAR
    about = "right, as far as it can know" if right else "hardly chance; take more events"
    return f"{says}, {abs(sigmas):.1f} standard errors away: {about}."


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
    rows = {name: [_cell(answers, name, key) for key in _COLUMNS] for name in answers.by_name}
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
    value, below = float(getattr(light, key)), ""
    if name == "Gillespie":
        error, sigmas = answers.error(key), answers.sigmas(key)
        below = _plus_minus(error).strip() + ("" if sigmas is None else f", {sigmas:+.1f} σ")
        value = f"{value:.{_decimals(error, value)}f}"
    else:
        if name == "Langevin" and answers.exact is not None:
            below = f"{answers.excess(key):+.2%}"
        value = f"{value:.3f}" if abs(value) < 1000 else scientific(value, 4)
    return f"{value}<br><small>{below}</small>"


def _plus_minus(error):
    return " (error not known)" if error is None else f" ± {scientific(error, 1)}"


def _decimals(error, value):
    """As many decimals as the standard error has, and one more; at least three below 10."""
    if error is None:
        return 3
    return max(1 - floor(log10(error)), 3 if abs(value) < 10 else 0)
