"""Speed, measured: ratios side by side in one run, never a timed test (goals §1)."""
