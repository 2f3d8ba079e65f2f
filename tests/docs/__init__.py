"""Tests that keep the documents true."""
