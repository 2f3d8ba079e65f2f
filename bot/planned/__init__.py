"""Rounds that somebody plans: beginning, leading, moving and ending them."""
