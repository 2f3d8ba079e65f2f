"""The only place that reads the environment: every setting, its name and its mend (DESIGN §8)."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from storage.places import Place, place_at

PREFIX = "LEERBOT_"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
"""The names of this machine, as only itself knows them."""


class ConfigError(Exception):
    """A setting is wrong or missing; says which, and the mend."""


def _listed(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


class Config(BaseSettings):
    """How this installation is set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    database_url: str = "sqlite:///data/leerbot.db"
    channels: Annotated[tuple[Literal["web", "mattermost"], ...], NoDecode, BeforeValidator(_listed)] = ("web",)
    mattermost_url: str | None = None
    mattermost_token: str | None = None
    keys: str | None = None
    keys_file: Path | None = None
    timezone: str = "Europe/Amsterdam"
    log: Literal["debug", "info", "warning", "error"] = "info"
    clock: Literal["real", "movable"] = "real"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8787
    public_url: str | None = None

    @property
    def place(self) -> Place:
        """Where the database stands; raises ConfigError for another kind of database."""
        try:
            return place_at(self.database_url)
        except ValueError as problem:
            raise ConfigError(f"{PREFIX}DATABASE_URL is wrong: {problem}") from problem

    @property
    def zone(self) -> ZoneInfo:
        """The zone of this installation; raises ConfigError."""
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError) as unknown:
            raise ConfigError(f'{PREFIX}TIMEZONE "{self.timezone}" is unknown; write for example Europe/Amsterdam') from unknown

    @property
    def mattermost(self) -> tuple[str, str] | None:
        """Where Mattermost is and the bot's token, when that channel is on; raises ConfigError when one of them is missing."""
        if "mattermost" not in self.channels:
            return None
        if not (self.mattermost_url and self.mattermost_token):
            missing = "TOKEN" if self.mattermost_url else "URL"
            raise ConfigError(f"{PREFIX}MATTERMOST_{missing} is missing; set it, or take mattermost out of {PREFIX}CHANNELS")
        if not self.mattermost_url.startswith(("https://", "http://")):
            raise ConfigError(f"{PREFIX}MATTERMOST_URL is no address; write for example https://chat.example.org")
        return self.mattermost_url, self.mattermost_token

    @property
    def public(self) -> str | None:
        """Where people's browsers reach this installation, without a slash at its end; None when that was not set.

        Raises ConfigError for anything but the https address of a host; http is for this machine only.
        """
        if self.public_url is None:
            return None
        try:
            parts = urlsplit(self.public_url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            host, port, parts = "", None, urlsplit("")
        if not host or parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
            raise ConfigError(f"{PREFIX}PUBLIC_URL is no address of a host alone; write for example https://leerbot.example.nl")
        if parts.scheme != "https" and not (parts.scheme == "http" and host in LOOPBACK):
            raise ConfigError(f"{PREFIX}PUBLIC_URL has to begin with https://, as links to people's own pages go there")
        shown = f"[{host}]" if ":" in host else host
        return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")

    def key_text(self) -> str:
        """Return the master keys as they are written; raises ConfigError when there are none."""
        if self.keys:
            return self.keys
        if self.keys_file:
            try:
                return self.keys_file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as problem:
                reason = problem.strerror if isinstance(problem, OSError) else "it is no text"
                raise ConfigError(f"{PREFIX}KEYS_FILE cannot be read ({reason}); give it a readable file") from problem
        raise ConfigError(
            f"there is no key; set {PREFIX}KEYS or {PREFIX}KEYS_FILE to name:key, made with: openssl rand -hex 32"
        )


def from_environment() -> Config:
    """Read the environment; raises ConfigError that names every wrong setting and its mend."""
    known = {f"{PREFIX}{name.upper()}" for name in Config.model_fields}
    for name in os.environ:
        if name.startswith(PREFIX) and name not in known and name != f"{PREFIX}CHROMIUM":
            raise ConfigError(f"{name} is no setting of Leerbot; the settings are {', '.join(sorted(known))}")
    try:
        return Config()
    except ValidationError as refused:
        first = refused.errors()[0]
        name = f"{PREFIX}{str(first['loc'][0]).upper()}"
        raise ConfigError(f"{name}: {first['msg'].lower()}") from refused


def browser_wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a browser can be opened here: somebody sits at this screen."""
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or os.name == "nt") and "CI" not in environment
