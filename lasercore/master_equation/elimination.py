"""Solves with the generator, level by level: block-tridiagonal elimination.

Every process changes n_e and n_p by at most one, so that the states, ordered by one of the two
numbers into levels, are coupled only to the next level up and down. Two wings of levels are
eliminated, from the ends of the window towards a central level. Each level leaves the Schur
complement S of minus the generator, a matrix as wide as a level; its inverse is kept for the
solves. The levels are chosen along the longer side, since the work grows with the cube of a
level's width.

For the probabilities each S is again the generator of a Markov chain, the one that is watched
only outside the eliminated levels. Its columns' sums are known, so its diagonal is summed up
from the outflows instead of subtracted, as Grassmann, Taksar and Heyman do for single states, and
no entry of the solution is negative. The centre must carry weight. Then the flow through every
level goes mostly inwards, so that nothing cancels and small entries keep their digits; and the
rounding of a solve, all of which ends up in the centre, does no harm there.
"""

import numpy as np

from lasercore.master_equation.sectors import steps
from lasercore.processes import STOICHIOMETRY

# Beyond this a vector is scaled down before it overflows.
LARGE = 1e150


class Elimination:
    """A factorised generator.

    Parameters
    ----------
    sector : Sector
    conserving : bool
        Whether columns sum to zero (probabilities), so that a stationary state exists.
    centre : tuple of two ints
        Indices (e, n) of a state near the middle of the weight.
    tick : function or None
        Called with the share of the work that each level is.
    """

    def __init__(self, sector, conserving, centre, tick=None):
        shape = sector.leaving.shape
        self._by_carriers = shape[0] >= shape[1]
        self._conserving = conserving
        self._centre = centre[0 if self._by_carriers else 1]
        leaving = self._levels(sector.leaving)
        couplings = self._sorted_couplings(sector.arriving)

        def step():
            if tick is not None:
                tick(1 / len(leaving))

        self._above, self._below = (
            _Wing(leaving[levels], _along(couplings, direction, levels), conserving, step)
            for direction, levels in (
                (1, slice(self._centre, None)),
                (-1, slice(self._centre, None, -1)),
            )
        )
        gains = self._above.gains + self._below.gains
        _add_inside(gains, couplings[0], self._centre)
        # Nothing leaves the centre for good, so conservation leaves no outflow to add.
        self._core = _schur(gains, 0.0 if conserving else None, leaving[self._centre])
        self._stationary = None

    def _levels(self, x):
        """Order states by level (first axis) and within the level (second)."""
        return np.ascontiguousarray(x if self._by_carriers else x.T)

    def _states(self, x):
        return x if self._by_carriers else x.T

    def _sorted_couplings(self, arriving):
        """Amplitudes by (change of level, change within it), listed at their source."""
        sorted_couplings = {-1: {}, 0: {}, 1: {}}
        for amplitude, change in zip(arriving, STOICHIOMETRY, strict=True):
            level, inside = (int(c) for c in (change if self._by_carriers else change[::-1]))
            flow = self._levels(amplitude)
            kind = sorted_couplings[level]
            kind[inside] = kind[inside] + flow if inside in kind else flow
        return sorted_couplings

    def stationary(self):
        """The stationary distribution, shape (E, N), not negative, sum 1."""
        if self._stationary is None:
            core = stationary_of(-self._core)
            above, below = self._above.stationary(core), self._below.stationary(core)
            x, exponents = (
                np.concatenate([down[:0:-1], up]) for down, up in zip(below, above, strict=True)
            )
            x = np.ldexp(x, (exponents - exponents.max())[:, None])
            self._stationary = x / x.sum()
        return self._states(self._stationary)

    def solve(self, b):
        """x with −Lx = b, shape (E, N).

        For probabilities b must sum to zero, and so does x: the part of the stationary state
        in it, which L does not see, is taken out.
        """
        b, centre = self._levels(b), self._centre
        from_above = self._above.inwards(b[centre:])
        from_below = self._below.inwards(b[centre::-1])
        received = from_above[0] + from_below[0] - b[centre]
        core = self._solve_core(received)
        above, below = (
            self._above.outwards(core, from_above),
            self._below.outwards(core, from_below),
        )
        x = np.concatenate([below[:0:-1], above])
        if self._conserving:
            self.stationary()
            x -= self._stationary * x.sum()
        return self._states(x)

    def _solve_core(self, b):
        if not self._conserving:
            return np.linalg.solve(self._core, b)
        # The solution is free up to the stationary state: hold the likeliest entry at zero. What
        # remains is diagonally dominant, so that also the smallest entries come out right.
        self.stationary()
        free = np.arange(len(b)) != np.argmax(self._stationary[self._centre])
        x = np.zeros_like(b)
        x[free] = np.linalg.solve(self._core[np.ix_(free, free)], b[free])
        return x


class _Wing:
    """Levels eliminated from the outermost to the neighbour of the centre.

    Level 0 is the centre itself; couplings[+1] lead outwards, couplings[−1] inwards.
    """

    def __init__(self, leaving, couplings, conserving, tick):
        from scipy.linalg.lapack import dgetrf, dgetri

        self._inverses = [None] * len(leaving)
        self._outwards, self._inwards = (list(couplings[way].items()) for way in (1, -1))
        self.gains, *self._room = (np.zeros((leaving.shape[1],) * 2, order="F") for _ in range(3))
        outflow = sum(couplings[-1].values())
        for level in range(len(leaving) - 1, 0, -1):
            _add_inside(self.gains, couplings[0], level)
            schur = _schur(self.gains, outflow[level] if conserving else None, leaving[level])
            # Columns are diagonally dominant: the factorisation never has to exchange rows.
            factors, pivots, fault = dgetrf(schur, overwrite_a=1)
            inverse, fault_too = dgetri(factors, pivots, overwrite_lu=1)
            if fault or fault_too:
                raise ArithmeticError(
                    f"level {level} of the window must be left by some process, but is not:"
                    " enlarge the window"
                )
            self._inverses[level] = inverse
            self._return(level)
            tick()

    def _return(self, level):
        """Gains of the next level inwards by excursions to the levels eliminated so far."""
        out, spare = self._room
        out[...] = 0.0
        for step, flow in self._outwards:  # inverse · flow: scaled and shifted columns
            source, target = steps(step)
            np.multiply(
                self._inverses[level][:, target], flow[level - 1, source], out=spare[:, source]
            )
            out[:, source] += spare[:, source]
        self.gains[...] = 0.0
        for step, flow in self._inwards:  # flow · that: scaled and shifted rows
            source, target = steps(step)
            np.multiply(out, flow[level, :, None], out=spare)
            # Flow that would lead out of the level is zero: shifting the flat matrix, which is
            # quicker, wraps nothing around.
            _flat(self.gains)[target] += _flat(spare)[source]

    def inwards(self, b):
        """What each level receives in the end, from b and through the levels further out."""
        received = b.copy()
        for level in range(len(b) - 1, 0, -1):
            time_spent = self._inverses[level] @ received[level]
            for step, flow in self._inwards:
                source, target = steps(step)
                received[level - 1, target] += flow[level, source] * time_spent[source]
        return received

    def outwards(self, core, received):
        """x on all levels from x on the centre and from what the levels have received."""
        x = received.copy()
        x[0] = core
        for level in range(1, len(x)):
            self._lift(x, level)
            x[level] = self._inverses[level] @ x[level]
        return x

    def stationary(self, core):
        """x without sources, each level as x·2^exponent: where a window misses the weight, the
        levels' sizes span more than a floating-point number can."""
        x = np.zeros((len(self._inverses), len(core)))
        x[0], exponents = core, np.zeros(len(x), dtype=int)
        for level in range(1, len(x)):
            self._lift(x, level)
            spent = self._inverses[level] @ x[level]
            exponent = int(np.frexp(spent.max())[1])
            x[level] = np.ldexp(spent, -exponent)
            exponents[level] = exponents[level - 1] + exponent
        return x, exponents

    def _lift(self, x, level):
        """Add what flows to a level from the one before."""
        for step, flow in self._outwards:
            source, target = steps(step)
            x[level, target] += flow[level - 1, source] * x[level - 1, source]


def _along(couplings, direction, levels):
    """Couplings listed outwards from the centre, in the one direction or the other."""
    return {
        step: {change: flow[levels] for change, flow in couplings[direction * step].items()}
        for step in (-1, 0, 1)
    }


def _add_inside(gains, couplings, level):
    """Add the jumps within a level: column j to row j ± 1."""
    flat, width = _flat(gains), len(gains)
    for step, flow in couplings.items():
        if step == 1:
            flat[1 :: width + 1] += flow[level, :-1]
        elif step == -1:
            flat[width :: width + 1] += flow[level, 1:]


def _schur(gains, outflow, leaving):
    """S = leaving − gains; with a known outflow its diagonal is summed, not subtracted."""
    schur = np.negative(gains, order="F")
    diagonal = _flat(schur)[:: len(gains) + 1]
    if outflow is None:
        diagonal += leaving
    else:
        diagonal[:] = 0.0
        diagonal[:] = outflow - schur.sum(axis=0)
    return schur


def _flat(matrix):
    """The entries of a Fortran-ordered matrix, column by column, as a view."""
    return matrix.T.reshape(-1)


def stationary_of(generator):
    """Stationary vector of a small dense generator (columns sum to zero), without subtraction.

    Source: W. K. Grassmann, M. I. Taksar, D. P. Heyman, Oper. Res. 33, 1107 (1985).
    """
    rates = np.array(generator)
    for last in range(len(rates) - 1, 0, -1):
        leaving = rates[:last, last].sum()
        if not leaving > 0:
            raise ArithmeticError(
                f"state {last} of the central level must be left by some process, but is not:"
                " enlarge the window"
            )
        rates[last, :last] /= leaving
        rates[:last, :last] += np.outer(rates[:last, last], rates[last, :last])
    x = np.zeros(len(rates))
    x[0] = 1.0
    for state in range(1, len(rates)):
        x[state] = rates[state, :state] @ x[:state]
        if x[state] > LARGE:  # what came before may underflow: it hardly ever happens
            x[: state + 1] /= x[state]
    return x
