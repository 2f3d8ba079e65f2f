"""What few bots need is read in when it is asked for, so that no other bot holds it (goal P15)."""

import subprocess
import sys

import pytest


@pytest.mark.trust("S26")
def test_a_bot_without_teams_does_not_read_bot_framework_in() -> None:
    looked = (
        "import sys, bot.__main__, bot.app, bot.running; print(sorted({'botbuilder', 'msrest', 'requests'} & set(sys.modules)))"
    )

    told = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
