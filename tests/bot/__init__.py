"""Tests of what talks with people."""
