"""What few bots need is read in when it is asked for, so that no other bot holds it (goal P15)."""

import subprocess
import sys

import pytest


def of_these_an_idle_bot_holds(*names: str) -> str:
    looked = f"import sys, bot.__main__, bot.commands.run; print(sorted({set(names)!r} & set(sys.modules)))"
    return subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.trust("S26")
def test_a_bot_without_teams_does_not_read_bot_framework_in() -> None:
    assert of_these_an_idle_bot_holds("botbuilder", "msrest", "requests") == "[]"


def test_a_bot_reads_in_what_it_does_now_and_then_when_it_does_it() -> None:
    assert of_these_an_idle_bot_holds("PIL", "alembic", "filetype", "jinja2", "rich", "rustworkx") == "[]"


def test_a_bot_reads_in_the_channels_that_are_on_and_the_command_that_runs_it() -> None:
    ways = ("bot.channels.teams.channel", "bot.channels.mattermost.channel", "bot.channels.email.channel", "aiosmtplib", "jwt")

    assert of_these_an_idle_bot_holds(*ways, "bot.commands.look", "bot.commands.people", "rich.progress") == "[]"
