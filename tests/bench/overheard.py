"""What a part of the measuring prints, overheard for the page of evidence: the lines that begin with the number of a goal."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import TextIO

from tests.bench.floors import REACHED
from tests.evidence.page import Reached
from tests.evidence.rows import GOALS

LINE = re.compile(r"(P[0-9]+) +(\S.*)")
BOUNDS = re.compile(r" {3,}(?=floor |not what )")
"""What stands between a figure and what it is held against, which the row of the page says itself."""
NOT_MEASURED = "not measured"


class Overheard(StringIO):
    """Prints on as before, and remembers."""

    def __init__(self, out: TextIO) -> None:
        super().__init__()
        self._out = out

    def write(self, text: str) -> int:
        self._out.write(text)
        self._out.flush()
        return super().write(text)

    def reached(self, part: str, when: str, on: str) -> Iterator[Reached]:
        """Yield what was measured of each goal; of what could not be measured here it stays as it was.

        A goal holds when no figure of it missed its floor; one that names a floor and does not say so missed it.
        """
        found, missed = dict[str, list[str]](), set[str]()
        for line in self.getvalue().splitlines():
            said = LINE.fullmatch(line)
            if said and said[1] in GOALS and NOT_MEASURED not in said[2]:
                figure, *bounds = BOUNDS.split(said[2])
                found.setdefault(said[1], []).append(figure.replace("|", "/").strip())
                missed |= {said[1]} if any("floor" in one and not one.endswith(f": {REACHED}") for one in bounds) else set()
        for row, figures in found.items():
            yield Reached(row, f"bench {part}", "bench", "; ".join(figures), holds=row not in missed, when=when, on=on)
