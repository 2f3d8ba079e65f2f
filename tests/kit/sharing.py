"""An answer that was shared, as many tests begin with."""

from tests.kit.town import NAMED, Town

WORD = "kanarie"
"""Stands in what Noor shares, and nowhere else."""


async def noor_shares(place: Town) -> None:
    """Let Noor answer the weekly question, and share it with her name."""
    await place.until("thu 14:00")
    await place.says("noor", f"Een {WORD} in de brief.")
    await place.taps("noor", "Zo is het goed")
    await place.taps("noor", NAMED)
