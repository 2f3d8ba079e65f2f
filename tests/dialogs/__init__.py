"""Tests of what is decided purely."""
