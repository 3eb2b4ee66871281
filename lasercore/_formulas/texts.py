"""Numbers as texts."""

import math

_PREFIXES = {-15: "f", -12: "p", -9: "n", -6: "µ", -3: "m", 0: "", 3: "k", 6: "M", 9: "G", 12: "T"}
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def quantity(value: float, unit: str, digits: int = 3) -> str:
    """A value with an SI prefix."""
    if not math.isfinite(value) or value == 0:
        return f"{value:g} {unit}"
    rounded = float(f"{value:.{digits - 1}e}")  # 999.6 must become 1.00 k, not 1000
    power = 3 * math.floor(math.log10(abs(rounded)) / 3)
    power = min(max(power, min(_PREFIXES)), max(_PREFIXES))
    mantissa = rounded / 10.0**power
    if not 1e-3 <= abs(mantissa) < 1e4:
        return f"{scientific(value, digits)} {unit}"
    decimals = max(digits - 1 - math.floor(math.log10(abs(mantissa))), 0)
    return f"{mantissa:.{decimals}f} {_PREFIXES[power]}{unit}"


def scientific(value: float, digits: int = 3) -> str:
    """Plain from 0.001 to 10⁵, else with a power of ten."""
    if hasattr(value, "written"):  # not a number yet: see `functions`
        return value.written("scientific")
    if not math.isfinite(value) or value == 0:
        return f"{value:g}"
    rounded = abs(float(f"{value:.{digits - 1}e}"))  # 9.996 must become 10.0, not 10.00
    if 1e-3 <= rounded < 1e5:
        decimals = max(digits - 1 - math.floor(math.log10(rounded)), 0)
        return f"{value:.{decimals}f}"
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}·10{str(int(power)).translate(_SUPERSCRIPTS)}"
