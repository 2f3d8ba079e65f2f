"""How fast calls of Mattermost may go."""

RATE, HIGHEST = 8, 1000
"""Calls a second: a server whose limit is on takes ten, of all of which some are left to others behind the same address."""
