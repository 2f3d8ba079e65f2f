"""Setting Leerbot up on a Mattermost server, with an administrator's token that is kept nowhere (DESIGN §8).

Each step looks first and makes only what is missing, so doing it again changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.channels.mattermost.callbacks.door import COMMANDS
from bot.channels.mattermost.forms.elements import OLDEST
from bot.channels.mattermost.looking import unanswered, version_of
from bot.channels.mattermost.rest import PAGE, Away, Refused, Rest

BOT_NAME = "leerbot"
TRIGGER = "leerbot"
DISPLAY = "Leerbot"
DESCRIBED = "Helpt je team leren van het gewone werk. / Helps your team learn from ordinary work."
HINT = "hulp"


class NotSetUp(Exception):
    """Something stands in the way; says what, and the mend."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be there: a bot of this name in these teams, and the command where Leerbot can be called back."""

    url: str
    teams: Sequence[str] = ()
    """The names of teams, as they stand in the address of the team; all of them when ``everywhere``."""
    everywhere: bool = False
    name: str = BOT_NAME
    token: str | None = None
    """The bot's token, where there is one already."""
    callback: str | None = None


@dataclass(slots=True)
class SetUp:
    """What was found or made, a line each, and what is to be set where Leerbot runs."""

    lines: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)


async def set_up(admin: Rest, wanted: Wanted) -> SetUp:
    """Make what is missing, with an administrator's calls; raises NotSetUp."""
    done = SetUp(settings={"CHANNELS": "mattermost", "MATTERMOST_URL": wanted.url})
    with _mends():
        await _may(admin, done)
        bot = await _bot(admin, wanted.name, done)
        teams = await _teams(admin, wanted, bot, done)
        if wanted.callback:
            done.settings["MATTERMOST_CALLBACK_URL"] = wanted.callback
            await _commands(admin, wanted.callback, teams, done)
        await _token(admin, wanted, bot, done)  # last: it can be shown only once, and nothing after it can go wrong
    return done


# -- the steps


async def _may(admin: Rest, done: SetUp) -> None:
    me = await admin.call("GET", "/users/me")
    if "system_admin" not in str(me.get("roles", "")).split():
        raise NotSetUp(f"the token is of @{me['username']}, who is no system administrator; give the token of one")
    version = str((await admin.call("GET", "/config/client")).get("Version"))
    if version_of(version) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise NotSetUp(f"Mattermost is {version}, and {oldest} is the oldest that is supported; upgrade it first")
    done.lines.append(f"Mattermost {version} answers, and you are an administrator there")


async def _bot(admin: Rest, name: str, done: SetUp) -> Mapping[str, Any]:
    found = await _there(admin, f"/users/username/{name}")
    if found is not None and not found.get("is_bot"):
        raise NotSetUp(f"@{name} is a person on this server; give the bot another name with --name")
    if found is not None and found.get("delete_at"):
        await admin.call("POST", f"/bots/{found['id']}/enable")
        done.lines.append(f"the bot account @{name} was switched off, and is on again")
    elif found is not None:
        done.lines.append(f"the bot account @{name} is there")
    else:
        with _mends("set ServiceSettings.EnableBotAccountCreation to true (System Console, Integrations, Bot Accounts)"):
            body = {"username": name, "display_name": DISPLAY, "description": DESCRIBED}
            made = await admin.call("POST", "/bots", json=body)
        found = {"id": made["user_id"]}
        done.lines.append(f"the bot account @{name} was made; it is switched off when its owner is, which is you")
    return found


async def _token(admin: Rest, wanted: Wanted, bot: Mapping[str, Any], done: SetUp) -> None:
    if wanted.token and await _is_of(wanted, bot):
        done.lines.append("its token is the one that is set here")
        return
    made = await admin.call("POST", f"/users/{bot['id']}/tokens", json={"description": "Leerbot"})
    done.settings["MATTERMOST_TOKEN"] = str(made["token"])
    other = "the one that is set here is not of this bot" if wanted.token else "none is set here"
    done.lines.append(f"{other}, so it got a new token, which is shown below this once; older ones of it go on working")


async def _is_of(wanted: Wanted, bot: Mapping[str, Any]) -> bool:
    rest = Rest(wanted.url, wanted.token or "")
    try:
        return (await rest.me()).id == str(bot["id"])
    except Refused as problem:
        if problem.status == 401:
            return False
        raise
    finally:
        await rest.close()


async def _teams(admin: Rest, wanted: Wanted, bot: Mapping[str, Any], done: SetUp) -> Sequence[Mapping[str, Any]]:
    """Put the bot in teams; returns those in which it is."""
    there = await _pages(admin, "/teams")
    inside = {team["id"] for team in await admin.call("GET", f"/users/{bot['id']}/teams")}
    names = {str(team["name"]): team for team in there}
    if unknown := [name for name in wanted.teams if name not in names]:
        raise NotSetUp(f"there is no team {', '.join(unknown)}; the teams are {', '.join(sorted(names)) or 'none yet'}")
    for name, team in names.items():
        if team["id"] not in inside and (wanted.everywhere or name in wanted.teams):
            await admin.call("POST", f"/teams/{team['id']}/members", json={"team_id": team["id"], "user_id": bot["id"]})
            inside.add(team["id"])
            done.lines.append(f"it was put in team {name}")
    within = [name for name, team in names.items() if team["id"] in inside]
    without = [name for name in names if name not in within]
    done.lines.append(f"it is in {', '.join(within) or 'no team'}")
    if without:
        done.lines.append(f"it is not in {', '.join(without)}: add --team for each whose people take part, or --all-teams")
    return [team for team in there if team["id"] in inside]


async def _commands(admin: Rest, callback: str, teams: Sequence[Mapping[str, Any]], done: SetUp) -> None:
    """See to it that each team has the command; its token is what Leerbot knows the team's calls by."""
    tokens, url = [], f"{callback}{COMMANDS}"
    for team in teams:
        with _mends("set ServiceSettings.EnableCommands to true (System Console, Integrations, Integration Management)"):
            asked = {"team_id": team["id"], "custom_only": "true"}
            found = [one for one in await admin.call("GET", "/commands", params=asked) if one["trigger"] == TRIGGER]
            if found and found[0]["url"] != url:
                raise NotSetUp(
                    f"in team {team['name']} the command /{TRIGGER} calls another address; remove it there (Integrations, "
                    "Slash Commands) and do this again"
                )
            one = found[0] if found else await admin.call("POST", "/commands", json=_command(team["id"], url))
        tokens.append(str(one["token"]))
        done.lines.append(f"the command /{TRIGGER} {'is there' if found else 'was made'} in team {team['name']}")
    if tokens:
        done.settings["MATTERMOST_COMMAND_TOKENS"] = ",".join(tokens)


def _command(team: str, url: str) -> Mapping[str, Any]:
    return {
        "team_id": team, "trigger": TRIGGER, "method": "P", "url": url, "display_name": DISPLAY, "description": DESCRIBED,
        "auto_complete": True, "auto_complete_desc": DESCRIBED, "auto_complete_hint": HINT,
    }  # fmt: skip


# -- calling


async def _there(admin: Rest, path: str) -> Mapping[str, Any] | None:
    try:
        found: Mapping[str, Any] = await admin.call("GET", path)
    except Refused as problem:
        if problem.status == 404:
            return None
        raise
    return found


async def _pages(admin: Rest, path: str) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    while True:
        page = await admin.call("GET", path, params={"page": str(len(found) // PAGE), "per_page": str(PAGE)})
        found += page
        if len(page) < PAGE:
            return found


@contextmanager
def _mends(mend: str = "look whether it is a Mattermost server, and at its log") -> Iterator[None]:
    """Say in one line what the server refused, with the mend; nothing of what was sent stands in it."""
    try:
        yield
    except Refused as problem:
        said = "the administrator's token is wrong or no longer valid: make another" if problem.status == 401 else mend
        raise NotSetUp(f"Mattermost refuses ({problem.status} {problem.id}); {said}") from problem
    except Away as problem:
        raise NotSetUp(unanswered(problem)) from problem
