"""Conversations, and the answers given in them."""
