"""Numbers for people: SI prefixes and superscripts."""

import math

from lasercore._checks import number_or_nan, whole

_PREFIXES = {-15: "f", -12: "p", -9: "n", -6: "µ", -3: "m", 0: "", 3: "k", 6: "M", 9: "G", 12: "T"}
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def quantity(value, unit, digits=3):
    """Write a value with an SI prefix, like 144 nA.

    Parameters
    ----------
    value : float
    unit : str
    digits : int
        Significant digits.

    Returns
    -------
    str

    Raises
    ------
    TypeError, ValueError
        If `value` is not a number or `digits` not a whole one.

    Example
    -------
    >>> quantity(1.4366e-7, "A"), quantity(0.0, "A"), quantity(2.43e11, "Hz", 2)
    ('144 nA', '0 A', '240 GHz')
    """
    value, digits = number_or_nan("value", value), whole("digits", digits)
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


def scientific(value, digits=3):
    """Write a number for reading: plain from 0.001 to 10⁵, else with a power of ten.

    Parameters
    ----------
    value : float
    digits : int
        Significant digits.

    Returns
    -------
    str

    Raises
    ------
    TypeError, ValueError
        If `value` is not a number or `digits` not a whole one.

    Example
    -------
    >>> scientific(14.752), scientific(2.4e7, 2), scientific(120)
    ('14.8', '2.4·10⁷', '120')
    """
    value, digits = number_or_nan("value", value), whole("digits", digits)
    if not math.isfinite(value) or value == 0:
        return f"{value:g}"
    rounded = abs(float(f"{value:.{digits - 1}e}"))  # 9.996 must become 10.0, not 10.00
    if 1e-3 <= rounded < 1e5:
        decimals = max(digits - 1 - math.floor(math.log10(rounded)), 0)
        return f"{value:.{decimals}f}"
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}·10{str(int(power)).translate(_SUPERSCRIPTS)}"
