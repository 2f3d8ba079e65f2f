"""The key of each person, wrapped, in a small store of its own: destroying a key reaches old backups (DESIGN §7)."""

import secrets
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage import crypto
from storage.errors import CannotOpen, MissingKey, StorageError
from storage.packed import pack, unpack
from storage.private import kept_private

CACHED = 20_000
_TABLES = (
    "CREATE TABLE IF NOT EXISTS key (owner TEXT PRIMARY KEY, ring TEXT NOT NULL, wrapped BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS erased (mark TEXT PRIMARY KEY, owner TEXT NOT NULL, whole INTEGER NOT NULL, at REAL NOT NULL)",
)
FORM = "leerbot keys 1"
PORTION = 500
_MEND = "put its backup back"


@dataclass(frozen=True, slots=True)
class Erased:
    """That somebody was erased: a mark of its own, and a print of her id."""

    mark: str
    owner: str
    whole: bool


def fingerprint(owner: str) -> str:
    """Return what is kept instead of the id of somebody who was erased."""
    return sha256(f"erased|{owner}".encode()).hexdigest()


class KeyStore:
    """Keys by owner: a person's id, or ``room:`` with the id of a group. Safe to use from several threads."""

    def __init__(self, path: Path | str, ring: crypto.KeyRing) -> None:
        self._ring = ring
        self._lock = threading.Lock()
        self._cache: dict[str, AESGCM] = {}
        self._recalled: dict[bytes, str] = {}
        self._db = sqlite3.connect(kept_private(Path(path)), isolation_level=None, check_same_thread=False)
        try:
            for pragma in ("journal_mode=DELETE", "synchronous=FULL", "secure_delete=ON", "busy_timeout=5000"):
                self._db.execute(f"PRAGMA {pragma}")
            for table in _TABLES:
                self._db.execute(table)
        except sqlite3.DatabaseError as problem:
            raise StorageError(f"keys.db cannot be used ({problem}); {_MEND}") from problem

    def require_usable(self) -> None:
        """Raise StorageError, with the mend, when there are no keys or the master keys do not open them."""
        try:
            with self._lock:
                rows = self._db.execute("SELECT owner, ring, wrapped FROM key GROUP BY ring").fetchall()
        except sqlite3.DatabaseError as problem:
            raise StorageError(f"keys.db cannot be used ({problem}); {_MEND}") from problem
        if not rows:
            raise StorageError(f"keys.db holds no keys, so nothing that was kept can be read; {_MEND}")
        for owner, name, wrapped in rows:
            try:
                self._ring.unwrap(owner, name, wrapped)
            except (MissingKey, CannotOpen) as problem:
                raise StorageError(
                    f'the master key "{name}" here does not open keys.db; give it the one it was made with'
                ) from problem

    def make(self, owner: str) -> None:
        """Make a key for an owner who has none; it is durable when this returns."""
        name, wrapped = self._ring.wrap(owner, crypto.new_key())
        with self._lock:
            self._db.execute("INSERT OR IGNORE INTO key VALUES (?, ?, ?)", (owner, name, wrapped))
        self.key(owner)

    def key(self, owner: str) -> AESGCM:
        """Return the key of an owner; raises MissingKey when it was never made or has been destroyed."""
        if found := self._cache.get(owner):
            return found
        with self._lock:
            row = self._db.execute("SELECT ring, wrapped FROM key WHERE owner = ?", (owner,)).fetchone()
            if row is None:
                raise MissingKey(owner)
            if len(self._cache) >= CACHED:
                self._cache.clear()
            self._cache[owner] = key = AESGCM(self._ring.unwrap(owner, row[0], row[1]))
            return key

    def destroy(self, owner: str) -> None:
        """Destroy a key: what it sealed can never be read again, wherever copies of it are."""
        with self._lock:
            self._db.execute("DELETE FROM key WHERE owner = ?", (owner,))
            self._cache.pop(owner, None)
            self._recalled.clear()

    def erase(self, owner: str, at: float, *, whole: bool) -> str:
        """Destroy a key for good; return the mark under which that is remembered, with only a print of the owner's id.

        Unless she is erased as a ``whole`` she gets a fresh key, under which nothing stands yet.
        """
        mark = secrets.token_hex(16)
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM key WHERE owner = ?", (owner,))
            if not whole:
                self._db.execute("INSERT INTO key VALUES (?, ?, ?)", (owner, *self._ring.wrap(owner, crypto.new_key())))
            self._db.execute("INSERT INTO erased VALUES (?, ?, ?, ?)", (mark, fingerprint(owner), whole, at))
            self._cache.pop(owner, None)
            self._recalled.clear()
        return mark

    def erased(self) -> list[Erased]:
        """Return who was erased: a database that does not know of it, put back or unable to keep it, does it again."""
        with self._lock:
            rows = self._db.execute("SELECT mark, owner, whole FROM erased ORDER BY at").fetchall()
        return [Erased(mark, owner, bool(whole)) for mark, owner, whole in rows]

    def forget_erased(self, before: float) -> None:
        """Forget who was erased so long ago that no backup holds her any more."""
        with self._lock:
            self._db.execute("DELETE FROM erased WHERE at < ?", (before,))

    def seal(self, owner: str, place: str, text: str) -> bytes:
        """Return a text as it is kept."""
        return crypto.seal(self.key(owner), place, text.encode())

    def unseal(self, owner: str, place: str, sealed: bytes) -> str:
        """Return a kept text; raises CannotOpen or MissingKey."""
        return crypto.unseal(self.key(owner), place, sealed).decode()

    def recall(self, owner: str, place: str, sealed: bytes) -> str:
        """Return a kept text that is read again and again, as a name is; raises CannotOpen or MissingKey."""
        found = self._recalled.get(sealed)
        if found is None:
            if len(self._recalled) >= CACHED:
                self._recalled.clear()
            found = self._recalled[sealed] = self.unseal(owner, place, sealed)
        return found

    def seal_bytes(self, owner: str, place: str, body: bytes) -> bytes:
        """Return a file's content as it is kept."""
        return crypto.seal(self.key(owner), place, body)

    def unseal_bytes(self, owner: str, place: str, sealed: bytes) -> bytes:
        """Return a kept file's content; raises CannotOpen or MissingKey."""
        return crypto.unseal(self.key(owner), place, sealed)

    def empty(self) -> bool:
        """Whether there are no keys at all."""
        with self._lock:
            return self._db.execute("SELECT 1 FROM key UNION ALL SELECT 1 FROM erased LIMIT 1").fetchone() is None

    def packed(self) -> bytes:
        """Return all keys, wrapped as they are, and who was erased, for a backup of their own."""
        with self._lock:
            held = self._db.execute("SELECT owner, ring, wrapped FROM key ORDER BY owner").fetchall()
            erased = self._db.execute("SELECT mark, owner, whole, at FROM erased ORDER BY at").fetchall()
        lines = [[owner, ring, wrapped.hex()] for owner, ring, wrapped in held]
        return pack({"form": FORM, "keys": lines, "erased": erased}).encode()

    def put_back(self, packed: bytes) -> None:
        """Take in the keys of a backup; raises StorageError for what is none."""
        try:
            kept = unpack(packed.decode())
            held = [(owner, ring, bytes.fromhex(wrapped)) for owner, ring, wrapped in kept["keys"]]
            erased, form = [tuple(row) for row in kept["erased"]], kept["form"]
        except (ValueError, KeyError, TypeError) as problem:
            raise StorageError("the keys of this backup are damaged; give those that leerbot backup wrote") from problem
        if form != FORM:
            raise StorageError("these are no keys of a backup; give those that leerbot backup wrote")
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("INSERT INTO key VALUES (?, ?, ?)", held)
            self._db.executemany("INSERT INTO erased VALUES (?, ?, ?, ?)", erased)

    def rotate(self, told: Callable[[str, int, int], None]) -> int:
        """Seal every key with the newest master key; returns how many were not. Broken off, it goes on where it was."""
        with self._lock:
            found = self._db.execute(
                "SELECT owner, ring, wrapped FROM key WHERE ring <> ? ORDER BY owner", (self._ring.newest,)
            ).fetchall()
        for start in range(0, len(found), PORTION):
            portion = found[start : start + PORTION]
            again = [(*self._ring.wrap(owner, self._ring.unwrap(owner, ring, old)), owner, old) for owner, ring, old in portion]
            with self._lock, self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._db.executemany("UPDATE key SET ring = ?, wrapped = ? WHERE owner = ? AND wrapped = ?", again)
            told("keys", start + len(portion), len(found))
        return len(found)

    def close(self) -> None:
        """Close the file."""
        self._db.close()
