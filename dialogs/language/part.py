"""What all parts of a format have in common, and how their names and texts are written."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MAX_CHARACTERS = 4000
NAME = r"^[a-z][a-z0-9_]*$"

Name = Annotated[str, Field(pattern=NAME, max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS)]


class Part(BaseModel):
    """The common manners of every part of a format: it never changes, and a word it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
