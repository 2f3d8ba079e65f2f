"""Attacks that once broke a promise, kept so that they never do again."""
