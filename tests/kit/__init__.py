"""A small town to play in: the whole bot on a clock that stands still until it is moved, with the cast of the tests."""
