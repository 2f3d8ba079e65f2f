"""A turn of errbot that stores nothing; runs in an environment of its own, and prints how many it took a second.

A message goes the way that it goes for users: matched, filtered, given to the pool of threads, run, and its reply sent by the
backend, which tells the plugins of it and draws it.
Usage: ``python errbot_turn.py COUNT ROUNDS``; a line on the input lets each round begin.
"""

import logging
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from errbot.backends.base import Message
from errbot.backends.test import TestPerson
from errbot.bootstrap import bot_config_defaults, setup_bot

PLUGIN = """
from errbot import BotPlugin, botcmd


class Echo(BotPlugin):
    @botcmd
    def echo(self, msg, args):
        return args
"""
DESCRIPTION = """
[Core]
Name = Echo
Module = echo

[Python]
Version = 3
"""


def bot(folder: Path) -> Any:
    """Return errbot with one command, set as it is by itself."""
    plugins = folder / "plugins"
    plugins.mkdir()
    (plugins / "echo.py").write_text(PLUGIN)
    (plugins / "echo.plug").write_text(DESCRIPTION)
    config: Any = SimpleNamespace()
    config.BACKEND, config.STORAGE = "Test", "Memory"
    config.BOT_DATA_DIR, config.BOT_EXTRA_PLUGIN_DIR = str(folder), str(plugins)
    config.BOT_LOG_FILE, config.BOT_LOG_LEVEL = str(folder / "log"), logging.CRITICAL
    config.BOT_ADMINS = ("@nobody",)
    config.BOT_IDENTITY, config.AUTOINSTALL_DEPS = {"username": "err"}, False
    bot_config_defaults(config)
    made = setup_bot("Test", logging.getLogger(""), config)
    made.plugin_manager.update_plugin_places([])
    made.plugin_manager.activate_non_started_plugins()
    return made


def main() -> None:
    """Answer some rounds of messages, each when it is told to."""
    count, rounds = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        made, replies, done = bot(Path(name)), list[Message](), threading.Event()
        deliver = made.send_message

        def send(reply: Message) -> None:
            deliver(reply)
            replies.append(reply)
            if len(replies) == count:
                done.set()

        made.send_message = send
        person = TestPerson("anna")
        print("ready", flush=True)
        for _ in range(rounds):
            sys.stdin.readline()
            replies.clear()
            done.clear()
            started = time.perf_counter()
            for number in range(count):
                made.callback_message(Message(f"!echo text {number}", frm=person, to=made.bot_identifier))
            done.wait()
            seconds = time.perf_counter() - started
            assert {reply.body for reply in replies} == {f"text {number}" for number in range(count)}
            print(count / seconds, flush=True)


if __name__ == "__main__":
    main()
