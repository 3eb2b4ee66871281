"""What a growing run says: how far it has come, and its numbers."""

from math import isnan

from lasercore.units import scientific
from nanobook.live.told import table


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
