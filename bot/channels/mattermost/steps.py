"""What an administrator does by hand on a Mattermost server, where no token of one is given."""

from collections.abc import Iterator

from bot.channels.mattermost.callbacks.door import COMMANDS
from bot.channels.mattermost.setting_up import DESCRIBED, DISPLAY, HINT, TRIGGER, Wanted


def steps(wanted: Wanted) -> list[str]:
    """Return the steps, a line each."""
    return [f"{number}. {line}" for number, line in enumerate(_lines(wanted), start=1)]


def _lines(wanted: Wanted) -> Iterator[str]:
    teams = f"team {', '.join(wanted.teams)}" if wanted.teams else "every team whose people take part"
    yield (
        "Sign in as a system administrator, best with an account that stays: a bot is switched off with its owner."
        f" The server is {wanted.url}"
    )
    yield "System Console, Integrations, Bot Accounts: set Enable Bot Account Creation to true"
    yield (
        f"Product menu, Integrations, Bot Accounts, Add Bot Account: username {wanted.name}, display name {DISPLAY},"
        " role Member, nothing else ticked. Keep the token; it is shown once"
    )
    yield f"Put @{wanted.name} in {teams}: team menu, Invite People, and its name"
    yield "System Console, Site Configuration, Posts (or User and Teams): leave Post Edit Time Limit at -1"
    if wanted.callback:
        yield (
            f"In each of these teams: Integrations, Slash Commands, Add: title {DISPLAY}, description {DESCRIBED!r}, trigger"
            f" {TRIGGER}, request URL {wanted.callback}{COMMANDS}, method POST, autocomplete on, hint {HINT}. Keep each token"
        )
    yield "Set where Leerbot runs: export LEERBOT_CHANNELS=mattermost"
    yield f"export LEERBOT_MATTERMOST_URL={wanted.url}"
    yield "export LEERBOT_MATTERMOST_TOKEN=… (the token of the bot)"
    if wanted.callback:
        yield f"export LEERBOT_MATTERMOST_CALLBACK_URL={wanted.callback}"
        yield "export LEERBOT_MATTERMOST_COMMAND_TOKENS=… (the token of the command in each team, with a comma between them)"
    yield "leerbot check"
