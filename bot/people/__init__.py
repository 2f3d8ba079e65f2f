"""People and groups that come in by a list, or with the demo."""
