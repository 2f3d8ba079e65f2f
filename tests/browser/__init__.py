"""The page of the web chat in a real browser, over a real demo."""
