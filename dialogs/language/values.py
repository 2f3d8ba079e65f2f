"""The values that what people tell may have, in the order in which a board names them (S06, 001 §3.4).

Where a story does not reach a value, nothing is missing: they order what was told, and measure nobody.
"""

from typing import Literal, get_args

Worth = Literal[
    "experience", "potential", "applied", "realised", "reframing", "obstacle", "maintain", "ask",
    "way", "helps", "hinders", "from_whom", "growing", "strengthen",
]  # fmt: skip
"""Of a story its value (S06), or of a theme what it tells of how a team learns (S49)."""
WORTHS: tuple[Worth, ...] = get_args(Worth)
LEVELS = WORTHS[:5]
"""The five levels of value; what stands in the way, keeps it alive or is asked of others has none."""
