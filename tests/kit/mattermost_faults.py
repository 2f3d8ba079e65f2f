"""What the small Mattermost is told to do wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next calls whose method and path begin like this."""

    call: str
    status: int
    times: int = 1
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    done: bool = False
    """Whether what was asked is done all the same, and only the answer is another."""
