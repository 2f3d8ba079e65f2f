"""The whole application against a small model of what it promised, whatever happens to it (trust §3, §6)."""
