"""What a figure is held against, and whether it came as far as its floor: said behind each figure that has one."""

REACHED, MISSED = "reached", "missed"


def held(words: str, *reached: bool) -> str:
    """Return what stands behind a figure; ``words`` name the floor first, and then the goal."""
    return f"   {words}: {REACHED if all(reached) else MISSED}"
