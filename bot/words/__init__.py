"""The words that work everywhere, and what they do."""
