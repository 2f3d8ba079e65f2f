"""A demo in a process of its own, as `make demo` starts it, and its API for setting the scene."""

import json
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.kit.ports import free_port
from tests.kit.town import TEAM

START = "2026-03-09T08:30"
"""A quiet Monday morning."""
Message = dict[str, Any]


class Demo:
    """A demo that can be stopped and started again; ``formats`` are laid beside those of the library."""

    def __init__(self, folder: Path, formats: Path | None = None) -> None:
        self._folder = folder
        self._formats = formats
        self._port = free_port()
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self._port}/chat"

    @property
    def database(self) -> Path:
        """Where it keeps everything."""
        return self._folder / "leerbot.db"

    def start(self) -> None:
        """Start it, and wait until it says that it is there."""
        self._process = subprocess.Popen(self._command(), stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert self.address in line, f"the demo did not start: {line}"

    def _command(self) -> list[str]:
        if self._formats is not None:
            return [sys.executable, "-m", "tests.browser.serving", str(self._folder), str(self._port), str(self._formats)]
        options = ["--port", str(self._port), "--data", str(self._folder), "--start", START, "--no-browser"]
        return [sys.executable, "-m", "bot", "demo", *options]

    def stop(self) -> None:
        """Stop it, as Ctrl+C does."""
        if self._process is not None:
            assert self._process.stdout is not None
            self._process.terminate()
            self._process.wait(20)
            self._process.stdout.close()
            self._process = None

    # -- setting the scene

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Make one call of the API; raises AssertionError when it is refused."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            headers = {} if body is None else {"Content-Type": "application/json"}
            connection.request(method, f"/chat/api/{path}", None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        assert response.status < 300, (method, path, response.status, text)
        return json.loads(text) if text else None

    def settle(self) -> None:
        """Let everything that is due be done and sent: a move of the clock over no time waits for just that."""
        self.call("POST", "clock", {"advance": "PT0S"})

    def moves(self, to: str) -> None:
        """Move the clock."""
        self.call("POST", "clock", {"to": to})

    def says(self, person: str, text: str, **more: Any) -> None:
        """Let somebody write to the bot."""
        self.call("POST", f"people/{person}/messages", {"text": text, **more})
        self.settle()

    def uploads(self, person: str, name: str, content: bytes) -> str:
        """Let somebody bring a file in; returns its id."""
        head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + b"\r\n--edge--\r\n"
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            typed = {"Content-Type": "multipart/form-data; boundary=edge"}
            connection.request("POST", f"/chat/api/people/{person}/files", body, typed)
            return str(json.loads(connection.getresponse().read())["id"])
        finally:
            connection.close()

    def presses(self, person: str, option: str) -> None:
        """Let somebody press the newest button for an option, whatever language it is in."""
        for message in reversed(self.column(person)):
            for choice in message["choices"]:
                if choice["id"].endswith(f".{option}"):
                    self.call("POST", f"people/{person}/actions", {"message": message["id"], "action": choice["id"]})
                    self.settle()
                    return
        raise AssertionError(f"{person} has no button for {option!r}")

    def shares(self, person: str, text: str) -> None:
        """Let somebody tell what surprised her, and share it with her name."""
        self.says(person, "verwondering")
        self.says(person, text)
        if len(text) <= 280:  # who wrote a full answer is not asked for more (X06)
            self.presses(person, "enough")
        self.presses(person, "V2")

    def posts(self, person: str, text: str, thread: str | None = None) -> str:
        """Let somebody write in the room; returns the message's id."""
        answer = self.call("POST", f"rooms/{TEAM}/messages", {"from": person, "text": text, "thread": thread})
        return str(answer["id"])

    def column(self, person: str) -> list[Message]:
        """Return what stands in somebody's column."""
        return list(self.call("GET", f"people/{person}/messages")["messages"])

    def room(self) -> list[Message]:
        """Return what stands in the team's room."""
        return list(self.call("GET", f"rooms/{TEAM}/messages")["messages"])
