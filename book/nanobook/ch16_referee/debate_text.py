"""What the live debate says: the closure's claim, quantum theory's word, and the numbers."""

from html import escape
from math import pi

from lasercore.units import quantity, scientific
from nanobook.ch16_referee.debate_answers import EXACT, FORMULA, FULL
from nanobook.ch16_referee.debate_design import OWN, SYMBOLS
from nanobook.live.told import table, warned

TITLES = {
    "incoherent": "The incoherent model",
    "cim": "The CIM",
    "comment": "The Comment's closure",
    "reply": "The Reply's closure",
    "full": "The full closure",
    OWN: "Your own closure",
}
_METHODS = {
    FULL: "by full quantum theory",
    EXACT: "by the master equation, the limit of fast dephasing",
    FORMULA: "by the modified Schawlow–Townes formula, good for many photons",
}


def verdict(answers):
    """What the closure claims at this pump, and what quantum theory says to it."""
    if answers.curves is None:
        return f"No answer: {_sentence(answers.problem)} {_referee(answers)}"
    return f"{_claim(answers)} {_referee(answers)}{_outside(answers)}"


def _claim(answers):
    design, state = answers.design, answers.incoherent
    title = TITLES[design.closure_name]
    at = f"{title} at r = {scientific(design.pump_per_emitter)} s⁻¹"
    photons = f"{scientific(float(state.photons))} photons"
    if answers.growth is None:
        return f"{at} has {photons} and no mean field: it cannot say whether the light is coherent."
    beside = _beside(answers)
    if answers.incoherent_is_stable:
        return f"{at}: the incoherent state, {photons}, is stable{beside}."
    return f"{at}: the incoherent state, {photons}, is not stable{beside}."


def _beside(answers):
    """What there is besides the incoherent state."""
    state = answers.coherent
    if state is None:
        return f", and {_elsewhere(answers)}"
    photons = scientific(float(state.photons))
    share = f"with {float(state.coherence):.1%} of {photons} photons coherent"
    if answers.incoherent_is_stable:
        if answers.coherent_is_stable:
            return f", and so is a coherent one beside it, {share}: bistability"
        return f"; the coherent state beside it, {share}, is not"
    if answers.coherent_is_stable:
        return f"; a coherent state has taken its place, {share}"
    return f", and neither is the coherent one, {share}"


def _elsewhere(answers):
    curves = answers.curves
    if answers.problem:
        return "its coherent states were lost"
    if curves.start is None:
        high = scientific(answers.design.ends[1])
        return f"there is no coherent one at any pump up to {high} s⁻¹"
    r = curves.start[0]
    if curves.vertical:
        return f"coherent ones exist at the one pump {scientific(r)} s⁻¹ only{_beyond(answers)}"
    if r > answers.design.pump_per_emitter:
        return f"the only one: coherent states begin at {scientific(r)} s⁻¹{_beyond(answers)}"
    return "no coherent one was found here"


def _beyond(answers):
    outside = answers.curves.start[0] > answers.design.highest_valid
    return ", beyond the model's own range" if outside else ""


def _referee(answers):
    found = answers.quantum
    line = f"a line of {quantity(found.linewidth, 'Hz')}, {_METHODS[found.method]}"
    said = f"Quantum theory breaks no symmetry: it has {line}"
    return f"{said}{_against(answers)}."


def _against(answers):
    """What the closure has in place of that line."""
    if answers.growth is None or answers.curves is None:
        return ""
    told = []
    if answers.incoherent_is_stable:
        width = quantity(-answers.growth / pi, "Hz")
        told.append(f"a small field dies out as in a line of {width}")
    if answers.coherent_is_stable:
        told.append("the coherent state has no width at all")
    return f"; in this closure {' and '.join(told)}" if told else ""


def _outside(answers):
    """What is wrong with the states that the claim is about."""
    found = list(answers.incoherent.problems)
    if answers.coherent is not None:
        found += [f"coherent state: {what}" for what in answers.coherent.problems
                  if what not in found]  # fmt: skip
    return f" Outside the model's own range: {'; '.join(found)}." if found else ""


def _sentence(text):
    return text if text.endswith(".") else f"{text}."


def details(answers):
    """The table of the numbers and warnings, as HTML."""
    problem = answers.problem if answers.curves is not None else ""
    trouble = f"<p>No coherent state is shown: {escape(_sentence(problem))}</p>" if problem else ""
    rows = {escape(name): [escape(value)] for name, value in _rows(answers).items()}
    return f"{table(rows)}{trouble}{warned(answers.notes)}"


def _rows(answers):
    design, found = answers.design, answers.quantum
    kept = [SYMBOLS[name] for name in SYMBOLS if name in design.families]
    g2 = "" if found.g2 is None else f", g²(0) = {found.g2:.4f}"
    rows = {"kept": ", ".join((["⟨b⟩"] if design.field else []) + kept) or "nothing"}
    if answers.curves is not None:
        rows.update(_claims(answers))
    rows["line by quantum theory"] = f"{quantity(found.linewidth, 'Hz', 4)} ({found.method})"
    rows["photons by quantum theory"] = f"{scientific(found.photons, 4)}{g2}"
    rows["range of the model"] = f"r up to {scientific(design.highest_valid)} s⁻¹"
    return rows


def _claims(answers):
    """What the closure says, as rows of the table."""
    design, curves = answers.design, answers.curves
    photons = f"{scientific(float(answers.incoherent.photons), 4)} photons"
    if answers.growth is None:
        return {"incoherent state": photons}
    stable, k = answers.incoherent_is_stable, design.k
    coherent = "none at this pump"
    if answers.coherent is not None:
        share = scientific(float(answers.coherent.coherent_photons), 4)
        kind = "stable" if answers.coherent_is_stable else "not stable"
        coherent = f"|⟨b⟩|² = {share}, {kind}"
    begins = "nowhere up to the highest pump"
    if curves.start is not None:
        how = "out of the incoherent state" if curves.attached else "apart from the incoherent one"
        how += ", at this one pump" * curves.vertical
        r, start = (scientific(x, 4) for x in curves.start)
        begins = f"r = {r} s⁻¹, {start} photons, {how}{_beyond(answers)}"
    return {
        "incoherent state": f"{photons}, {'stable' if stable else 'not stable'}",
        "growth of a small field": f"{scientific(float(answers.growth) / k)} k".replace("-", "−"),
        "coherent state": coherent,
        "coherent states begin": begins,
    }
