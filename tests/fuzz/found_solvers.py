"""Lines that once went wrong in models of noise, and how they must end.

A number is the answer, a text a part of the message that refuses it.
"""

FOUND = {}
