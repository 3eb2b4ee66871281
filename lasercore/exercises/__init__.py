"""Checks for the book's exercises that say what is wrong, not only that something is.

Each chapter has a module with its exercises; their names are the labels in the text.
"""

from lasercore.exercises import (
    class_a,
    class_b,
    compared,
    confinement,
    debate,
    laser_light,
    noise,
    photon_recycling,
    rate_equations,
)
from lasercore.exercises.checking import Exercise, judge

__all__ = ["EXERCISES", "Exercise", "check", "judge"]

EXERCISES = {
    **confinement.EXERCISES,
    **rate_equations.EXERCISES,
    **photon_recycling.EXERCISES,
    **noise.EXERCISES,
    **laser_light.EXERCISES,
    **class_a.EXERCISES,
    **class_b.EXERCISES,
    **debate.EXERCISES,
    **compared.EXERCISES,
}


def check(name, answer):
    """Check the answer to an exercise of the book.

    Parameters
    ----------
    name : str
        The exercise, e.g. "confinement-1".
    answer : float or None
        In the unit that the exercise asks for; None while there is none.

    Returns
    -------
    str
        "Right.", or a sentence that says what to look at.

    Raises
    ------
    KeyError
        If there is no such exercise.
    TypeError
        If the answer is not a number.

    Example
    -------
    >>> check("confinement-1", None)
    'No answer yet: put your number in place of None.'
    """
    if name not in EXERCISES:
        raise KeyError(f"no exercise called {name!r}; there are: {', '.join(EXERCISES)}")
    return judge(EXERCISES[name], answer)
