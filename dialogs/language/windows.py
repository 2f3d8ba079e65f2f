"""The moments at which something of a round happens: when a stage opens, reminds and closes."""

from typing import Annotated

from pydantic import Field

from dialogs.checks import wholeness
from dialogs.language.options import MOMENT_SCHEMA, Afterwards, counted_from
from dialogs.language.part import Name, Part
from dialogs.timing.cadence import Moment

When = Annotated[Moment, counted_from(), MOMENT_SCHEMA]


class Window(Part):
    """When a stage opens, is nudged and closes; what is left out follows the round or never comes."""

    opens: When = Moment()
    closes: When | None = None
    until: Name | None = None
    """The output, or the day, up to which is still taken, after closing, what somebody tells."""
    at_least: Afterwards | None = None
    """How long it lasts at least; where it would close before it opens, it opens at once."""
    nudges: tuple[When, ...] = Field((), max_length=wholeness.MOST_NUDGES)
    shorter: tuple[When, ...] = Field((), max_length=wholeness.MOST_NUDGES)
    """The reminders where it closes too soon for the ones above."""
    first_after: Afterwards | None = None
    """How long after opening the first of two reminders comes at least; sooner it is left out."""
    sooner: bool = False
    """Whether it is asked on the last working day before, where its first free day lies past its closing (S11)."""
    passes: Afterwards | None = None
    """How long somebody has to answer before another is asked, where she is asked to do something for the group."""
