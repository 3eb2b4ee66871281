"""Random numbers for kernels: xoshiro256++ and exponential variates, the same on every machine.

All functions are branch-free arithmetic that takes numbers in compiled loops and whole arrays
in numpy, and gives the same bits in both.
"""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lasercore._jit import jit

# Kernels run beside each other in threads, and divide by zero as numpy does: into infinity.
threaded = partial(jit, nogil=True, error_model="numpy")

_R12, _R17, _R19, _R23, _R41, _R45 = (np.uint64(bits) for bits in (12, 17, 19, 23, 41, 45))
_ONE = np.uint64(0x3FF0000000000000)  # the bits of 1.0
_MANTISSA = np.int64(0x000FFFFFFFFFFFFF)
_ROOT_HALF = np.int64(0x3FE6A09E667F3BCD)  # the bits of √½
_EXPONENT = np.int64(52)


def states(seed: np.random.SeedSequence, generators: int) -> NDArray[Any]:
    """Four 64-bit words of state for each of several independent generators, shape (4, …)."""
    return seed.generate_state(4 * generators, np.uint64).reshape(4, generators)


@threaded
def draw(s0, s1, s2, s3):
    """64 random bits by xoshiro256++ (Blackman and Vigna), and the four words that follow."""
    both = s0 + s3
    bits = ((both << _R23) | (both >> _R41)) + s0
    shifted = s1 << _R17
    s2 = s2 ^ s0
    s3 = s3 ^ s1
    s1 = s1 ^ s2
    s0 = s0 ^ s3
    s2 = s2 ^ shifted
    s3 = (s3 << _R45) | (s3 >> _R19)
    return bits, s0, s1, s2, s3


@threaded
def uniform(bits):
    """A uniform number from 52 of the bits: an odd multiple of 2⁻⁵³, so never 0 and never 1."""
    return np.uint64((bits >> _R12) | _ONE).view(np.float64) - (1 - 2.0**-53)


@threaded
def exponential(share):
    """−ln of a number in (0, 1), to one rounding: the logarithm of fdlibm without branches."""
    bits = np.float64(share).view(np.int64) - _ROOT_HALF
    power = bits >> _EXPONENT
    f = np.int64((bits & _MANTISSA) + _ROOT_HALF).view(np.float64) - 1.0  # √½ − 1 … √2 − 1
    s = f / (2.0 + f)
    z = s * s
    series = 1.531383769920937332e-01 + z * 1.479819860510658591e-01
    series = 2.222219843214978396e-01 + z * (1.818357216161805012e-01 + z * series)
    series = 3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * series)
    series = z * (6.666666666666735130e-01 + z * series)
    half = 0.5 * f * f
    low = half - (s * (half + series) + power * 1.90821492927058770002e-10)
    return (low - f) - power * 6.93147180369123816490e-01
