"""The parliament of a commune on one laptop: meetings, motions, votes, decisions, minutes.

Importing this package loads nothing but this line: the rules can be used without Flask.
"""

__version__ = "0.1.0"
