"""The list of the commands. Each is read in when it is called, so that a bot that runs holds nothing of the others (P15)."""

from collections import UserDict
from importlib import import_module
from typing import Any

import typer
from typer.main import get_group

from bot.commands.telling import OneLine

WHERE = {
    "demo": "run",
    "serve": "run",
    "migrate": "run",
    "check": "look",
    "preview": "look",
    "calendar": "look",
    "audit": "look",
    "privacy": "papers",
    "backup": "safe",
    "restore": "safe",
    "manifest": "package",
    "people": "people",
    "person": "person",
    "archive": "archive",
    "keys": "keys",
    "send": "send",
    "settings": "settings",
    "mattermost": "mattermost",
}
"""In which module of ``bot.commands`` each stands, in the order of the help."""


class Listed(OneLine):
    """All commands, by name."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.commands = _ReadInLate(WHERE)


class _ReadInLate(UserDict[str, Any]):
    """Commands by name, each found in its module when somebody asks for it."""

    def __getitem__(self, name: str) -> Any:
        found, alone = getattr(import_module(f"bot.commands.{self.data[name]}"), name), typer.Typer()
        if isinstance(found, typer.Typer):
            alone.add_typer(found, name=name)
        else:
            alone.command(name)(found)
        return get_group(alone).commands[name]
