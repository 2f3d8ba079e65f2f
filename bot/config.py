"""The only place that reads the environment: every setting, its name and its mend (DESIGN §8)."""

import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import secret_files
from bot.channels.email.relay import Relay, is_address, relay_at
from bot.channels.mattermost.limits import HIGHEST as MATTERMOST_HIGHEST
from bot.channels.mattermost.limits import RATE as MATTERMOST_RATE
from bot.channels.teams.app import HIGHEST, RATE, App
from storage.database.places import Place, place_at
from storage.privacy.crypto import KeyRing

PREFIX = "LEERBOT_"
SECRETS_DIR = f"{PREFIX}SECRETS_DIR"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
"""The names of this machine, as only itself knows them."""
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class ConfigError(Exception):
    """A setting is wrong or missing; says which, and the mend."""


def _listed(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


class Config(BaseSettings):
    """How this installation is set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    database_url: str = "sqlite:///data/leerbot.db"
    channels: Annotated[tuple[Literal["web", "mattermost", "teams"], ...], NoDecode, BeforeValidator(_listed)] = ("web",)
    mattermost_url: str | None = None
    mattermost_token: str | None = None
    mattermost_admin_token: str | None = None
    mattermost_callback_url: str | None = None
    mattermost_command_tokens: Annotated[tuple[str, ...] | None, NoDecode, BeforeValidator(_listed)] = None
    teams_app_id: str | None = None
    teams_app_password: str | None = None
    teams_tenant_id: str | None = None
    teams_install: Literal["on", "off"] = "off"
    mattermost_rate: Annotated[int, Field(ge=1, le=MATTERMOST_HIGHEST)] = MATTERMOST_RATE
    teams_rate: Annotated[int, Field(ge=1, le=HIGHEST)] = RATE
    auth: Literal["on", "off"] = "on"
    keys: str | None = None
    keys_file: Path | None = None
    secrets_dir: Path | None = None
    timezone: str = "Europe/Amsterdam"
    log: Literal["debug", "info", "warning", "error"] = "info"
    clock: Literal["real", "movable"] = "real"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8787
    public_url: str | None = None
    smtp_url: str | None = None
    smtp_from: str | None = None

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
        return self.mattermost_at, self.mattermost_token

    @property
    def mattermost_at(self) -> str:
        """Where Mattermost is, without a slash at its end; raises ConfigError when that is no address."""
        if not (self.mattermost_url or "").startswith(("https://", "http://")):
            raise ConfigError(f"{PREFIX}MATTERMOST_URL is no address; write for example https://chat.example.org")
        return (self.mattermost_url or "").rstrip("/")

    @property
    def mattermost_in_the_open(self) -> bool:
        """Whether what is said to Mattermost can be read on the way: it goes to another machine without https."""
        return (address := urlsplit(self.mattermost_at)).scheme == "http" and address.hostname not in LOOPBACK

    @property
    def mattermost_callback(self) -> str | None:
        """Where the Mattermost server reaches Leerbot, without a slash at its end; None when that was not set.

        Raises ConfigError for what is no address.
        """
        told = self.mattermost_callback_url
        if not told:
            return None
        parts = urlsplit(told)
        if parts.scheme not in {"https", "http"} or not parts.netloc or parts.query or parts.fragment or "@" in parts.netloc:
            raise ConfigError(
                f"{PREFIX}MATTERMOST_CALLBACK_URL is no address; write where the Mattermost server reaches Leerbot, "
                "for example https://leerbot.example.nl"
            )
        if "mattermost" not in self.channels:
            raise ConfigError(
                f"{PREFIX}MATTERMOST_CALLBACK_URL is for Mattermost; add mattermost to {PREFIX}CHANNELS, or leave it out"
            )
        return told.rstrip("/")

    @property
    def mattermost_commands(self) -> tuple[str, ...]:
        """The tokens of commands, one for each team; raises ConfigError where Mattermost has nowhere to bring them."""
        if self.mattermost_command_tokens and self.mattermost_callback is None:
            raise ConfigError(
                f"{PREFIX}MATTERMOST_COMMAND_TOKENS needs {PREFIX}MATTERMOST_CALLBACK_URL, where the Mattermost server reaches "
                "Leerbot; set both, or neither"
            )
        return self.mattermost_command_tokens or ()

    @property
    def teams(self) -> App | None:
        """The bot as Microsoft knows it, when that channel is on and guarded; raises ConfigError for half of it."""
        if "teams" not in self.channels or self.auth == "off":
            return None
        for name, value in (("APP_ID", self.teams_app_id), ("TENANT_ID", self.teams_tenant_id)):
            if not _GUID.fullmatch(value or ""):
                told = "is missing" if not value else "is no id of Microsoft"
                raise ConfigError(
                    f"{PREFIX}TEAMS_{name} {told}; write it as in the portal, or take teams out of {PREFIX}CHANNELS"
                )
        if not self.teams_app_password:
            raise ConfigError(f"{PREFIX}TEAMS_APP_PASSWORD is missing; set it, or take teams out of {PREFIX}CHANNELS")
        return App((self.teams_app_id or "").lower(), (self.teams_tenant_id or "").lower(), self.teams_app_password)

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

    @property
    def mail(self) -> Relay | None:
        """The mail server that takes our mail; None when e-mail is off. Raises ConfigError when only half of it is set."""
        if not (self.smtp_url or self.smtp_from):
            return None
        for name, value in (("SMTP_URL", self.smtp_url), ("SMTP_FROM", self.smtp_from), ("PUBLIC_URL", self.public)):
            if not value:
                raise ConfigError(
                    f"{PREFIX}{name} is missing, and e-mail needs it; set it, or take {PREFIX}SMTP_URL and _FROM out"
                )
        if not is_address(self.smtp_from or ""):
            raise ConfigError(f"{PREFIX}SMTP_FROM is no mail address; write for example leerbot@example.nl")
        try:
            return relay_at(self.smtp_url or "", self.smtp_from or "")
        except ValueError as problem:
            raise ConfigError(f"{PREFIX}SMTP_URL is wrong: {problem}") from problem

    @property
    def has_keys(self) -> bool:
        """Whether it is said where the master keys are."""
        return bool(self.keys or self.keys_file)

    @property
    def ring(self) -> KeyRing:
        """The master keys; raises ConfigError when there are none, or what stands there is none."""
        if not self.has_keys:
            raise ConfigError(
                f"there is no key; set {PREFIX}KEYS or {PREFIX}KEYS_FILE to name:key, made with: openssl rand -hex 32"
            )
        source = "KEYS" if self.keys else "KEYS_FILE"
        try:
            return KeyRing.parse(self._key_text())
        except ValueError as problem:
            raise ConfigError(f"{PREFIX}{source}: {problem}") from problem

    @property
    def files(self) -> list[Path]:
        """The files in which settings stand."""
        return [*secret_files.files_in(self.secrets_dir), *([self.keys_file] if self.keys_file else [])]

    def _key_text(self) -> str:
        if self.keys or self.keys_file is None:
            return self.keys or ""
        try:
            return self.keys_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            reason = problem.strerror if isinstance(problem, OSError) else "it is no text"
            raise ConfigError(f"{PREFIX}KEYS_FILE cannot be read ({reason}); give it a readable file") from problem


def from_environment() -> Config:
    """Read the environment; raises ConfigError that names every wrong setting and its mend, each on a line of its own."""
    wrong = list(_misspelt(os.environ))
    if unusable := list(_unusable_files(os.environ)):
        raise ConfigError("\n".join(unusable))
    try:
        config = _read()
    except ValidationError as refused:
        told = {str(one["loc"][0]): one["msg"].lower() for one in refused.errors()}
        wrong += [f"{PREFIX}{name.upper()}: {what}" for name, what in told.items()]
        config = _read(**{name: Config.model_fields[name].default for name in told})
    wrong += _unusable(config)
    if wrong:
        raise ConfigError("\n".join(wrong))
    return config


def before_all_is_set() -> Config:
    """Read the environment as it is while an installation is being set up; raises ConfigError for what is no setting."""
    if wrong := [*_misspelt(os.environ), *_unusable_files(os.environ)]:
        raise ConfigError("\n".join(wrong))
    try:
        return _read()
    except ValidationError as refused:
        told = (f"{PREFIX}{str(one['loc'][0]).upper()}: {one['msg'].lower()}" for one in refused.errors())
        raise ConfigError("\n".join(told)) from refused


def _read(**given: Any) -> Config:
    """Read what is set: what is ``given``, in the environment, or in files of the folder of secrets."""
    return Config(_secrets_dir=os.environ.get(SECRETS_DIR), **given)


def _unusable_files(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the folder of secrets, if one is named, and with what lies in it."""
    folder = _folder(environment)
    if folder and not folder.is_dir():
        yield f"{SECRETS_DIR} is {folder}, and that is no folder; name the one in which the files are"
    yield from secret_files.unreadable(folder, _names())


def _folder(environment: Mapping[str, str]) -> Path | None:
    told = environment.get(SECRETS_DIR)
    return Path(told) if told else None


def _names() -> set[str]:
    return {f"{PREFIX}{name.upper()}" for name in Config.model_fields}


def _misspelt(environment: Mapping[str, str]) -> Iterator[str]:
    known, files = _names(), [file.name.upper() for file in secret_files.files_in(_folder(environment))]
    for name in sorted({*environment, *files}):
        if name.startswith(PREFIX) and name not in known and name != f"{PREFIX}CHROMIUM":
            near = get_close_matches(name, known, 1, 0.8)
            mend = f"did you mean {near[0]}?" if near else f"the settings are {', '.join(sorted(known))}"
            yield f"{name} is no setting of Leerbot; {mend}"


def _unusable(config: Config) -> Iterator[str]:
    """Yield what cannot be used of what is set, and what is for trying out and could be used for real."""
    for name in (
        "place",
        "zone",
        "mattermost",
        "mattermost_callback",
        "mattermost_commands",
        "teams",
        "public",
        "mail",
        *(["ring"] if config.has_keys else []),
    ):
        try:
            getattr(config, name)
        except ConfigError as problem:
            yield str(problem)
    if not config.channels:
        yield f"{PREFIX}CHANNELS names no channel, so nobody could be reached; write web, mattermost or teams"
    if "web" in config.channels and config.host not in LOOPBACK:
        yield f"{PREFIX}HOST is {config.host}, but the web chat is for this machine only; write 127.0.0.1"
    if config.teams_install == "on" and ("teams" not in config.channels or config.auth == "off"):
        yield f"{PREFIX}TEAMS_INSTALL=on is for Teams with its guard on; add teams to {PREFIX}CHANNELS, or leave it out"
    if config.auth == "off":
        yield from _too_open(config)
    if config.clock == "movable" and not _tried_out(config):
        yield (
            f"{PREFIX}CLOCK=movable is for trying out in the browser; write {PREFIX}CHANNELS=web, "
            f"or web,teams with {PREFIX}AUTH=off"
        )
    if config.clock == "movable" and config.smtp_url:
        yield f"{PREFIX}CLOCK=movable is for trying out, and mail goes to real people; leave {PREFIX}SMTP_URL out"


def _tried_out(config: Config) -> bool:
    """Whether nobody is reached but who plays on this machine: in the web chat, or in a tool that plays Teams."""
    return "web" in config.channels and set(config.channels) <= {"web", *(["teams"] if config.auth == "off" else [])}


def _too_open(config: Config) -> Iterator[str]:
    """Yield what makes it a danger that nobody has to show who she is: that is for trying out on this machine alone."""
    if config.host not in LOOPBACK:
        yield f"{PREFIX}AUTH=off is for this machine only, and {PREFIX}HOST is {config.host}; write 127.0.0.1"
    if config.public_url and (urlsplit(config.public_url).hostname or "") not in LOOPBACK:
        yield f"{PREFIX}AUTH=off is for this machine only; leave {PREFIX}PUBLIC_URL out"
    if config.teams_app_id or config.teams_app_password or config.teams_tenant_id:
        yield f"{PREFIX}AUTH=off goes without {PREFIX}TEAMS_APP_ID, _APP_PASSWORD and _TENANT_ID; leave those out, or AUTH"


def browser_wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a browser can be opened here: somebody sits at this screen."""
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or os.name == "nt") and "CI" not in environment
