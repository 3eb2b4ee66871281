"""What the regime chooser says: which model to trust, and where each stands, in words."""

from math import isnan, nan

from lasercore.density_matrix import n_sat
from lasercore.units import scientific
from nanobook.live.told import paragraphs, table, warned

_AGREES = 0.01
"""Relative error of ⟨n⟩ and g²(0) up to which a model is called right."""
_AT_THRESHOLD = 1e-9
"""Distance of P(1)/P(0) from one that is only rounding."""
_HEAD = ("model", "⟨n⟩", "g²(0)", "P₁/P₀", "found by")


def verdict(answers):
    """Which model to trust here, and on which side of P_0 = P_1 each one is."""
    at = f"At λ = {scientific(answers.per_emitter)} Γ"
    if answers.class_a is None and answers.class_b is None:
        return f"{at} no model answers: {answers.problems['class B']}."
    return f"{at} {_trust(answers)} {_sides(answers)}"


def _trust(answers):
    if answers.judge is None:
        return _nobody_knows(_models(answers))
    if answers.exact is None:
        known = (
            "the exact distribution is too large to be solved here, but far above threshold"
            f" Langevin's noise can be trusted: g²(0) of about {_g2(answers.judge.g2)}."
        )
    else:
        known = f"g²(0) is {_g2(answers.judge.g2)}, exactly."
    if answers.laser.n_emitters == 1 and answers.class_b is not None:
        a = f"; {_off(answers, 'class A')}" if answers.class_a is not None else ""
        return f"{known} Class B is exact, as for any single emitter{a}: trust class B."
    told = "; ".join(_off(answers, name) for name in _models(answers))
    return f"{known} {told[0].upper()}{told[1:]}: {_whom(answers)}."


def _nobody_knows(models):
    told = " and ".join(f"{name} says {_g2(light.g2)}" for name, light in models.items())
    values = [float(light.g2) for light in models.values()]
    if max(values) <= (1 + _AGREES) * min(values) and len(values) == 2:
        return (
            f"{told} for g²(0), the same within 1%, but the exact distribution is too large to"
            " check them here."
        )
    return (
        f"{told} for g²(0), and the exact distribution is too large to say here who is right:"
        " trust neither blindly. Where the exact distribution can check, lasers of many emitters"
        " are noisier than class B says."
    )


def _models(answers):
    """The answers of class B and class A that there are."""
    return {name: light for name, light in answers.known.items() if name != "exact"}


def _off(answers, name):
    """What a model says and how far that is off, like "class B says 1.147, 5.4% too low"."""
    g2, truth, excess = answers.by_name[name].g2, answers.judge.g2, answers.excess(name, "g2")
    says = f"{name} says {_g2(g2)}"
    if (g2 - 1) * (truth - 1) < 0 and abs(excess) > _AGREES:
        kinds = ("bunched", "antibunched") if g2 > 1 else ("antibunched", "bunched")
        says += f", {kinds[0]} light where it is {kinds[1]}"
    elif abs(excess) > _AGREES:
        says += f", {_too(answers, excess)}"
    else:
        says += ", right within 1%"
    mean = answers.excess(name, "mean")
    return says if abs(mean) <= _AGREES else f"{says}, and ⟨n⟩ {_too(answers, mean)}"


def _too(answers, excess):
    about = "about " if answers.exact is None else ""
    size = f"{abs(excess):.0%}" if about or abs(excess) > 0.2 else f"{abs(excess):.1%}"
    return f"{about}{size} too {'high' if excess > 0 else 'low'}"


def _whom(answers):
    models = _models(answers)
    errors = {name: [answers.excess(name, key) for key in ("mean", "g2")] for name in models}
    right = [name for name in models if max(map(abs, errors[name])) <= _AGREES]
    if not right:
        return "trust neither" if len(models) == 2 else "do not trust it"
    return f"trust {'both' if len(right) == 2 else right[0]} for g²(0)"


def _sides(answers):
    """On which side of P_0 = P_1 each model is."""
    laser, ratios = answers.laser, answers.ratios
    if laser.n_emitters <= n_sat(laser):
        return (
            f"As n₀ = {laser.n_emitters} does not exceed N_sat = {scientific(n_sat(laser))}, P(n)"
            " can only fall: no model reaches P₀ = P₁ at any pump."
        )
    sides = {"above": [], "at": [], "below": []}
    for name in answers.by_name:
        apart = ratios.get(name, nan) - 1
        if not isnan(apart):
            side = "at" if abs(apart) <= _AT_THRESHOLD else "above" if apart > 0 else "below"
            sides[side].append(f"{name} ({_ratio(ratios[name])})")
    told = [f"{side}: {_listed(names)}" for side, names in sides.items() if names]
    told[0] = told[0].replace(":", " P₀ = P₁:", 1)
    return f"{told[0][0].upper()}{'; '.join(told)[1:]}."


def _listed(names):
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _ratio(value):
    """P_1/P_0 with so many digits that it does not look like one unless it is one."""
    if abs(value - 1) <= _AT_THRESHOLD:
        return "1"
    digits = 3
    while float(f"{value:.{digits}f}") == 1:
        digits += 1
    return f"{value:.{digits}f}" if abs(value) >= 0.01 else scientific(value)


def _g2(value):
    """g²(0) with so many digits that it does not look like one unless it is one."""
    return _ratio(float(value))


def details(answers):
    """The table of the three models, what one could not do, and warnings, as HTML."""
    rows = {name: _row(answers, name) for name in answers.by_name}
    problems = {}
    for name, problem in answers.problems.items():
        problems.setdefault(problem, []).append(name)
    said = (f"No {' or '.join(names)} answer: {problem}" for problem, names in problems.items())
    return f"{table(rows, _HEAD)}{_small(answers)}{paragraphs(said)}{warned(answers.notes)}"


def _small(answers):
    if answers.judge is None:
        return ""
    than = "the exact ones" if answers.exact is not None else "Langevin's, which are good here"
    return f"<small>Below the numbers: how far they are from {than}.</small>"


def _row(answers, name):
    light = answers.by_name[name]
    if light is None:
        return ["–"] * (len(_HEAD) - 1)
    ratio = answers.ratios[name]
    return [
        f"{scientific(float(light.mean), 5)}{_excess(answers, name, 'mean')}",
        f"{_five(float(light.g2))}{_excess(answers, name, 'g2')}",
        scientific(ratio, 4) if ratio == ratio else "not known",
        _how(name, light),
    ]


def _five(value):
    return f"{value:.5f}" if value >= 0.01 else scientific(value, 4)


def _excess(answers, name, key):
    excess = None if name == "exact" else answers.excess(name, key)
    if excess is None:
        return ""
    text = f"× {scientific(1 + excess)}" if excess > 10 else f"{excess:+.2%}"
    if answers.exact is None:
        text = f"about {excess:+.0%}" if abs(excess) >= 0.005 else "about ±0%"
    return f"<br><small>{'±0.00%' if text in ('+0.00%', '-0.00%') else text}</small>"


def _how(name, light):
    reach = f"n up to {len(light.distribution) - 1}"
    if name == "class A":
        return f"closed form, {reach}"
    if name == "class B":
        return f"{light.report['steps']} Newton steps, {reach}"
    return f"window of {light.report['window'].partition(' (')[0]}"
