"""Lines that once went wrong in rate equations, thresholds, cavities, and how they must end.

A number is the answer, a text a part of the message that refuses it.
"""

FOUND = {}
